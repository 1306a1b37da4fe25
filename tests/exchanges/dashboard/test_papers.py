"""What is printed and downloaded: no names on paper, and files only for those who may read them."""

import pytest

from exchanges.manifests.columns import COLUMNS
from exchanges.manifests.reading import read
from exchanges.operations.printing import MANY
from repatriation.jobs.models import Job
from repatriation.jobs.running import run_job
from tests.factories.steps import list_of
from tests.factories.work import at_work

NAMED = {"names": {"A-1": "Зразченко Приклад"}}
PAPERS = ("labels.pdf", "list.pdf", "tally-sheet.pdf")


def at(browser, url):
    """Opened by somebody who has proven who they are."""
    at_work(browser, url)
    return browser.get(url)


def printed(browser, batch, paper):
    """Labels are asked for by a click: each printing is recorded."""
    url = f"{batch.get_absolute_url()}{paper}"
    return browser.post(url) if paper == "labels.pdf" else browser.get(url)


@pytest.mark.parametrize("paper", [*PAPERS, "blank-act.pdf"])
def test_papers_are_pdfs_to_be_kept(steps, north, browse, paper):
    batch = steps.listed("A-1", "A-2", **NAMED)

    answer = printed(browse(north.exchange_officer), batch, paper)

    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("paper", ["labels.pdf", "list.pdf"])
def test_whoever_sees_no_container_has_nothing_to_print(steps, observed, observer, browse, paper):
    batch = steps.listed("A-1", batch=steps.batch(observed))

    assert browse(observer).get(f"{batch.get_absolute_url()}{paper}").status_code == 404


def test_labels_are_printed_and_no_name(steps, north, browse, pages_of):
    batch = steps.listed("A-1", "A-2", **NAMED)

    browser = browse(north.exchange_officer)
    texts = ["".join(pages_of(printed(browser, batch, paper).content)) for paper in PAPERS]

    assert all("A-1" in text for text in texts[:2])
    assert batch.places.first().container.reference in texts[0]
    assert not any("Зразченко" in text for text in texts)


def test_labels_are_not_printed_by_looking_and_a_second_printing_says_so(
    steps, north, browse, pages_of
):
    batch, browser = steps.listed("A-1", "A-2"), browse(north.exchange_officer)
    url = f"{batch.get_absolute_url()}labels.pdf"

    assert "Printed before" not in browser.get(url).content.decode()
    first = "".join(pages_of(browser.post(url).content))
    page = browser.get(url).content.decode()
    second = "".join(pages_of(browser.post(url).content))

    assert "Reprint" not in first
    assert "Printed before: 2." in page
    assert second.count("Reprint, no. 2") == 2


def test_a_long_list_is_made_by_a_worker(many, north, browse, pages_of):
    browser = browse(north.exchange_officer)
    url = f"{many.get_absolute_url()}list.pdf"
    assert f"A list of {MANY + 1} lines" in browser.get(url).content.decode()

    browser.post(url)
    job = Job.objects.get()
    run_job(job.pk)
    job.refresh_from_db()
    answer = browser.get(job.link)

    assert job.state == Job.State.DONE
    assert f"A-{MANY}" in "".join(pages_of(answer.content))
    assert browse(north.coordinator).get(job.link).status_code == 404


@pytest.fixture
def many(steps):
    return steps.listed(*(f"A-{number}" for number in range(MANY + 1)))


def asked(browser, batch):
    """The job that a person asked for on the page."""
    url = f"{batch.get_absolute_url()}labels.pdf"
    assert f"{MANY + 1} labels are printed" in browser.get(url).content.decode()
    answer = browser.post(url)
    job = Job.objects.get()
    assert answer.headers["Location"] == job.get_absolute_url()
    return job


def test_many_labels_are_made_by_a_worker_and_fetched_when_done(many, north, browse, pages_of):
    browser = browse(north.exchange_officer)
    job = asked(browser, many)
    page = browser.get(job.get_absolute_url()).content.decode()
    assert "Making labels" in page

    run_job(job.pk)
    job.refresh_from_db()
    answer = browser.get(job.link)

    assert (job.state, job.done, job.total) == (Job.State.DONE, MANY + 1, MANY + 1)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    last = many.places.order_by("pk").last().container
    assert last.reference in "".join(pages_of(answer.content))


def test_labels_made_for_one_are_not_there_for_another(many, north, steps, browse):
    job = asked(browse(north.exchange_officer), many)
    run_job(job.pk)
    job.refresh_from_db()

    assert browse(north.exchange_officer).get(job.link).status_code == 200
    assert browse(north.coordinator).get(job.link).status_code == 404
    assert browse(steps.south.exchange_officer).get(job.link).status_code == 404


@pytest.mark.parametrize("made", ["0", "999999999999999999999", "x", "1'"])
def test_labels_that_nobody_made_are_not_there(steps, north, browse, made):
    batch = steps.listed("A-1")

    answer = browse(north.exchange_officer).get(f"{batch.get_absolute_url()}labels.pdf?made={made}")

    assert answer.status_code == 404


def test_the_file_of_a_list_is_given_back_byte_for_byte(steps, north, browse):
    batch = steps.listed("A-1", **NAMED)

    answer = at(browse(north.exchange_officer), f"{batch.get_absolute_url()}lists/1/file/")

    assert answer.content == list_of("A-1", **NAMED)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="list.csv"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_file_of_a_list_is_for_the_officers_of_the_two_sides(
    steps, observed, observer, north, browse
):
    share = steps.sent("A-1", batch=steps.batch(observed), **NAMED)
    url = f"{share.batch.get_absolute_url()}lists/1/file/"

    for user in (observer, north.mortuary_officer, north.transport_lead):
        assert at(browse(user), url).status_code == 404
    assert at(browse(north.coordinator), url).status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_is_read_without_guessing(north, browse, form):
    answer = browse(north.coordinator).get(f"/batches/list-template.{form}")

    report = read(answer.content, f"list.{form}")

    assert answer.headers["Content-Disposition"].endswith(f'handover-list.{form}"')
    assert "label" in COLUMNS
    assert "no lines" in str(report.fatal).lower() or report.rows == 0
