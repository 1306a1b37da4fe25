"""Starting, running and cancelling a Job."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from celery import current_app
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation

from repatriation.errors import DomainError, Sentence, gettext_noop
from repatriation.jobs.models import Job
from repatriation.language import say
from repatriation.logs import get_logger

LEASE = timedelta(minutes=2)  # renewed by every step; a worker that died is seen by its end
TRIES = 3
BROKE = gettext_noop(
    "This work stopped because of a mistake in the program. Nothing was changed. "
    "Tell your administrator the number of this job: %(job)s."
)
State = Job.State
OPEN = (State.QUEUED, State.RUNNING)
log = get_logger(__name__)


class Cancelled(Exception):
    """Raised inside the work when the person no longer wants it, or another worker does it."""


@dataclass
class Step:
    """What the work is given: its job, and a way to say how far it is."""

    job: Job

    def progress(self, done: int, total: int) -> None:
        """In a transaction of its own; raises Cancelled, and renews the lease."""
        renewed = _ours(self.job).update(
            done=min(done, total), total=total, leased_until=timezone.now() + LEASE
        )
        if not renewed:
            raise Cancelled


_kinds: dict[str, Callable[[Step], str]] = {}
_longest: dict[str, timedelta] = {}


def job_kind(kind: str, *, longest: timedelta | None = None):
    """Declare the function that does this kind of work; it returns the link to its result.

    `longest` is for work that takes longer than a task may: it gets that time instead.
    """
    if longest:
        _longest[kind] = longest
    return lambda work: _kinds.setdefault(kind, work)


def start_job(kind: str, *, subject, by, **asked) -> Job:
    """Inside the caller's transaction; the worker hears of it after the commit. `asked` are codes
    and numbers that the work is told beside its subject."""
    job = Job.objects.create(
        kind=kind,
        by=by,
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        asked=asked,
    )
    transaction.on_commit(lambda: _ring(job), robust=True)
    return job


def _ring(job: Job) -> None:
    limits = {}
    if longest := _longest.get(job.kind):
        seconds = int(longest.total_seconds())
        limits = {"time_limit": seconds, "soft_time_limit": seconds - 60}
    current_app.send_task("jobs.run", [job.pk], retry=False, **limits)


def take_up(pk: int) -> None:
    """What the sweep found is run at once; what takes longer than the sweep may is rung again."""
    job = Job.objects.get(pk=pk)
    if job.kind in _longest:
        _ring(job)
    else:
        run_job(pk)


def cancel_job(*, job: Job, by) -> bool:
    """True if it was still open. What it has staged stays unseen and is swept."""
    mine = Job.objects.visible_to(by).filter(pk=job.pk, state__in=OPEN)
    return bool(mine.update(state=State.CANCELLED, ended_at=timezone.now()))


def run_job(pk: int) -> None:
    """Repeat-safe: leased, so that two workers never do the same."""
    now = timezone.now()
    free = Q(state=State.QUEUED) | Q(state=State.RUNNING, leased_until__lt=now)
    taken = Job.objects.filter(free, pk=pk).update(
        state=State.RUNNING, leased_until=now + LEASE, tries=F("tries") + 1
    )
    if not taken:
        return
    job = Job.objects.select_related("by__agency").get(pk=pk)
    if job.tries > TRIES:
        _end(job, State.FAILED, problem=Sentence(BROKE, {"job": job.pk}))
        return
    try:
        link = _kinds[job.kind](Step(job))
    except Cancelled:
        return
    except DomainError as refusal:
        with translation.override(job.by.language):  # nobody else reads it
            said = say(refusal.sentence)
        _end(job, State.FAILED, problem=Sentence("%(said)s", {"said": said}))
    except Exception as error:
        log.error("job_broke", job_id=job.pk, exc_info=error)
        _end(job, State.FAILED, problem=Sentence(BROKE, {"job": job.pk}))
    else:
        _end(job, State.DONE, link=link, done=F("total"))


def _ours(job: Job):
    """Still running, and not taken over by another worker since: each one counts a try."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, tries=job.tries)


def _end(job: Job, state: str, *, problem: Sentence | None = None, **more) -> None:
    _ours(job).update(
        state=state,
        ended_at=timezone.now(),
        problem=problem.as_data() if problem else None,
        **more,
    )


def sweep_jobs() -> list[int]:
    """Jobs the bell did not bring, or whose worker died."""
    now = timezone.now()
    waiting = Q(state=State.QUEUED, made_at__lt=now - timedelta(seconds=10))
    orphaned = Q(state=State.RUNNING, leased_until__lt=now)
    return list(Job.objects.filter(waiting | orphaned).values_list("pk", flat=True)[:50])
