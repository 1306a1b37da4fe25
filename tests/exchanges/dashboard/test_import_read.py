"""A file is sent, and a worker reads it."""

import subprocess
import sys
from pathlib import Path

import pytest

from exchanges.models import ListImport
from exchanges.operations.importing import start_import
from repatriation.jobs.models import Job
from repatriation.jobs.running import cancel_job
from tests.cases.dashboard.reading import text_in
from tests.exchanges.dashboard.importing import file_of, page_of, read
from tests.exchanges.dashboard.reading import is_offered
from tests.factories.lists import csv_list
from tests.factories.steps import do

ROOT = Path(__file__).resolve().parents[3]


def test_while_a_worker_reads_the_page_says_how_far_it_is(batch, officer, browse):
    draft = do(start_import, by=officer, batch=batch, data=csv_list(3), name="list.csv")
    browser = browse(officer)

    page = browser.get(page_of(draft)).content.decode()

    assert f'hx-get="{page_of(draft)}"' in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert "It goes on when you leave this page." in page


def test_a_script_that_waits_is_sent_to_the_preview(draft, officer, browse):
    answer = browse(officer).get(page_of(draft), headers={"HX-Request": "true"})

    assert answer.headers["HX-Refresh"] == "true"


def test_a_reading_that_was_stopped_says_so_and_asks_for_another_file(batch, officer, browse):
    draft = do(start_import, by=officer, batch=batch, data=csv_list(3), name="list.csv")
    cancel_job(job=draft.job, by=officer)

    answer = browse(officer).get(page_of(draft))

    assert "The file was not read" in text_in(answer)
    assert "http-equiv" not in answer.content.decode()
    assert is_offered(answer, f"{batch.get_absolute_url()}import/")


def test_a_worker_that_knows_only_its_tasks_can_read_a_list():
    asked = (
        "import django; django.setup()\n"
        "from repatriation.celery import app; app.loader.import_default_modules()\n"
        "from repatriation.jobs import running; print(*running._kinds)"
    )

    worker = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert "exchanges.read_list" in worker.stdout.split()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The submitted file is empty."),
        (b"\x7fELF\x02\x01\x01\x00", "This is not a file that can be kept here."),
        (b"<script>alert(1)</script>", "This is not a file that can be kept here."),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_the_form(batch, officer, browse, data, said):
    answer = browse(officer).post(f"{batch.get_absolute_url()}import/", file_of(data))

    assert answer.status_code == 422
    assert said in text_in(answer)
    assert not ListImport.objects.exists()


def test_a_file_without_a_list_in_it_says_why(batch, officer, browse):
    draft = do(start_import, by=officer, batch=batch, data=b"hello\n", name="list.csv")

    page = text_in(browse(officer).get(page_of(read(draft))))

    assert "This file cannot be read as a handover list." in page
    assert "Upload a corrected file" in page


def test_who_may_not_file_a_list_is_told_instead_of_asked(steps, south, browse):
    batch = steps.batch()

    page = browse(south.transport_lead).get(f"{batch.get_absolute_url()}import/")
    answer = browse(south.transport_lead).post(
        f"{batch.get_absolute_url()}import/", file_of(csv_list(3))
    )

    for said in (page, answer):
        assert "Only a coordinator or an exchange officer files a handover list." in text_in(said)
    assert answer.status_code == 403
    assert 'type="file"' not in page.content.decode()


def test_every_state_of_a_job_is_shown(batch, officer, browse):
    draft = do(start_import, by=officer, batch=batch, data=csv_list(3), name="list.csv")
    for state in (Job.State.RUNNING, Job.State.QUEUED):
        Job.objects.filter(pk=draft.job_id).update(state=state)

        assert str(state.label) in text_in(browse(officer).get(page_of(draft)))
