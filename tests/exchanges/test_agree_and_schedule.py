"""No round stands on one side's word, and none waits for somebody who will not sign in."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from exchanges.models import ExchangeRound, Statement
from exchanges.operations.planning import open_round, plan_round, propose_round
from exchanges.operations.running import schedule_round
from exchanges.operations.stating import accept_round, check_statement, confirm_date
from exchanges.states import RoundState
from repatriation.errors import NotPermitted, RuleBroken, Stale, TransitionNotAllowed
from repatriation.ledger.clock import today
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


def accept(round, side, **more):
    return do(accept_round, by=side.coordinator, round=round, agency=side.agency, **more)


def confirm(round, side, **more):
    return do(confirm_date, by=side.coordinator, round=round, agency=side.agency, **more)


def recorded(operation, round, steps, **more):
    """The northern coordinator writes down what the southern side said."""
    return do(
        operation,
        by=steps.north.coordinator,
        round=round,
        agency=steps.south.agency,
        **{"said_on": today(), "source": "message 14/2", **more},
    )


def test_one_acceptance_does_not_agree_a_round_and_two_do(steps):
    round = accept(steps.proposed(), steps.north)

    assert round.state == RoundState.PROPOSED
    assert accept(round, steps.south).state == RoundState.AGREED


def test_a_side_does_not_accept_twice(steps):
    round = accept(steps.proposed(), steps.north)

    with pytest.raises(RuleBroken, match="has said this already"):
        accept(round, steps.north)


def test_nobody_speaks_for_the_other_side(steps):
    round = steps.proposed()

    recorded(accept_round, round, steps)

    statement = Statement.objects.get()
    assert statement.is_recorded_for
    assert not statement.stands


def test_what_we_record_for_them_names_its_source(steps):
    with pytest.raises(IntegrityError, match="what_we_record_for_another_names_its_source"):
        recorded(accept_round, steps.proposed(), steps, source="  ")


def test_what_we_record_for_them_counts_when_a_second_person_has_read_it(steps):
    round = recorded(accept_round, accept(steps.proposed(), steps.north), steps)
    statement = Statement.objects.get(is_recorded_for=True)
    assert round.state == RoundState.PROPOSED

    with pytest.raises(NotPermitted, match="a second person must read"):
        do(check_statement, by=steps.north.coordinator, statement=statement)
    with pytest.raises(NotPermitted, match="your own side"):
        do(check_statement, by=steps.south.coordinator, statement=statement)
    do(check_statement, by=steps.north.exchange_officer, statement=statement)

    assert steps.again(round).state == RoundState.AGREED
    with pytest.raises(NotPermitted, match="already"):
        do(check_statement, by=steps.north.transport_lead, statement=statement)


def test_the_database_refuses_a_check_by_its_recorder(steps):
    recorded(accept_round, steps.proposed(), steps)
    statement = Statement.objects.get()
    statement.checked_by, statement.checked_at = statement.recorded_by, statement.recorded_at

    with pytest.raises(IntegrityError, match="who_records_for_another_does_not_check"):
        statement.save()


def test_a_message_is_not_dated_tomorrow(steps):
    with pytest.raises(RuleBroken, match="dated in the future"):
        recorded(accept_round, steps.proposed(), steps, said_on=today() + timedelta(days=1))


def test_a_round_is_scheduled_when_both_sides_confirmed_its_date(steps):
    round = confirm(steps.agreed(), steps.north)

    with pytest.raises(NotPermitted, match="not confirmed by Southern Commission"):
        do(schedule_round, by=steps.north.coordinator, round=round)
    round = confirm(round, steps.south)

    assert do(schedule_round, by=steps.north.coordinator, round=round).state == "scheduled"


def test_the_intermediary_confirms_where_one_is_named(steps):
    round = steps.agreed(intermediary=steps.world.observers)
    for side in (steps.north, steps.south):
        round = confirm(round, side)

    with pytest.raises(NotPermitted, match="not confirmed by"):
        do(schedule_round, by=steps.north.coordinator, round=round)
    observer = steps.world.observer
    round = do(confirm_date, by=observer, round=round, agency=steps.world.observers)

    assert do(schedule_round, by=steps.north.coordinator, round=round).state == "scheduled"


def test_the_intermediary_does_not_accept_a_round(steps):
    round = steps.proposed(intermediary=steps.world.observers)

    with pytest.raises(NotPermitted, match="The two sides accept a round"):
        do(accept_round, by=steps.world.observer, round=round, agency=steps.world.observers)


def test_a_new_date_is_confirmed_anew(steps):
    round = steps.agreed()
    for side in (steps.north, steps.south):
        round = confirm(round, side)
    later = today() + timedelta(days=3)

    round = do(plan_round, by=steps.north.coordinator, round=round, date=later)

    with pytest.raises(NotPermitted, match="not confirmed by"):
        do(schedule_round, by=steps.north.coordinator, round=round)


@pytest.mark.parametrize("missing", ["date", "venue", "window_from"])
def test_a_round_is_not_scheduled_without_when_and_where(steps, missing):
    plan = {missing: None} | ({"window_until": None} if missing == "window_from" else {})
    round = steps.agreed(**plan)

    with pytest.raises(NotPermitted, match="Still missing"):
        do(schedule_round, by=steps.north.coordinator, round=round)


def test_the_database_refuses_a_scheduled_round_without_a_date(steps):
    round = steps.scheduled()

    with pytest.raises(IntegrityError, match="a_scheduled_round_says_when_and_where"):
        ExchangeRound.objects.filter(pk=round.pk).update(date=None)


def test_the_plan_stands_once_the_round_is_scheduled(steps):
    with pytest.raises(NotPermitted, match="stands once it is scheduled"):
        do(plan_round, by=steps.north.coordinator, round=steps.scheduled(), transport="rail")


def test_only_the_convenor_plans_and_proposes(steps):
    round = steps.proposed()

    with pytest.raises(NotPermitted, match="This round is planned by Northern Commission"):
        do(plan_round, by=steps.south.coordinator, round=round, transport="rail")
    with pytest.raises(NotPermitted, match="Only a coordinator"):
        do(plan_round, by=steps.north.exchange_officer, round=round, transport="rail")


def test_a_counterpart_is_of_the_other_side(steps):
    with pytest.raises(RuleBroken, match="belongs to your own side"):
        do(open_round, by=steps.north.coordinator, counterpart=steps.north.mortuaries[0])


def test_an_intermediary_belongs_to_no_side(steps):
    with pytest.raises(RuleBroken, match="choose a neutral intermediary"):
        do(
            open_round,
            by=steps.north.coordinator,
            counterpart=steps.south.agency,
            intermediary=steps.south.mortuaries[0],
        )


def test_a_stale_form_changes_nothing(steps):
    round = steps.opened()
    do(plan_round, by=steps.north.coordinator, round=round, transport="rail")

    with pytest.raises(Stale, match="was changed while you were reading it"):
        do(plan_round, by=steps.north.coordinator, round=round, transport="road")

    assert steps.again(round).transport == "rail"


def test_a_round_is_not_proposed_twice(steps):
    with pytest.raises(TransitionNotAllowed, match="Only a draft is proposed"):
        do(propose_round, by=steps.north.coordinator, round=steps.proposed())


def test_a_round_is_never_deleted(steps):
    round = steps.opened()

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        round.delete()


def test_what_a_side_said_itself_is_not_checked_by_the_other(steps):
    accept(steps.proposed(), steps.north)

    with pytest.raises(NotPermitted, match="there is nothing to check"):
        do(check_statement, by=steps.south.coordinator, statement=Statement.objects.get())
