"""Somebody sought is found alive: two people where it ends the search, and each with a way back."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.models import Identification, MissingPerson, Outcome
from cases.models.board import Choice
from cases.operations.outcomes import (
    confirm_report,
    report_alive,
    search_again,
    withdraw_report,
)
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import today
from tests.factories.steps import do


@pytest.mark.parametrize("kind", ["located_alive", "returned"])
def test_what_ends_the_search_waits_for_a_second_person(seeking, kind):
    person = seeking.person()

    outcome = seeking.reported(person, kind)

    assert outcome.is_waiting
    assert seeking.again(person).state == "sought"
    with pytest.raises(NotPermitted, match="reported this yourself"):
        do(confirm_report, by=seeking.liaison, person=seeking.again(person))

    do(confirm_report, by=seeking.second, person=seeking.again(person))

    assert seeking.again(person).state == kind


def test_captivity_takes_effect_at_once_and_the_person_may_return_later(seeking):
    person = seeking.person()

    seeking.reported(person, "in_captivity")

    assert seeking.again(person).state == "in_captivity"
    assert seeking.confirmed(person, "returned").state == "returned"


def test_the_search_is_taken_up_again_with_a_reason(seeking):
    person = seeking.confirmed(seeking.person())

    with pytest.raises(RuleBroken, match="Say why"):
        do(search_again, by=seeking.liaison, person=person, because=" ")
    do(search_again, by=seeking.liaison, person=person, because="It was a namesake.")

    assert seeking.again(person).state == "sought"
    outcome = person.outcomes.get()
    assert (outcome.withdrawn_because, outcome.withdrawn_by) == (
        "It was a namesake.",
        seeking.liaison,
    )


@pytest.mark.parametrize("kind", ["located_alive", "in_captivity", "returned"])
def test_a_report_contests_a_standing_identification_at_once(seeking, kind):
    person = seeking.identified()

    seeking.reported(person, kind)

    identification = person.identifications.get()
    assert (identification.state, identification.contested_because) == (
        "contested",
        "reported_alive",
    )
    assert seeking.again(person).state == "deceased_identified"
    with pytest.raises(NotPermitted, match="a board upholds or revokes it first"):
        do(confirm_report, by=seeking.second, person=seeking.again(person))


def test_when_the_board_has_revoked_the_report_is_confirmed(seeking):
    person = seeking.identified()
    seeking.reported(person)

    seeking.boards.contest_voted(
        Identification.objects.get(person=person), Choice.REVOKED, Choice.REVOKED
    )
    do(confirm_report, by=seeking.second, person=seeking.again(person))

    assert seeking.again(person).state == "located_alive"


def test_nobody_is_identified_while_a_report_waits_or_who_is_alive(seeking):
    person = seeking.person()
    called = seeking.boards.under_review(person=person)
    seeking.reported(person)

    with pytest.raises(RuleBroken, match="A report that this person is alive waits"):
        seeking.boards.voted(seeking.again(called), Choice.ESTABLISHED)
    do(confirm_report, by=seeking.second, person=seeking.again(person))
    with pytest.raises(RuleBroken, match="recorded as alive"):
        seeking.boards.voted(seeking.again(called), Choice.ESTABLISHED)


def test_a_report_is_withdrawn_with_a_reason_before_it_takes_effect(seeking):
    person = seeking.person()
    seeking.reported(person)

    with pytest.raises(RuleBroken, match="Say why"):
        do(withdraw_report, by=seeking.liaison, person=seeking.again(person), because="")
    do(withdraw_report, by=seeking.liaison, person=seeking.again(person), because="A prank.")

    with pytest.raises(NotPermitted, match="No report"):
        do(withdraw_report, by=seeking.liaison, person=seeking.again(person), because="x")
    assert seeking.reported(person).is_waiting


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"evidence": " "}, "Say who saw or heard"),
        ({"since": today() + timedelta(1)}, "in the future"),
    ],
)
def test_a_report_names_its_evidence_and_a_day_that_was(seeking, more, said):
    given = {"kind": "located_alive", "evidence": "Rang home."} | more

    with pytest.raises(RuleBroken, match=said):
        do(report_alive, by=seeking.liaison, person=seeking.person(), **given)


def test_one_report_waits_at_a_time_and_none_after_the_return(seeking):
    person = seeking.person()
    seeking.reported(person)
    with pytest.raises(NotPermitted, match="waits already"):
        seeking.reported(person)
    do(confirm_report, by=seeking.second, person=seeking.again(person))

    with pytest.raises(TransitionNotAllowed):
        seeking.reported(person, "in_captivity")
    seeking.confirmed(person, "returned")
    with pytest.raises(NotPermitted, match="returned already"):
        seeking.reported(person, "returned")


def test_a_program_and_another_agency_report_nobody_alive(seeking):
    person, given = seeking.person(), {"kind": "returned", "evidence": "x"}

    with pytest.raises(NotPermitted, match="not by a program"):
        do(report_alive, by=seeking.side.program("family liaison"), person=person, **given)
    with pytest.raises(NotPermitted, match="Another agency seeks"):
        do(report_alive, by=seeking.elsewhere, person=person, **given)
    with pytest.raises(NotPermitted, match="Only a family liaison"):
        do(report_alive, by=seeking.side.mortuary_officer, person=person, **given)


def test_the_evidence_stays_out_of_the_events(seeking):
    seeking.confirmed(seeking.person())

    bodies = Event.objects.filter(stream__startswith="cases.missingperson").values_list("body")
    assert not any("Rang home" in body for (body,) in bodies)


@pytest.mark.parametrize("state", ["located_alive", "returned", "deceased_identified"])
def test_the_database_knows_no_end_of_a_search_that_nothing_proves(seeking, state):
    with transaction.atomic():
        MissingPerson.objects.filter(pk=seeking.person().pk).update(state=state)

        with pytest.raises(DatabaseError, match="by anything that stands"):
            transaction.get_connection().check_constraints()
        transaction.set_rollback(True)


def test_the_database_takes_no_end_of_a_search_from_one_person(seeking):
    outcome = seeking.reported(seeking.person())

    with pytest.raises(DatabaseError, match="a_search_is_closed_by_two"), transaction.atomic():
        Outcome.objects.filter(pk=outcome.pk).update(effective_at=outcome.reported_at)
    with pytest.raises(DatabaseError, match="somebody_else"), transaction.atomic():
        Outcome.objects.filter(pk=outcome.pk).update(
            confirmed_by=seeking.liaison, confirmed_at=outcome.reported_at
        )
