"""Two records of one person: seen on entry, asked of the other agency, merged and parted."""

import pytest
from django.db import DatabaseError, transaction

from cases.models import LinkRequest, MissingPerson
from cases.operations.linking import answer_link, ask_about_link
from cases.operations.merging import merge_persons, part_persons
from cases.operations.telling import add_name
from cases.policies.duplicates import duplicates_of, possible_duplicates
from cases.policies.relatives import next_of_kin
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.seeking import LATIN, NAME
from tests.factories.steps import do
from tests.factories.world import make_world


def merged(seeking, person, into, by=None):
    person, into = seeking.again(person), seeking.again(into)
    return do(merge_persons, by=by or seeking.liaison, person=person, into=into, because="One.")


@pytest.mark.parametrize(
    ("told", "is_found"),
    [
        (NAME, True),
        (LATIN, True),
        ({"surname": "Вигаданенко", "given_name": "Саша"}, False),
        (NAME | {"born_on": "1970-01-31"}, True),
        (NAME | {"born_on": "1971"}, False),
        ({"surname": "Інакшенко", "given_name": "Петро"}, False),
        ({"surname": "Інакшенко", "service_number": "аб-77"}, True),
        ({"surname": "Інакшенко", "disc_number": "Д 5"}, True),
        ({"surname": "Інакшенко", "service_number": ""}, False),
    ],
)
def test_a_duplicate_is_found_by_name_in_any_script_or_by_a_number(seeking, told, is_found):
    seeking.person(born_on="1970-01", service_number="АБ-77", disc_number="Д 5")

    assert bool(possible_duplicates(seeking.liaison, told)) is is_found


def test_of_another_agency_only_the_agency_is_said(seeking):
    mine, theirs = seeking.person(), seeking.person(by=seeking.elsewhere)

    found = possible_duplicates(seeking.liaison, NAME)

    assert (found.own, found.agencies) == ([mine], [seeking.bureau])
    assert possible_duplicates(seeking.elsewhere, NAME).own == [theirs]


def test_a_further_name_is_compared_too_until_it_is_withdrawn(seeking):
    person = seeking.person(surname="Інакшенко", given_name="Петро", patronymic="")
    do(add_name, by=seeking.liaison, person=person, kind="former", **LATIN)

    assert possible_duplicates(seeking.liaison, NAME).own == [person]


def test_nothing_is_looked_for_on_the_other_side(seeking):
    seeking.person()

    assert not possible_duplicates(make_world().south.family_liaison, NAME)


def test_merged_records_are_read_together_and_parted_again(seeking):
    gone, into = seeking.person(), seeking.person()
    mother = seeking.relative(gone)

    merged(seeking, gone, into)

    assert seeking.again(gone).merged_into == into
    assert next_of_kin(into) == mother
    assert not possible_duplicates(seeking.liaison, NAME, besides=into)
    with pytest.raises(RuleBroken, match="Say why"):
        do(part_persons, by=seeking.liaison, person=seeking.again(gone), because="")
    do(part_persons, by=seeking.liaison, person=seeking.again(gone), because="Two brothers.")
    assert seeking.again(gone).merged_into is None
    assert next_of_kin(into) is None
    assert gone.merges.get().withdrawn_because == "Two brothers."


def test_nothing_more_is_written_in_a_merged_record(seeking):
    gone, into = seeking.person(), seeking.person()
    merged(seeking, gone, into)

    with pytest.raises(NotPermitted, match=f"merged into {into}"):
        do(add_name, by=seeking.liaison, person=seeking.again(gone), kind="former", **LATIN)
    with pytest.raises(NotPermitted, match=f"merged into {into}"):
        seeking.relative(gone)
    with pytest.raises(NotPermitted, match=f"merged into {into}"):
        seeking.reported(gone)
    with pytest.raises(NotPermitted, match=f"merged into {into}"):
        seeking.boards.proposed(person=seeking.again(gone))


def test_a_record_is_merged_once_not_with_itself_and_takes_its_own_along_nowhere(seeking):
    first, second, third = (seeking.person() for _ in range(3))
    with pytest.raises(NotPermitted, match="not merged with itself"):
        merged(seeking, first, first)
    merged(seeking, first, second)

    with pytest.raises(NotPermitted, match="merged into"):
        merged(seeking, first, third)
    with pytest.raises(NotPermitted, match="Other records were merged into"):
        merged(seeking, second, third)
    merged(seeking, third, second)
    assert MissingPerson.objects.going_on().get() == second


