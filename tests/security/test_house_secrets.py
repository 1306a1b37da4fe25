"""What never leaves the house: candidates with their weights, presumptions, findings, restricted
findings, and whose a blind sample is. Every address of the API that is read, as everybody who
comes from outside; each secret is a text that stands nowhere else."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from cases.models import BlindSample, Candidate, Individual, Release, RemainsCase, Weighing
from cases.models.examination import Discipline
from cases.models.finding import FindingKind, RestrictedKind
from cases.operations.asking_sight import ask_for_sight
from cases.operations.excluding import exclude_candidate
from cases.operations.finding import Found, record_findings, record_restricted
from cases.operations.presuming import set_presumptive
from cases.operations.results import report_result
from cases.operations.sampling import take_direct_reference, take_sample
from cases.operations.sessions import call_session, open_session
from cases.operations.worklists import send_samples
from repatriation.accounts.models import Agency
from repatriation.ledger.clock import now, today
from repatriation.references import Prefix, reference
from repatriation.roles import ROLES
from tests.api.callers import Caller, person, program
from tests.api.operations import Operation, operations
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.associations import Associations
from tests.factories.examinations import Examinations
from tests.factories.pairs import Pairs, again, announced
from tests.factories.releases import Releases
from tests.factories.samples import supports
from tests.factories.steps import Steps, do

SCORE = 4.1357913
SECRETS = {
    "finding": "FINDING-KANAREYKA",
    "restricted finding": "RESTRICTED-KANAREYKA",
    "presumption": "PRESUMED-KANAREYKA",
    "exclusion": "EXCLUDED-KANAREYKA",
    "wish to see a record": "ASKED-KANAREYKA",
    "term of a weight": "WEIGHED-KANAREYKA",
    "weight": str(SCORE),
    "name of a person sought": "Kanarenko",
}
# What a laboratory may not learn of a sample: case, container, person, round, batch, candidate.
WHOSE = re.compile(r"\b(?:RC|CN|MP|ER|EB|RS|CA|ID|EX)-\d\d-\d+")
CANDIDATE = re.compile(r"\bCA-\d\d-\d+")
# Keys of the store that a detail of an event must not be; figures that it may.
FIGURES = {
    "containers", "lines", "number", "listed", "counted", "not_presented", "missing", "damaged",
    "cases", "events", "event", "corrected", "samples", "items", "present", "findings", "parts",
}  # fmt: skip


@dataclass
class House:
    """One house of the north, its secrets, and who asks about them from outside."""

    steps: Steps
    rows: dict[str, list[str]] = field(default_factory=dict)
    people: dict[str, Caller] = field(default_factory=dict)

    def keep(self, **nouns: Any) -> None:
        for noun, row in nouns.items():
            name = noun.replace("__", "/").replace("_", "-")
            self.rows.setdefault(name, []).append(row.reference)


@pytest.fixture
def house(settings):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    steps = Steps()
    house = House(steps)
    pairs = Pairs(steps.north)
    laboratory = AgencyFactory(party=steps.north.party, kind=Agency.Kind.LABORATORY)
    _paired(house, pairs)
    _sampled(house, pairs, laboratory)
    _decided(house, pairs)
    _exchanged(house)
    announced()
    _outsiders(house, laboratory)
    return house


def _paired(house: House, pairs: Pairs) -> None:
    """A candidate of one agency, excluded; a link with another agency, which is asked."""
    case, seen = pairs.unexamined(), pairs.near("Kanarenko")
    examination = Examinations(pairs.examiner).locked(case)
    pairs.sought(case)
    candidate, link = Candidate.objects.get(case=case, person=seen), pairs.candidate()
    pairs.told(link.person, agency=house.steps.north.agency)
    coat = Found(FindingKind.CLOTHING, Discipline.EFFECTS, text=SECRETS["finding"])
    do(record_findings, by=pairs.examiner, examination=examination, findings=[coat])
    cause = {"kind": RestrictedKind.CAUSE_OF_DEATH, "text": SECRETS["restricted finding"]}
    do(record_restricted, by=pairs.examiner, examination=again(examination), **cause)
    flag = {"evidence": SECRETS["presumption"], "person": candidate.person}
    do(set_presumptive, by=pairs.examiner, case=again(candidate.case), **flag)
    told = {"ground": "stature", "note": SECRETS["exclusion"]}
    do(exclude_candidate, by=pairs.examiner, candidate=again(candidate), **told)
    why = SECRETS["wish to see a record"]
    do(ask_for_sight, by=pairs.examiner, candidate=again(link), why=why)
    Candidate.objects.update(score=SCORE)
    term = {"attribute": "sex", "verdict": "agree", "log10_lr": SCORE}
    terms = [term | {"details": {"said": SECRETS["term of a weight"]}}]
    for row in (candidate, link):
        newest = {"score": SCORE, "terms": terms, "versions": {"case": 1, "person": 1}}
        Weighing.objects.create(candidate=row, parameters="p", **newest)
        house.keep(candidates=row, cases=row.case, missing_persons=row.person)
    house.keep(examinations=examination)


def _sampled(house: House, pairs: Pairs, laboratory: Agency) -> None:
    """Also of remains that came in a round."""
    case = house.steps.numbered("A-1")[0]
    by = pairs.examiner
    sample = do(take_sample, by=by, case=case, tissue="femur")
    seen = pairs.person("Kanarenko")
    reference = do(take_direct_reference, by=by, person=seen, tissue="personal_item")
    plan = {"laboratory": laboratory, "due_on": today()}
    worklist = do(send_samples, by=by, samples=[sample, reference], **plan)
    analyst = UserFactory(agency=laboratory, role="forensic examiner")
    said = {"reported": supports(again(reference))}
    result = do(report_result, by=analyst, sample=again(sample), **said)
    blind = BlindSample.objects.get(pk=sample.pk)
    house.keep(samples=sample, laboratory__samples=blind, worklists=worklist, results=result)
    house.keep(cases=case, containers=case.container)


def _decided(house: House, pairs: Pairs) -> None:
    """Before a board, associated, released and under doubt."""
    pairs.examiner = pairs.side.person("forensic examiner", name="who proposes")
    plan = {"identifications": [(row := pairs.proposed())], "meets_at": now()}
    session = do(call_session, by=pairs.coordinator, members=pairs.members, **plan)
    do(open_session, by=pairs.coordinator, session=session, present=pairs.members)
    parts = Associations(house.steps.north)
    parts.examiner = pairs.side.person("forensic examiner", name="who associates")
    accepted = parts.accepted(*parts.parts(2))
    individual = Individual.objects.get(members__case=accepted.first)
    leaving = Releases(house.steps.north)
    leaving.examiner = pairs.examiner
    released = leaving.released()
    release = Release.objects.get(case=released)
    house.keep(identifications=row, board_sessions=session, associations=accepted)
    house.keep(individuals=individual, releases=release, cases=released)
    house.keep(identifications=release.identification)


def _exchanged(house: House) -> None:
    container = RemainsCase.objects.exclude(container=None).first().container
    batch = container.places.get().batch
    house.keep(batches=batch, rounds=batch.round, sheets=container.scans.first().sheet)


def _outsiders(house: House, laboratory: Agency) -> None:
    """With every role, so that only where they belong keeps them out."""
    world, party = house.steps.world, house.steps.north.party
    offices = {
        "the other side": world.south.agency,
        "the other side's mortuary": world.south.mortuaries[0],
        "the intermediary": world.observers,
        "a laboratory": laboratory,
        "an information bureau": AgencyFactory(party=party, kind=Agency.Kind.INFORMATION_BUREAU),
        "a third side": AgencyFactory(),
    }
    for name, agency in offices.items():
        house.people[name] = person(UserFactory(agency=agency, role=list(ROLES)))
        user = UserFactory(agency=agency, role=list(ROLES), program=True)
        house.people[f"program of {name}"] = program(user)
    house.people["program without a side"] = program(
        UserFactory(agency=world.observers, role="intermediary's observer", program=True)
    )


def read() -> list[Operation]:
    return [operation for operation in operations() if operation.method == "get"]


def addresses(house: House, operation: Operation) -> list[str]:
    """Of each row there is of its noun; a list also in each order, and counted."""
    rest = {"number": 1, "before": 1, "seq": 1, "id": 1, "mortuary": "agency-0", "code": "none"}
    if "{reference}" not in operation.path:
        asked = [operation.path.format(**rest)]
        if "count" in operation.names("query"):
            asked += [f"{operation.path}?count=true&limit=200"]
        return asked
    parts = operation.path.removeprefix("/api/v1/").split("/")
    noun = "/".join(parts[: parts.index("{reference}")])
    return [operation.path.format(reference=row, **rest) for row in house.rows.get(noun, [])]


def answers(house: House, who: str) -> dict[str, Any]:
    found = {}
    for operation in read():
        for address in addresses(house, operation):
            answer = house.people[who].get(address)
            assert answer.status_code < 500, (who, address)
            found[address] = answer
    return found


def text_of(answer: Any, address: str) -> str:
    """Without what was asked for: a refusal may repeat it."""
    text = answer.getvalue().decode(errors="replace") + str(dict(answer.items()))
    asked = re.search(r"[A-Z]{2}-\d\d-\d+-\w", address)
    return text.replace(asked[0], "") if asked else text


def test_no_secret_of_the_house_is_read_from_outside(house):
    told, read_at_all = [], 0
    for who in house.people:
        for address, answer in answers(house, who).items():
            text = text_of(answer, address)
            read_at_all += answer.status_code == 200
            told += [f"{who}: {name} at {address}" for name, it in SECRETS.items() if it in text]
            told += [f"{who}: {one} at {address}" for one in CANDIDATE.findall(text)]

    assert told == []
    assert read_at_all > 100


def test_the_house_itself_reads_them(house):
    """Else they would be nowhere, and the walk would prove nothing."""
    keeper = person(UserFactory(agency=house.steps.north.mortuaries[0], role=list(ROLES)))
    house.people["the house"] = keeper

    texts = [text_of(*one[::-1]) for one in answers(house, "the house").items()]

    shown = {name for name, it in SECRETS.items() if any(it in text for text in texts)}
    assert shown >= {"finding", "restricted finding", "term of a weight", "weight"}


def test_a_laboratory_is_not_told_whose_a_sample_is(house):
    told = [
        f"{found[0]} at {address}"
        for address, answer in answers(house, "program of a laboratory").items()
        if address.startswith(("/api/v1/laboratory", "/api/v1/worklists", "/api/v1/results"))
        if (found := WHOSE.findall(text_of(answer, address)))
    ]

    assert told == []


def test_a_record_of_the_house_is_as_unknown_as_one_that_is_not_there(house):
    """The same status and the same words: nothing of the record shows through the refusal."""
    for who in ("the other side", "program of the intermediary", "program of a third side"):
        caller = house.people[who]
        for noun in ("candidates", "examinations", "missing-persons", "samples", "releases"):
            for row in house.rows[noun]:
                hidden = caller.get(f"{noun}/{row}/")
                nowhere = caller.get(f"{noun}/{unknown(row)}/")

                assert hidden.status_code == nowhere.status_code == 404, (who, noun)
                assert "ETag" not in hidden.headers
                assert _said(hidden, row) == _said(nowhere, unknown(row))


def unknown(row: str) -> str:
    """A reference of the same kind that nothing has."""
    return reference(Prefix(row[:2]), 26, 987_654)


def _said(answer: Any, asked: str) -> str:
    text = answer.content.decode().replace(asked, "")
    return re.sub(r"[0-9a-f-]{32,36}", "", text)


def test_no_detail_of_an_event_is_a_key_of_the_store(house):
    """Every number in a history is a figure: keys of the store count what others have."""
    reader = person(UserFactory(agency=house.steps.north.agency, role=list(ROLES)))
    keeper = person(UserFactory(agency=house.steps.north.mortuaries[0], role=list(ROLES)))
    wrong = []
    for caller in (reader, keeper):
        for operation in read():
            if not operation.path.endswith("/history/"):
                continue
            for address in addresses(house, operation):
                answer = caller.get(address)
                for row in answer.json().get("results", []):
                    wrong += [
                        f"{row['kind']}: {name}={value}"
                        for name, value in row["details"].items()
                        if name not in FIGURES or isinstance(value, list)
                        if re.search(r"\d", str(value)) and not isinstance(value, str)
                    ]

    assert sorted(set(wrong)) == []
