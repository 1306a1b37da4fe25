"""Progress to identification and waiting time by state: what is counted, for whom, how fast."""

from datetime import date, timedelta

import pytest

from cases.models import RemainsCase
from cases.operations.progress import Step, progress_for, waiting_for
from repatriation.ledger.clock import now
from tests.api.callers import person
from tests.cases.dashboard.reading import text_in
from tests.factories.boards import Boards
from tests.factories.examinations import Examinations
from tests.factories.world import make_world

PAGE, ADDRESS = "/progress/", "progress/"


@pytest.fixture
def boards(db):
    return Boards()


def numbered(case, days):
    at = now() - timedelta(days=days)
    RemainsCase._base_manager.filter(pk=case.pk).update(numbered_at=at)


def last(user, step=Step.MONTH):
    return {name: sums[-1] for name, sums in progress_for(user, step).sums.items()}


def standing(user, state):
    return next(one for one in waiting_for(user) if one.state == state)


def test_each_milestone_is_counted_in_cases(boards):
    boards.certified()
    boards.identified()
    boards.case()

    found = last(boards.coordinator)

    assert found["numbered"] >= 3
    assert (found["identified"], found["certified"], found["released"]) == (2, 1, 0)


def test_what_was_reached_before_the_first_period_is_in_the_sums(boards):
    numbered(boards.case(), days=3000)
    numbered(boards.case(), days=0)

    sums = progress_for(boards.coordinator, Step.WEEK).sums["numbered"]

    assert (len(sums), sums[0], sums[-1]) == (12, 1, 2)


@pytest.mark.parametrize("step", Step)
def test_the_periods_are_twelve_and_end_with_this_one(boards, step):
    periods = progress_for(boards.coordinator, step).periods

    assert len(periods) == len(set(periods)) == 12
    assert periods == sorted(periods)
    assert all(day.day == 1 for day in periods) or step == Step.WEEK


def test_waiting_time_is_the_median_nine_of_ten_and_the_longest(boards):
    for days in (1, 2, 3, 4, 5, 6, 7, 8, 9, 100):
        numbered(case := boards.case(), days=days)

    found = standing(boards.coordinator, "numbered")

    assert (found.cases, found.median, found.ninety) == (10, 5, 9)
    assert (found.longest, found.reference) == (100, str(case))


def test_a_case_waits_from_the_day_on_which_its_state_began(boards):
    by = Examinations(boards.examiner)
    begun = by.started(case := boards.case())
    numbered(case, days=50)
    type(begun).objects.filter(pk=begun.pk).update(opened_at=now() - timedelta(days=7))

    assert standing(boards.coordinator, "in_examination").longest == 7
    assert standing(boards.coordinator, "numbered").cases == 0


def test_an_examined_case_waits_from_its_review(boards):
    Examinations(boards.examiner).reviewed(case := boards.case())

    found = standing(boards.coordinator, "examined")

    assert (found.cases, found.longest, found.reference) == (1, 0, str(case))


def test_another_side_counts_nothing_of_this_one(boards):
    boards.identified()
    stranger = make_world().south.coordinator

    assert set(last(stranger).values()) == {0}
    assert not any(one.cases for one in waiting_for(stranger))


def test_an_agency_counts_what_it_sees(boards):
    boards.identified()
    elsewhere = boards.side.person("mortuary officer", name="far", at=boards.side.mortuaries[-1])

    assert set(last(elsewhere).values()) == {0}


def test_the_page_draws_both_and_says_the_figures(boards, browse):
    boards.certified()
    numbered(case := boards.case(), days=12)

    page = browse(boards.coordinator).get(PAGE)

    told = text_in(page)
    assert "Progress to identification" in told
    assert "Certified" in told
    assert str(case) in told
    assert "/cases/?state=numbered" in page.content.decode()
    assert page.content.decode().count('class="chart"') == 2
    assert "style=" not in page.content.decode()


def test_by_week_and_what_is_no_step(boards, browse):
    browser = browse(boards.coordinator)

    boards.case()
    assert "Week of" in text_in(browser.get(f"{PAGE}?by=week"))
    assert browser.get(f"{PAGE}?by=century").status_code == 200


def test_where_nothing_is_numbered_the_page_says_so(db, browse):
    page = browse(make_world().north.coordinator).get(PAGE)

    assert "No remains are numbered yet." in text_in(page)
    assert "No case waits." in text_in(page)


def test_the_same_queries_however_many_cases(boards, browse, django_assert_num_queries):
    boards.certified()
    waiting_for(boards.coordinator)
    progress_for(boards.coordinator, Step.MONTH)

    with django_assert_num_queries(5):
        progress_for(boards.coordinator, Step.MONTH)
    states = sum(bool(one.cases) for one in waiting_for(boards.coordinator))
    with django_assert_num_queries(5 + states):
        waiting_for(boards.coordinator)


def test_the_api_gives_the_same_figures(boards):
    boards.identified()

    answer = person(boards.coordinator).get(f"{ADDRESS}?by=week")

    assert answer.status_code == 200, answer.content
    given = answer.json()
    assert given["periods"][-1]["identified"] == 1
    assert given["waiting"][0]["state"] == "numbered"
    assert date.fromisoformat(given["periods"][-1]["begins_on"]).weekday() == 0


@pytest.mark.parametrize("query", ["?by=century", "?per=week"])
def test_the_api_refuses_what_it_does_not_know(boards, query):
    assert person(boards.coordinator).get(ADDRESS + query).status_code == 400
