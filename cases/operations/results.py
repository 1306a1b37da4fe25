"""What laboratories report: results, their corrections and withdrawals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cases.models import LabResult, Sample
from cases.models.result import COMPARED, LARGEST_LOG, Conclusion, MarkerSystem, Quality
from cases.operations.unsettling import question_affiliations, unsettle
from cases.policies import samples as policies
from cases.states import sample_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, TooLarge, gettext_noop, require
from repatriation.files.media_types import PDF
from repatriation.files.storage import store
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record
from repatriation.references import Prefix
from repatriation.tables.limits import MAX_BYTES

NO_REPORT = gettext_noop(
    "Name the report, the specialist who signed it, and the day it was signed."
)
SIGNED_LATER = gettext_noop("The report is dated in the future; check its date.")
NOT_COMPARED = gettext_noop(
    "This conclusion is about a comparison; name the samples it was compared with."
)
COMPARED_NOTHING = gettext_noop(
    "Without a comparison there is nothing to compare with, and no likelihood ratio."
)
NO_LR = gettext_noop(
    "A result that supports gives the likelihood ratio, as its logarithm to base 10, and both "
    "hypotheses."
)
TOO_LARGE = gettext_noop(
    "Give the logarithm to base 10 of the likelihood ratio, between −%(most)s and %(most)s."
)
NO_PROFILE = gettext_noop("Without a profile the quality is “none”, and with one it is not.")
NO_SOURCE = gettext_noop("Say which paper of the laboratory you record this from.")
NOT_SENT = gettext_noop("This sample was not sent to a laboratory.")
REPORT_TOO_LARGE = gettext_noop("The report is larger than %(most)s MB. Nothing was saved.")
NO_REASON = gettext_noop("Say why; whatever rests on this result is contested with it.")


@dataclass(frozen=True)
class Reported:
    """One conclusion, as the laboratory gives it. `log10_lr` is the logarithm to base 10 of the
    likelihood ratio of `hypothesis` against `alternative`."""

    conclusion: Conclusion
    markers: MarkerSystem
    quality: Quality
    report: str
    signed_by: str
    signed_on: date
    compared_with: Sequence[Sample] = ()
    loci: int | None = None
    log10_lr: Decimal | None = None
    prior: str = ""
    hypothesis: str = ""
    alternative: str = ""
    software: str = ""
    remarks: str = ""


@transaction.atomic
def report_result(*, sample: Sample, reported: Reported, by: User, source: str = "") -> LabResult:
    """By the laboratory; or by the sender from its paper (`source`), and then it stands only when
    a second person has compared it with the paper."""
    sample, reported = _locked(sample, reported)
    result = _appended(sample, reported, by, source)
    sample.state = sample_workflow.require("report", sample.state).target
    keep(sample)
    record("cases.result_reported", sample, by=by, result=result.pk)
    question_affiliations(result, by)
    return result


@transaction.atomic
def correct_result(
    *, result: LabResult, reported: Reported, by: User, source: str = ""
) -> LabResult:
    """A new result that names the one it corrects; what rests on the old one is contested."""
    sample, reported = _locked(result.sample, reported)
    result = lock_each([result])[0]
    require(policies.why_not_correct(by, result))
    newer = _appended(sample, reported, by, source or result.recorded_from, corrects=result)
    keep(sample)
    record("cases.result_corrected", sample, by=by, result=newer.pk, corrects=result.pk)
    unsettle(result, because=reported.remarks or newer.reference, by=by)
    question_affiliations(newer, by)
    return newer


@transaction.atomic
def withdraw_result(*, result: LabResult, because: str, by: User) -> LabResult:
    sample = lock_each([result.sample])[0]
    result = lock_each([result])[0]
    require(policies.why_not_correct(by, result))
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    result.withdrawn_by, result.withdrawn_at = by, now()
    result.withdrawn_because = because.strip()
    result.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    keep(sample)
    record("cases.result_withdrawn", sample, by=by, result=result.pk)
    unsettle(result, because=because.strip(), by=by)
    return result


@transaction.atomic
def check_result(*, result: LabResult, by: User) -> LabResult:
    """A second person has compared what was recorded with the laboratory's paper."""
    sample = lock_each([result.sample])[0]
    result = lock_each([result])[0]
    require(policies.why_not_check(by, result))
    result.checked_by, result.checked_at = by, now()
    result.save(update_fields=["checked_by", "checked_at"])
    keep(sample)
    record("cases.result_checked", sample, by=by, result=result.pk)
    question_affiliations(result, by)
    return result


