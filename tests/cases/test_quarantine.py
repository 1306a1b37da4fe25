"""A hazard is put aside; an explosives officer, and a second person, say what became of it."""

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import Container, CustodyEvent, Declaration
from cases.operations.clearing import clear_containers
from cases.operations.custody import Circumstances
from cases.operations.declaring import (
    confirm_declaration,
    declare_destroyed,
    withdraw_declaration,
)
from cases.operations.opening import empty_container, open_again, open_container
from cases.operations.quarantine import neutralise_container, quarantine_container
from cases.operations.receiving import receive_containers
from cases.operations.sending import send_containers
from cases.operations.storing import store_containers
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from tests.factories.remains import StorageUnitFactory
from tests.factories.steps import Steps, do

ALONE = Circumstances(alone_reason="night")


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def officer(steps):
    return steps.north.mortuary_officer


@pytest.fixture
def container(steps):
    return steps.received("A-1").places.get().container


@pytest.fixture
def quarantined(container, officer):
    return do(quarantine_container, by=officer, container=container, hazard="explosive")


def test_what_is_in_quarantine_is_neither_cleared_nor_opened_stored_or_sent(
    steps, quarantined, officer
):
    expert = steps.north.explosives_officer
    unit = StorageUnitFactory(agency=officer.agency)
    said = Circumstances(storage_unit=unit, alone_reason="night")
    to = steps.north.mortuaries[1]

    assert quarantined.state == "quarantined"
    with pytest.raises(TransitionNotAllowed, match="Only a received container is cleared"):
        do(clear_containers, by=expert, containers=[quarantined], circumstances=ALONE)
    with pytest.raises(TransitionNotAllowed, match="Only a cleared container is opened"):
        do(open_container, by=officer, container=quarantined, remains=[], circumstances=ALONE)
    with pytest.raises(NotPermitted, match="in quarantine"):
        do(store_containers, by=officer, containers=[quarantined], circumstances=said)
    with pytest.raises(NotPermitted, match="no hazard"):
        do(send_containers, by=officer, containers=[quarantined], to=to)


def test_a_hazard_is_found_before_and_after_clearing_and_when_it_stands_open(steps, officer):
    for place, remains in enumerate(([], ["body"])):
        container = steps.cleared(f"B-{place}")[0]
        if remains:
            said = {"remains": remains, "circumstances": ALONE}
            do(open_container, by=officer, container=container, **said)
            container = steps.again(container)

        do(quarantine_container, by=officer, container=container, hazard="chemical")

        assert steps.again(container).hazard == "chemical"


def test_a_hazard_is_named(container, officer):
    with pytest.raises(RuleBroken, match="what the hazard is"):
        do(quarantine_container, by=officer, container=container, hazard="ghosts")


def test_only_an_explosives_officer_says_that_it_is_neutralised_and_how(
    steps, quarantined, officer
):
    said = Circumstances(note="Fuse taken out")

    with pytest.raises(NotPermitted, match="Only an explosives officer"):
        do(neutralise_container, by=officer, container=quarantined, circumstances=said)
    expert = steps.north.explosives_officer
    with pytest.raises(RuleBroken, match="how the hazard was dealt with"):
        do(neutralise_container, by=expert, container=quarantined, circumstances=Circumstances())
    done = do(neutralise_container, by=expert, container=quarantined, circumstances=said)

    assert done.state == "cleared"
    assert CustodyEvent.objects.of(done).first().kind == "neutralised"


def test_destroyed_stands_when_a_second_person_confirms_it(steps, quarantined, officer):
    expert = steps.north.explosives_officer
    do(declare_destroyed, by=expert, container=quarantined, account="Blown up; nothing was left")

    waiting = steps.again(quarantined)
    assert waiting.state == "quarantined"
    with pytest.raises(NotPermitted, match="another person confirms"):
        do(confirm_declaration, by=expert, thing=waiting)
    with pytest.raises(NotPermitted, match="waits for its second person already"):
        do(declare_destroyed, by=expert, container=waiting, account="Again")
    done = do(confirm_declaration, by=officer, thing=waiting)

    assert done.state == "destroyed"
    assert CustodyEvent.objects.of(done).first().kind == "destroyed"


def test_a_declaration_is_withdrawn_with_a_reason_and_stays_on_record(steps, quarantined):
    expert = steps.north.explosives_officer
    do(declare_destroyed, by=expert, container=quarantined, account="Blown up")

    with pytest.raises(RuleBroken, match="why the declaration is withdrawn"):
        do(withdraw_declaration, by=expert, thing=steps.again(quarantined), because=" ")
    do(withdraw_declaration, by=expert, thing=steps.again(quarantined), because="Another one")

    assert Declaration.objects.get().withdrawn_because == "Another one"
    do(declare_destroyed, by=expert, container=steps.again(quarantined), account="Now this one")


def test_the_database_destroys_nothing_that_two_have_not_declared(quarantined):
    with pytest.raises(DatabaseError, match="second person"), transaction.atomic():
        Container.objects.filter(pk=quarantined.pk).update(state="destroyed")


def test_a_declaration_stays_as_it_was_said(steps, quarantined):
    expert = steps.north.explosives_officer
    said = do(declare_destroyed, by=expert, container=quarantined, account="Blown up")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Declaration.objects.filter(pk=said.pk).update(account="Nothing happened")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_declaration")


def test_an_emptied_container_is_opened_again_with_a_reason(steps, officer):
    container = steps.numbered("A-1")[0].container
    do(empty_container, by=officer, container=steps.again(container))

    with pytest.raises(RuleBroken, match="what was overlooked"):
        do(open_again, by=officer, container=steps.again(container), circumstances=ALONE)
    why = Circumstances(alone_reason="night", note="A packet under the lining")
    again = do(open_again, by=officer, container=steps.again(container), circumstances=why)

    assert again.state == "opened"


def test_what_is_cleared_is_opened_at_another_mortuary_without_clearing_again(steps, officer):
    container = steps.cleared("A-1")[0]
    second = steps.north.mortuaries[1]
    there = steps.north.person("mortuary officer", at=second)
    do(send_containers, by=officer, containers=[container], to=second)
    onway = steps.again(container)

    with pytest.raises(NotPermitted, match="opened where it arrives"):
        do(open_container, by=officer, container=onway, remains=[], circumstances=ALONE)
    do(receive_containers, by=there, containers=[container], circumstances=ALONE)
    arrived = steps.again(container)

    assert (arrived.state, arrived.custodian, arrived.destined_to) == ("cleared", second, None)
    do(open_container, by=there, container=arrived, remains=["body"], circumstances=ALONE)
