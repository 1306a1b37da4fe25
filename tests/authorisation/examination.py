"""Examinations in the states of the matrix, and what is sent about them."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models.attachment import AttachmentKind
from cases.models.codes import Element, Side
from cases.models.examination import Discipline
from cases.models.finding import FindingKind, RestrictedKind
from cases.operations.attaching import attach_file
from cases.operations.finding import Found, record_findings, record_restricted
from repatriation.accounts.models import Agency
from tests.authorisation.principals import Principal
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.examinations import Examinations
from tests.factories.pictures import jpeg
from tests.factories.steps import do

Sent = dict[str, Any]
Sending = Callable[[Any, Any, Principal], Sent]


def subjects(ground: Any) -> dict[str, Any]:
    """Examined at the northern mortuary, by two who are not asked of here."""
    boards = ground.boards
    by = Examinations(UserFactory(agency=boards.examiner.agency, role="forensic examiner"))
    examination = by.started(boards.case())
    femur = Found(
        FindingKind.ELEMENT, Discipline.ANTHROPOLOGY, element=Element.FEMUR, side=Side.LEFT
    )
    do(record_findings, by=by.examiner, examination=examination, findings=[femur])
    told = {"kind": RestrictedKind.CAUSE_OF_DEATH, "text": "as told"}
    do(record_restricted, by=by.examiner, examination=ground.again(examination), **told)
    file = SimpleUploadedFile("p.jpg", jpeg())
    photograph = {"kind": AttachmentKind.PHOTOGRAPH, "discipline": Discipline.IMAGING, "file": file}
    do(attach_file, by=by.examiner, examination=ground.again(examination), **photograph)
    party = boards.examiner.agency.party
    ground.authority = AgencyFactory(party=party, kind=Agency.Kind.LEGAL_AUTHORITY)
    examination = ground.again(examination)
    complete = by.complete(boards.case())
    return {
        "case: begin an examination": boards.case(),
        "examination": examination,
        "examination: lock": by.described(boards.case()),
        "examination: complete": by.settled(by.locked(boards.case())),
        "examination: give back": complete,
        "examination: review the findings": complete,
        "examination: open again": by.reviewed(boards.case()),
        "restricted finding": examination,
    }


BECAUSE = {"because": "An X-ray came."}
PROFILE = {"sex": "male", "sex_method": "pelvis"}
FEMUR = {"kind": "element", "discipline": "anthropology", "element": "femur", "side": "left"}
CAUSE = {"kind": "cause_of_death", "text": "as told"}


def _just(sent: Sent) -> Sending:
    return lambda *_of: sent


def _picture(*_of: Any) -> Sent:
    sent = {"kind": "photograph", "discipline": "imaging"}
    return sent | {"file": SimpleUploadedFile("p.jpg", jpeg())}


ALIKE: dict[str, Sending] = {
    "examination: attach a file": _picture,
    "examination: describe": _just(PROFILE),
    "examination: record an item": _just(
        {"discipline": "effects", "state": "done", "on": "2025-02-01"}
    ),
    "examination: give back": _just(BECAUSE),
    "examination: open again": _just(BECAUSE),
}
API: dict[str, Sending] = {
    **ALIKE,
    "case: begin an examination": lambda _ground, case, _who: {"case": str(case)},
    "examination: chart teeth": _just({"teeth": [{"tooth": 11, "tooth_code": "sound"}]}),
    "examination: record a finding": _just(FEMUR),
    "examination: record many findings": _just({"items": [FEMUR]}),
    "examination: correct a finding": _just(FEMUR),
    "examination: withdraw a file": _just({"because": "Of somebody else"}),
    "restricted finding: record": _just(CAUSE),
    "restricted finding: refer": lambda ground, *_of: {"to": ground.authority.code},
}
PAGE: dict[str, Sending] = {
    **ALIKE,
    "examination: count elements": _just({"completeness": "whole", "femur_left": 1}),
    "examination: record a feature": _just({"feature": "scar", "is_present": "yes"}),
    "examination: chart teeth": _just({"tooth_11": "sound"}),
    "examination: record a thing": _just({"kind": "clothing", "text": "a coat"}),
    "examination: withdraw a file": lambda _ground, row, _who: {
        "attachment": row.attachments.first().pk,
        "because": "Of somebody else",
    },
    "examination: strike a finding": lambda _ground, row, _who: {
        "finding": row.findings.first().pk
    },
    "examination: record a restricted finding": _just(CAUSE),
    "examination: refer a restricted finding": lambda ground, row, _who: {
        "finding": row.restricted.first().pk,
        "to": ground.authority.pk,
    },
}
