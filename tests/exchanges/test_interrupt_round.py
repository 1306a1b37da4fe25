"""A round that does not go on as planned: by whose word, from where, and what it leaves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from exchanges.models import BatchPlace, Count, ExchangeRound, Statement
from exchanges.operations.handover import finish_handover
from exchanges.operations.interrupting import (
    break_off_round,
    cancel_round,
    dispute,
    postpone_round,
)
from exchanges.operations.planning import plan_round
from exchanges.operations.running import close_round, hand_over_round, schedule_round
from exchanges.operations.stating import check_statement, confirm_date
from exchanges.operations.taking_back import take_back_batch
from exchanges.states import BatchState, RoundState
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import now, today
from tests.factories.steps import Steps, do

PAPER = {"said_on": today(), "source": "message 14/2"}


@pytest.fixture
def steps():
    return Steps()


def interrupt(operation, round, side, *, by=None, reason="security", **more):
    round = ExchangeRound.objects.get(pk=round.pk)
    return do(
        operation, by=by or side.coordinator, round=round, agency=side.agency, reason=reason, **more
    )


def broken_off(steps, *labels, scanned=()):
    batch = steps.in_transit(*labels)
    if scanned:
        steps.scanned(batch, *scanned)
    round = interrupt(break_off_round, batch.round, steps.north)
    return round, steps.again(batch)


def finish(steps, batch):
    return do(finish_handover, by=steps.north.transport_lead, batch=steps.again(batch))


@pytest.mark.parametrize("state", ["agreed", "scheduled"])
def test_a_side_postpones_and_the_date_is_gone(steps, state):
    round = getattr(steps, state)()

    round = interrupt(postpone_round, round, steps.south)

    assert (round.state, round.date) == (RoundState.POSTPONED, None)
    said = Statement.objects.get(act="postpones")
    assert (said.agency, said.reason, said.date) == (steps.south.agency, "security", today())
    assert Event.objects.filter(facts__kind="exchanges.round_postponed").count() == 1


def test_confirmations_lapse_and_the_new_date_is_confirmed_anew(steps):
    round = interrupt(postpone_round, steps.scheduled(), steps.north)
    assert not any(s.stands for s in Statement.objects.filter(act="confirms_date"))

    # The very same date again: what was said before does not count for it.
    round = do(plan_round, by=steps.north.coordinator, round=round, date=today())
    round = do(confirm_date, by=steps.north.coordinator, round=round, agency=steps.north.agency)
    assert round.state == RoundState.POSTPONED
    round = do(confirm_date, by=steps.south.coordinator, round=round, agency=steps.south.agency)
    assert round.state == RoundState.AGREED
    assert do(schedule_round, by=steps.north.coordinator, round=round).state == "scheduled"


def test_the_new_date_may_be_confirmed_on_paper(steps):
    round = interrupt(postpone_round, steps.agreed(), steps.north)
    round = do(plan_round, by=steps.north.coordinator, round=round, date=today())
    round = do(confirm_date, by=steps.north.coordinator, round=round, agency=steps.north.agency)
    said = {"agency": steps.south.agency, **PAPER}
    round = do(confirm_date, by=steps.north.coordinator, round=round, **said)
    assert round.state == RoundState.POSTPONED

    waiting = Statement.objects.get(checked_at=None, is_recorded_for=True)
    do(check_statement, by=steps.north.exchange_officer, statement=waiting)

    assert steps.again(round).state == RoundState.AGREED


@pytest.mark.parametrize(
    ("operation", "state", "after"),
    [
        (postpone_round, "agreed", "postponed"),
        (cancel_round, "agreed", "cancelled"),
        (cancel_round, "proposed", "cancelled"),
    ],
)
def test_their_word_on_paper_counts_when_a_second_person_has_read_it(
    steps, operation, state, after
):
    round = getattr(steps, state)()
    before = round.state

    round = do(
        operation,
        by=steps.north.coordinator,
        round=round,
        agency=steps.south.agency,
        reason="weather",
        **PAPER,
    )
    assert round.state == before
    said = Statement.objects.get(reason="weather")
    with pytest.raises(NotPermitted, match="a second person must read"):
        do(check_statement, by=steps.north.coordinator, statement=said)
    do(check_statement, by=steps.north.transport_lead, statement=said)

    assert steps.again(round).state == after


def test_it_is_not_recorded_twice_while_nobody_has_read_it(steps):
    round = steps.agreed()
    more = {"by": steps.north.coordinator, **PAPER}
    interrupt(postpone_round, round, steps.south, **more)

    with pytest.raises(NotPermitted, match="recorded already"):
        interrupt(postpone_round, round, steps.south, **more)


def test_what_nobody_had_read_is_overtaken(steps):
    round = steps.agreed()
    interrupt(postpone_round, round, steps.south, by=steps.north.coordinator, **PAPER)
    waiting = Statement.objects.get(act="postpones")

    interrupt(cancel_round, round, steps.north)

    with pytest.raises(NotPermitted, match="overtaken"):
        do(check_statement, by=steps.north.transport_lead, statement=steps.again(waiting))


def test_a_reason_is_given_and_another_one_is_said(steps):
    round = steps.agreed()

    with pytest.raises(IntegrityError, match="an_interruption_gives_its_reason"):
        interrupt(postpone_round, round, steps.north, reason="")
    with pytest.raises(IntegrityError, match="another_reason_of_a_statement_is_in_its_note"):
        interrupt(postpone_round, round, steps.north, reason="other", note=" ")
    assert steps.again(round).state == RoundState.AGREED


def test_who_may_say_so(steps):
    round = steps.agreed(intermediary=steps.world.observers)

    with pytest.raises(NotPermitted, match="Only a coordinator or an observer speaks"):
        interrupt(postpone_round, round, steps.north, by=steps.north.transport_lead)
    with pytest.raises(NotPermitted, match="The two sides postpone"):
        do(
            postpone_round,
            by=steps.world.observer,
            round=round,
            agency=steps.world.observers,
            reason="people",
        )
    with pytest.raises(NotPermitted, match="is no party to ER-"):
        interrupt(postpone_round, round, Steps().north)


def test_a_draft_is_cancelled_by_who_opened_it_and_not_postponed(steps):
    draft = steps.opened()

    with pytest.raises(TransitionNotAllowed, match="An agreed round is postponed"):
        interrupt(postpone_round, draft, steps.north)
    with pytest.raises(NotPermitted, match="by who opened it"):
        interrupt(cancel_round, draft, steps.south)
    assert interrupt(cancel_round, draft, steps.north).state == RoundState.CANCELLED


def test_its_batches_are_cancelled_with_it(steps):
    batch = steps.sealed("A-1")

    round = interrupt(cancel_round, batch.round, steps.north)

    batch = steps.again(batch)
    assert (round.state, batch.state) == (RoundState.CANCELLED, BatchState.CANCELLED)
    assert batch.sealed_digest
    assert BatchPlace.objects.get().outcome == "withdrawn"


def test_a_sealed_batch_keeps_its_seal_when_the_round_is_postponed(steps):
    batch = steps.sealed("A-1")

    interrupt(postpone_round, batch.round, steps.north)

    assert steps.again(batch).state == BatchState.SEALED


@pytest.mark.parametrize("operation", [postpone_round, cancel_round])
def test_on_the_way_what_goes_home_is_taken_back(steps, operation):
    batch = steps.in_transit("A-1", "A-2")

    round = interrupt(operation, batch.round, steps.north)

    assert round.state in (RoundState.POSTPONED, RoundState.CANCELLED)
    assert steps.again(batch).state == BatchState.TAKEN_BACK
    assert {place.outcome for place in BatchPlace.objects.all()} == {"taken_back"}
    assert {place.container.state for place in BatchPlace.objects.all()} == {"taken_back"}


@pytest.mark.parametrize("operation", [postpone_round, cancel_round])
def test_what_has_passed_is_not_undone_by_a_word(steps, operation):
    batch = steps.in_transit("A-1", "A-2")
    steps.scanned(batch, "A-1")

    with pytest.raises(NotPermitted, match="1 container has passed"):
        interrupt(operation, batch.round, steps.north)
    interrupt(break_off_round, batch.round, steps.north)
    with pytest.raises(NotPermitted, match="handed over, in part"):
        interrupt(operation, batch.round, steps.north)


def test_paper_does_not_undo_what_passed_before_it_was_read(steps):
    batch = steps.in_transit("A-1")
    interrupt(cancel_round, batch.round, steps.south, by=steps.north.coordinator, **PAPER)
    steps.scanned(batch, "A-1")

    waiting = Statement.objects.get(act="cancels")

    with pytest.raises(NotPermitted, match="has passed"):
        do(check_statement, by=steps.north.transport_lead, statement=waiting)

    assert steps.again(batch.round).state == RoundState.UNDER_WAY


def test_who_is_at_the_venue_breaks_off(steps):
    batch = steps.in_transit("A-1")
    moment, later = now() - timedelta(minutes=5), now() + timedelta(hours=1)

    with pytest.raises(NotPermitted, match="breaks off a round"):
        interrupt(break_off_round, batch.round, steps.north, by=steps.north.exchange_officer)
    with pytest.raises(RuleBroken, match="future"):
        interrupt(break_off_round, batch.round, steps.north, occurred_at=later)
    lead = steps.north.transport_lead
    round = interrupt(break_off_round, batch.round, steps.north, by=lead)

    assert round.state == RoundState.BROKEN_OFF
    assert round.broken_off_at > moment


def test_the_observer_breaks_off_too(steps):
    batch = steps.observed()
    batch = steps.under_way(steps.counted_and_sealed(steps.listed("A-1", batch=batch)))

    round = do(
        break_off_round,
        by=steps.world.observer,
        round=steps.again(batch.round),
        agency=steps.world.observers,
        reason="security",
    )

    assert round.state == RoundState.BROKEN_OFF


def test_only_a_round_under_way_is_broken_off(steps):
    with pytest.raises(TransitionNotAllowed, match="Only a round under way"):
        interrupt(break_off_round, steps.scheduled(), steps.north)


def test_after_a_part_it_is_handed_over_and_the_rest_taken_back(steps):
    round, batch = broken_off(steps, "A-1", "A-2", "A-3", scanned=["A-1"])

    with pytest.raises(NotPermitted, match="handover is not ended"):
        do(hand_over_round, by=steps.north.coordinator, round=round)
    batch = finish(steps, batch)
    round = do(hand_over_round, by=steps.north.coordinator, round=steps.again(round))

    assert (batch.state, round.state) == (BatchState.HANDED_OVER, RoundState.HANDED_OVER)
    assert round.broken_off_at
    outcomes = sorted(place.outcome for place in BatchPlace.objects.all())
    assert outcomes == ["handed_over", "taken_back", "taken_back"]
    assert Count.objects.get(stage="venue").containers == 1


def test_of_nothing_it_is_postponed_or_cancelled(steps):
    round, batch = broken_off(steps, "A-1")
    batch = finish(steps, batch)
    assert batch.state == BatchState.TAKEN_BACK

    with pytest.raises(NotPermitted, match="Nothing has passed"):
        do(hand_over_round, by=steps.north.coordinator, round=steps.again(round))
    assert interrupt(postpone_round, round, steps.north).state == RoundState.POSTPONED


def test_the_sender_records_that_all_of_it_went_home(steps):
    _round, batch = broken_off(steps, "A-1", "A-2")

    batch = do(take_back_batch, by=steps.south.exchange_officer, batch=batch)

    assert (batch.state, bool(batch.taken_back_at)) == (BatchState.TAKEN_BACK, True)


def test_the_whole_batch_goes_home_only_after_a_break_off_and_if_nothing_passed(steps):
    batch = steps.in_transit("A-1", "A-2")
    officer = steps.south.exchange_officer

    with pytest.raises(NotPermitted, match="when its round is broken off"):
        do(take_back_batch, by=officer, batch=batch)
    steps.scanned(batch, "A-1")
    interrupt(break_off_round, batch.round, steps.north)
    with pytest.raises(NotPermitted, match="1 container of it was handed over"):
        do(take_back_batch, by=officer, batch=steps.again(batch))
    with pytest.raises(NotPermitted, match="Only a transport lead or an exchange officer"):
        do(take_back_batch, by=steps.south.coordinator, batch=steps.again(batch))
    with pytest.raises(NotPermitted, match="Only the two sides"):
        do(take_back_batch, by=Steps().north.transport_lead, batch=steps.again(batch))


def test_a_new_batch_goes_when_the_round_is_agreed_again(steps):
    batch = steps.in_transit("A-1")
    round = interrupt(postpone_round, batch.round, steps.north)

    later = steps.batch(round)

    assert later.state == BatchState.DRAFT
    _round, _batch = broken_off(Steps(), "A-1")
    with pytest.raises(NotPermitted, match="before the round starts"):
        steps.batch(interrupt(cancel_round, round, steps.north))


def test_a_round_of_which_a_batch_went_home_is_closed(steps):
    round, batch = broken_off(steps, "A-1")
    finish(steps, batch)
    ExchangeRound.objects.filter(pk=round.pk).update(state=RoundState.HANDED_OVER)

    closed = do(close_round, by=steps.north.coordinator, round=steps.again(round))

    assert closed.state == RoundState.CLOSED


def test_another_side_disputes_it_once_and_changes_nothing(steps):
    round = interrupt(postpone_round, steps.agreed(), steps.south)
    said = Statement.objects.get(act="postpones")
    by, agency = steps.north.coordinator, steps.north.agency

    with pytest.raises(NotPermitted, match="its own word"):
        do(dispute, by=steps.south.coordinator, statement=said, agency=steps.south.agency)
    do(dispute, by=by, statement=said, agency=agency, note="The date had been confirmed.")

    assert said.disputed_by.get().agency == agency
    assert steps.again(round).state == RoundState.POSTPONED
    with pytest.raises(NotPermitted, match="recorded already"):
        do(dispute, by=by, statement=said, agency=agency)
    accepts = Statement.objects.filter(act="accepts").first()
    with pytest.raises(NotPermitted, match="Only what postponed"):
        do(dispute, by=by, statement=accepts, agency=agency)
