"""What a side tells of contents and identity: once, dated, checked where recorded, never edited."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from exchanges.models import ExchangeRound, ToldFigures
from exchanges.operations.telling import check_figures, tell_figures
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.clock import today
from tests.factories.steps import Steps, do

CONTENTS = {"opened": 3, "cases": 5, "minimum": 3, "distinguished": 3, "non_human": 1}
IDENTITY = {"distinguished": 3, "identified": 2, "certified": 1}
PAPER = {"said_on": today(), "source": "message 14/2"}


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def round(steps):
    return steps.again(steps.handed_over("A-1", "A-2", "A-3", batch=steps.observed()).round)


def tell(steps, round, *, side=None, by=None, rung="contents", way="to_convenor", **more):
    side = side or steps.north
    figures = {"contents": CONTENTS, "identity": IDENTITY}[rung]
    return do(
        tell_figures,
        by=by or side.coordinator,
        round=ExchangeRound.objects.get(pk=round.pk),
        agency=side.agency,
        way=way,
        rung=rung,
        **figures | more,
    )


def test_the_receiving_side_tells_and_the_other_side_sees(steps, round):
    told = tell(steps, round)

    assert (told.stands, told.as_of, told.figures) == (True, today(), CONTENTS)
    for user in (steps.north.coordinator, steps.south.coordinator):
        assert ToldFigures.objects.visible_to(user).get() == told
    assert not ToldFigures.objects.visible_to(steps.world.observer)
    assert not ToldFigures.objects.visible_to(steps.north.mortuary_officer)
    assert not ToldFigures.objects.visible_to(Steps().north.coordinator)


def test_the_intermediary_sees_what_is_told_for_it_and_its_own(steps, round):
    shown = tell(steps, round, rung="identity", is_for_intermediary=True)
    tell(steps, round)
    observer = steps.world.observer
    own = do(
        tell_figures,
        by=observer,
        round=steps.again(round),
        agency=steps.world.observers,
        way="to_convenor",
        rung="contents",
        **CONTENTS,
    )

    assert set(ToldFigures.objects.visible_to(observer)) == {shown, own}
    assert own.is_for_intermediary


def test_what_is_recorded_for_another_stands_when_a_second_person_has_read_it(steps, round):
    told = tell(steps, round, side=steps.south, by=steps.north.coordinator, **PAPER)
    assert not told.stands
    assert not ToldFigures.objects.standing()
    with pytest.raises(NotPermitted, match="a second person must read"):
        do(check_figures, by=steps.north.coordinator, told=told)

    do(check_figures, by=steps.north.exchange_officer, told=told)

    assert steps.again(told).stands
    kinds = [e.kind for e in Event.objects.order_by("pk") if "figures" in e.kind]
    assert kinds == ["exchanges.figures_recorded", "exchanges.figures_told"]


def test_a_correction_is_a_new_one_that_names_what_it_corrects(steps, round):
    first = tell(steps, round)
    second = tell(steps, round, opened=2)

    assert (second.corrects, first.correction) == (first, second)
    assert steps.again(first).opened == 3


def test_newer_figures_correct_nothing_and_older_ones_come_too_late(steps, round):
    yesterday = today() - timedelta(days=1)
    before = tell(steps, round, as_of=yesterday)
    newer = tell(steps, round)

    assert newer.corrects is None
    with pytest.raises(RuleBroken, match="has told figures as of"):
        tell(steps, round, as_of=yesterday)
    assert list(ToldFigures.objects.standing()) == [before, newer]


def test_what_nobody_read_and_was_corrected_lapses(steps, round):
    by = steps.north.coordinator
    first = tell(steps, round, side=steps.south, by=by, **PAPER)
    tell(steps, round, side=steps.south, by=by, **PAPER)

    with pytest.raises(NotPermitted, match="overtaken"):
        do(check_figures, by=steps.north.exchange_officer, told=steps.again(first))


def test_nothing_is_told_of_what_did_not_pass(steps, round):
    with pytest.raises(RuleBroken, match="Nothing was handed over in this direction"):
        tell(steps, round, way="to_counterpart")
    with pytest.raises(NotPermitted, match="nothing was in this round yet"):
        tell(steps, steps.scheduled())


def test_who_may_tell(steps, round):
    with pytest.raises(NotPermitted, match="Only a coordinator or an observer"):
        tell(steps, round, by=steps.north.exchange_officer)
    with pytest.raises(NotPermitted, match="Only an officer of a side"):
        tell(steps, round, side=steps.south, by=steps.north.program("coordinator"), **PAPER)
    with pytest.raises(NotPermitted, match="no party to"):
        do(
            tell_figures,
            by=steps.north.coordinator,
            round=steps.again(round),
            agency=steps.north.mortuaries[0],
            way="to_convenor",
            rung="contents",
            **CONTENTS,
        )


@pytest.mark.parametrize(
    ("rung", "wrong", "constraint"),
    [
        ("contents", {"cases": None}, "figures_told_are_those_of_their_verification"),
        ("identity", {"certified": None}, "figures_told_are_those_of_their_verification"),
        ("identity", {"cases": 3}, "figures_told_are_those_of_their_verification"),
        ("contents", {"as_of": today() + timedelta(days=1)}, "of_a_day_that_has_come"),
        ("identity", {"identified": 4}, "identified_are_among_the_distinguished"),
        ("identity", {"certified": 3}, "identified_are_among_the_distinguished"),
        ("contents", {"non_human": 6}, "what_is_not_human_is_among_the_cases"),
        ("contents", {"other_sides": 6}, "what_is_not_human_is_among_the_cases"),
    ],
)
def test_the_database_holds_what_figures_can_be(steps, round, rung, wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        tell(steps, round, rung=rung, **wrong)


def test_a_figure_once_told_is_not_changed_by_anybody(steps, round):
    told = tell(steps, round)

    for statement in (
        "UPDATE exchanges_toldfigures SET opened = 4 WHERE id = %s",
        "UPDATE exchanges_toldfigures SET as_of = as_of - 1 WHERE id = %s",
        "DELETE FROM exchanges_toldfigures WHERE id = %s",
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [told.pk])
    assert steps.again(told).opened == 3
