"""A container that does not pass, or does not stay: whose it is then, and what is kept of it."""

from datetime import timedelta

import pytest

from cases.models import Container, CustodyEvent, Scan
from cases.operations.scanning import Reading
from exchanges.models import BatchPlace, Count, Discrepancy, ExchangeRound, Statement
from exchanges.operations.allocating import allocate_containers, send_allocation
from exchanges.operations.handover import finish_handover, scan_handover
from exchanges.operations.interrupting import break_off_round
from exchanges.operations.refusing import refuse_containers, take_back_at_venue
from exchanges.operations.stating import check_statement
from exchanges.operations.taking_back import record_taken_back
from exchanges.states import BatchState
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import now, today
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def batch(steps):
    return steps.in_transit("A-1", "A-2", "A-3")


def container(label):
    return Container.objects.get(label=label)


def leave(operation, steps, batch, *labels, by=None, **more):
    more = {"reason": "damaged"} | more
    containers = [container(label) for label in labels]
    by = by or steps.north.transport_lead
    return do(operation, by=by, batch=batch, containers=containers, **more)


def scan(steps, sheet, *readings):
    by = steps.north.transport_lead
    return do(scan_handover, by=by, sheet=sheet, readings=list(readings))


def finish(steps, batch):
    return do(finish_handover, by=steps.north.transport_lead, batch=steps.again(batch))


def break_off(steps, batch):
    do(
        break_off_round,
        by=steps.north.coordinator,
        round=ExchangeRound.objects.get(),
        agency=steps.north.agency,
        reason="security",
    )


@pytest.mark.parametrize(
    ("operation", "outcome"), [(refuse_containers, "refused"), (take_back_at_venue, "taken_back")]
)
@pytest.mark.parametrize("is_scanned", [False, True])
def test_it_stays_with_its_sender_scanned_or_not(steps, batch, operation, outcome, is_scanned):
    if is_scanned:
        steps.scanned(batch, "A-1")

    leave(operation, steps, batch, "A-1", note="seal open")

    one, place = container("A-1"), BatchPlace.objects.get(container__label="A-1")
    assert one.state == outcome
    assert one.custodian == one.responsible == steps.south.agency
    assert (place.outcome, place.reason, place.note) == (outcome, "damaged", "seal open")
    assert place.left_at
    event = CustodyEvent.objects.of(one).first()
    assert (event.kind, event.to_holder) == (outcome, steps.south.agency)
    assert not CustodyEvent.objects.filter(kind="gap").exists()


def test_only_a_refusal_is_a_discrepancy(steps, batch):
    leave(refuse_containers, steps, batch, "A-1")
    leave(take_back_at_venue, steps, batch, "A-2")

    assert Discrepancy.objects.get().code == "refused_at_venue"


def test_it_counts_for_neither_side_of_what_passed(steps, batch):
    steps.scanned(batch, "A-1", "A-2")
    leave(refuse_containers, steps, batch, "A-1")

    finish(steps, batch)

    assert Count.objects.get(stage="venue").containers == 1
    assert BatchPlace.objects.get(container__label="A-3").outcome == "not_presented"


def test_scanned_after_that_it_is_taken_over_after_all(steps, batch):
    leave(refuse_containers, steps, batch, "A-1")

    results = [scan.result for scan in steps.scanned(batch, "A-1", "A-1")]

    assert results == ["done", "again"]
    place = BatchPlace.objects.get(container__label="A-1")
    assert (place.outcome, place.left_at, place.reason) == ("handed_over", None, "")


def test_a_scan_made_before_it_was_refused_does_not_take_it_over(steps, batch):
    sheet, before = steps.sheet(batch), now()
    leave(refuse_containers, steps, batch, "A-1")

    (late,) = scan(steps, sheet, Reading("A-1", scanned_at=before))

    assert late.result == "again"
    assert container("A-1").state == "refused"


def test_who_refuses_and_when(steps, batch):
    with pytest.raises(NotPermitted, match="The receiving side records"):
        leave(refuse_containers, steps, batch, "A-1", by=steps.south.transport_lead)
    with pytest.raises(NotPermitted, match="Only a transport lead"):
        leave(refuse_containers, steps, batch, "A-1", by=steps.north.coordinator)
    with pytest.raises(RuleBroken, match="Choose the containers"):
        leave(refuse_containers, steps, batch)
    leave(refuse_containers, steps, batch, "A-1")
    with pytest.raises(RuleBroken, match="does not stand in batch"):
        leave(refuse_containers, steps, batch, "A-1")
    finish(steps, batch)
    with pytest.raises(TransitionNotAllowed, match="Only a batch in transit"):
        leave(refuse_containers, steps, batch, "A-2")


