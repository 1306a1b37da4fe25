"""The pages of files of people: upload, preview, result, and what is taken out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import MissingPerson, PersonExport, PersonImport
from cases.operations.persons import open_person
from repatriation.audit.models import AccessLog
from repatriation.jobs.running import run_job
from tests.cases.dashboard.reading import hidden, text_in
from tests.cases.people.filing import LIST
from tests.factories.seeking import Seeking
from tests.factories.steps import do
from tests.factories.work import at_work


@pytest.fixture
def seeking(steps):
    return Seeking(steps.north)


@pytest.fixture
def liaison(seeking, browse):
    return browse(seeking.liaison)


def uploaded(browser, data: str = LIST) -> PersonImport:
    file = SimpleUploadedFile("people.csv", data.encode())
    answer = browser.post("/people/import/", {"file": file})
    draft = PersonImport.objects.latest("pk")
    assert answer.url == draft.get_absolute_url()
    return draft


def test_a_file_is_looked_at_and_then_saved(liaison):
    draft = uploaded(liaison)
    at = draft.get_absolute_url()

    assert "being read" in text_in(liaison.get(at))
    run_job(draft.job_id)
    page = liaison.get(at)
    for said in ("Nobody is saved yet.", "Вигаданко Остап Немирович", "neither a surname"):
        assert said in text_in(page)
    assert MissingPerson.objects.count() == 0
    liaison.post(f"{at}save/", {"job": hidden(page, "job")})
    assert "The people are being saved" in text_in(liaison.get(at))
    run_job(PersonImport.objects.get().saving_id)

    page = text_in(liaison.get(at))
    assert "What came of the import" in page
    assert str(MissingPerson.objects.order_by("pk").first()) in page
    assert "Небуваленко" not in text_in(liaison.get(at, {"only": "problems", "page": "9"}))[:200]


def test_columns_are_chosen_and_the_file_is_read_again(liaison):
    draft = uploaded(liaison, "Xx,Surname,born\nVyhadanko,Vyhadanko,05/06/1990\n")
    at = draft.get_absolute_url()
    run_job(draft.job_id)
    page = liaison.get(at)
    assert "can be read in two ways" in text_in(page)

    chosen = {"column_0": "rank", "column_1": "surname", "column_2": "born_on"}
    chosen |= {"date_order": "month", "job": hidden(page, "job")}
    liaison.post(f"{at}read/", chosen)
    late = liaison.post(f"{at}save/", {"job": hidden(page, "job")}, follow=True)
    run_job(PersonImport.objects.get().job_id)

    assert "read again while you looked" in late.content.decode()
    told = PersonImport.objects.get().records.get().told
    assert told == {"rank": "Vyhadanko", "surname": "Vyhadanko", "born_on": "1990-05-06"}


def test_who_may_be_sought_already_is_asked_about(liaison, seeking):
    do(open_person, by=seeking.liaison, surname="Вигаданко", given_name="Остап")
    draft = uploaded(liaison)
    run_job(draft.job_id)
    page = liaison.get(draft.get_absolute_url())

    assert "May be sought already: MP-" in text_in(page)
    sent = {"job": hidden(page, "job"), "opens_likely": "on"}
    liaison.post(f"{draft.get_absolute_url()}save/", sent)
    run_job(PersonImport.objects.get().saving_id)

    assert MissingPerson.objects.count() == 3


def test_a_preview_asks_no_more_for_more_records(liaison, django_assert_max_num_queries):
    rows = "\n".join(f"Vyhadanko{'abcdefghijklmnopqrstuvwxyz'[n]},Ostap" for n in range(20))
    draft = uploaded(liaison, f"surname,given name\n{rows}\n")
    run_job(draft.job_id)
    liaison.get(draft.get_absolute_url())

    with django_assert_max_num_queries(30):
        liaison.get(draft.get_absolute_url())


def test_a_file_is_made_and_taken_by_who_asked(liaison, seeking, browse):
    do(open_person, by=seeking.liaison, surname="Вигаданко")
    asked = liaison.post("/people/export/", {"format": "csv"})
    assert (asked.status_code, PersonExport.objects.count()) == (403, 0)
    at_work(liaison, "/people/export/")
    made = liaison.post("/people/export/", {"format": "csv"})
    export = PersonExport.objects.get()
    assert made.url == export.get_absolute_url()
    run_job(export.job_id)
    at = export.get_absolute_url()
    assert "The file is made" in text_in(liaison.get(at))

    led = liaison.get(f"{at}file/")
    file = liaison.post(f"{at}file/")

    assert led.url == at
    assert "Вигаданко" in file.content.decode("utf-8-sig")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert AccessLog.objects.filter(what="people_export", actor=seeking.liaison).count() == 1
    second = browse(seeking.second)
    at_work(second, at)
    assert second.get(at).status_code == 404


def test_an_import_of_another_agency_is_not_there(liaison, seeking, browse, officer):
    draft = uploaded(liaison)
    at = draft.get_absolute_url()

    for other in (seeking.elsewhere, officer):
        browser = browse(other)
        assert browser.get(at).status_code == 404
        assert browser.post(f"{at}save/", {"job": draft.job_id}).status_code == 404
        assert browser.post(f"{at}read/", {"job": draft.job_id}).status_code == 404
    assert browse(seeking.second).get(at).status_code == 200


def test_an_import_that_was_not_read_is_not_saved(liaison):
    draft = uploaded(liaison)
    at = draft.get_absolute_url()

    early = liaison.post(f"{at}save/", {"job": draft.job_id}, follow=True)
    run_job(draft.job_id)
    wrong = liaison.post(f"{at}save/", {"job": "x"}, follow=True)

    assert "still being read" in early.content.decode()
    assert "read again while you looked" in wrong.content.decode()
    assert MissingPerson.objects.count() == 0
