"""What is told of somebody sought: kept as told, taken back with a reason, in no event."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.models import PersonName, PersonSource
from cases.operations.persons import correct_person, open_from_papers, open_person
from cases.operations.telling import (
    add_feature,
    add_name,
    add_source,
    withdraw_feature,
    withdraw_name,
)
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.clock import today
from tests.factories.seeking import LATIN
from tests.factories.steps import do

FEATURE = {"kind": "tattoo", "region": "forearm", "side": "left", "text": "an anchor"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"stature_cm": 1}, "Give the stature"),
        ({"stature_cm": 261}, "Give the stature"),
        ({"last_seen_from": today(), "last_seen_to": today() - timedelta(1)}, "after the last"),
        ({"last_seen_to": today() + timedelta(1)}, "in the future"),
        ({"last_seen_latitude": 49}, "latitude and longitude"),
        ({"teeth": {"19": "filled"}}, "19 is not a tooth"),
        ({"teeth": {"18": "golden"}}, "18 is not a tooth"),
    ],
)
def test_a_record_is_opened_only_with_what_can_be(seeking, wrong, said):
    with pytest.raises(RuleBroken, match=said):
        seeking.person(**wrong)


def test_a_record_keeps_what_is_told(seeking):
    told = {
        "sex": "male",
        "stature_cm": 178,
        "hair": "brown",
        "eyes": "grey",
        "rank": " senior  soldier ",
        "disc_number": "АБ-1",
        "circumstances": "Line one\nline two ",
        "teeth": {"16": "filled"},
    }

    person = seeking.again(seeking.person(**told))

    assert (person.sex, person.stature_cm, person.teeth) == ("male", 178, {"16": "filled"})
    assert (person.rank, person.circumstances) == ("senior soldier", "Line one\nline two")


def test_the_principal_name_is_the_first_of_the_names_and_follows_a_correction(seeking):
    person = seeking.person()

    do(correct_person, by=seeking.liaison, person=person, surname="Ґудзик", given_name="Остап")

    name = PersonName.objects.get(person=person)
    assert (name.kind, name.surname, name.script) == ("principal", "Ґудзик", "uk")
    assert name.keys
    assert name.sort_key.startswith("gudzyk")


def test_another_spelling_is_kept_and_found_by_its_own_script(seeking):
    person = seeking.person()

    name = do(add_name, by=seeking.liaison, person=person, kind="spelling", **LATIN)

    assert (name.script, name.written) == ("latin", "Vyhadanenko Ostap Petrovych")
    assert set(name.keys) & set(person.names.get(kind="principal").keys)
    told = Event.objects.get(facts__kind="cases.name_added")
    assert "Vyhadanenko" not in told.body


def test_a_name_is_withdrawn_with_a_reason_once_and_the_principal_one_never(seeking):
    person = seeking.person()
    name = do(add_name, by=seeking.liaison, person=person, kind="spelling", **LATIN)
    withdraw = {"operation": withdraw_name, "by": seeking.liaison}

    with pytest.raises(RuleBroken, match="Say why"):
        do(**withdraw, person=seeking.again(person), name=name, because=" ")
    principal = person.names.get(kind="principal")
    with pytest.raises(RuleBroken, match="principal name is corrected"):
        do(**withdraw, person=seeking.again(person), name=principal, because="wrong")
    do(**withdraw, person=seeking.again(person), name=name, because="another person's")

    assert not PersonName.objects.standing().filter(pk=name.pk).exists()
    with pytest.raises(RuleBroken, match="already"):
        do(**withdraw, person=seeking.again(person), name=name, because="again")


def test_nobody_adds_a_second_principal_name_or_an_empty_one(seeking):
    person = seeking.person()

    with pytest.raises(RuleBroken, match="corrected on the record"):
        do(add_name, by=seeking.liaison, person=person, kind="principal", surname="Х")
    with pytest.raises(RuleBroken, match="surname or the given name"):
        do(add_name, by=seeking.liaison, person=person, kind="spelling", surname=" ")


def test_a_feature_is_kept_by_the_shared_codes_and_withdrawn_with_a_reason(seeking):
    person = seeking.person()
    feature = do(add_feature, by=seeking.liaison, person=person, **FEATURE)

    do(
        withdraw_feature,
        by=seeking.liaison,
        person=seeking.again(person),
        feature=feature,
        because="told of his brother",
    )

    assert not person.features.standing().exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        person.features.update(text="a rose")


def test_what_belongs_to_another_record_is_not_withdrawn_here(seeking):
    one, other = seeking.person(), seeking.person()
    feature = do(add_feature, by=seeking.liaison, person=one, **FEATURE)

    withdrawn = {"feature": feature, "because": "wrong"}
    with pytest.raises(RuleBroken, match="does not belong"):
        do(withdraw_feature, by=seeking.liaison, person=other, **withdrawn)


def test_a_source_says_who_told_what_and_stays(seeking):
    person = seeking.person()
    said = {"channel": "phone", "account": "He wore a ring.", "told_by": "A comrade"}
    add = {"operation": add_source, "by": seeking.liaison}

    with pytest.raises(RuleBroken, match="Say what was told"):
        do(**add, person=person, **(said | {"account": " "}))
    with pytest.raises(RuleBroken, match="Say who told"):
        do(**add, person=person, **(said | {"told_by": ""}))
    with pytest.raises(RuleBroken, match="in the future"):
        do(**add, person=person, **said, told_on=today() + timedelta(1))
    source = do(**add, person=person, **said)

    assert source.told_on == today()
    with pytest.raises(DatabaseError), transaction.atomic():
        PersonSource.objects.update(account="Nothing.")


def test_somebody_is_sought_from_papers_found_with_remains(seeking):
    case, examiner = seeking.boards.case(), seeking.boards.examiner
    papers = {"case": case, "surname": "Вигаданенко"}

    with pytest.raises(RuleBroken, match="which papers"):
        do(open_from_papers, by=examiner, account=" ", **papers)
    person = do(open_from_papers, by=examiner, account="A military ticket.", **papers)

    assert person.found_with == case
    assert person.sources.get().channel == "papers"


def test_papers_are_read_where_the_remains_are(seeking):
    case = seeking.boards.case()

    papers = {"account": "A ticket.", "surname": "Х"}
    with pytest.raises(NotPermitted, match="neither holds"):
        do(open_from_papers, by=seeking.elsewhere, case=case, **papers)


@pytest.mark.parametrize("operation", [add_name, add_feature, add_source])
def test_only_the_agency_that_seeks_writes_in_the_record(seeking, operation):
    person = seeking.person()
    more = {
        add_name: {"kind": "spelling", "surname": "Х"},
        add_feature: FEATURE,
        add_source: {"channel": "phone", "account": "x", "told_by": "y"},
    }[operation]

    with pytest.raises(NotPermitted, match="Another agency seeks"):
        do(operation, by=seeking.elsewhere, person=person, **more)
    with pytest.raises(NotPermitted, match="Only a family liaison"):
        do(operation, by=seeking.side.mortuary_officer, person=person, **more)


def test_a_stale_reader_overwrites_nothing(seeking):
    person = seeking.person()
    do(add_feature, by=seeking.liaison, person=seeking.again(person), **FEATURE)

    with pytest.raises(Exception, match="was changed while you were reading"):
        do(add_feature, by=seeking.liaison, person=person, **FEATURE)


def test_a_program_opens_records_too(seeking):
    program = seeking.side.program("family liaison")

    assert do(open_person, by=program, surname="Вигаданенко").agency == seeking.side.agency
