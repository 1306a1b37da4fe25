"""The neutral intermediary withdraws: what lapses, what stays, and how a round goes on without."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from exchanges.models import Count, ExchangeRound, Statement
from exchanges.operations.attesting import attest_count
from exchanges.operations.interrupting import postpone_round
from exchanges.operations.planning import plan_round
from exchanges.operations.running import hand_over_round, schedule_round, start_round
from exchanges.operations.stating import check_statement, confirm_date
from exchanges.operations.withdrawing import go_on_without, withdraw_from_round
from exchanges.policies.moves import every_round_move
from exchanges.states import RoundState
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.clock import today
from tests.factories.accounts import AgencyFactory
from tests.factories.steps import Steps, do

PAPER = {"said_on": today(), "source": "message 14/2"}


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def scheduled(steps):
    """With a neutral intermediary that confirmed the date."""
    return steps.again(steps.observed().round)


def withdraw(steps, round, *, by=None, reason="security", **more):
    round = ExchangeRound.objects.get(pk=round.pk)
    by, agency = by or steps.world.observer, round.intermediary or steps.world.observers
    return do(withdraw_from_round, by=by, round=round, agency=agency, reason=reason, **more)


def go_on(steps, round, side, **more):
    round = ExchangeRound.objects.get(pk=round.pk)
    by = more.pop("by", side.coordinator)
    return do(go_on_without, by=by, round=round, agency=side.agency, **more)


def kinds() -> list[str]:
    return [event.kind for event in Event.objects.order_by("pk")]


def test_its_confirmation_lapses_and_the_round_is_agreed_again(steps, scheduled):
    round = withdraw(steps, scheduled)

    assert (round.state, round.date) == (RoundState.AGREED, today())
    confirmed = Statement.objects.filter(act="confirms_date")
    assert {one.agency for one in confirmed if one.stands} == {
        steps.north.agency,
        steps.south.agency,
    }
    with pytest.raises(NotPermitted, match="date is not confirmed by"):
        do(schedule_round, by=steps.north.coordinator, round=round)
    assert "exchanges.intermediary_withdrew" in kinds()


def test_both_sides_go_on_without_it_and_the_round_stays_scheduled(steps, scheduled):
    withdraw(steps, scheduled)

    round = go_on(steps, scheduled, steps.north)
    assert round.state == RoundState.AGREED
    with pytest.raises(NotPermitted, match="date is not confirmed by"):
        do(schedule_round, by=steps.north.coordinator, round=round)
    round = go_on(steps, round, steps.south)

    assert (round.state, round.intermediary) == (RoundState.SCHEDULED, steps.world.observers)
    assert kinds().count("exchanges.went_on_without") == 1


def test_a_round_that_was_not_scheduled_is_scheduled_by_hand(steps):
    round = steps.agreed(intermediary=steps.world.observers)
    for side in (steps.north, steps.south):
        round = do(confirm_date, by=side.coordinator, round=round, agency=side.agency)
    withdraw(steps, round)
    for side in (steps.north, steps.south):
        round = go_on(steps, round, side)

    assert round.state == RoundState.AGREED
    assert do(schedule_round, by=steps.north.coordinator, round=round).state == "scheduled"


def test_another_date_is_confirmed_by_the_two_sides_alone(steps, scheduled):
    round = withdraw(steps, scheduled)
    later = today() + timedelta(days=3)
    round = do(plan_round, by=steps.north.coordinator, round=round, date=later)
    for side in (steps.north, steps.south):
        round = go_on(steps, round, side)
    assert round.state == RoundState.AGREED

    for side in (steps.north, steps.south):
        round = do(confirm_date, by=side.coordinator, round=round, agency=side.agency)

    assert do(schedule_round, by=steps.north.coordinator, round=round).state == "scheduled"


def test_it_is_back_when_it_confirms_the_date(steps, scheduled):
    round = withdraw(steps, scheduled)
    round = go_on(steps, round, steps.north)
    observer = steps.world.observer

    round = do(confirm_date, by=observer, round=round, agency=steps.world.observers)

    assert every_round_move(steps.south.coordinator, round)["go_on"]
    assert not any(s.stands for s in Statement.objects.filter(act__in=["withdraws", "goes_on"]))
    assert do(schedule_round, by=steps.north.coordinator, round=round).state == "scheduled"


def test_what_was_said_to_go_on_does_not_answer_a_second_withdrawal(steps, scheduled):
    round = withdraw(steps, scheduled)
    for side in (steps.north, steps.south):
        round = go_on(steps, round, side)
    round = do(
        postpone_round,
        by=steps.north.coordinator,
        round=round,
        agency=steps.north.agency,
        reason="weather",
    )
    round = do(plan_round, by=steps.north.coordinator, round=round, date=today())
    speakers = (
        (steps.north.coordinator, steps.north.agency),
        (steps.south.coordinator, steps.south.agency),
        (steps.world.observer, steps.world.observers),
    )
    for by, agency in speakers:
        round = do(confirm_date, by=by, round=round, agency=agency)

    round = withdraw(steps, round)

    with pytest.raises(NotPermitted, match="date is not confirmed by"):
        do(schedule_round, by=steps.north.coordinator, round=round)


def test_its_message_counts_when_a_second_person_has_read_it(steps, scheduled):
    round = withdraw(steps, scheduled, by=steps.north.coordinator, **PAPER)
    assert round.state == RoundState.SCHEDULED
    said = Statement.objects.get(act="withdraws")
    with pytest.raises(NotPermitted, match="a second person must read"):
        do(check_statement, by=steps.north.coordinator, statement=said)

    do(check_statement, by=steps.north.transport_lead, statement=said)

    assert steps.again(round).state == RoundState.AGREED
    with pytest.raises(NotPermitted, match="has withdrawn"):
        withdraw(steps, round)


def test_a_sides_message_to_go_on_counts_when_a_second_person_has_read_it(steps, scheduled):
    round = withdraw(steps, scheduled)
    go_on(steps, round, steps.north)
    round = go_on(steps, round, steps.south, by=steps.north.coordinator, **PAPER)
    assert round.state == RoundState.AGREED

    said = Statement.objects.get(act="goes_on", is_recorded_for=True)
    do(check_statement, by=steps.north.exchange_officer, statement=said)

    assert steps.again(round).state == RoundState.SCHEDULED


def test_it_leaves_the_venue_and_what_it_attested_stays(steps):
    batch = steps.under_way(steps.counted_and_sealed(steps.listed("A-1", batch=steps.observed())))
    observer = steps.world.observer
    attested = {"batch": batch, "agency": steps.world.observers, "containers": 1}
    do(attest_count, by=observer, **attested)

    round = withdraw(steps, batch.round, by=observer)

    assert round.state == RoundState.UNDER_WAY
    assert Count.objects.at_venue().get().containers == 1
    assert Statement.objects.get(act="attests").stands
    assert Statement.objects.get(act="withdraws").occurred_at
    corrected = attested | {"batch": steps.again(batch), "containers": 2}
    assert do(attest_count, by=observer, **corrected).stands


def test_who_withdrew_before_the_start_attests_no_handover(steps, scheduled):
    batch = steps.counted_and_sealed(steps.listed("A-1", batch=scheduled.batches.get()))
    round = withdraw(steps, batch.round)
    for side in (steps.north, steps.south):
        round = go_on(steps, round, side)
    do(start_round, by=steps.north.coordinator, round=round)
    attested = {"agency": steps.world.observers, "containers": 1}

    with pytest.raises(NotPermitted, match="withdrew before the round started"):
        do(attest_count, by=steps.world.observer, batch=steps.again(batch), **attested)
    with pytest.raises(NotPermitted, match="withdrew before the round started"):
        do(attest_count, by=steps.north.coordinator, batch=steps.again(batch), **attested, **PAPER)


def test_one_side_does_not_drop_whom_both_agreed_on(steps, scheduled):
    round = withdraw(steps, scheduled)
    other = AgencyFactory(neutral=True)

    with pytest.raises(RuleBroken, match="Both sides agreed on"):
        do(plan_round, by=steps.north.coordinator, round=round, intermediary=None)
    later = today() + timedelta(days=1)
    round = do(plan_round, by=steps.north.coordinator, round=steps.again(round), date=later)
    for side in (steps.north, steps.south):
        round = go_on(steps, round, side)
    round = do(plan_round, by=steps.north.coordinator, round=round, intermediary=other)

    with pytest.raises(NotPermitted, match=f"not confirmed by .*{other}"):
        do(schedule_round, by=steps.north.coordinator, round=round)


def test_only_the_intermediary_withdraws_and_only_the_sides_go_on(steps, scheduled):
    with pytest.raises(NotPermitted, match="when it has withdrawn"):
        go_on(steps, scheduled, steps.north)
    with pytest.raises(NotPermitted, match="Only the neutral intermediary withdraws"):
        do(
            withdraw_from_round,
            by=steps.south.coordinator,
            round=scheduled,
            agency=steps.south.agency,
            reason="security",
        )
    round = withdraw(steps, scheduled)
    with pytest.raises(NotPermitted, match="The two sides say"):
        do(go_on_without, by=steps.world.observer, round=round, agency=steps.world.observers)
    go_on(steps, round, steps.north)
    with pytest.raises(NotPermitted, match="has said already"):
        go_on(steps, round, steps.north)
    with pytest.raises(NotPermitted, match="no neutral intermediary"):
        withdraw(steps, Steps().scheduled(), by=steps.world.observer)


def test_after_the_handover_nobody_withdraws(steps):
    batch = steps.handed_over("A-1", batch=steps.observed())
    do(hand_over_round, by=steps.north.coordinator, round=steps.again(batch.round))

    with pytest.raises(NotPermitted, match="before the handover is over"):
        withdraw(steps, batch.round)


def test_it_is_not_recorded_twice_and_gives_its_reason(steps, scheduled):
    with pytest.raises(IntegrityError, match="a_withdrawal_gives_its_reason"):
        withdraw(steps, scheduled, reason="")
    withdraw(steps, scheduled, by=steps.north.coordinator, **PAPER)

    with pytest.raises(NotPermitted, match="recorded already"):
        withdraw(steps, scheduled, by=steps.north.coordinator, **PAPER)
