"""An act is issued: a new version each time, at once or by a worker where it is long."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from exchanges.models import ExchangeBatch
from exchanges.operations.acts.drawing import draw_act
from exchanges.operations.acts.gathering import Handover, handover_of
from exchanges.policies.papers import why_not_issue_act
from repatriation.accounts.models import User
from repatriation.documents.issuing import Stamp, keep_issued, next_stamp
from repatriation.documents.models import DocumentKind, IssuedDocument
from repatriation.documents.voice import Voice
from repatriation.errors import Conflict, Sentence, gettext_noop, require
from repatriation.jobs.models import Job
from repatriation.jobs.running import Step, job_kind, start_job
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.writing import acting_as, record

KIND = "exchanges.issue_act"
ACT = DocumentKind.HANDOVER_ACT
MANY = 200  # containers; an annex of a thousand takes some seconds

MEANWHILE = gettext_noop(
    "Somebody of your agency issued this act at the same moment. Look at theirs first."
)


@transaction.atomic
def issue_act(
    *, batch: ExchangeBatch, by: User, languages: Sequence[str], has_names: bool = False
) -> IssuedDocument:
    """What stood on an earlier version stays on it."""
    batch = lock(batch)
    handover, stamp = _read(batch, by, has_names=has_names)
    pdf = draw_act(handover, stamp, Voice(tuple(languages)), str(by.agency))
    return _keep(handover, stamp, pdf, by, languages)


@transaction.atomic
def ask_for_act(
    *, batch: ExchangeBatch, by: User, languages: Sequence[str], has_names: bool = False
) -> Job:
    batch = lock(batch)
    require(why_not_issue_act(by, batch, has_names=has_names))
    return start_job(KIND, subject=batch, by=by, languages=list(languages), has_names=has_names)


@job_kind(KIND)
def issue_asked(step: Step) -> str:
    """As it stands when the worker begins. No transaction is open while it draws: where somebody
    issues this version meanwhile, this one is refused."""
    job, by = step.job, step.job.by
    languages, has_names = job.asked["languages"], job.asked["has_names"]
    with acting_as(by):
        batch = lock_each([ExchangeBatch.objects.visible_to(by).get(pk=job.subject_id)])[0]
        handover, stamp = _read(batch, by, has_names=has_names)
    step.progress(0, len(handover.places))
    pdf = draw_act(handover, stamp, Voice(tuple(languages)), str(by.agency))
    step.progress(len(handover.places), len(handover.places))
    with acting_as(by):
        lock_each([batch])
        if next_stamp(ACT, batch, by).number != stamp.number:
            raise Conflict(Sentence(MEANWHILE))
        issued = _keep(handover, stamp, pdf, by, languages)
    return f"{reverse('exchanges:act', args=[batch.reference])}?{urlencode({'issued': issued.pk})}"


def _read(batch: ExchangeBatch, by: User, *, has_names: bool) -> tuple[Handover, Stamp]:
    require(why_not_issue_act(by, batch, has_names=has_names))
    return handover_of(batch, by, has_names=has_names), next_stamp(ACT, batch, by)


def _keep(
    handover: Handover, stamp: Stamp, pdf: bytes, by: User, languages: Sequence[str]
) -> IssuedDocument:
    issued = keep_issued(
        stamp,
        pdf,
        kind=ACT,
        subject=handover.batch,
        by=by,
        languages=languages,
        has_names=handover.has_names,
    )
    record(
        "exchanges.act_issued",
        handover.batch,
        by=by,
        document=issued.pk,
        number=issued.number,
        has_names=issued.has_names,
    )
    return issued
