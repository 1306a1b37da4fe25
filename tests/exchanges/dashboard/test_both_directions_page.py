"""The report on both directions in the browser, and as a file."""

import pytest
from django.urls import reverse

from exchanges.operations import reporting
from exchanges.operations.attesting import attest_count
from repatriation.jobs.models import Job
from repatriation.jobs.running import run_job
from tests.exchanges.dashboard.reading import queries_of
from tests.factories.steps import Steps, do

PAGE = reverse("exchanges:both-directions")


@pytest.fixture
def batch(steps):
    batch = steps.handed_over("A-1", "A-2", batch=steps.observed())
    said = {"agency": steps.south.agency, "containers": 3}
    do(attest_count, by=steps.south.exchange_officer, batch=batch, **said)
    return batch


def test_a_table_for_each_direction_and_a_column_for_each_source(batch, north, shown):
    page = shown(north.coordinator, PAGE)

    assert "Southern side to Northern side" in page
    assert "Counted at the venue" in page
    assert batch.round.reference in page
    assert "in all 3" in page


def test_without_a_handover_it_says_so(steps, north, shown):
    steps.scheduled()

    assert "Nothing was handed over yet." in shown(north.coordinator, PAGE)


def test_days_narrow_what_is_shown(batch, north, shown):
    page = shown(north.coordinator, f"{PAGE}?since=2999-01-01")

    assert "No round fits these days." in page
    assert batch.round.reference in shown(north.coordinator, f"{PAGE}?until=2999-01-01")


def test_a_short_one_is_a_file_at_once(batch, north, browse, pages_of):
    browser = browse(north.coordinator)

    assert b"counted at the venue" in browser.get("/reports/both-directions.csv").content
    pdf = browser.get("/reports/both-directions.pdf").content
    assert "Both directions, by round" in "".join(pages_of(pdf))


def test_a_long_one_is_asked_for_and_fetched(batch, north, south, browse, monkeypatch):
    monkeypatch.setattr(reporting, "MANY", 0)
    browser, address = browse(north.coordinator), "/reports/both-directions.csv"
    assert b"Make the file" in browser.get(address).content

    browser.post(address)
    job = Job.objects.get()
    run_job(job.pk)
    job.refresh_from_db()

    assert b"counted at the venue" in browser.get(job.link).content
    assert browse(south.coordinator).get(job.link).status_code == 404
    assert browser.get(f"{PAGE}?made=x").status_code == 404


def test_the_page_costs_the_same_for_one_round_and_for_two(batch, steps, north, browse):
    browser = browse(north.coordinator)
    one = queries_of(browser, PAGE)
    steps.handed_over("B-1", batch=steps.observed())

    assert queries_of(browser, PAGE) == one


def test_a_stranger_reads_nothing(batch, browse):
    page = browse(Steps().north.coordinator).get(PAGE).content.decode()

    assert batch.round.reference not in page
