"""What another register sent is kept as it came, sent again without harm, and goes back whole."""

import pytest

from cases.models import MissingPerson, PersonExport, PersonImport, PersonSource, RegisterRecord
from cases.operations.exporting_people import start_people_export, take_people_export
from cases.operations.people_files import own_id
from cases.operations.persons import FIELDS, correct_person, open_person
from cases.person_files.pfif import read_pfif
from repatriation.audit.models import AccessLog
from repatriation.jobs.running import run_job
from tests.cases.people.filing import became, exported, looked_at, pfif, saved
from tests.factories.steps import do


@pytest.fixture
def liaison(seeking):
    return seeking.liaison


@pytest.mark.parametrize("version", ["1.2", "1.3", "1.4"])
def test_a_register_is_read_and_goes_back_without_loss(liaison, version):
    data = pfif(version)
    draft = saved(liaison, data)

    export = do(start_people_export, by=liaison, format="pfif")
    run_job(export.job_id)
    out, kind = do(take_people_export, by=liaison, export=PersonExport.objects.get())

    assert became(draft) == ["opened", "opened", "refused"]
    assert kind == "application/xml"
    person, note, _nobodys = read_pfif(data).records
    assert read_pfif(out).records == [person, note]
    assert "author_phone" in person.fields


def test_a_note_becomes_what_somebody_told_and_changes_no_state(liaison):
    saved(liaison, pfif())

    source = PersonSource.objects.get()
    assert (source.told_by, str(source.told_on), source.channel) == (
        "Another clerk",
        "2026-01-03",
        "register",
    )
    assert "Seen at the station." in source.account
    assert MissingPerson.objects.get().state == "sought"
    assert MissingPerson.objects.get().patronymic == "Nemirovych"


def test_a_register_sent_again_changes_only_its_news_and_blanks_nothing(liaison):
    saved(liaison, pfif())
    person = MissingPerson.objects.get()
    whole = {field: getattr(person, field) for field in FIELDS}
    do(correct_person, by=liaison, person=person, **whole | {"given_name": "Остап", "unit": "77"})

    same = saved(liaison, pfif())
    news = saved(liaison, pfif(born="1991"))
    nothing = saved(liaison, pfif(born=""))

    person.refresh_from_db()
    assert (person.given_name, person.unit, person.born_on) == ("Остап", "77", "1991")
    assert became(same) == ["unchanged", "unchanged", "refused"]
    assert became(news) == ["updated", "unchanged", "refused"]
    assert became(nothing)[0] == "unchanged"
    assert RegisterRecord.objects.filter(kind="person").count() == 1
    assert PersonSource.objects.count() == 1


def test_what_we_know_otherwise_goes_out_beside_the_record_not_in_it(liaison):
    data = pfif()
    saved(liaison, data)
    person = MissingPerson.objects.get()
    whole = {field: getattr(person, field) for field in FIELDS}
    do(correct_person, by=liaison, person=person, **whole | {"given_name": "Остап"})

    records = exported(liaison)

    assert records[0] == read_pfif(data).records[0]
    assert records[1].fields["text"] == "given_name: Остап"


def test_what_has_expired_is_neither_imported_nor_exported(liaison):
    past = "<expiry_date>2020-01-01T00:00:00Z</expiry_date>"
    refused = looked_at(liaison, pfif(more=past))
    saved(liaison, pfif())
    saved(liaison, pfif(more=past))

    assert refused.report["tally"]["problem"] == 2  # the person, and the note on nobody
    assert RegisterRecord.objects.get(kind="person").expires_at.year == 2020
    assert exported(liaison) == []


def test_our_own_record_that_comes_back_is_filled_and_never_changed(liaison):
    person = do(open_person, by=liaison, surname="Vyhadanko", given_name="Ostap")
    (ours,) = exported(liaison)
    assert ours.record_id == own_id(person)
    table = f"id,surname,given name,rank\n{person},Vyhadanko,Ivan,sailor\n"

    draft = saved(liaison, table)

    person.refresh_from_db()
    assert (person.given_name, person.rank) == ("Ostap", "sailor")
    (row,) = draft.records.all()
    assert row.refusal["params"] == {"fields": "given_name"}


def test_an_identifier_twice_in_a_file_is_a_problem_of_the_second(liaison):
    body = pfif().decode()
    twice = body.replace("</pfif>", body[body.index("<person>") : body.index("<note>")] + "</pfif>")

    draft = looked_at(liaison, twice.encode())

    assert draft.report["tally"] == {"new": 2, "known": 0, "likely": 0, "problem": 2}


def test_a_table_goes_out_with_formulas_as_text_and_comes_back(liaison):
    do(open_person, by=liaison, surname="=cmd()", given_name="Ostap", born_on="1990-06")

    out = exported(liaison, "csv").decode("utf-8-sig")

    assert "'=cmd()" in out
    assert looked_at(liaison, out).report["tally"]["known"] == 1


def test_a_file_of_names_is_written_down_when_made_and_when_taken(liaison):
    exported(liaison)

    whats = AccessLog.objects.filter(actor=liaison).values_list("what", flat=True)
    assert list(whats) == ["people_export_made", "people_export"]


def test_nobody_elses_people_go_out(liaison, seeking):
    do(open_person, by=liaison, surname="Vyhadanko")
    elsewhere = seeking.side.person("family liaison", name="far", at=seeking.side.mortuaries[0])

    assert exported(elsewhere) == []
    assert list(PersonExport.objects.visible_to(liaison)) == []
    assert list(PersonImport.objects.visible_to(elsewhere)) == []
