"""Long work: leased, shown, cancelled, taken over when its worker died, and always ended."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from exchanges.states import round_workflow
from repatriation.errors import RuleBroken, Sentence, TransitionNotAllowed
from repatriation.jobs import running
from repatriation.jobs.models import Job
from repatriation.jobs.running import Cancelled, cancel_job, run_job, start_job, sweep_jobs
from repatriation.jobs.tasks import sweep
from tests.factories.accounts import UserFactory

State = Job.State
HOUR = timedelta(hours=1)


class Undone(Exception):
    """Something went wrong after it was asked for."""


def nothing(_step):
    return ""


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def work(monkeypatch):
    """Declare what the work of this test is, and get a job for it."""
    monkeypatch.setattr(running, "_kinds", {})

    def declare(does, by=None):
        running.job_kind("test.work")(does)
        by = by or UserFactory()
        return start_job("test.work", subject=by, by=by)

    return declare


def again(job):
    return Job.objects.get(pk=job.pk)


def lose_its_worker(job, **more):
    """As a worker leaves it that was killed: running, and nobody renews the lease."""
    late = {"state": State.RUNNING, "leased_until": F("made_at") - HOUR} | more
    Job.objects.filter(pk=job.pk).update(**late)


def test_work_that_ends_is_done_and_links_to_its_result(work):
    def does(step):
        step.progress(1, 2)
        return "/result/"

    job = work(does)
    assert (job.state, job.is_open) == (State.QUEUED, True)

    run_job(job.pk)

    job = again(job)
    assert (job.state, job.link, job.done, job.total) == (State.DONE, "/result/", 2, 2)
    assert job.ended_at
    assert not job.is_open


def test_progress_is_seen_by_others_while_it_runs(work):
    seen = []

    def does(step):
        step.progress(3, 10)
        seen.append(again(step.job))
        return ""

    run_job(work(does).pk)

    assert [(job.state, job.done, job.total) for job in seen] == [(State.RUNNING, 3, 10)]


def test_progress_never_goes_beyond_the_total(work):
    def does(step):
        step.progress(12, 10)
        assert again(step.job).done == 10
        return ""

    job = work(does)
    run_job(job.pk)

    assert again(job).state == State.DONE
    with pytest.raises(IntegrityError, match="a_job_does_no_more_than_there_is"):
        Job.objects.update(done=11)


def test_a_job_that_runs_is_not_run_by_a_second_worker(work):
    runs = []

    def does(step):
        runs.append(step)
        run_job(step.job.pk)  # the bell rang twice
        return ""

    run_job(work(does).pk)

    assert len(runs) == 1


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.CANCELLED])
def test_a_job_that_ended_is_not_run_again(work, state):
    runs = []
    job = work(runs.append)
    Job.objects.update(state=state, ended_at=F("made_at"))

    run_job(job.pk)

    assert (again(job).state, runs) == (state, [])


def test_a_cancelled_job_stops_at_its_next_step(work, user):
    steps = []

    def does(step):
        step.progress(1, 3)
        steps.append(1)
        cancel_job(job=step.job, by=user)
        step.progress(2, 3)
        steps.append(2)

    job = work(does, by=user)
    run_job(job.pk)

    job = again(job)
    assert steps == [1]
    assert (job.state, job.done) == (State.CANCELLED, 1)
    assert job.ended_at


def test_a_queued_job_that_was_cancelled_never_starts(work, user):
    runs = []
    job = work(runs.append, by=user)

    assert cancel_job(job=job, by=user)
    run_job(job.pk)

    assert (again(job).state, runs) == (State.CANCELLED, [])


def test_only_who_asked_for_it_cancels_it(work, user):
    job = work(nothing, by=user)

    assert not cancel_job(job=job, by=UserFactory())

    assert again(job).state == State.QUEUED


def test_a_job_that_ended_is_not_cancelled(work, user):
    job = work(nothing, by=user)
    run_job(job.pk)

    assert not cancel_job(job=job, by=user)

    assert again(job).state == State.DONE


def test_a_step_renews_the_lease_so_that_nobody_takes_over(work):
    def does(step):
        lose_its_worker(step.job)
        assert sweep_jobs() == [step.job.pk]
        step.progress(1, 2)
        assert sweep_jobs() == []
        return ""

    job = work(does)
    run_job(job.pk)

    assert again(job).state == State.DONE


def test_a_job_whose_worker_died_is_run_again_by_the_sweep(work):
    job = work(lambda _: "/result/")
    lose_its_worker(job, tries=1)

    sweep()

    job = again(job)
    assert (job.state, job.tries, job.link) == (State.DONE, 2, "/result/")


def test_a_job_the_bell_did_not_bring_is_run_by_the_sweep(work):
    job = work(nothing)
    assert sweep_jobs() == []  # the bell has its time first
    Job.objects.update(made_at=F("made_at") - timedelta(seconds=11))

    sweep()

    assert again(job).state == State.DONE


def test_who_was_slow_and_taken_over_writes_nothing_more(work):
    """The slow worker lives. Neither its progress nor its end is the second worker's."""
    ends = []

    def does(step):
        if step.job.tries == 1:
            lose_its_worker(step.job)
            run_job(step.job.pk)
            with pytest.raises(Cancelled):
                step.progress(9, 9)
            ends.append(again(step.job).state)
            return "/of-the-slow-one/"
        step.progress(1, 2)
        return "/of-the-second/"

    job = work(does)
    run_job(job.pk)

    job = again(job)
    assert ends == [State.DONE]
    assert (job.link, job.total, job.tries) == ("/of-the-second/", 2, 2)


