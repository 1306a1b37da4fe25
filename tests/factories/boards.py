"""A case, a person sought and an identification brought as far as a test needs it."""

from datetime import date

from cases.models import Examination, Identification, MissingPerson, RemainsCase
from cases.models.board import Choice
from cases.models.identification import ContestReason, Identifier
from cases.models.remains import RemainsKind
from cases.operations.certifying import certify_identification
from cases.operations.contesting import contest_identification
from cases.operations.identifying import Given, propose_identification
from cases.operations.persons import open_person
from cases.operations.recovering import open_site, recover_remains
from cases.operations.voting import call_board, vote
from repatriation.ledger.clock import now
from tests.factories.steps import do
from tests.factories.world import Side, make_world

SIGNED_ON = date(2025, 3, 1)


def given(identifier: Identifier = Identifier.DNA, **more) -> Given:
    return Given(identifier, "Report 7-2025", "Specialist One", SIGNED_ON, **more)


class Boards:
    """All of one side; the examiner is at its first mortuary, which holds the case."""

    def __init__(self, side: Side | None = None):
        self.side = side or make_world().north
        self.examiner = self.side.forensic_examiner
        self.coordinator = self.side.coordinator
        self.members = [self.side.person("board member", name=name) for name in ("a", "b")]
        self.authority = self.side.legal_authority

    def case(self, kind: RemainsKind = RemainsKind.BODY) -> RemainsCase:
        officer = self.side.mortuary_officer
        site = do(open_site, by=officer, place="Ostriv field")
        return do(recover_remains, by=officer, site=site, remains=[kind])[0]

    def person(self, surname: str = "Вигаданенко") -> MissingPerson:
        return do(open_person, by=self.examiner, surname=surname, given_name="Остап")

    def reviewed(self, *cases: RemainsCase) -> None:
        """Examined, as far as a board asks; the examination has a factory and tests of its own."""
        for case in cases:
            if case.examinations.filter(reviewed_at__isnull=False).exists():
                continue
            newest = case.examinations.order_by("-number").first() or Examination(
                case=case,
                number=1,
                reference=f"EX-{case.pk}-1",
                agency=self.examiner.agency,
                opened_by=self.examiner,
            )
            if not newest.profile_locked_at:
                newest.sex = newest.sex or "undetermined"
                newest.profile_locked_by, newest.profile_locked_at = self.examiner, now()
            newest.completed_by = self.examiner
            newest.completed_at = newest.reviewed_at = now()
            newest.reviewed_by, newest.state = self.coordinator, "reviewed"
            newest.save()

    def proposed(self, *identifiers: Identifier, person=None, case=None) -> Identification:
        evidence = [given(one) for one in identifiers or [Identifier.DNA]]
        case = case or self.case()
        self.reviewed(case)
        return do(
            propose_identification,
            by=self.examiner,
            person=person or self.person(),
            evidence={case: evidence},
        )

    def under_review(self, **more) -> Identification:
        return self.called(self.proposed(**more))

    def called(self, identification: Identification, members=None) -> Identification:
        self.reviewed(*RemainsCase.objects.filter(covered_by__identification=identification))
        return do(
            call_board,
            by=self.coordinator,
            identification=identification,
            members=members or self.members,
        )

    def voted(self, identification: Identification, *choices: Choice) -> Identification:
        for member, choice in zip(self.members, choices, strict=False):
            identification = do(
                vote, by=member, identification=identification, choice=choice, reason="as read"
            )
        return identification

    def identified(self, **more) -> Identification:
        return self.voted(self.under_review(**more), Choice.ESTABLISHED, Choice.ESTABLISHED)

    def certified(self, **more) -> Identification:
        return do(
            certify_identification,
            by=self.authority,
            identification=self.identified(**more),
            certificate="C-17",
        )

    def contested(self, identification: Identification | None = None) -> Identification:
        return do(
            contest_identification,
            by=self.coordinator,
            identification=identification or self.identified(),
            because=ContestReason.CONTRADICTION,
            note="The stature differs.",
        )

    def contest_voted(self, identification: Identification, *choices: Choice) -> Identification:
        caller = self.side.person("coordinator", name="second")
        called = do(call_board, by=caller, identification=identification, members=self.members)
        return self.voted(called, *choices)
