"""Remains brought as far as a test of their release needs them."""

from datetime import date

from cases.models import Consent, Identification, Relative, RemainsCase
from cases.models.board import Choice
from cases.models.relative import Kinship, Purpose
from cases.models.release import ReleaseTo
from cases.operations.authorising import authorise_release
from cases.operations.certifying import certify_identification
from cases.operations.identifying import propose_identification
from cases.operations.releasing import release_remains
from cases.states import CaseState
from tests.factories.boards import Boards, given
from tests.factories.steps import do


class Releases(Boards):
    """Two release officers and a witness at the mortuary that holds the case."""

    def __init__(self, side=None):
        super().__init__(side)
        self.mortuary = self.side.mortuaries[0]
        self.liaison = self.side.person("family liaison", at=self.examiner.agency)
        self.first = self.side.person("release officer", name="first", at=self.mortuary)
        self.second = self.side.person("release officer", name="second", at=self.mortuary)
        self.witness = self.side.person("mortuary officer", name="witness")

    @staticmethod
    def again(row):
        return type(row).objects.get(pk=row.pk)

    def examined(self, case: RemainsCase | None = None) -> RemainsCase:
        """As a review leaves it; the examination has tests of its own."""
        case = case or self.case()
        RemainsCase.objects.filter(pk=case.pk).update(state=CaseState.EXAMINED)
        return self.again(case)

    def kin(self, identification: Identification, order: int = 1) -> Relative:
        return Relative.objects.create(
            person=identification.person,
            name="Вигаданенко Оксана",
            kinship=Kinship.SPOUSE,
            order=order,
            recorded_by=self.liaison,
        )

    def consented(self, identification: Identification) -> Consent:
        return Consent.objects.create(
            relative=self.kin(identification),
            purpose=Purpose.RELEASE,
            given_on=date(2025, 5, 1),
            paper="Form 12",
            recorded_by=self.liaison,
        )

    def ready(self, case: RemainsCase | None = None) -> RemainsCase:
        """Examined, certified, and the next of kin has consented."""
        case = self.examined(case)
        self.consented(self.certified(case=case))
        return self.again(case)

    def with_other_part(self) -> RemainsCase:
        """One identification of two cases, of which the kin are known."""
        case, other = self.examined(), self.case()
        proposed = do(
            propose_identification,
            by=self.examiner,
            person=self.person(),
            evidence={case: [given()], other: [given()]},
        )
        decided = self.voted(self.called(proposed), Choice.ESTABLISHED, Choice.ESTABLISHED)
        certified = do(
            certify_identification, by=self.authority, identification=decided, certificate="C-18"
        )
        self.consented(certified)
        return self.again(case)

    def authorised(self, case: RemainsCase | None = None) -> RemainsCase:
        return self.authorise(case or self.ready())

    def authorise(self, case: RemainsCase, by=None, **said) -> RemainsCase:
        said = {"to": ReleaseTo.FAMILY, "label": case.reference} | said
        return do(authorise_release, by=by or self.first, case=case, **said)

    def released(self, case: RemainsCase | None = None) -> RemainsCase:
        return self.release(case or self.authorised())

    def release(self, case: RemainsCase, by=None, **said) -> RemainsCase:
        usual = {
            "label": case.reference,
            "receipt": "R-5",
            "receiver": "Driver One",
            "witness": self.witness,
            "burial_place": "Havrel",
        }
        return do(release_remains, by=by or self.second, case=case, **(usual | said))

    def identification_of(self, case: RemainsCase) -> Identification:
        return Identification.objects.get(covered__case=case, covered__stands=True)