def test_two_with_standing_identifications_are_not_merged(seeking):
    one, other = seeking.identified(), seeking.identified()

    with pytest.raises(NotPermitted, match="An identification of each of the two stands"):
        merged(seeking, one, other)


def test_the_record_with_a_standing_identification_goes_on(seeking):
    one, other = seeking.identified(), seeking.person()

    with pytest.raises(NotPermitted, match="so that record goes on"):
        merged(seeking, one, other)
    merged(seeking, other, one)
    assert seeking.again(other).merged_into == one


def test_who_is_recorded_as_alive_is_not_lost_by_a_merge(seeking):
    alive, sought = seeking.confirmed(seeking.person()), seeking.person()

    with pytest.raises(NotPermitted, match="recorded as located alive"):
        merged(seeking, alive, sought)
    merged(seeking, sought, alive)


def test_another_agencys_record_is_merged_only_with_its_agreement(seeking):
    mine, theirs = seeking.person(), seeking.person(by=seeking.elsewhere)

    with pytest.raises(NotPermitted, match="Ask it first"):
        merged(seeking, mine, theirs)


@pytest.mark.parametrize("answer", ["same", "different"])
def test_the_other_agency_answers_and_only_then_may_either_merge(seeking, answer):
    mine, theirs = seeking.linked(answer)

    if answer == "different":
        with pytest.raises(NotPermitted, match="Ask it first"):
            merged(seeking, mine, theirs)
        assert not duplicates_of(seeking.liaison, mine)
    else:
        merged(seeking, mine, theirs)
        assert seeking.again(mine).merged_into == theirs


def test_a_merged_pair_is_named_to_both_agencies_and_relatives_to_their_own(seeking):
    mine, theirs = seeking.linked()
    seeking.relative(mine)
    people = MissingPerson.objects
    assert not people.visible_to(seeking.elsewhere).shown_to(seeking.elsewhere).filter(pk=mine.pk)

    merged(seeking, mine, theirs)

    shown = people.visible_to(seeking.elsewhere).shown_to(seeking.elsewhere).get(pk=mine.pk)
    assert shown.name.startswith("Вигаданенко")
    kin = mine.relatives.visible_to(seeking.elsewhere).shown_to(seeking.elsewhere).get()
    assert kin.called == ""


def test_the_asker_learns_no_more_than_the_answer(seeking):
    mine, theirs = seeking.linked()

    assert not MissingPerson.objects.visible_to(seeking.liaison).filter(pk=theirs.pk).exists()
    assert LinkRequest.objects.visible_to(seeking.liaison).get().answer == "same"
    assert mine


def test_an_agency_is_asked_with_a_note_once_and_where_there_is_a_link(seeking):
    mine = seeking.person()
    ask = {"operation": ask_about_link, "by": seeking.liaison, "agency": seeking.bureau}

    with pytest.raises(RuleBroken, match="no possible link"):
        do(**ask, person=mine, note="Born 1970?")
    seeking.person(by=seeking.elsewhere)
    with pytest.raises(RuleBroken, match="Say what the other agency needs"):
        do(**ask, person=mine, note=" ")
    do(**ask, person=mine, note="Born 1970?")
    with pytest.raises(RuleBroken, match="has been asked"):
        do(**ask, person=seeking.again(mine), note="Again?")
    assert LinkRequest.objects.waiting_for(seeking.elsewhere).count() == 1
    assert LinkRequest.objects.waiting_for(seeking.liaison).count() == 0


def test_the_agency_that_is_asked_answers_once(seeking):
    mine, _theirs = seeking.person(), seeking.person(by=seeking.elsewhere)
    ask = {"person": mine, "agency": seeking.bureau, "note": "Born 1970?"}
    asked = do(ask_about_link, by=seeking.liaison, **ask)[0]
    given = {"request": asked, "answer": "same", "note": ""}

    with pytest.raises(NotPermitted, match="Another agency seeks"):
        do(answer_link, by=seeking.liaison, **given)
    do(answer_link, by=seeking.elsewhere, **given)
    with pytest.raises(NotPermitted, match="answered already"):
        do(answer_link, by=seeking.elsewhere, **given)


def test_the_database_keeps_the_pointer_and_the_merge_together(seeking):
    one, other = seeking.person(), seeking.person()

    with transaction.atomic():
        MissingPerson.objects.filter(pk=one.pk).update(merged_into=other)

        with pytest.raises(DatabaseError, match="not merged as its merges say"):
            transaction.get_connection().check_constraints()
        transaction.set_rollback(True)
