"""Files of people sought over the API: the report, the import, its records, and the export."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import MissingPerson, PersonExport, PersonImport
from repatriation.jobs.running import run_job
from tests.api.callers import person, program
from tests.cases.people.filing import LIST, pfif
from tests.factories.accounts import UserFactory
from tests.factories.seeking import Seeking


@pytest.fixture
def seeking(db):
    return Seeking()


@pytest.fixture
def caller(seeking):
    agency = seeking.liaison.agency
    return program(UserFactory(agency=agency, role="family liaison", program=True))


def sent(data, **more):
    data = data.encode() if isinstance(data, str) else data
    return {"file": SimpleUploadedFile("people.csv", data), **more}


def test_a_report_keeps_nothing_and_says_what_the_preview_says(caller):
    answer = caller.upload("person-imports/?dry_run=true", sent(LIST))

    assert answer.status_code == 200, answer.content
    report = answer.json()
    assert report["tally"] == {"new": 2, "known": 0, "likely": 0, "problem": 1}
    assert report["columns"]["Прізвище"] == "surname"
    assert [one["verdict"] for one in report["records"]] == ["new", "new", "problem"]
    assert report["records"][1]["problems"][0]["column"] == "Зріст"
    assert not PersonImport.objects.exists()


def test_an_import_is_saved_and_says_what_came_of_each_record(caller):
    answer = caller.upload("person-imports/", sent(LIST))
    assert answer.status_code == 201, answer.content
    at = answer.headers["Location"]
    draft = PersonImport.objects.get()
    run_job(draft.job_id)
    run_job(PersonImport.objects.get().saving_id)

    shown, records = caller.get(at).json(), caller.get(f"{at}records/").json()["results"]

    assert (shown["reading"], shown["saving"]) == ("done", "done")
    assert shown["became"]["opened"] == 2
    assert [one["became"] for one in records] == ["opened", "opened", "refused"]
    assert records[0]["person"] == str(MissingPerson.objects.order_by("pk").first())
    assert "neither a surname" in records[2]["problems"][0]["message"]
    again = caller.post(f"{at}save/")
    assert again.status_code == 403
    assert "saved already" in again.json()["detail"]


def test_the_columns_are_named_by_the_caller(caller):
    answer = caller.upload(
        "person-imports/",
        sent("Xx,born\nVyhadanko,05/06/1990\n", dry_run="true", date_order="day",
             mapping='{"Xx": "surname"}'),
    )  # fmt: skip

    assert answer.json()["tally"]["new"] == 1
    assert answer.json()["records"][0]["problems"] == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pfif()[:100], "cannot be read as XML"),
        (b"<!DOCTYPE p [<!ENTITY a 'aa'>]><pfif>&a;</pfif>", "entities"),
        (b"<svg/>", "not PFIF"),
        (b"\x00" * 500, ""),
    ],
)
def test_a_hostile_file_ends_in_a_sentence(caller, data, says):
    answer = caller.upload("person-imports/", sent(data, dry_run="true"))

    assert answer.status_code == 200
    assert answer.json()["fatal"]
    assert says in answer.json()["fatal"]


def test_a_file_that_is_too_large_is_refused(caller):
    answer = caller.upload("person-imports/", sent(b"a" * 10_500_000, dry_run="true"))
    larger = caller.upload("person-imports/", sent(b"a" * 21_000_000))

    assert (answer.status_code, larger.status_code) == (413, 413)
    assert "larger than" in answer.json()["detail"]


def test_an_export_is_made_and_taken_by_who_asked(caller, seeking):
    seeking.person()
    made = caller.post("person-exports/", {"format": "pfif"})
    assert made.status_code == 201, made.content
    at = made.headers["Location"]
    early = caller.post(f"{at}file/")
    run_job(PersonExport.objects.get().job_id)

    file = caller.post(f"{at}file/")

    assert early.status_code == 409
    assert caller.get(at).json()["people"] == 1
    assert file.headers["Content-Type"] == "application/xml"
    assert "Вигаданенко" in file.content.decode()
    assert person(seeking.second).get(at).status_code == 404


def test_another_agencys_import_is_not_there(caller, seeking):
    caller.upload("person-imports/", sent(LIST))
    at = f"person-imports/{PersonImport.objects.get().pk}/"
    other = person(seeking.elsewhere)

    assert other.get(at).status_code == 404
    assert other.get(f"{at}records/").status_code == 404
    assert other.post(f"{at}save/").status_code == 404
    assert other.get("person-imports/").json()["results"] == []
