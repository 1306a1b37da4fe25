"""A row of everything that the admin shows of whose remains they are, from a search to a release
that has to be taken back."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Finding, RemainsCase
from cases.models.attachment import AttachmentKind
from cases.models.examination import Discipline
from cases.models.explanation import Attribute
from cases.models.finding import FindingKind
from cases.models.releasing import PartsWish
from cases.operations.asking_sight import ask_for_sight, grant_sight
from cases.operations.attaching import attach_file
from cases.operations.effects import correct_effect, record_effect
from cases.operations.explaining import explain_contradiction
from cases.operations.finding import Found, correct_finding, record_findings
from cases.operations.kin import answer_parts, refer_kin
from cases.operations.persons import open_person
from cases.operations.sessions import call_session
from repatriation.ledger.clock import now, today
from tests.factories.associations import Associations
from tests.factories.boards import Boards
from tests.factories.effects import Effects, ring
from tests.factories.examinations import Examinations
from tests.factories.pairs import Pairs, again
from tests.factories.releases import Releases
from tests.factories.samples import REPORT, Laboratory
from tests.factories.steps import Steps, do


def tell_whose(steps: Steps, boards: Boards) -> None:
    pair(steps)
    laboratory = Laboratory(boards)
    laboratory.result(*laboratory.pair())
    house = Associations(steps.north)
    house.accepted(*house.parts(2))
    called = {"identifications": [boards.proposed()], "members": boards.members}
    do(call_session, by=boards.coordinator, meets_at=now(), **called)
    explain(boards)
    release(steps)
    keep_effects(steps, examine(boards))


def explain(boards: Boards) -> None:
    """What an examination found, and a person who is told to be much shorter."""
    case = boards.case()
    Examinations(boards.examiner).reviewed(case)
    person = do(open_person, by=boards.examiner, surname="Вигаданенко", stature_cm=150)
    row = boards.proposed(case=case, person=person)
    said = {"case": case, "attribute": Attribute.STATURE, "because": "Told from memory"}
    do(explain_contradiction, by=boards.examiner, identification=row, **said)


def examine(boards: Boards) -> Finding:
    """With a finding that was corrected."""
    of = Examinations(boards.examiner)
    examination = of.started(boards.case())
    told = {"kind": AttachmentKind.DOCUMENT, "discipline": Discipline.EFFECTS}
    file = SimpleUploadedFile("paper.pdf", REPORT)
    do(attach_file, by=of.examiner, examination=examination, file=file, **told)
    examination = again(examination)
    worn = Found(FindingKind.CLOTHING, Discipline.EFFECTS, text="A belt")
    found = do(record_findings, by=of.examiner, examination=examination, findings=[worn])[0]
    said = {"examination": again(examination), "finding": found, "found": None}
    return do(correct_finding, by=of.examiner, **said)


def pair(steps: Steps) -> None:
    """One was excluded; of another, a second agency was asked for its record."""
    pairs = Pairs(steps.north)
    pairs.excluded()
    linked, other = pairs.candidate(), steps.north.mortuaries[1]
    pairs.told(linked.person, agency=other)
    do(ask_for_sight, by=pairs.examiner, candidate=again(linked), why="Two findings agree")
    seeker = steps.north.person("coordinator", at=other)
    grant = {"answer": "For this pair", "until": today() + timedelta(days=30)}
    do(grant_sight, by=seeker, candidate=again(linked), **grant)


def release(steps: Steps) -> None:
    """Released, and contested since; of others the kin disagree, or were asked of other parts."""
    house = Releases(steps.north)
    house.contested(house.identification_of(house.released()))
    do(refer_kin, by=house.liaison, case=house.ready(), because="disagree", note="Two wishes")
    more: RemainsCase = house.with_other_part()
    said = {"wish": PartsWish.NOW, "asked_on": today()}
    do(answer_parts, by=house.liaison, case=more, **said)


def keep_effects(steps: Steps, finding: Finding) -> None:
    """One was given to a family, and a case is the other party's; of an effect that a finding
    describes, an act was corrected."""
    house = Effects(steps.north)
    house.give(house.of_released())
    house.affiliated()
    told = {"found_with": finding.examination.case, "described": ring(), "finding": finding}
    effect = do(record_effect, by=house.custodian, **told)
    do(correct_effect, by=house.custodian, effect=effect, number=1, note="Another day")
