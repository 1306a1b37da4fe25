"""The preview of a handover list: what is ready, what stops, what each column becomes."""

import csv
import io

import pytest

from exchanges.dashboard.preview_words import SHORT
from exchanges.manifests import problems
from exchanges.manifests.problems import Finding
from exchanges.models import Manifest
from exchanges.operations.importing import start_import
from tests.cases.dashboard.reading import hidden, text_in
from tests.exchanges.dashboard.importing import PROBLEMS, again, page_of, read, save
from tests.exchanges.dashboard.reading import queries_of
from tests.factories.lists import csv_list
from tests.factories.steps import do


def send(browser, url, **typed):
    """A form of the preview: with the reading that the page was drawn from."""
    page = browser.get(url.rpartition("/")[0].rpartition("/")[0] + "/")
    return browser.post(url, {"job": hidden(page, "job")} | typed)


def test_nothing_is_saved_before_it_is_confirmed(draft, officer, browse):
    browser = browse(officer)

    for path in ("", "confirm/", "problems.csv", "?row=10", "?after=25"):
        assert browser.get(page_of(draft, path)).status_code == 200

    assert not Manifest.objects.exists()
    assert not draft.batch.places.exists()


def test_the_preview_says_what_is_ready_and_what_stops(draft, officer, shown):
    page = shown(officer, page_of(draft))

    assert "lines read 30 ready 26 with a warning 2 stop 2" in page
    assert "2 rows stop the import; everything else can be saved as it is." in page
    assert "Not now. Rows without a label: 10, 15." in page


def test_alike_problems_stand_together_with_row_and_column(draft, officer, shown):
    page = shown(officer, page_of(draft))

    assert "10, 15 Маркування label empty Stops This line has no label" in page
    assert "8 Дата загибелі died_on 31.02.1999 Warning" in page
    assert "13 Маркування label SYN-0003 Warning" in page
    assert "all № з/п – Note No such column with us. Kept with each line as sent." in page


def test_a_problem_stands_in_its_cell(draft, officer, browse):
    page = browse(officer).get(page_of(draft)).content.decode()

    assert page.count('class="cell--stop"') == 2
    assert page.count('class="cell--watch"') == 2
    assert "no date, kept as sent" in page


def test_a_row_of_the_table_leads_to_its_page_of_the_sheet(draft, officer, shown):
    assert "Lines 26 to 30 of 30." in shown(officer, page_of(draft, "?row=30"))
    assert "Lines 1 to 25 of 30." in shown(officer, page_of(draft, "?row=3"))
    assert "Lines 26 to 30 of 30." in shown(officer, page_of(draft, "?after=25"))


@pytest.mark.parametrize("query", ["?row=x", "?row=-1", "?row=99999999999", "?after=%00"])
def test_a_place_that_is_not_in_the_file_shows_its_beginning(draft, officer, shown, query):
    assert "Lines 1 to 25 of 30." in shown(officer, page_of(draft, query))


def test_a_page_behind_the_last_row_is_empty_and_no_error(draft, officer, browse):
    for query in ("?row=9999999", "?after=9999999"):
        assert browse(officer).get(page_of(draft, query)).status_code == 200


def test_rows_without_a_label_are_marked_by_a_person(draft, officer, browse):
    browser = browse(officer)
    assert "Mark 2 rows “no label on the list”" in text_in(browser.get(page_of(draft)))

    send(browser, page_of(draft, "no-label/"))
    read(again(draft))

    page = text_in(browser.get(page_of(draft)))
    assert "stop 0" in page
    assert save(browser, again(draft)).url == draft.batch.get_absolute_url()
    assert Manifest.objects.get().lines.filter(has_no_label=True).count() == 2


def test_columns_are_chosen_anew(batch, officer, browse):
    data = "Пломба;Щось\n1;A-1\n2;A-2\n".encode()
    draft = read(do(start_import, by=officer, batch=batch, data=data, name="list.csv"))
    browser = browse(officer)
    before = text_in(browser.get(page_of(draft)))

    chosen = {"job": draft.job_id, "column_0": "seal", "column_1": "label"}
    browser.post(page_of(draft, "columns/"), chosen)
    after = text_in(browser.get(page_of(read(again(draft)))))

    assert "This file cannot be read as a handover list." in before
    assert "lines read 2 ready 2" in after


def test_a_column_that_is_none_of_ours_changes_nothing(draft, officer, browse):
    browse(officer).post(page_of(draft, "columns/"), {"job": draft.job_id, "column_0": "password"})

    assert again(draft).job_id == draft.job_id


def test_hostile_cells_are_shown_as_text(batch, officer, browse):
    data = b'label;remarks\n<script>x</script>;=cmd|"/C calc"!A0\n'
    draft = read(do(start_import, by=officer, batch=batch, data=data, name="<b>.csv"))

    page = browse(officer).get(page_of(draft)).content.decode()

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
    assert "<b>.csv" not in page


def test_a_name_is_not_quoted_among_the_problems(batch, officer, shown):
    data = "label;claimed_name\nA-1;Зраз\u200bченко Приклад\n".encode()
    draft = read(do(start_import, by=officer, batch=batch, data=data, name="list.csv"))

    page = shown(officer, page_of(draft))

    table = page[page.index("What happens") : page.index("Rows and their columns")]
    assert "characters that nobody can see" in table
    assert "Приклад" not in table


def test_the_problems_are_a_file_that_no_spreadsheet_runs(batch, officer, browse):
    data = "label;seal;=danger\nA-1;1;x\n;2;y\n@A;3;z\n@A;4;z\u200b\n".encode()
    draft = read(do(start_import, by=officer, batch=batch, data=data, name="list.csv"))

    answer = browse(officer).get(page_of(draft, "problems.csv"))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Row", "Column", "Effect", "What happens"]
    assert rows[1][:3] == ["3", "label", "stops"]
    assert "'=danger" in {row[1] for row in rows}
    assert all(cell[:1] not in "=+-@\t" or not cell for row in rows for cell in row)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_draft_is_its_authors_own(draft, south, north, browse):
    for user in (south.coordinator, north.exchange_officer):
        for path in ("", "confirm/", "problems.csv"):
            assert browse(user).get(page_of(draft, path)).status_code == 404
        assert browse(user).post(page_of(draft, "no-label/")).status_code == 404


def test_a_draft_is_found_under_its_own_batch_only(steps, draft, officer, browse):
    other = steps.batch(steps.agreed())

    url = f"{other.get_absolute_url()}import/{draft.pk}/"

    assert browse(officer).get(url).status_code == 404


def test_the_preview_costs_the_same_for_a_long_list(batch, officer, browse):
    browser, costs = browse(officer), []
    for lines in (30, 1245):
        data = csv_list(lines, "uk", plant=PROBLEMS)
        draft = read(do(start_import, by=officer, batch=batch, data=data, name=f"{lines}.csv"))
        costs.append(queries_of(browser, page_of(draft)))

    assert costs[0] == costs[1]


def test_every_problem_has_its_few_words():
    codes = {one.code for one in vars(problems).values() if isinstance(one, Finding)}

    assert codes <= SHORT.keys()
