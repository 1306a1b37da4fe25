"""The demonstration built by a worker, as a Job that its administrator looks at.

The stories live in one process and cannot be taken up by another. So a worker that died leaves a
store that says it is half-built, and the Job says it too: it is not tried again.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from repatriation.accounts.models import User
from repatriation.demo.agenda import Step as Act
from repatriation.demo.building import begin, finish, tell_all
from repatriation.demo.marker import beginning
from repatriation.demo.people import ADMINISTRATOR
from repatriation.demo.progress import Tell
from repatriation.demo.sign_ins import write_sign_ins
from repatriation.demo.verifying import NotTrue
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.jobs.models import Job
from repatriation.jobs.running import Step, job_kind, start_job

KIND = "demo.build"
LONGEST = timedelta(hours=6)
ANSWER = 1.0  # seconds in which a worker says that it is there
OFTEN = 1.0  # seconds between two notes of how far it is
NOT_TAKEN_UP = gettext_noop(
    "The worker that built the demonstration died, and no other can go on where it was. What is "
    "here is a part of it. Run `make reset`, which deletes this store, and begin anew."
)
NOT_TRUE = gettext_noop(
    "What was built is not true: %(why)s This is a mistake in the program. The store stays marked "
    "as half-built."
)


def has_worker() -> bool:
    try:
        return bool(current_app.control.ping(timeout=ANSWER))
    except (OperationalError, OSError):
        return False


def ask_a_worker(*, scale: int, seed: int, sign_ins: Path) -> Job:
    """People come in while it is built: their passwords are written before and not after."""
    with transaction.atomic():
        keys = begin(scale=scale, seed=seed)
        write_sign_ins(sign_ins, keys.sign_ins, keys.program, address=settings.BASE_URL)
        by = User.objects.get_by_natural_key(ADMINISTRATOR.email)
        return start_job(KIND, subject=beginning(), by=by)


@job_kind(KIND, longest=LONGEST)
def build_as_job(step: Step) -> str:
    if step.job.tries > 1:
        raise RuleBroken(Sentence(NOT_TAKEN_UP))
    said = beginning().details
    try:
        tell_all(
            scale=said["scale"],
            seed=said["seed"],
            watched=lambda since, until: _noted(step, since, until),
        )
    except NotTrue as error:
        raise RuleBroken(Sentence(NOT_TRUE, {"why": str(error)})) from error
    finish()
    return "/"


@contextmanager
def _noted(step: Step, since: datetime, until: datetime) -> Iterator[Tell]:
    """In days of the story; its note also renews the lease, and learns that it was cancelled."""
    total, noted = (until - since).days, 0.0

    def tell(done: Act) -> None:
        nonlocal noted
        if time.monotonic() - noted >= OFTEN:
            noted = time.monotonic()
            step.progress((done.at - since).days, total)

    step.progress(0, total)
    yield tell
    step.progress(total, total)
