"""Built by a worker as a Job: looked at, cancelled, and honest about a worker that died."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.db.models import F
from django.test import Client
from django.utils import timezone

from cases.models import Container
from repatriation.accounts.models import User
from repatriation.demo.banner import is_half_built
from repatriation.demo.building import NotEmpty
from repatriation.demo.marker import Store, what_is_here
from repatriation.demo.working import KIND, LONGEST, ask_a_worker, build_as_job, has_worker
from repatriation.jobs.models import Job
from repatriation.jobs.running import Cancelled, Step, cancel_job, run_job
from repatriation.jobs.tasks import sweep

SCALE = 2000
State = Job.State


@pytest.fixture
def sign_ins(tmp_path) -> Path:
    return tmp_path / "sign-ins"


@pytest.fixture
def job(sign_ins) -> Job:
    return ask_a_worker(scale=SCALE, seed=1, sign_ins=sign_ins)


@pytest.fixture
def rung(monkeypatch):
    """What is put into the queue, with its limits."""
    messages = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, args, **more: messages.append((name, args, more))
    )
    return messages


def again(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def looking_on(job: Job) -> Client:
    client = Client()
    client.force_login(job.by)
    return client


def test_its_administrator_can_sign_in_before_anything_is_built(job, sign_ins):
    assert job.by.email in sign_ins.read_text()
    assert job.by.role_names() == ["administrator"]
    assert (job.kind, job.state) == (KIND, State.QUEUED)
    assert not Container.objects.exists()
    assert what_is_here() is Store.HALF_BUILT


def test_it_is_begun_once(job, sign_ins):
    with pytest.raises(NotEmpty):
        ask_a_worker(scale=SCALE, seed=1, sign_ins=sign_ins)

    assert Job.objects.count() == 1


def test_a_store_with_other_data_gets_no_job(sign_ins):
    User.objects.create_user("somebody@agency.example", name="Somebody")

    with pytest.raises(NotEmpty):
        ask_a_worker(scale=SCALE, seed=1, sign_ins=sign_ins)

    assert not Job.objects.exists()
    assert not sign_ins.exists()


@dataclass
class Watched(Step):
    """Does something at each note of progress, like a person with the page open."""

    then: Callable[[int], None]

    def progress(self, done: int, total: int) -> None:
        super().progress(done, total)
        self.then(done)


def taken_up(job: Job) -> Job:
    """As a worker takes it."""
    lease = timezone.now() + timedelta(minutes=2)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, tries=1, leased_until=lease)
    return again(job)


@pytest.mark.django_db(transaction=True)
def test_a_worker_builds_the_whole_while_its_page_shows_how_far_it_is(job, settings):
    settings.IS_DEMONSTRATION = True
    client, pages = looking_on(job), []

    def look(done: int) -> None:
        if done > 100 and not pages:
            pages.append(client.get(job.get_absolute_url()).content.decode())

    link = build_as_job(Watched(taken_up(job), look))

    job = again(job)
    assert (link, what_is_here()) == ("/", Store.BUILT)
    assert job.done == job.total > 900  # days
    assert Container.objects.exists()
    assert f"of {job.total:,}." in pages[0]
    assert "Cancel" in pages[0]
    assert "no figure here is whole" in pages[0]
    assert "no figure here is whole" not in client.get("/").content.decode()


def test_cancelled_it_stops_before_its_next_step_and_says_that_it_is_a_part(job, settings):
    settings.IS_DEMONSTRATION = True

    def cancel(_done: int) -> None:
        cancel_job(job=job, by=job.by)

    with pytest.raises(Cancelled):
        build_as_job(Watched(taken_up(job), cancel))

    assert what_is_here() is Store.HALF_BUILT
    assert not Container.objects.exists()
    page = looking_on(job).get(job.get_absolute_url()).content.decode()
    assert "a part of the demonstration" in page
    assert "Nothing was changed" not in page


def test_a_worker_that_died_is_not_followed_by_another(job):
    late = timezone.now() - timedelta(minutes=3)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, tries=1, leased_until=late)

    run_job(job.pk)

    job = again(job)
    assert job.state == State.FAILED
    assert "make reset" in str(job.said_problem)
    assert what_is_here() is Store.HALF_BUILT
    assert is_half_built()


def test_it_may_take_longer_than_a_task(sign_ins, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask_a_worker(scale=SCALE, seed=1, sign_ins=sign_ins)

    ((name, args, more),) = [message for message in rung if message[0] == "jobs.run"]
    assert (name, args) == ("jobs.run", [job.pk])
    assert more["time_limit"] == LONGEST.total_seconds() > more["soft_time_limit"]


def test_the_sweep_rings_for_it_and_does_not_run_it_in_its_own_short_time(job, rung):
    Job.objects.update(made_at=F("made_at") - timedelta(minutes=1))

    sweep()

    assert [message[1] for message in rung] == [[job.pk]]
    assert again(job).state == State.QUEUED


def test_without_a_worker_the_command_builds_it_itself():
    assert has_worker() is False
