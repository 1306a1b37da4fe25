"""People sought come in as files: looked at first, saved one by one, each of them once."""

import pytest

from cases.models import ImportedRecord, MissingPerson, PersonImport
from cases.operations.exporting_people import start_people_export
from cases.operations.importing_people import (
    read_people_again,
    report_on,
    same_file_of_people,
    save_people,
    start_people_import,
)
from cases.operations.persons import open_person
from cases.person_files.columns import LONGEST
from repatriation.errors import Conflict, NotPermitted, RuleBroken, Stale, TooLarge
from repatriation.jobs.models import Job
from repatriation.jobs.running import run_job
from repatriation.ledger.clock import now
from tests.cases.people.filing import LIST, became, looked_at, pfif, saved
from tests.factories.steps import do


@pytest.fixture
def liaison(seeking):
    return seeking.liaison


def test_a_preview_saves_nobody_and_says_what_each_record_is(liaison):
    draft = looked_at(liaison, LIST)

    assert MissingPerson.objects.count() == 0
    assert draft.report["tally"] == {"new": 2, "known": 0, "likely": 0, "problem": 1}
    first, second, third = ImportedRecord.objects.filter(of=draft).order_by("position")
    assert first.told == {
        "surname": "Вигаданко",
        "given_name": "Остап",
        "patronymic": "Немирович",
        "born_on": "1990-06-05",
        "stature_cm": "178",
    }
    assert [p["column"] for p in second.problems] == ["Зріст"]
    assert (third.row, third.verdict) == (4, "problem")
    assert "neither a surname" in third.problems[0]["sentence"]["message"]


def test_a_telephone_number_is_not_kept_with_the_record(liaison):
    draft = looked_at(liaison, LIST)

    (first, *_) = ImportedRecord.objects.filter(of=draft).order_by("position")

    assert "+000 11" not in str(first.fields)
    assert dict(first.fields)["Щось"] == "своє"
    assert "not imported" in first.problems[0]["sentence"]["message"]


def test_what_is_confirmed_is_saved_and_a_bad_record_spoils_no_other(liaison):
    draft = saved(liaison, LIST)

    assert became(draft) == ["opened", "opened", "refused"]
    assert set(MissingPerson.objects.values_list("surname", "stature_cm")) == {
        ("Вигаданко", 178),
        ("Небуваленко", None),
    }


def test_the_work_begun_again_saves_nobody_twice(liaison):
    draft = saved(liaison, LIST)
    Job.objects.filter(pk=draft.saving_id).update(state="queued", ended_at=None)

    run_job(draft.saving_id)

    assert MissingPerson.objects.count() == 2


def test_who_may_be_sought_already_is_left_alone_unless_somebody_says_otherwise(liaison):
    do(open_person, by=liaison, surname="Вигаданко", given_name="Остап")

    left = saved(liaison, LIST)
    anyway = saved(liaison, LIST.splitlines()[0] + "\n" + LIST.splitlines()[1], opens_likely=True)

    assert became(left) == ["left", "opened", "refused"]
    assert became(anyway) == ["opened"]


def test_two_alike_in_one_file_are_one_record_and_one_to_look_at(liaison):
    draft = saved(liaison, "surname,given name\nVyhadanko,Ostap\nVyhadanko,Ostap\n")

    assert became(draft) == ["opened", "left"]


def test_the_same_file_is_recognised(liaison):
    first = saved(liaison, LIST)

    second = looked_at(liaison, LIST)

    assert same_file_of_people(second, liaison) == [first]
    assert same_file_of_people(first, liaison) == []


def test_a_preview_that_was_read_again_is_not_saved(liaison):
    seen = looked_at(liaison, LIST)
    do(read_people_again, by=liaison, draft=seen, date_order="day")

    with pytest.raises(Stale):
        do(save_people, by=liaison, draft=PersonImport(pk=seen.pk, job_id=seen.job_id - 1))


def test_a_confirmed_import_is_not_read_again(liaison):
    draft = saved(liaison, LIST)

    with pytest.raises(Conflict):
        do(read_people_again, by=liaison, draft=PersonImport.objects.get(pk=draft.pk))


def test_a_person_says_which_column_is_which_and_what_comes_first(liaison):
    data = "Xx,born\nVyhadanko,05/06/1990\n"

    unread = looked_at(liaison, data)
    draft = looked_at(liaison, data, mapping={"Xx": "surname"}, date_order="month")

    assert "No row with headings" in unread.report["fatal"]["message"]
    (row,) = draft.records.all()
    assert row.told == {"surname": "Vyhadanko", "born_on": "1990-05-06"}


BOMB = '<!DOCTYPE p [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><pfif xmlns="x">&b;</pfif>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (BOMB.encode(), "entities"),
        (pfif()[:200], "cannot be read as XML"),
        (b"<html><body>people</body></html>", "not PFIF"),
        (b"surname\n", "nobody under the headings"),
        (b"one,two\n1,2\n", "No row with headings"),
        (b"\x00\x01\x02\x03" * 50, ""),
    ],
)
def test_a_hostile_file_ends_in_a_sentence(liaison, data, says):
    draft = looked_at(liaison, data)

    assert says in draft.report["fatal"]["message"]
    with pytest.raises(NotPermitted):
        do(save_people, by=liaison, draft=draft)


def test_a_file_too_large_or_of_nothing_is_refused(liaison):
    with pytest.raises(TooLarge):
        do(start_people_import, by=liaison, data=b"a" * 21_000_000, name="people.csv")
    with pytest.raises(RuleBroken):
        do(start_people_import, by=liaison, data=b"", name="people.csv")


def test_a_report_alone_keeps_nothing(liaison):
    read_as, rows = report_on(data=LIST.encode(), name="people.csv", by=liaison)

    assert read_as.fatal is None
    assert [row.verdict for row in rows] == ["new", "new", "problem"]
    assert not PersonImport.objects.exists()
    assert not ImportedRecord.objects.exists()


def test_a_program_may_have_it_saved_as_soon_as_it_is_read(liaison):
    draft = looked_at(liaison, LIST, is_confirmed=True)
    run_job(draft.saving_id)

    assert became(draft) == ["opened", "opened", "refused"]


def test_names_stay_out_of_the_arguments_of_the_work(liaison):
    saved(liaison, LIST)

    assert "Вигаданко" not in str(list(Job.objects.values()))


def test_only_who_opens_records_imports_and_exports(seeking):
    examiner = seeking.side.person("explosives officer", name="other")

    for operation, sent in (
        (start_people_import, {"data": LIST.encode(), "name": "a.csv"}),
        (start_people_export, {"format": "csv"}),
    ):
        with pytest.raises(NotPermitted):
            do(operation, by=examiner, **sent)


def test_what_is_too_long_for_the_store_is_known_before():
    lengths = {
        field.name: field.max_length
        for field in MissingPerson._meta.get_fields()
        if field.name in LONGEST
    }

    assert lengths == {name: LONGEST[name] for name in lengths}
    assert len(lengths) == 10


def test_work_that_was_stopped_goes_on_where_it_was(liaison):
    draft = do(save_people, by=liaison, draft=looked_at(liaison, LIST))
    Job.objects.filter(pk=draft.saving_id).update(state="cancelled", ended_at=now())

    again = do(save_people, by=liaison, draft=PersonImport.objects.get(pk=draft.pk))
    run_job(again.saving_id)

    assert became(draft) == ["opened", "opened", "refused"]