def test_the_slow_one_does_not_end_what_the_second_still_does(work):
    def does(step):
        if step.job.tries == 1:
            lose_its_worker(step.job, tries=2)  # the second has begun, and has not ended
            Job.objects.update(leased_until=F("made_at") + HOUR)
        return ""

    job = work(does)
    run_job(job.pk)

    assert again(job).state == State.RUNNING


def test_after_three_tries_it_failed_and_says_so(work):
    runs = []
    job = work(runs.append)
    lose_its_worker(job, tries=3)

    sweep()

    job = again(job)
    assert (job.state, runs) == (State.FAILED, [])
    assert str(job.said_problem).endswith(f"the number of this job: {job.pk}.")


def test_a_refusal_is_shown_with_its_sentence(work):
    def does(step):
        raise RuleBroken(Sentence("%(given)s lines were given.", {"given": 3}))

    job = work(does)
    run_job(job.pk)

    job = again(job)
    assert (job.state, str(job.said_problem)) == (State.FAILED, "3 lines were given.")


def test_a_refusal_of_the_workflow_is_shown_too(work):
    """Its sentence holds other sentences: states and moves."""

    def does(step):
        round_workflow.require("propose", "agreed")

    job = work(does)
    run_job(job.pk)

    with pytest.raises(TransitionNotAllowed) as refusal:
        round_workflow.require("propose", "agreed")
    assert again(job).state == State.FAILED
    assert str(again(job).said_problem) == str(refusal.value)


def test_a_refusal_is_said_in_the_language_of_who_asked(work):
    def does(step):
        round_workflow.require("propose", "agreed")

    job = work(does, by=UserFactory(language="uk"))
    run_job(job.pk)

    assert "Запропонувати можна лише чернетку" in str(again(job).said_problem)


def test_a_mistake_of_ours_is_told_by_number_and_never_by_its_text(work, log):
    def does(step):
        raise ValueError(f"{step.job.by.name} is no number")

    job = work(does, by=UserFactory(name="Sampleson Placeholder"))
    run_job(job.pk)

    job = again(job)
    assert job.state == State.FAILED
    assert str(job.pk) in str(job.said_problem)
    assert "Sampleson" not in str(job.problem) + log()
    assert f"event=job_broke logger=repatriation.jobs.running job_id={job.pk}" in log()
    assert "error=ValueError" in log()
    assert ":does <" in log()  # where it broke is said


def test_a_kind_nobody_declared_fails_like_a_mistake(work):
    job = work(nothing)
    Job.objects.update(kind="test.unknown")

    run_job(job.pk)

    assert again(job).state == State.FAILED


@pytest.mark.parametrize("end", [{"state": State.DONE}, {"ended_at": F("made_at")}])
def test_the_database_refuses_an_end_without_its_time_and_a_time_without_an_end(work, end):
    work(nothing)

    with pytest.raises(IntegrityError, match="a_job_that_ended_says_when"), transaction.atomic():
        Job.objects.update(**end)


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_transaction_that_was_undone_was_never_there(work):
    def ask_and_fail():
        work(nothing)
        raise Undone

    with pytest.raises(Undone), transaction.atomic():
        ask_and_fail()

    assert not Job.objects.exists()
    assert sweep_jobs() == []


def test_only_who_asked_for_it_sees_it(work, user):
    job = work(nothing, by=user)

    assert list(Job.objects.visible_to(user)) == [job]
    assert not Job.objects.visible_to(UserFactory(agency=user.agency)).exists()
