"""Four figures: own, with their unit, and taken back week by week by what happened."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import StorageUnit
from cases.operations.custody import Circumstances
from cases.operations.opening import open_container
from cases.operations.storing import store_cases
from repatriation.today.figures import WEEKS, figures_for
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps, do

ALONE = Circumstances(alone_reason="night shift")


@pytest.fixture
def steps():
    return Steps()


def again(user):
    """As signed in anew: without what was remembered of their permissions."""
    return type(user).objects.get(pk=user.pk)


def values(user) -> list[int]:
    return [figure.value for figure in figures_for(again(user))]


def trend(user, place: int) -> list[int]:
    return list(figures_for(again(user))[place].trend.series.values)


def test_the_side_that_receives_counts_what_it_holds(steps):
    steps.numbered("A-1", "A-2", "A-3")

    unopened, held, cases, stored = values(steps.north.coordinator)

    assert (unopened, held, cases, stored) == (2, 3, 2, 0)


def test_the_other_side_counts_nothing_of_it(steps):
    steps.numbered("A-1", "A-2", "A-3")

    assert values(steps.south.coordinator) == [0, 0, 0, 0]


def test_what_is_only_listed_is_nobodys_figure_yet(steps):
    steps.listed("A-1", "A-2")

    assert values(steps.north.coordinator) == values(steps.south.coordinator) == [0, 0, 0, 0]


def test_a_mortuary_counts_its_own_alone(steps):
    steps.numbered("A-1", "A-2", "A-3")
    elsewhere = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])

    assert values(steps.north.mortuary_officer) == [2, 3, 2, 0]
    assert values(elsewhere) == []


def test_a_case_that_is_stored_twice_is_put_in_store_once(steps):
    cases, officer = steps.numbered("A-1"), steps.north.mortuary_officer
    for name in ("Shelf 1", "Shelf 2"):
        unit = StorageUnit.objects.create(agency=officer.agency, name=name)
        said = Circumstances(storage_unit=unit, alone_reason="night shift")
        do(store_cases, by=officer, cases=cases[:1], circumstances=said)

    assert values(steps.north.coordinator)[3] == 1
    assert trend(steps.north.coordinator, 3)[-2:] == [0, 1]


def test_who_holds_nothing_gets_no_figures(steps):
    steps.numbered("A-1")

    assert figures_for(steps.world.observer) == []
    assert figures_for(UserFactory(role="coordinator", agency=None)) == []
    assert figures_for(again(steps.north.transport_lead)) == []


def test_the_trend_is_what_stood_at_the_end_of_each_week(steps):
    now = timezone.now().replace(hour=12)
    with time_machine.travel(now - timedelta(weeks=5)):
        containers = steps.cleared("A-1", "A-2", "A-3")
    with time_machine.travel(now - timedelta(weeks=2)):
        Steps(steps.world).handed_over("B-1")
        do(
            open_container,
            by=steps.north.mortuary_officer,
            container=containers[0],
            remains=[],
            circumstances=ALONE,
        )

    with time_machine.travel(now):
        unopened, held = (trend(steps.north.coordinator, place) for place in (0, 1))

    assert len(unopened) == len(held) == WEEKS
    assert unopened == [0] * 6 + [3, 3, 3, 3, 3, 3]
    assert held == [0] * 6 + [3, 3, 3, 4, 4, 4]


def test_what_an_agency_passed_on_is_no_longer_its_own(steps):
    now = timezone.now().replace(hour=12)
    with time_machine.travel(now - timedelta(weeks=3)):
        steps.received("A-1", "A-2")
    with time_machine.travel(now - timedelta(days=1)):
        Steps(steps.world).handed_over("B-1")

    with time_machine.travel(now):
        held = trend(steps.north.exchange_officer, 1)

    assert held[-1] == 1
    assert held[: WEEKS - 2] == [0] * (WEEKS - 2)


def test_what_happened_before_the_twelve_weeks_stands_in_all_of_them(steps):
    now = timezone.now().replace(hour=12)
    with time_machine.travel(now - timedelta(weeks=20)):
        steps.handed_over("A-1", "A-2")

    with time_machine.travel(now):
        assert trend(steps.north.coordinator, 1) == [2] * WEEKS


def test_the_last_week_is_the_figure_itself(steps):
    steps.numbered("A-1", "A-2")

    for figure in figures_for(again(steps.north.coordinator)):
        assert figure.trend.series.values[-1] == figure.value


def test_more_containers_cost_no_more_queries(steps):
    steps.numbered("A-1")
    user = steps.north.coordinator

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            figures_for(again(user))
        return len(captured)

    few = queries()
    Steps(steps.world).numbered(*(f"B-{number}" for number in range(12)))

    assert queries() == few
