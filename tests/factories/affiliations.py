"""A case of the other party's dead, brought as far as a test needs it."""

from cases.models import AffiliationDecision, Release, RemainsCase, Sample
from cases.models.affiliation import Affiliation, AffiliationGround, WhyContested
from cases.models.board import Choice
from cases.models.release import ReleaseTo
from cases.models.sample import Remainder
from cases.operations.affiliating import Seen, propose_affiliation
from cases.operations.affiliation_boards import call_affiliation_board, vote_on_affiliation
from cases.operations.disputing import contest_affiliation
from cases.states import SampleState
from repatriation.accounts.models import Agency
from tests.factories.accounts import AgencyFactory
from tests.factories.releases import Releases
from tests.factories.steps import do


def seen(kind: AffiliationGround, **more) -> Seen:
    said = {"what": "As described", "method": "Compared", "seen_by": "Examiner One"}
    return Seen(kind, **(said | more))


ENOUGH = (AffiliationGround.UNIFORM, AffiliationGround.PLACE)


class Affiliations(Releases):
    """The board, the examiner and the release officers of one side, and an agency of the other."""

    def theirs(self) -> Agency:
        return AgencyFactory(kind=Agency.Kind.MORTUARY)

    def sample_kept(self, case: RemainsCase) -> Sample:
        return Sample.objects.create(
            reference=f"SA-{case.pk}",
            case=case,
            tissue="tooth",
            agency=self.examiner.agency,
            taken_by=self.examiner,
            state=SampleState.TAKEN,
            remainder=Remainder.RETAINED,
        )

    def examined_one(self, case: RemainsCase | None = None) -> RemainsCase:
        """Reviewed, with a sample retained."""
        case = self.examined(case)
        self.reviewed(case)
        self.sample_kept(case)
        return self.again(case)

    def assessed(
        self,
        *kinds: AffiliationGround,
        case: RemainsCase | None = None,
        as_: Affiliation = Affiliation.OTHER_PARTY,
        **more,
    ) -> AffiliationDecision:
        """Proposed."""
        return do(
            propose_affiliation,
            by=self.examiner,
            case=case or self.examined_one(),
            assessed=as_,
            evidence=[seen(kind) for kind in kinds or ENOUGH],
            **more,
        )

    def before_board(self, decision: AffiliationDecision, by=None) -> AffiliationDecision:
        by = by or self.coordinator
        return do(call_affiliation_board, by=by, decision=decision, members=self.members)

    def all_vote(self, decision: AffiliationDecision, *choices: Choice) -> AffiliationDecision:
        for member, choice in zip(self.members, choices, strict=True):
            decision = do(
                vote_on_affiliation, by=member, decision=decision, choice=choice, reason="as read"
            )
        return decision

    def affiliated(self, *kinds: AffiliationGround, **more) -> AffiliationDecision:
        """Decided, as the other party's."""
        called = self.before_board(self.assessed(*kinds, **more))
        return self.all_vote(called, Choice.ESTABLISHED, Choice.ESTABLISHED)

    def disputed(self, decision: AffiliationDecision) -> AffiliationDecision:
        because = WhyContested.OTHER
        return do(
            contest_affiliation,
            by=self.coordinator,
            decision=decision,
            because=because,
            note="The insignia are of both sides.",
        )

    def return_authorised(self, decision: AffiliationDecision, **said) -> RemainsCase:
        said = {"to": ReleaseTo.OTHER_PARTY, "agency": self.theirs(), "decision": "D-2"} | said
        return self.authorise(self.again(decision.case), **said)

    def gone_to_the_other_party(self, case: RemainsCase) -> Release:
        decision = self.affiliated(case=self.examined_one(case))
        return Release.objects.out().get(case=self.release(self.return_authorised(decision)))
