"""Looking for candidates: by itself after either side has changed, and whenever a person asks."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from cases.models import CandidateSearch, MissingPerson, RemainsCase
from cases.operations.keeping_candidates import keep_found
from cases.operations.weighing import weigh_case, weigh_person
from cases.policies import candidates as policies
from repatriation.accounts.models import User
from repatriation.errors import require
from repatriation.jobs.models import Job
from repatriation.jobs.running import Step, job_kind, start_job
from repatriation.ledger.clock import now
from repatriation.ledger.writing import acting_as

Sought = RemainsCase | MissingPerson
KIND = "candidates.seek"
LOOKED_AT = timedelta(days=7)
IN_ONE_HOUR = 500  # fifty thousand cases come round within that time
MODELS: dict[str, Any] = {one._meta.label_lower: one for one in (RemainsCase, MissingPerson)}


@transaction.atomic
def seek_candidates(*, record: Sought, by: User) -> Job:
    """On demand. Whoever asks sees how far it is."""
    require(policies.why_not_seek(by, record))
    search = _search_of(record)
    job = search.job
    if job is None or not job.is_open or job.by_id != by.pk:
        job = start_job(KIND, subject=record, by=by)
    _note(search, job)
    return job


@transaction.atomic
def seek_after_change(record: Sought) -> None:
    """However often a record changes while it waits to be looked at, it is looked at once more."""
    search = _search_of(record)
    job = search.job
    if job is None or not job.is_open:
        job = start_job(KIND, subject=record, by=User.objects.system())
    _note(search, job)


def look_again() -> int:
    """Somebody whose record is new is weighed with the newest cases alone: the older ones come
    round here, the longest not looked at first. Returns how many."""
    cases = RemainsCase.objects.candidates_may_be_sought().lying().exclude(covered_by__stands=True)
    before = Q(candidate_search=None) | Q(candidate_search__asked_at__lt=now() - LOOKED_AT)
    longest = F("candidate_search__asked_at").asc(nulls_first=True)
    due = list(cases.filter(before).order_by(longest, "pk")[:IN_ONE_HOUR])
    for case in due:
        with acting_as(User.objects.system()):
            seek_after_change(case)
    return len(due)


def _search_of(record: Sought) -> CandidateSearch:
    of: dict[str, Any] = {"person" if isinstance(record, MissingPerson) else "case": record}
    search, _is_new = CandidateSearch.objects.get_or_create(**of)
    return (
        CandidateSearch.objects.select_for_update(of=("self",))
        .select_related("job")
        .get(pk=search.pk)
    )


def _note(search: CandidateSearch, job: Job) -> None:
    search.asked_at, search.job = now(), job
    search.save(update_fields=["asked_at", "job"])


@job_kind(KIND)
def look(step: Step) -> str:
    """The worker's part: it reads and weighs without a transaction, and keeps in a short one."""
    record = MODELS[step.job.subject_label].objects.get(pk=step.job.subject_id)
    asked_at = _asked_at(record)
    step.progress(0, 1)
    weighed = weigh_person(record) if isinstance(record, MissingPerson) else weigh_case(record)
    step.progress(1, 1)
    with acting_as(User.objects.system()):
        keep_found(record=record, weighed=weighed)
        if _asked_at(record) != asked_at:  # it changed meanwhile; this job is about to end
            job = start_job(KIND, subject=record, by=User.objects.system())
            CandidateSearch.objects.filter(job=step.job).update(job=job)
    return f"{record.get_absolute_url()}candidates/"


def _asked_at(record: Any) -> datetime | None:
    of = {"person" if isinstance(record, MissingPerson) else "case": record}
    return CandidateSearch.objects.filter(**of).values_list("asked_at", flat=True).first()
