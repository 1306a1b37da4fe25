"""The import of a handover list: nothing is saved before somebody has looked and confirmed."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exchanges.dashboard.preview_words import SHORT
from exchanges.manifests import problems
from exchanges.manifests.problems import Finding
from exchanges.models import ListImport, Manifest
from exchanges.operations.importing import read_again, start_import
from repatriation.jobs.models import Job
from repatriation.jobs.running import cancel_job, run_job
from repatriation.ledger.clock import today
from tests.cases.dashboard.reading import hidden, text_in
from tests.exchanges.dashboard.reading import is_offered, queries_of
from tests.factories.lists import csv_list
from tests.factories.steps import do

ROOT = Path(__file__).resolve().parents[3]
PROBLEMS = {
    7: {"died_on": "31.02.1999"},
    9: {"label": ""},
    12: {"label": "SYN-0003"},
    14: {"label": ""},
}


@pytest.fixture
def batch(steps):
    return steps.batch()


@pytest.fixture
def officer(south):
    return south.exchange_officer


@pytest.fixture
def draft(batch, officer):
    """Looked at by its author: thirty lines, of which two stop and two are to be looked at."""
    data = csv_list(30, "uk", plant=PROBLEMS)
    return read(do(start_import, by=officer, batch=batch, data=data, name="список.csv"))


def read(draft):
    run_job(draft.job_id)
    return ListImport.objects.get(pk=draft.pk)


def file_of(data: bytes, name="list.csv"):
    return {"file": SimpleUploadedFile(name, data)}


def page_of(draft, path="") -> str:
    return f"{draft.get_absolute_url()}{path}"


def send(browser, url, **typed):
    """A form of the preview: with the reading that the page was drawn from."""
    page = browser.get(url.rpartition("/")[0].rpartition("/")[0] + "/")
    return browser.post(url, {"job": hidden(page, "job")} | typed)


def save(browser, draft, **typed):
    """The last question, answered."""
    url = page_of(draft, "confirm/")
    page = browser.get(url)
    guards = {name: hidden(page, name) for name in ("version", "job")}
    return browser.post(url, guards | typed)


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
    draft = read(do(start_import, by=officer, batch=batch, data=csv_list(3), name="list.csv"))
    browser = browse(officer)

    without = save(browser, draft)
    answer = save(browser, draft, said_on=today().isoformat(), source="message 7")

    assert without.status_code == 422
    assert "Which message or paper" in text_in(without)
    assert answer.url == batch.get_absolute_url()
    assert Manifest.objects.get(number=2).source == "message 7"


def test_the_last_question_says_what_is_filed_and_who_is_told(draft, officer, shown):
    page = shown(officer, page_of(draft, "confirm/"))

    assert f"30 lines become version 1 of the handover list of batch {draft.batch}." in page
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
    assert ListImport.objects.get().lines is None


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
    data = b"label;seal;=danger\nA-1;1;x\n;2;y\n@A;3;z\n@A;4;z\n"
    draft = read(do(start_import, by=officer, batch=batch, data=data, name="list.csv"))

    answer = browse(officer).get(page_of(draft, "problems.csv"))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Row", "Column", "Effect", "What happens"]
    assert rows[1][:3] == ["3", "label", "stops"]
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


def test_every_state_of_a_job_is_shown(batch, officer, browse):
    draft = do(start_import, by=officer, batch=batch, data=csv_list(3), name="list.csv")
    for state in (Job.State.RUNNING, Job.State.QUEUED):
        Job.objects.filter(pk=draft.job_id).update(state=state)

        assert str(state.label) in text_in(browse(officer).get(page_of(draft)))


def again(draft):
    return ListImport.objects.get(pk=draft.pk)
