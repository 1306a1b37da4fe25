"""What is looked for again, and looked at again, after a record of either side has changed."""

from typing import Any

from cases.models import Examination, LabResult, MissingPerson, RemainsCase
from cases.models.exclusion import Change
from cases.operations.excluding import return_exclusions
from cases.operations.seeking import seek_after_change
from cases.operations.taking import follow_identification
from cases.policies.papers import report_holds
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.documents.holding import declare_holding
from repatriation.documents.models import DocumentKind
from repatriation.ledger.writing import acting_as
from repatriation.notifications.registry import follows

declare_holding(DocumentKind.IDENTIFICATION_REPORT, report_holds)

TOLD = {
    "cases.name_added": (),
    "cases.name_withdrawn": (),
    "cases.feature_added": ("features",),
    "cases.feature_withdrawn": ("features",),
}
PERSON = (
    "cases.person_opened",
    "cases.person_corrected",
    "cases.person_sought_again",
    "cases.person_identified",
    "cases.person_merged",
    "cases.person_parted",
    "cases.person_taken_in",
    "cases.person_let_go",
    "cases.search_taken_up",
    "cases.outcome_recorded",
    *TOLD,
)
NEWS = ("cases.person_opened", "cases.person_identified")  # nothing excluded rests on these
EXAMINED = (
    "cases.profile_locked",
    "cases.findings_recorded",
    "cases.finding_corrected",
    "cases.teeth_charted",
)
REPORTED = ("cases.result_reported", "cases.result_checked")
TAKEN_BACK = ("cases.result_withdrawn", "cases.result_corrected")
IDENTIFICATION = (
    "cases.identification_proposed",
    "cases.evidence_added",
    "cases.board_decided",
    "cases.identification_revoked",
)


@follows(*PERSON)
def person_changed(event: Event) -> None:
    """A correction names the fields; what else there is may have changed anything."""
    with acting_as(system := User.objects.system()):
        person = MissingPerson.objects.get(pk=event.subject_id)
        if event.kind not in NEWS:
            fields = TOLD.get(event.kind, event.details.get("changed"))
            return_exclusions(by=system, change=Change.PERSON, person=person.pk, fields=fields)
        seek_after_change(person)


@follows("cases.examination_reopened")
def examination_reopened(event: Event) -> None:
    """Its profile is open: nothing is looked for before it is locked again."""
    with acting_as(system := User.objects.system()):
        return_exclusions(by=system, change=Change.EXAMINATION, case=event.subject_id)


@follows(*EXAMINED)
def examination_changed(event: Event) -> None:
    with acting_as(system := User.objects.system()):
        case = Examination.objects.select_related("case").get(pk=event.subject_id).case
        if event.kind == "cases.finding_corrected" or event.details.get("replaced"):
            return_exclusions(by=system, change=Change.EXAMINATION, case=case.pk)
        if RemainsCase.objects.candidates_may_be_sought().filter(pk=case.pk).exists():
            seek_after_change(case)


@follows(*REPORTED, *TAKEN_BACK)
def result_changed(event: Event) -> None:
    """The laboratory is told neither case nor person; both are found by the samples."""
    of = event.details.get("corrects") or event.details["result"]
    with acting_as(system := User.objects.system()):
        for record in _of_result(LabResult.objects.get(pk=of)):
            side = "person" if isinstance(record, MissingPerson) else "case"
            if event.kind in TAKEN_BACK:
                more: dict[str, Any] = {side: record.pk}
                return_exclusions(by=system, change=Change.RESULT, **more)
            seek_after_change(record)


@follows(*IDENTIFICATION)
def identification_changed(event: Event) -> None:
    with acting_as(User.objects.system()):
        follow_identification(event.subject_id)


def _of_result(result: LabResult) -> list[RemainsCase | MissingPerson]:
    samples = [result.sample, *result.compared_with.select_related("case", "person")]
    records = {one.case or one.person: None for one in samples}
    return [record for record in records if record]
