"""What the open world has of examinations, samples, candidates, boards and releases, by noun: in
each state that a move needs, done by people who are not among the callers."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import BlindSample, Individual, RemainsCase
from cases.models.board import Choice
from cases.models.codes import Element, Side
from cases.models.examination import Discipline
from cases.models.finding import FindingKind, RestrictedKind
from cases.models.identification import ContestReason
from cases.operations import consents, linking, merging, outcomes, relatives, telling
from cases.operations.asking_sight import ask_for_sight, grant_sight
from cases.operations.contesting import contest_identification
from cases.operations.finding import Found, record_findings, record_restricted
from cases.operations.kin import refer_kin
from cases.operations.persons import open_person
from cases.operations.releasing import close_released
from cases.operations.results import attach_report, report_result
from cases.operations.sampling import lose_sample, take_direct_reference, take_sample
from cases.operations.sessions import call_session, open_session
from cases.operations.worklists import send_samples
from repatriation.accounts.models import Agency, User
from repatriation.ledger.clock import now, today
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.associations import Associations
from tests.factories.boards import Boards
from tests.factories.examinations import Examinations
from tests.factories.pairs import Pairs, again
from tests.factories.releases import Releases
from tests.factories.samples import REPORT, supports
from tests.factories.steps import do
from tests.factories.world import Side as Party

Rows = dict[str, list[Any]]


class Identities:
    def __init__(self, side: Party, people: dict[str, User]):
        self.side, self.people = side, people
        self.boards = Boards(side)
        self.boards.examiner = side.person("forensic examiner", name="another")
        self.boards.members = [people["mortuary"], people["second mortuary"]]
        party = side.party
        self.laboratory = people["laboratory"].agency
        self.others = people["second mortuary"].agency
        self.authority = AgencyFactory(party=party, kind=Agency.Kind.LEGAL_AUTHORITY)

    def rows(self) -> Rows:
        parts = (
            self.decided(),
            self.met(),
            self.examined(),
            self.sampled(),
            self.associated(),
            self.paired(),
            self.sought(),
            self.leaving(),
        )
        nouns = dict.fromkeys(noun for part in parts for noun in part)
        return {noun: [row for part in parts for row in part.get(noun, [])] for noun in nouns}

    def known(self) -> dict[str, Any]:
        """Rows that a body names, whatever the operation."""
        return {
            "person": str(self.person),
            "case": str(self.case),
            "first": str(self.pair[0]),
            "second": str(self.pair[1]),
            "samples": [self.taken.reference],
            "laboratory": self.laboratory.code,
            "identifications": [str(self.proposed)],
            "present": [self.people[name].email for name in ("mortuary", "second mortuary")],
            "into": str(self.into),
            "due_on": None,
            "until": None,
        }

    def decided(self) -> Rows:
        """Identifications at every stage, where those who vote are among the callers."""
        boards = self.boards
        self.case, self.person = boards.case(), boards.person()
        doubted = boards.contested(boards.certified())
        annulled = boards.contest_voted(doubted, Choice.REVOKED, Choice.REVOKED)
        deferred = boards.voted(boards.under_review(), Choice.DEFERRED, Choice.DEFERRED)
        self.proposed = boards.proposed()
        begun = [self.proposed, boards.under_review(), boards.identified()]
        ended = [deferred, boards.certified(), boards.contested(), annulled]
        return {"identifications": begun + ended, "missing-persons": [self.person]}

    def met(self) -> Rows:
        """Called, and opened."""
        boards, sessions = self.boards, []
        for _ in range(2):
            plan = {"identifications": [boards.proposed()], "meets_at": now()}
            session = do(call_session, by=boards.coordinator, members=boards.members, **plan)
            sessions.append(session)
        do(open_session, by=boards.coordinator, session=sessions[1], present=boards.members)
        return {"board-sessions": [again(one) for one in sessions]}

    def examined(self) -> Rows:
        boards = self.boards
        by = Examinations(UserFactory(agency=boards.examiner.agency, role="forensic examiner"))
        told = by.started(boards.case())
        femur = Found(
            FindingKind.ELEMENT, Discipline.ANTHROPOLOGY, element=Element.FEMUR, side=Side.LEFT
        )
        do(record_findings, by=by.examiner, examination=told, findings=[femur])
        cause = {"kind": RestrictedKind.CAUSE_OF_DEATH, "text": "as told"}
        do(record_restricted, by=by.examiner, examination=again(told), **cause)
        return {
            "examinations": [
                again(told),
                by.described(boards.case()),
                by.settled(by.locked(boards.case())),
                by.complete(boards.case()),
                by.reviewed(boards.case()),
            ]
        }

    def sampled(self) -> Rows:
        """The laboratory's part is recorded from its paper: none of the callers is of it."""
        by, case = self.boards.examiner, self.boards.case()
        taken = [do(take_sample, by=by, case=case, tissue="femur") for _ in range(4)]
        reference = do(take_direct_reference, by=by, person=self.person, tissue="personal_item")
        plan = {"laboratory": self.laboratory, "due_on": today()}
        sent = [*taken[1:], reference]
        worklist = do(send_samples, by=by, samples=sent, **plan)
        results = []
        for sample in taken[2:]:
            paper = {"reported": supports(again(reference)), "source": "Letter 5"}
            results.append(do(report_result, by=by, sample=again(sample), **paper))
        file = SimpleUploadedFile("report.pdf", REPORT)
        results[1] = do(attach_report, by=by, result=results[1], file=file)
        spare = do(take_sample, by=by, case=case, tissue="femur")
        lost = do(lose_sample, by=by, sample=spare, because="not in its box")
        self.taken, self.numbered, self.reference = taken[0], taken[1], reference
        samples = [again(row) for row in (*taken[:3], lost, reference)]
        blind = list(BlindSample.objects.filter(pk__in=[row.pk for row in taken[1:]]))
        rows = {"samples": samples, "worklists": [worklist], "results": results}
        return rows | {"laboratory/samples": blind}

    def associated(self) -> Rows:
        house = Associations(self.side)
        house.examiner = self.side.person("forensic examiner", name="who proposes")
        house.second = self.side.person("forensic examiner", name="who accepts")
        self.pair = house.parts(2)
        accepted = house.accepted(*house.parts(2))
        return {
            "associations": [house.proposed(*house.parts(2)), accepted],
            "individuals": list(Individual.objects.filter(members__case=accepted.first)),
        }

    def paired(self) -> Rows:
        """Of one agency, and of two."""
        pairs = Pairs(self.side)
        other = self.people["north"].agency
        asked, granted = (self._linked(pairs, other) for _ in range(2))
        for row in (asked, granted):
            do(ask_for_sight, by=pairs.examiner, candidate=row, why="Two findings agree")
        grant = {"answer": "For this pair", "until": today()}
        seeker = self.side.person("coordinator", at=other)
        do(grant_sight, by=seeker, candidate=again(granted), **grant)
        rows = [pairs.candidate(), pairs.excluded(), self._linked(pairs, other), asked, granted]
        return {"candidates": [again(row) for row in rows]}

    def _linked(self, pairs: Pairs, other: Agency) -> Any:
        row = pairs.candidate()
        pairs.told(row.person, agency=other)
        return again(row)

    def sought(self) -> Rows:
        liaison = self.side.person("family liaison", name="keeper")
        second = self.side.person("family liaison", name="other", at=self.side.mortuaries[0])

        def opened(by: User = liaison) -> Any:
            return do(open_person, by=by, surname="Kanarenko", given_name="Остап")

        def told(operation: Any, person: Any, **said: Any) -> None:
            do(operation, by=liaison, person=again(person), **said)

        kept, passed, merged, alive, ended, named, linked = (opened() for _ in range(7))
        for person in (kept, passed):
            told(relatives.add_relative, person, name="Kinarko Hanna", kinship="mother")
            kin = {"relative": person.relatives.get()}
            given = {"purpose": "release", "given_on": today(), "paper": "Form 4"}
            told(consents.give_consent, person, **kin, **given)
        told(relatives.pass_over, passed, **kin, because="death", note="Told so")
        told(merging.merge_persons, merged, into=again(kept), because="The same disc")
        told(outcomes.report_alive, alive, kind="returned", evidence="Rang home")
        told(outcomes.report_alive, ended, kind="in_captivity", evidence="A letter")
        told(telling.add_name, named, kind="spelling", surname="Madeup")
        told(telling.add_feature, named, kind="scar")
        ask = {"agency": linked.agency, "note": "Born 1970?", "person": opened(by=second)}
        do(linking.ask_about_link, by=second, **ask)
        self.into = opened()
        rows = (kept, passed, merged, alive, ended, named, linked)
        return {"missing-persons": [again(row) for row in rows]}

    def leaving(self) -> Rows:
        """Each may be taken for one of the callers' own: its people decide on it."""
        house = Releases(self.side)
        referred = house.ready()
        do(refer_kin, by=house.liaison, case=referred, because="disagree", note="Two wishes")
        doubted = house.authorised()
        note = {"because": ContestReason.CONTRADICTION, "note": "The stature differs."}
        row = house.identification_of(doubted)
        do(contest_identification, by=house.coordinator, identification=row, **note)
        closed = do(close_released, by=house.first, case=house.released())
        out = house.released()
        row = house.identification_of(out)
        do(contest_identification, by=house.coordinator, identification=row, **note)
        cases = [house.ready(), house.authorised(), house.released(), closed, out, referred]
        rows = [RemainsCase.objects.get(pk=case.pk) for case in [*cases, doubted]]
        self.witness, (self.ready, self.leaving_now, self.out) = house.witness, cases[:3]
        releases = [release for case in rows for release in case.releases.all()]
        return {"cases": rows, "releases": releases}