@transaction.atomic
def attach_report(*, result: LabResult, file: UploadedFile, by: User) -> LabResult:
    """The signed report as a PDF, once. Who checks what was recorded from paper reads it there."""
    sample = lock_each([result.sample])[0]
    result = lock_each([result])[0]
    require(policies.why_not_attach(by, result))
    data = file.read()
    if len(data) > MAX_BYTES:
        raise TooLarge(Sentence(REPORT_TOO_LARGE, {"most": MAX_BYTES // 1_000_000}))
    # Not under the name it came with: a laboratory reads it, which knows numbers alone.
    result.report_file = store(data, name=f"{result.reference}.pdf", by=by, media_type=PDF)
    result.save(update_fields=["report_file"])
    keep(sample)
    record("cases.report_attached", sample, by=by, result=result.pk)
    return result


def _locked(sample: Sample, reported: Reported) -> tuple[Sample, Reported]:
    """The sample and what it is compared with, as they are now: none is withdrawn meanwhile."""
    rows = {row.pk: row for row in lock_each([sample, *reported.compared_with])}
    compared = [rows[one.pk] for one in reported.compared_with]
    return rows[sample.pk], replace(reported, compared_with=compared)


def _appended(
    sample: Sample, reported: Reported, by: User, source: str, corrects: LabResult | None = None
) -> LabResult:
    if corrects is None:
        require(policies.why_not_report(by, sample))
        for used in (sample, *reported.compared_with):
            require(policies.why_not_use(used))
    laboratory = corrects.laboratory if corrects else sample.laboratory
    if laboratory is None:
        raise RuleBroken(Sentence(NOT_SENT))
    is_paper = bool(corrects.recorded_from) if corrects else policies.is_from_paper(by, sample)
    if is_paper and not source.strip():
        raise RuleBroken(Sentence(NO_SOURCE))
    _require_whole(sample, reported)
    result = LabResult.objects.create(
        reference=next_reference(Prefix.LAB_RESULT),
        sample=sample,
        laboratory=laboratory,
        conclusion=reported.conclusion,
        markers=reported.markers,
        loci=reported.loci,
        quality=reported.quality,
        log10_lr=reported.log10_lr,
        prior=reported.prior.strip(),
        hypothesis=reported.hypothesis.strip(),
        alternative=reported.alternative.strip(),
        software=reported.software.strip(),
        report=reported.report.strip(),
        signed_by=reported.signed_by.strip(),
        signed_on=reported.signed_on,
        remarks=reported.remarks.strip(),
        corrects=corrects,
        reported_by=by,
        reported_at=now(),
        recorded_from=source.strip() if is_paper else "",
    )
    result.compared_with.set(reported.compared_with)
    return result


def _require_whole(sample: Sample, reported: Reported) -> None:
    _require_signed(reported)
    if (reported.conclusion == Conclusion.NO_PROFILE) != (reported.quality == Quality.NONE):
        raise RuleBroken(Sentence(NO_PROFILE))
    if reported.conclusion in COMPARED:
        if not reported.compared_with:
            raise RuleBroken(Sentence(NOT_COMPARED))
    elif reported.compared_with or reported.log10_lr is not None:
        raise RuleBroken(Sentence(COMPARED_NOTHING))
    if reported.log10_lr is not None and abs(reported.log10_lr) > LARGEST_LOG:
        raise RuleBroken(Sentence(TOO_LARGE, {"most": LARGEST_LOG}))
    is_told = reported.hypothesis.strip() and reported.alternative.strip()
    if reported.conclusion == Conclusion.SUPPORTS and not (
        is_told and reported.log10_lr is not None
    ):
        raise RuleBroken(Sentence(NO_LR))
    for other in reported.compared_with:
        require(policies.why_not_compare(sample, other))


def _require_signed(reported: Reported) -> None:
    if not (reported.report.strip() and reported.signed_by.strip()):
        raise RuleBroken(Sentence(NO_REPORT))
    if reported.signed_on > today():
        raise RuleBroken(Sentence(SIGNED_LATER))
