"""Samples, a laboratory, and what it reports, brought as far as a test needs them."""

from datetime import date, timedelta
from decimal import Decimal

from cases.models import LabResult, Sample
from cases.models.result import Conclusion, MarkerSystem, Quality
from cases.models.sample import Tissue
from cases.operations.results import Reported, report_result
from cases.operations.sampling import take_direct_reference, take_sample
from cases.operations.worklists import send_samples
from repatriation.accounts.models import Agency
from repatriation.ledger.clock import today
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.boards import Boards
from tests.factories.steps import do

REPORT = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Laboratory:
    """Of the northern side; samples are taken by the examiner of `boards`."""

    def __init__(self, boards: Boards | None = None):
        self.boards = boards or Boards()
        party = self.boards.side.party
        self.agency = AgencyFactory(party=party, kind=Agency.Kind.LABORATORY)
        self.analyst = UserFactory(agency=self.agency, role="forensic examiner")
        self.program = UserFactory(agency=self.agency, role="forensic examiner", program=True)
        self.examiner = self.boards.examiner

    def sample(self, case=None) -> Sample:
        case = case or self.boards.case()
        return do(take_sample, by=self.examiner, case=case, tissue=Tissue.FEMUR)

    def reference(self, person=None) -> Sample:
        person = person or self.boards.person()
        return do(
            take_direct_reference, by=self.examiner, person=person, tissue=Tissue.PERSONAL_ITEM
        )

    def sent(self, *samples: Sample):
        """The worklist."""
        due_on = today() + timedelta(days=30)
        return do(
            send_samples,
            by=self.examiner,
            samples=list(samples),
            laboratory=self.agency,
            due_on=due_on,
        )

    def pair(self, case=None, person=None) -> tuple[Sample, Sample]:
        """A sample and a reference, both with the laboratory."""
        pair = self.sample(case), self.reference(person)
        self.sent(*pair)
        return tuple(Sample.objects.get(pk=one.pk) for one in pair)

    def result(self, sample: Sample, *compared: Sample, by=None, source="", **more) -> LabResult:
        return do(
            report_result,
            by=by or self.analyst,
            sample=sample,
            reported=supports(*compared, **more),
            source=source,
        )


def supports(*compared: Sample, **more) -> Reported:
    told = {
        "conclusion": Conclusion.SUPPORTS,
        "markers": MarkerSystem.AUTOSOMAL_STR,
        "quality": Quality.FULL,
        "report": "Report 12",
        "signed_by": "Specialist One",
        "signed_on": date(2025, 3, 1),
        "compared_with": compared,
        "loci": 21,
        "log10_lr": Decimal("9.4"),
        "hypothesis": "of one person",
        "alternative": "of two unrelated people",
    }
    return Reported(**told | more)


def no_profile(**more) -> Reported:
    nothing = {"loci": None, "log10_lr": None, "hypothesis": "", "alternative": ""}
    return supports(conclusion=Conclusion.NO_PROFILE, quality=Quality.NONE, **nothing | more)
