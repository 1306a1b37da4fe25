"""What is under way when a process is told to stop is ended; what was killed is as if never begun.

A row is locked from outside, so that a request or a job is surely in the middle of its work.
"""

import os
import signal
import threading
from contextlib import closing, contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from celery import Celery
from django.db import connections
from django.db.models import F

from cases.models import Scan
from exchanges.models import ListImport
from exchanges.operations.importing import start_import
from repatriation.embedded.leftovers import started_at
from repatriation.embedded.process import wait_until
from repatriation.jobs.models import Job
from tests.factories.steps import Steps, do, list_of
from tests.faults.clients import Client
from tests.faults.handover import signed_in
from tests.faults.hurting import valkey_forgets
from tests.faults.stack import PATIENCE, Stack

pytestmark = pytest.mark.plain  # the store is the house's


@contextmanager
def held(house: Stack, row):
    """Nobody else gets this row; ends by itself when the block ends."""
    with closing(house.database()) as session:
        table = row._meta.db_table
        session.cursor().execute(f"SELECT id FROM {table} WHERE id = %s FOR UPDATE", [row.pk])
        yield


@pytest.fixture
def steps(house):
    yield Steps()
    connections.close_all()


@pytest.fixture
def batch(steps):
    return steps.in_transit("A-1", "A-2")


@pytest.fixture
def client(house, steps) -> Client:
    return signed_in(house, steps.north.transport_lead)


class Sending(threading.Thread):
    """One scan, in the background, until it is acknowledged."""

    def __init__(self, client: Client, sheet):
        super().__init__()
        self.client, self.address = client, f"/api/v1/sheets/{sheet.reference}/scans:bulk"
        self.key = str(uuid4())

    def run(self):
        self.client.send(self.address, {"items": [{"key": self.key, "code": "A-1"}]})


def test_a_request_under_way_is_answered_before_the_web_process_ends(house, steps, batch, client):
    before, sending = house.pid("web"), Sending(client, steps.sheet(batch))
    with held(house, batch):
        sending.start()
        assert wait_until(house.waiting, PATIENCE)
        os.kill(before, signal.SIGTERM)
        assert not wait_until(lambda: not started_at(before), 1), "it did not wait for the request"
    sending.join(PATIENCE)

    assert client.unanswered + client.refused == []
    ((_body, answer),) = client.acknowledged
    assert [one["result"] for one in answer["results"]] == ["done"]
    assert wait_until(lambda: not started_at(before), PATIENCE)
    assert wait_until(house.answers, PATIENCE)


def test_a_request_whose_process_was_killed_left_nothing_and_runs_again(
    house, steps, batch, client
):
    sending = Sending(client, steps.sheet(batch))
    with held(house, batch):
        sending.start()
        assert wait_until(house.waiting, PATIENCE)
        for _ in range(2):  # one of the two is at it
            house.kill(lambda: house.child("web"))
        assert wait_until(lambda: client.unanswered != [], PATIENCE)
        assert not Scan.objects.filter(key=sending.key).exists()
    sending.join(PATIENCE)

    assert len(client.acknowledged) == 1
    assert client.refused == []
    assert Scan.objects.filter(key=sending.key).count() == 1


@pytest.fixture
def draft(steps) -> ListImport:
    """A list that is to be read by the house's worker."""
    batch, officer = steps.batch(), steps.south.exchange_officer
    return do(start_import, by=officer, batch=batch, data=list_of("A-1"), name="list.csv")


def ring(house: Stack, job: Job) -> None:
    """This process rings another bell than the house's."""
    bell = Celery("bell", broker=house.addresses["REDIS_URL"], set_as_current=False)
    bell.send_task("jobs.run", [job.pk])
    bell.close()


def state_of(job: Job) -> tuple[str, int]:
    return Job.objects.values_list("state", "tries").get(pk=job.pk)


def test_a_job_under_way_is_ended_before_the_worker_ends(house, draft):
    before = house.pid("worker")
    with held(house, draft):
        ring(house, draft.job)
        assert wait_until(house.waiting, PATIENCE)
        os.kill(before, signal.SIGTERM)
        assert not wait_until(lambda: not started_at(before), 1), "it did not wait for the job"
        assert state_of(draft.job) == ("running", 1)

    assert wait_until(lambda: not started_at(before), PATIENCE)
    assert state_of(draft.job) == ("done", 1)
    assert wait_until(lambda: house.pid("worker") not in (0, before), PATIENCE)


def test_a_job_whose_process_was_killed_is_run_again_by_the_sweep(house, draft):
    with held(house, draft):
        ring(house, draft.job)
        assert wait_until(house.waiting, PATIENCE)
        for _ in range(2):  # one of the two is at it
            house.kill(lambda: house.child("worker"))
        valkey_forgets(house)  # or it is brought a second time
        assert state_of(draft.job) == ("running", 1)
    Job.objects.filter(pk=draft.job.pk).update(leased_until=F("made_at") - timedelta(minutes=1))

    assert wait_until(lambda: state_of(draft.job)[0] == "done", PATIENCE)
    assert state_of(draft.job) == ("done", 2)
    draft.refresh_from_db()
    assert draft.lines.count() == 1