def test_a_container_of_another_batch_is_not_refused_here(steps, batch):
    other = Steps()
    theirs = other.in_transit("Z-1")

    with pytest.raises(RuleBroken, match="does not stand in batch"):
        leave(refuse_containers, other, theirs, "A-1")


def test_a_batch_of_which_nothing_passed_has_ended(steps, batch):
    ended = finish(steps, batch)

    assert ended.state == BatchState.TAKEN_BACK
    assert {place.outcome for place in BatchPlace.objects.all()} == {"not_presented"}


@pytest.mark.parametrize("is_broken_off", [False, True])
def test_scans_a_phone_kept_still_count_when_all_seemed_to_go_home(steps, batch, is_broken_off):
    sheet, made = steps.sheet(batch), now()
    if is_broken_off:
        break_off(steps, batch)
    finish(steps, batch)

    (late,) = scan(steps, sheet, Reading("A-1", scanned_at=made))

    assert late.result == "done"
    batch = steps.again(batch)
    assert (batch.state, batch.taken_back_at) == (BatchState.HANDED_OVER, None)
    assert [c.containers for c in Count.objects.filter(stage="venue").order_by("pk")] == [0, 1]
    assert CustodyEvent.objects.of(container("A-1")).first().is_late
    assert BatchPlace.objects.get(container__label="A-1").left_at is None


def test_a_late_scan_of_what_was_listed_again_is_kept_and_told(steps, batch):
    sheet = steps.sheet(batch)
    finish(steps, batch)
    again = steps.listed_again(container("A-1"))

    (late,) = scan(steps, sheet, Reading("A-1"))

    assert late.result == "refused"
    assert "listed again in another batch" in late.said["params"]["said"]
    assert BatchPlace.objects.get(container__label="A-1", left_at=None).batch == again


def wrong_one(steps, batch, *labels, **more):
    said = {"said_on": today(), "source": "act of return 3", "reason": "not_agreed"} | more
    by = said.pop("by", steps.north.exchange_officer)
    return leave(record_taken_back, steps, steps.again(batch), *labels, by=by, **said)


def test_after_the_handover_it_goes_back_on_paper_that_two_have_read(steps):
    batch = steps.handed_over("A-1", "A-2")

    statement = wrong_one(steps, batch, "A-1")
    assert container("A-1").custodian == steps.north.agency
    with pytest.raises(NotPermitted, match="a second person must read"):
        do(check_statement, by=steps.north.exchange_officer, statement=statement)
    do(check_statement, by=steps.north.transport_lead, statement=statement)

    one = container("A-1")
    assert (one.state, one.custodian) == ("taken_back", steps.south.agency)
    assert BatchPlace.objects.get(container=one).reason == "not_agreed"
    assert steps.again(batch).state == BatchState.HANDED_OVER


def test_it_names_its_paper(steps):
    batch = steps.handed_over("A-1")

    with pytest.raises(Exception, match="names_its_source"):
        wrong_one(steps, batch, "A-1", source="")


def test_it_leaves_the_share_of_a_mortuary(steps):
    batch = steps.handed_over("A-1", "A-2")
    officer = steps.north.exchange_officer
    share = do(
        allocate_containers,
        by=officer,
        batch=batch,
        mortuary=steps.north.mortuaries[0],
        count=2,
    )
    share = do(send_allocation, by=officer, allocation=share)

    statement = wrong_one(steps, batch, "A-1")
    do(check_statement, by=steps.north.transport_lead, statement=statement)

    assert share.places.count() == 1
    assert container("A-1").destined_to is None


def test_the_batch_is_received_when_the_last_one_waited_for_went_home(steps):
    batch = steps.handed_over("A-1")

    do(check_statement, by=steps.north.transport_lead, statement=wrong_one(steps, batch, "A-1"))

    assert steps.again(batch).state == BatchState.RECEIVED


def test_what_a_mortuary_has_is_not_simply_taken_back(steps):
    share = steps.received("A-1")

    with pytest.raises(NotPermitted, match="until all of them are at a mortuary"):
        wrong_one(steps, share.batch, "A-1")


def test_who_records_it(steps):
    batch = steps.handed_over("A-1")

    with pytest.raises(NotPermitted, match="The receiving side records"):
        wrong_one(steps, batch, "A-1", by=steps.south.exchange_officer)
    with pytest.raises(NotPermitted, match="Only an officer of a side"):
        wrong_one(steps, batch, "A-1", by=steps.north.mortuary_officer)
    with pytest.raises(RuleBroken, match="Choose the containers"):
        wrong_one(steps, batch)
    with pytest.raises(RuleBroken, match="future"):
        wrong_one(steps, batch, "A-1", occurred_at=now() + timedelta(days=1))
    assert not Statement.objects.filter(act="takes_back").exists()
    assert Scan.objects.exists()
