"""The last question of an import: what was looked at, and nothing else, is filed."""

import pytest

from exchanges.models import DraftLine, ListImport, Manifest
from exchanges.operations.importing import read_again, start_import
from repatriation.ledger.clock import today
from tests.cases.dashboard.reading import hidden, text_in
from tests.exchanges.dashboard.importing import file_of, page_of, read, save
from tests.factories.lists import csv_list
from tests.factories.steps import do


def test_a_preview_that_was_read_again_meanwhile_is_not_saved(draft, officer, browse):
    browser = browse(officer)
    page = browser.get(page_of(draft, "confirm/"))
    seen = {"job": str(draft.job_id), "version": hidden(page, "version")}
    read(do(read_again, by=officer, draft=draft, without_label=[10, 15]))

    late = browser.post(page_of(draft, "confirm/"), seen)
    again = browser.post(page_of(draft, "columns/"), {"job": str(draft.job_id)})

    assert late.status_code == 412
    assert "This file was read again while you looked at the preview." in text_in(late)
    assert again.url == "../"
    assert not Manifest.objects.exists()


def test_a_list_filed_by_somebody_else_meanwhile_is_looked_at_first(steps, batch, officer, browse):
    draft = read(do(start_import, by=officer, batch=batch, data=csv_list(3), name="list.csv"))
    browser = browse(officer)
    page = browser.get(page_of(draft, "confirm/"))
    guards = {name: hidden(page, name) for name in ("version", "job")}
    steps.listed("A-1", batch=batch)

    answer = browser.post(page_of(draft, "confirm/"), guards)

    assert answer.status_code == 412
    assert Manifest.objects.count() == 1


def test_the_other_sides_list_names_the_message_it_came_with(steps, north, browse):
    batch = steps.listed("A-1")
    officer = north.exchange_officer
    file = {"data": csv_list(3), "name": "list.csv"}
    draft = read(do(start_import, by=officer, batch=batch, side="sender", **file))
    browser = browse(officer)

    without = save(browser, draft)
    answer = save(browser, draft, said_on=today().isoformat(), source="message 7")

    assert without.status_code == 422
    assert "Which message or paper" in text_in(without)
    assert answer.url == batch.get_absolute_url()
    assert Manifest.objects.get(number=2).source == "message 7"


def test_the_last_question_says_what_is_filed_and_who_is_told(draft, officer, shown):
    page = shown(officer, page_of(draft, "confirm/"))

    assert f"30 lines become version 1 of the sender's handover list of {draft.batch}." in page
    assert "tells those concerned at: Northern Commission." in page
    assert "Not now. Rows without a label: 10, 15." in page


def test_a_list_that_stops_is_refused_beside_the_question(draft, officer, browse):
    answer = save(browse(officer), draft)

    assert answer.status_code == 422
    assert "some rows need another look. Nothing was saved." in text_in(answer)


def test_a_confirmed_import_leads_to_its_batch(batch, officer, browse):
    draft = read(do(start_import, by=officer, batch=batch, data=csv_list(3), name="list.csv"))
    browser = browse(officer)
    save(browser, draft)

    assert browser.get(page_of(draft)).url == batch.get_absolute_url()
    assert not DraftLine.objects.exists()


@pytest.mark.parametrize(
    "line",
    [
        ("label;origin_place", "A-1;" + "x" * 4999),
        ("label;effects_packet", "A-1;" + "x" * 4999),
        ("label;seal", "ﷺ" * 200 + ";" + "x" * 200),  # folds into eighteen letters each
        ("label;claimed_individuals", "A-1;99999"),
    ],
)
def test_what_the_preview_lets_pass_can_be_stored(batch, officer, browse, line):
    data = "\n".join(line).encode()
    draft = read(do(start_import, by=officer, batch=batch, data=data, name="list.csv"))

    answer = save(browse(officer), draft)

    assert answer.url == batch.get_absolute_url()


def test_a_file_is_sent_looked_at_and_filed(steps, batch, officer, browse):
    browser = browse(officer)

    sent = browser.post(f"{batch.get_absolute_url()}import/", file_of(csv_list(20, "ru")))
    draft = read(ListImport.objects.get())
    page = text_in(browser.get(sent.url))
    filed = save(browser, draft)

    assert sent.url == draft.get_absolute_url()
    assert "lines read 20 ready 20 with a warning 0 stop 0" in page
    assert "Every line can be saved as it is." in page
    assert filed.url == batch.get_absolute_url()
    assert Manifest.objects.get().lines.count() == 20
    assert "List version 1 is filed, 20 lines." in text_in(browser.get(filed.url))
