"""What one side opens, tells nobody of or settles takes nothing from what the other one finds."""

import pytest

from cases.operations.custody import Circumstances
from cases.operations.opening import empty_container, open_container
from exchanges.models import Discrepancy
from exchanges.operations.settling import explain_discrepancy, open_discrepancy
from repatriation.errors import RuleBroken
from tests.factories.steps import Steps, do

UNTOLD = "container_empty"


@pytest.fixture
def steps():
    return Steps()


def opened(by, place, code=UNTOLD):
    container = place.container
    return do(
        open_discrepancy, by=by, batch=place.batch, code=code, container=container, note="Ours."
    )


def seen_by(user):
    return Discrepancy.objects.visible_to(user)


def test_a_mortuary_does_not_see_what_the_other_side_found_and_did_not_tell(steps):
    place = steps.received("A-1").places.get()

    row = opened(steps.south.exchange_officer, place)

    assert row not in seen_by(steps.north.mortuary_officer)
    assert row not in seen_by(steps.north.coordinator)


def test_a_mortuary_sees_what_its_own_side_found_in_its_share(steps):
    place = steps.received("A-1").places.get()

    row = opened(steps.north.exchange_officer, place)

    assert row in seen_by(steps.north.mortuary_officer)


def test_a_refusal_does_not_tell_what_the_other_side_keeps_to_itself(steps):
    place = steps.received("A-1").places.get()
    opened(steps.south.exchange_officer, place)

    row = opened(steps.north.exchange_officer, place)

    assert row in seen_by(steps.north.coordinator)


def test_a_side_opens_the_same_once(steps):
    place = steps.received("A-1").places.get()
    opened(steps.north.exchange_officer, place)

    with pytest.raises(RuleBroken, match="open already"):
        opened(steps.north.mortuary_officer, place)


def test_what_the_sender_opened_hides_nothing_that_is_found_in_a_container(steps):
    container = steps.cleared("A-1")[0]
    opened(steps.south.exchange_officer, container.places.get())
    by = steps.north.mortuary_officer
    alone = Circumstances(alone_reason="night shift")

    do(open_container, by=by, container=container, remains=[], circumstances=alone)
    do(empty_container, by=by, container=steps.again(container))

    assert seen_by(steps.north.coordinator).filter(code=UNTOLD).count() == 1


def test_what_the_sender_settled_beforehand_is_missing_all_the_same(steps):
    batch = steps.in_transit("A-1", "A-2")
    place = batch.places.get(line__label="A-1")
    row = opened(steps.south.exchange_officer, place, code="container_missing")
    second = steps.south.person("exchange officer", name="second")
    do(explain_discrepancy, by=second, discrepancy=steps.again(row), text="It is on the wagon.")

    steps.scanned(batch, "A-2")
    steps.finished(batch)

    still = batch.discrepancies.unsettled().filter(code="container_missing")
    assert [one.source for one in still] == [steps.north.agency]
