"""The bell rings more than once, and the sweep comes too: the work is done by one of them."""

import threading

import pytest

from repatriation.jobs import running
from repatriation.jobs.models import Job
from repatriation.jobs.running import TRIES, cancel_job, run_job, start_job
from tests.factories.accounts import UserFactory
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def runs(monkeypatch):
    """How often the work was done."""
    runs = []

    def does(step):
        runs.append(threading.get_ident())
        step.progress(1, 1)
        return "/result/"

    monkeypatch.setattr(running, "_kinds", {"test.work": does})
    return runs


@pytest.fixture
def job(runs):
    user = UserFactory()
    return start_job("test.work", subject=user, by=user)


def test_the_same_job_is_run_once(job, runs):
    outcomes = at_once([lambda: run_job(job.pk)] * CROWD)

    assert outcomes.broken == []
    assert len(runs) == 1
    job.refresh_from_db()
    assert (job.state, job.tries, job.link) == (Job.State.DONE, 1, "/result/")


def test_looking_first_and_taking_then_it_would_be_run_often(job, runs, monkeypatch):
    """The one statement that takes a job is made two: is it free, and then take it."""
    meeting = threading.Barrier(TRIES)
    update = type(Job.objects.all()).update

    def look_and_take(rows, **values):
        if "tries" not in values:
            return update(rows, **values)
        found = list(rows.values_list("pk", flat=True))
        meeting.wait(10)
        return update(Job.objects.filter(pk__in=found), **values)

    monkeypatch.setattr(type(Job.objects.all()), "update", look_and_take)

    at_once([lambda: run_job(job.pk)] * TRIES)

    assert len(runs) > 1


def test_who_cancels_and_who_runs_agree_on_what_happened(job, runs):
    outcomes = at_once([lambda: cancel_job(job=job, by=job.by), lambda: run_job(job.pk)] * 8)

    assert outcomes.broken == []
    was_cancelled = outcomes.done.count(True)
    job.refresh_from_db()
    assert (job.state, was_cancelled) in ((Job.State.CANCELLED, 1), (Job.State.DONE, 0))
