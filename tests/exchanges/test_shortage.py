"""What is short at intake is carried by its batch until it is explained: open or accepted."""

import pytest

from cases.operations.scanning import Reading
from exchanges.carried import Shortage, shortages
from exchanges.models import Discrepancy
from exchanges.operations import intake
from exchanges.operations.settling import accept_discrepancy, explain_discrepancy
from tests.api.callers import person
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def batch(steps):
    """Of three containers one never came to the mortuary; the count is verified."""
    share, officer = steps.sent("A-1", "A-2", "A-3"), steps.north.mortuary_officer
    alone = {"place": "Bay 1", "alone_reason": "night"}
    sheet = do(intake.open_receipt_sheet, by=officer, allocation=share, **alone)
    places = share.places.select_related("container").order_by("pk")[:2]
    readings = [Reading(place.container.reference) for place in places]
    do(intake.scan_receipt, by=officer, sheet=sheet, readings=readings)
    share = do(intake.finish_intake, by=officer, allocation=steps.again(share))
    return do(intake.verify_count, by=steps.north.coordinator, batch=steps.again(share.batch))


def settle(steps, batch, operation, **said):
    row = Discrepancy.objects.get(batch=batch, code="count_mismatch")
    return do(operation, by=steps.north.exchange_officer, discrepancy=row, **said)


def carried(batch, reader):
    return shortages([batch], reader).get(batch.pk)


def test_it_is_open_then_accepted_and_stays_short(steps, batch):
    reader = steps.north.coordinator
    before = carried(batch, reader)

    settle(steps, batch, accept_discrepancy)

    assert (before, before.missing) == (Shortage(open=1, accepted=0), 1)
    assert carried(batch, reader) == Shortage(open=0, accepted=1)


def test_what_is_explained_is_not_short_any_more(steps, batch):
    settle(steps, batch, explain_discrepancy, text="It was in wagon 4.")

    assert carried(batch, steps.north.coordinator) is None


def test_a_stranger_is_told_of_none(steps, batch):
    assert carried(batch, Steps().north.coordinator) is None


def test_the_round_the_batch_and_the_api_say_how_many(steps, batch, client):
    client.force_login(steps.north.coordinator)
    said = "Short by 1: 1 open, 0 accepted."
    figures = {"batch": str(batch), "missing": 1, "open": 1, "accepted": 0}
    caller = person(steps.south.coordinator)

    pages = [client.get(row.get_absolute_url()).content.decode() for row in (batch, batch.round)]
    shown = [caller.get(f"{at}/").json() for at in (f"batches/{batch}", f"rounds/{batch.round}")]

    assert all(said in page for page in pages)
    assert [one["shortages"] for one in shown] == [[figures], [figures]]
