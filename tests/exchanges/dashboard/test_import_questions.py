"""What a person is asked about a list, and what is remembered of the answer."""

import pytest

from exchanges.models import DraftLine, ListImport, SavedColumns
from exchanges.operations.importing import read_list, start_import
from repatriation.jobs.models import Job
from repatriation.jobs.running import Step
from tests.cases.dashboard.reading import text_in
from tests.exchanges.dashboard.importing import again, page_of, read, save
from tests.exchanges.dashboard.reading import is_offered
from tests.factories.lists import csv_list
from tests.factories.steps import do

SLASHED = "Код;Бирка;Загинув\n1;L-1;5/6/25\n2;L-2;05.06.2025\n3;L-3;13/06/2025\n".encode()


@pytest.fixture
def sent(batch, officer):
    def start(data, by=officer, batch=batch):
        return read(do(start_import, by=by, batch=batch, data=data, name="list.csv"))

    return start


def posted(browser, draft, path, **typed):
    answer = browser.post(page_of(draft, path), {"job": str(draft.job_id)} | typed)
    assert answer.status_code == 302
    return read(again(draft))


def died_on(draft):
    lines = DraftLine.objects.filter(job=draft.job_id).order_by("position")
    return [line.values.get("died_on") for line in lines]


def test_the_page_asks_what_comes_first_and_reads_again_with_the_answer(sent, officer, browse):
    draft, browser = sent(SLASHED), browse(officer)

    page = text_in(browser.get(page_of(draft)))
    after = posted(browser, draft, "dates/", order_0="month")

    assert "Day or month first?" in page
    assert "1 date here can be read both ways: “5/6/25”." in page
    assert "Other dates of this column can only be read with the day first." in page
    assert died_on(draft) == []  # swept by the next reading
    assert died_on(after) == ["2025-05-06", "2025-06-05", "2025-06-13"]
    assert "can only be read the other way round" in text_in(browser.get(page_of(draft)))


def test_an_answer_and_a_choice_of_columns_do_not_undo_each_other(sent, officer, browse):
    draft, browser = sent(SLASHED), browse(officer)

    draft = posted(browser, draft, "dates/", order_0="day")
    columns = {"column_0": "remarks", "column_1": "label", "column_2": "died_on"}
    draft = posted(browser, draft, "columns/", **columns)

    assert died_on(draft) == ["2025-06-05", "2025-06-05", "2025-06-13"]
    assert DraftLine.objects.get(position=1).values["remarks"] == "1"


def test_saved_columns_read_the_next_list_of_that_sender(sent, officer, browse, south):
    draft, browser = sent(SLASHED), browse(officer)
    draft = posted(browser, draft, "dates/", order_0="day")

    offered = is_offered(browser.get(page_of(draft)), page_of(draft, "save-columns/"))
    browser.post(page_of(draft, "save-columns/"), {"job": str(draft.job_id)})
    second = sent(SLASHED.replace(b"L-", b"M-"))

    assert offered
    assert died_on(second) == ["2025-06-05", "2025-06-05", "2025-06-13"]
    assert second.read_with == SavedColumns.objects.get()
    assert "Read with the columns that" in text_in(browser.get(page_of(second)))


def test_saved_columns_are_left_aside_for_one_file_or_for_good(sent, officer, browse):
    draft, browser = sent(SLASHED), browse(officer)
    draft = posted(browser, draft, "dates/", order_0="day")
    browser.post(page_of(draft, "save-columns/"), {"job": str(draft.job_id)})
    second = sent(SLASHED)

    once = posted(browser, second, "as-new/")
    assert (once.read_with, died_on(once)[0]) == (None, None)
    assert sent(SLASHED).read_with == SavedColumns.objects.in_force().get()

    third = sent(SLASHED)
    posted(browser, third, "as-new/", stop="1")
    assert not SavedColumns.objects.in_force().exists()
    assert sent(SLASHED).read_with is None


def test_saved_columns_are_for_these_headings_of_this_sender_and_this_side(
    sent, steps, officer, browse
):
    draft, browser = sent(SLASHED), browse(officer)
    draft = posted(browser, draft, "dates/", order_0="day")
    browser.post(page_of(draft, "save-columns/"), {"job": str(draft.job_id)})

    other_headings = sent(SLASHED.replace("Код".encode(), "Кодъ".encode()))
    other_side = sent(SLASHED, by=steps.north.exchange_officer, batch=steps.listed("A-1"))
    reordered = sent("Загинув;Бирка;Код\n5/6/25;L-1;1\n".encode())

    assert (other_headings.read_with, other_side.read_with) == (None, None)
    assert reordered.read_with == SavedColumns.objects.get()


def test_columns_saved_again_replace_those_before(sent, officer, browse):
    draft, browser = sent(SLASHED), browse(officer)
    for order in ("day", "month"):
        draft = posted(browser, draft, "dates/", order_0=order)
        browser.post(page_of(draft, "save-columns/"), {"job": str(draft.job_id)})

    assert SavedColumns.objects.count() == 2
    assert SavedColumns.objects.in_force().get().date_order == {"Загинув": "month"}


def test_the_same_file_again_is_recognised_where_it_may_be_seen(
    sent, steps, batch, officer, browse
):
    browser = browse(officer)
    save(browser, sent(csv_list(3)))

    same, other = sent(csv_list(3)), sent(csv_list(4))
    elsewhere = sent(csv_list(3), batch=steps.batch())

    said = "Exactly this file is filed already, as version 1 of a list of this batch"
    assert said in text_in(browser.get(page_of(same)))
    assert "same file again" not in text_in(browser.get(page_of(other)))
    assert f"filed for another batch, {batch}" in text_in(browser.get(page_of(elsewhere)))


def test_a_reading_is_stopped_on_its_page_and_started_again(batch, officer, browse):
    draft = do(start_import, by=officer, batch=batch, data=csv_list(3), name="list.csv")
    browser = browse(officer)

    answer = browser.post(f"/jobs/{draft.job_id}/cancel/", {"back": page_of(draft)})
    page = text_in(browser.get(page_of(draft)))
    after = posted(browser, draft, "again/")

    assert answer.url == page_of(draft)
    assert "It was stopped; nothing of it was kept but the file." in page
    assert "Read it again" in page
    assert after.report["rows"] == 3
    assert Job.objects.get(pk=draft.job_id).state == "cancelled"


def test_a_job_is_not_led_elsewhere_when_it_is_stopped(batch, officer, browse):
    draft = do(start_import, by=officer, batch=batch, data=csv_list(3), name="list.csv")

    answer = browse(officer).post(f"/jobs/{draft.job_id}/cancel/", {"back": "//elsewhere.example"})

    assert answer.url == f"/jobs/{draft.job_id}/"


class Listening(Step):
    def __init__(self, job):
        super().__init__(job)
        self.told = []

    def progress(self, done, total):
        self.told.append((done, total))


def test_progress_is_told_in_rows(batch, officer):
    draft = do(start_import, by=officer, batch=batch, data=csv_list(2500), name="list.csv")
    step = Listening(draft.job)

    read_list(step)
    told = step.told

    assert told[0] == (0, 0)
    assert {total for _, total in told[1:]} == {2500}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (2500, 2500)
    assert len(told) > 6


def test_what_an_earlier_reading_kept_is_not_mixed_with_the_next(sent, officer, browse):
    draft, browser = sent(csv_list(30)), browse(officer)

    after = posted(browser, draft, "again/")

    assert DraftLine.objects.count() == 30
    assert {line.job_id for line in DraftLine.objects.all()} == {after.job_id}
    assert ListImport.objects.get().report["rows"] == 30
