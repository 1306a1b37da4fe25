"""A batch goes from one side of its round to the other, and is cancelled before the seal."""

import pytest
from django.db import IntegrityError

from exchanges.models import Discrepancy, ExchangeBatch
from exchanges.operations.allocating import allocate_containers, send_allocation
from exchanges.operations.batches import cancel_batch, open_batch
from exchanges.operations.intake import verify_count
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from tests.factories.accounts import AgencyFactory
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


def opened(steps, by=None, sender=None, receiver=None):
    return do(
        open_batch,
        by=by or steps.south.exchange_officer,
        round=steps.proposed(),
        sender=sender or steps.south.agency,
        receiver=receiver or steps.north.agency,
    )


def test_a_batch_joins_the_two_sides_of_its_round(steps):
    third = AgencyFactory()

    assert opened(steps).state == "draft"
    for wrong in ({"sender": steps.north.mortuaries[0]}, {"receiver": third}):
        with pytest.raises(RuleBroken, match="from one side of the round to the other"):
            opened(steps, **wrong)


def test_a_lead_does_not_open_a_batch(steps):
    with pytest.raises(NotPermitted, match="Only a coordinator or an exchange officer"):
        opened(steps, by=steps.south.transport_lead)


def test_the_database_refuses_a_batch_to_oneself(steps):
    batch = opened(steps)

    with pytest.raises(IntegrityError, match="a_batch_goes_from_one_agency_to_another"):
        ExchangeBatch.objects.filter(pk=batch.pk).update(receiver=batch.sender)


def test_only_its_sender_or_opener_cancels_a_batch(steps):
    batch = steps.listed()

    with pytest.raises(NotPermitted, match="cancelled by its sender"):
        do(cancel_batch, by=steps.north.coordinator, batch=batch)


def test_its_sender_cancels_a_sealed_batch_and_the_seal_stays_to_be_read(steps):
    batch = steps.sealed()

    cancelled = do(cancel_batch, by=steps.south.exchange_officer, batch=batch)

    assert cancelled.state == "cancelled"
    assert cancelled.sealed_digest == batch.sealed_digest


def test_a_batch_on_its_way_is_not_cancelled(steps):
    with pytest.raises(TransitionNotAllowed, match="before it leaves"):
        do(cancel_batch, by=steps.south.exchange_officer, batch=steps.in_transit())


def test_a_draft_is_cancelled_too(steps):
    cancelled = do(cancel_batch, by=steps.south.exchange_officer, batch=opened(steps))

    assert cancelled.state == "cancelled"


def test_nothing_joins_a_share_that_was_sent(steps):
    batch = steps.handed_over("A-1", "A-2")
    officer = steps.north.exchange_officer
    more = {"by": officer, "mortuary": steps.north.mortuaries[0], "count": 1}
    share = do(allocate_containers, batch=batch, **more)
    do(send_allocation, by=officer, allocation=share)

    with pytest.raises(RuleBroken, match="is on its way"):
        do(allocate_containers, batch=steps.again(batch), **more)


def test_the_other_side_sends_no_share_on(steps):
    batch = steps.handed_over("A-1")
    share = do(
        allocate_containers,
        by=steps.north.exchange_officer,
        batch=batch,
        mortuary=steps.north.mortuaries[0],
        count=1,
    )

    with pytest.raises(NotPermitted, match="Only the receiving side sends"):
        do(send_allocation, by=steps.south.exchange_officer, allocation=share)


def test_a_count_that_agrees_opens_no_discrepancy(steps):
    steps.received("A-1", "A-2")

    do(verify_count, by=steps.north.coordinator, batch=ExchangeBatch.objects.get())

    assert not Discrepancy.objects.exists()
