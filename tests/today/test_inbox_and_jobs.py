"""A person's notices and long work: theirs alone, and nothing changes by looking."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchanges.models import ExchangeRound, ListImport
from exchanges.operations.importing import start_import
from repatriation.jobs.models import Job
from repatriation.jobs.running import cancel_job, run_job, start_job
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.inbox import inbox_count, inbox_of
from tests.factories.steps import Steps, do, list_of


@pytest.fixture
def steps():
    return Steps()


def announce():
    announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))


@pytest.fixture
def reader(client, steps):
    """The southern coordinator, told of a proposal."""
    person = steps.south.coordinator
    steps.proposed()
    announce()
    client.force_login(person)
    return person


def test_a_notice_stands_in_the_inbox_with_the_number_of_unread_in_the_rail(client, reader):
    page = client.get("/inbox/").content.decode()

    assert f"Round {ExchangeRound.objects.get()} is proposed" in page
    assert "1 notice unread." in page
    assert '<span class="rail__count">1<span class="vh"> waiting</span></span>' in page


def test_looking_reads_nothing(client, reader):
    client.get("/inbox/")
    client.get(f"/inbox/{inbox_of(reader).get().pk}/open/")

    assert inbox_count(reader) == 1


def test_opening_a_notice_reads_it_and_leads_to_what_it_is_about(client, reader):
    notice = inbox_of(reader).get()

    answer = client.post(f"/inbox/{notice.pk}/open/")

    assert answer.url == ExchangeRound.objects.get().get_absolute_url()
    assert inbox_count(reader) == 0
    assert f'href="{notice.link}"' in client.get("/inbox/").content.decode()


def test_all_can_be_marked_as_read_at_once(client, reader):
    page = client.post("/inbox/read/", follow=True).content.decode()

    assert "1 notice is marked as read." in page
    assert "You have read everything." in page


def test_another_persons_notice_is_not_there(client, reader, steps):
    notice = inbox_of(reader).get()
    client.force_login(steps.north.coordinator)

    assert client.post(f"/inbox/{notice.pk}/open/").status_code == 404
    client.post("/inbox/read/")
    assert inbox_count(reader) == 1


def test_only_unread_ones_can_be_asked_for(client, reader, steps):
    client.post("/inbox/read/")
    round = steps.proposed()
    announce()

    page = client.get("/inbox/?show=unread").content.decode()

    assert str(round) in page
    assert page.count("is proposed and waits") == 1


def test_an_empty_inbox_says_what_will_come(client, steps):
    client.force_login(steps.north.coordinator)

    assert "No notice has come yet." in client.get("/inbox/").content.decode()


def test_a_notice_is_said_in_the_readers_language_now(client, reader):
    page = client.get("/inbox/", headers={"accept-language": "uk"}).content.decode()

    assert '<html lang="uk"' in page
    assert str(ExchangeRound.objects.get()) in page


def test_a_full_inbox_costs_no_more_queries(client, reader, steps, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        client.get("/inbox/")
    for _ in range(8):
        steps.proposed()
    announce()

    with django_assert_num_queries(len(few)):
        client.get("/inbox/")


@pytest.fixture
def job(steps, client):
    """A list that the northern officer has had read."""
    officer = steps.north.exchange_officer
    client.force_login(officer)
    do(start_import, by=officer, batch=steps.batch(), data=list_of("A-1"), name="list.csv")
    return Job.objects.get()


def test_a_job_shows_how_far_it_is_and_asks_again_by_itself(client, job):
    Job.objects.update(state="running", done=1, total=3)

    page = client.get(f"/jobs/{job.pk}/").content.decode()

    assert "1 of 3" in page
    assert f'hx-get="/jobs/{job.pk}/"' in page
    assert "Cancel" in page


def test_a_job_that_is_done_leads_to_its_result(client, job):
    run_job(job.pk)

    page = client.get(f"/jobs/{job.pk}/").content.decode()

    assert f'href="{ListImport.objects.get().get_absolute_url()}"' in page
    assert "hx-get" not in page
    assert "Cancel" not in page


def test_a_job_can_be_cancelled_by_who_asked_for_it(client, job):
    page = client.post(f"/jobs/{job.pk}/cancel/", follow=True).content.decode()

    assert "It was stopped. Nothing was changed." in page
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


def test_a_job_that_has_ended_is_not_cancelled(client, job):
    run_job(job.pk)

    page = client.post(f"/jobs/{job.pk}/cancel/", follow=True).content.decode()

    assert "This work had ended already." in page
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_a_job_that_failed_says_why(client, steps):
    officer = steps.north.exchange_officer
    client.force_login(officer)
    job = start_job("nobody.does_this", subject=officer, by=officer)
    run_job(job.pk)

    page = client.get(f"/jobs/{job.pk}/").content.decode()

    assert f"Tell your administrator the number of this job: {job.pk}" in page


def test_another_persons_job_is_not_there(client, job, steps):
    client.force_login(steps.north.coordinator)

    assert client.get(f"/jobs/{job.pk}/").status_code == 404
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 404
    assert cancel_job(job=job, by=steps.north.coordinator) is False


def test_the_process_says_that_it_lives_without_asking_the_store(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/livez")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
