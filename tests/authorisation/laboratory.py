"""Samples, worklists and results in the states of the matrix, and what is sent about them."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import BlindSample, LabResult, Sample
from cases.models.sample import Tissue
from cases.operations.results import report_result
from cases.operations.sampling import lose_sample, take_direct_reference, take_sample
from cases.operations.worklists import send_samples
from repatriation.ledger.clock import today
from tests.authorisation.principals import Principal
from tests.factories.accounts import UserFactory
from tests.factories.samples import REPORT, supports
from tests.factories.steps import do

Sent = dict[str, Any]
Sending = Callable[[Any, Any, Principal], Sent]


def subjects(ground: Any) -> dict[str, Any]:
    """Taken at the northern mortuary; sent to the northern laboratory."""
    boards, laboratory = ground.boards, ground.places["north laboratory"]
    by = UserFactory(agency=boards.examiner.agency, role="forensic examiner")
    analyst = UserFactory(agency=laboratory, role="forensic examiner")
    case = boards.case()

    def taken() -> Sample:
        return do(take_sample, by=by, case=case, tissue=Tissue.FEMUR)

    def sent(*samples: Sample) -> Any:
        told = {"laboratory": laboratory, "due_on": today()}
        return do(send_samples, by=by, samples=list(samples), **told)

    at_laboratory = [taken() for _ in range(5)]
    reference = do(take_direct_reference, by=by, person=ground.person, tissue=Tissue.PERSONAL_ITEM)
    worklist = sent(*at_laboratory, reference)
    reported = do(report_result, by=analyst, sample=at_laboratory[3], reported=supports(reference))
    paper = {"reported": supports(reference), "source": "Letter 5"}
    recorded = do(report_result, by=by, sample=at_laboratory[4], **paper)
    ground.compared = reference.reference
    lost = do(lose_sample, by=by, sample=taken(), because="not in its box")
    blind = BlindSample.objects.get(pk=at_laboratory[0].pk)
    return {
        "sample": taken(),
        "sample: report": Sample.objects.get(pk=at_laboratory[1].pk),
        "numbered sample": Sample.objects.get(pk=at_laboratory[1].pk),
        "sample: ask for a repeat": Sample.objects.get(pk=at_laboratory[2].pk),
        "sample: find": lost,
        "blind sample": blind,
        "worklist": worklist,
        "result": LabResult.objects.get(pk=reported.pk),
        "result: check": LabResult.objects.get(pk=recorded.pk),
    }


WHY = {"because": "degraded"}


def _report(*_of: Any) -> Sent:
    return {"file": SimpleUploadedFile("report.pdf", REPORT)}


def _conclusion(ground: Any, *_of: Any) -> Sent:
    return {
        "conclusion": "supports",
        "markers": "autosomal_str",
        "quality": "full",
        "log10_lr": "9.4",
        "hypothesis": "of one person",
        "alternative": "of two people",
        "report": "Report 12",
        "signed_by": "Specialist One",
        "signed_on": "2025-03-01",
        "source": "Letter 5",
        "compared_with": [ground.compared],
    }


def _on_page(ground: Any, *of: Any) -> Sent:
    return _conclusion(ground) | {"compared_with": ground.compared}


def _of_sample(ground: Any, sample: Any, _who: Principal) -> Sent:
    return _conclusion(ground) | {"sample": sample.reference}


def _sent(ground: Any, name: str) -> Sent:
    laboratory = ground.places["north laboratory"]
    return {"laboratory": getattr(laboratory, name), "due_on": today().isoformat()}


ALIKE: dict[str, Sending] = {
    "sample: ask for a repeat": lambda *_of: WHY,
    "sample: withdraw": lambda *_of: WHY,
    "sample: lose": lambda *_of: WHY,
    "sample: find": lambda *_of: WHY,
    "sample: account for what is left": lambda *_of: {"remainder": "retained"},
    "blind sample: ask for a repeat": lambda *_of: WHY,
    "worklist: receive": lambda *_of: {"source": "Receipt 4"},
    "result: withdraw": lambda *_of: WHY,
    "result: attach the report": _report,
}
API: dict[str, Sending] = {
    **ALIKE,
    "case: take a sample": lambda _ground, case, _who: {"case": str(case), "tissue": "femur"},
    "sample: send": lambda ground, row, _who: _sent(ground, "code") | {"samples": [str(row)]},
    "numbered sample: report a result": _of_sample,
    "numbered sample: report many results": lambda *of: {"items": [_of_sample(*of)]},
    "result: correct": _conclusion,
}
PAGE: dict[str, Sending] = {
    **ALIKE,
    "case: take a sample": lambda *_of: {"tissue": "femur"},
    "person: take a reference sample": lambda *_of: {"tissue": "medical"},
    "sample: send": lambda ground, row, _who: (
        _sent(ground, "pk") | {"selection": f"{row.reference}:{row.version}"}
    ),
    "sample: report": _on_page,
    "blind sample: report": _on_page,
    "result: correct": _on_page,
}
