"""Mortuaries have room for so many; the plan says how many each gets, and may be changed."""

import pytest

from cases.operations.custody import Circumstances
from cases.operations.storing import store_containers
from exchanges.models import Allocation
from exchanges.operations.allocating import allocate_containers, plan_shares, send_allocation
from exchanges.operations.room import proposed, room_for
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.remains import ContainerFactory, StorageUnitFactory
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def mortuaries(steps):
    return steps.north.mortuaries


@pytest.fixture
def batch(steps):
    return steps.handed_over("A-1", "A-2", "A-3", "A-4")


def plan(steps, batch, *numbers, **more):
    wanted = dict(zip(steps.north.mortuaries, numbers, strict=True))
    officer = steps.north.exchange_officer
    return do(plan_shares, by=officer, batch=steps.again(batch), numbers=wanted, **more)


def shares(batch):
    """Labels by mortuary, in the order of the list."""
    found = {}
    for share in Allocation.objects.filter(batch=batch).order_by("mortuary__name"):
        places = share.places.select_related("container").order_by("pk")
        found[share.mortuary.name[-1]] = [place.container.label for place in places]
    return found


def test_room_is_what_is_known_less_what_lies_there_and_what_is_coming(steps, batch, mortuaries):
    first = mortuaries[0]
    unit = StorageUnitFactory(agency=first, capacity=10)
    StorageUnitFactory(agency=first, capacity=None)
    StorageUnitFactory(agency=first, capacity=50, kind="grave", place="Old cemetery", plot="Row 1")
    lying = ContainerFactory(custodian=first)
    ContainerFactory(custodian=first, state="emptied")
    ContainerFactory(destined_to=first, state="handed_over")
    said = Circumstances(storage_unit=unit, alone_reason="night")
    do(store_containers, by=steps.north.mortuary_officer, containers=[lying], circumstances=said)

    of_first, of_second = room_for(batch)

    assert (of_first.room.capacity, of_first.room.held, of_first.room.coming) == (10, 1, 1)
    assert (of_first.free, of_second.free) == (8, None)


def test_a_proposal_respects_the_room(batch, mortuaries):
    StorageUnitFactory(agency=mortuaries[0], capacity=1)
    StorageUnitFactory(agency=mortuaries[1], capacity=2)

    made = proposed(batch, room_for(batch))

    assert made.shares == {mortuaries[0].pk: 1, mortuaries[1].pk: 2}
    assert made.left == 1


def test_all_shares_are_planned_at_once_and_may_be_changed(steps, batch):
    plan(steps, batch, 3, 1)
    assert shares(batch) == {"1": ["A-1", "A-2", "A-3"], "2": ["A-4"]}

    plan(steps, batch, 1, 2)

    assert shares(batch) == {"1": ["A-1"], "2": ["A-2", "A-4"]}
    assert batch.places.get(container__label="A-3").allocation is None


def test_what_is_on_its_way_is_not_planned_again(steps, batch):
    first = plan(steps, batch, 2, 1)[0]
    do(send_allocation, by=steps.north.exchange_officer, allocation=steps.again(first))

    with pytest.raises(RuleBroken, match="on its way"):
        plan(steps, batch, 1, 1)
    with pytest.raises(RuleBroken, match="5 containers were asked for and 2"):
        plan(steps, batch, 0, 5)
    plan(steps, batch, 0, 2)

    assert shares(batch) == {"1": ["A-1", "A-2"], "2": ["A-3", "A-4"]}


def test_more_than_there_is_room_for_needs_a_reason_which_is_kept(steps, batch, mortuaries):
    StorageUnitFactory(agency=mortuaries[0], capacity=1)

    with pytest.raises(RuleBroken, match="has room for 1 more, and would get 4"):
        plan(steps, batch, 4, 0)
    officer = steps.north.exchange_officer
    said = {"mortuary": mortuaries[0], "count": 2}
    with pytest.raises(RuleBroken, match="has room for 1 more"):
        do(allocate_containers, by=officer, batch=steps.again(batch), **said)
    plan(steps, batch, 4, 0, because="A second reefer comes tonight")

    assert Allocation.objects.get().because == "A second reefer comes tonight"


def test_a_plan_gives_something_to_somebody(steps, batch):
    for numbers in ((0, 0), (-1, 2)):
        with pytest.raises(RuleBroken, match="at least one"):
            plan(steps, batch, *numbers)


def test_only_the_receiving_side_plans(steps, batch):
    officer = steps.south.exchange_officer

    with pytest.raises(NotPermitted):
        do(plan_shares, by=officer, batch=batch, numbers={steps.south.mortuaries[0]: 1})


def test_an_emptied_share_is_not_sent_and_does_not_hold_up_the_batch(steps, batch):
    first, _second = plan(steps, batch, 1, 3)
    plan(steps, batch, 0, 4)

    with pytest.raises(RuleBroken, match="nothing to send"):
        do(send_allocation, by=steps.north.exchange_officer, allocation=steps.again(first))
