"""An intermediary withdraws while others go on: whoever comes first, nothing is half done."""

from functools import partial

import pytest

from exchanges.models import ExchangeRound, Statement
from exchanges.operations.running import schedule_round
from exchanges.operations.stating import confirm_date
from exchanges.operations.telling import tell_figures
from exchanges.operations.withdrawing import go_on_without, withdraw_from_round
from exchanges.policies.intermediaries import withdrawal_of
from repatriation.accounts.models import User
from repatriation.errors import Stale
from tests.factories.steps import do
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def move(operation, by, **what):
    return partial(do, operation, by=User.objects.get(pk=by.pk), **what)


def test_it_withdraws_once_while_the_date_is_fixed(steps):
    """Eight schedule, eight withdraw: one of them all; never is a round fixed that it left."""
    round = steps.agreed(intermediary=steps.world.observers)
    observer = steps.world.observer
    for by, agency in (
        (steps.north.coordinator, steps.north.agency),
        (steps.south.coordinator, steps.south.agency),
        (observer, steps.world.observers),
    ):
        round = do(confirm_date, by=by, round=round, agency=agency)
    left = {"agency": steps.world.observers, "reason": "security"}

    acts = []
    for number in range(CROWD):
        again = ExchangeRound.objects.get(pk=round.pk)
        if number % 2:
            acts.append(move(withdraw_from_round, observer, round=again, **left))
        else:
            acts.append(move(schedule_round, steps.north.coordinator, round=again))
    outcomes = at_once(acts)

    assert outcomes.broken == []
    assert len(outcomes.done) == 1
    assert {type(one) for one in outcomes.refused} == {Stale}
    round = ExchangeRound.objects.get(pk=round.pk)
    assert (round.state == "scheduled") == (withdrawal_of(round) is None)


def test_both_sides_go_on_at_once_and_none_is_lost(steps):
    round = ExchangeRound.objects.get(pk=steps.observed().round_id)
    left = {"agency": steps.world.observers, "reason": "security"}
    do(withdraw_from_round, by=steps.world.observer, round=round, **left)

    sides = (steps.north, steps.south)
    acts = [
        move(go_on_without, side.coordinator, agency=side.agency, round=again)
        for side in sides
        for again in ExchangeRound.objects.filter(pk=round.pk)
    ]
    outcomes = at_once(acts)

    assert (len(outcomes.done), len(outcomes.refused), outcomes.broken) == (1, 1, [])
    (said,) = Statement.objects.filter(act="goes_on")
    other = next(side for side in sides if side.agency != said.agency)
    again = ExchangeRound.objects.get(pk=round.pk)
    done = do(go_on_without, by=other.coordinator, agency=other.agency, round=again)
    assert done.state == "scheduled"


def test_figures_are_told_once(steps):
    batch = steps.handed_over("A-1")
    told = {"agency": steps.north.agency, "way": "to_convenor", "rung": "contents"}
    told |= {"opened": 1, "cases": 1}

    rounds = [ExchangeRound.objects.get(pk=batch.round_id) for _ in range(CROWD)]
    outcomes = at_once(
        [move(tell_figures, steps.north.coordinator, round=one, **told) for one in rounds]
    )

    assert (len(outcomes.done), outcomes.broken) == (1, [])
    assert {type(one) for one in outcomes.refused} == {Stale}
