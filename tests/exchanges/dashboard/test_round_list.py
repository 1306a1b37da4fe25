"""The list of rounds."""

import pytest

from repatriation.ledger.clock import today
from tests.exchanges.dashboard.reading import queries_of

ROUNDS = "/rounds/"


def test_rounds_are_for_those_who_are_signed_in(client, steps):
    for url in (ROUNDS, steps.opened().get_absolute_url()):
        assert client.get(url).url == f"/sign-in/?next={url}"


def test_whoever_sees_no_round_is_told_what_comes_next(shown, observer):
    page = shown(observer, ROUNDS)

    assert "There is no round yet. A coordinator opens the first one." in page
    assert "Not now. Only a coordinator opens and plans a round." in page


def test_a_draft_is_seen_by_its_own_side_only(steps, north, south, browse, shown):
    draft = steps.opened()

    assert draft.reference in shown(north.coordinator, ROUNDS)
    assert draft.reference not in shown(south.coordinator, ROUNDS)
    assert browse(south.coordinator).get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("state=proposed", True),
        ("state=agreed", False),
        ("since={day}&until={day}", True),
        ("until=2020-01-01", False),
        ("q={reference}", True),
        ("q=ER-99", False),
        ("state=&q=", True),
    ],
)
def test_rounds_are_found_by_their_filters(steps, north, shown, query, is_found):
    round = steps.proposed()
    query = query.format(day=today().isoformat(), reference=round.reference)

    page = shown(north.coordinator, f"{ROUNDS}?{query}")

    assert (f"{round.reference} Proposed" in page) == is_found
    assert ("No round fits these filters." in page) == (not is_found)


def test_the_list_costs_the_same_for_one_round_and_for_many(steps, north, browse):
    browser = browse(north.coordinator)
    steps.proposed()
    few = queries_of(browser, ROUNDS)
    for _ in range(5):
        steps.proposed()

    assert queries_of(browser, ROUNDS) == few


def test_what_is_searched_in_a_list_is_not_put_into_the_search_above(steps, north, browse):
    steps.opened()

    page = browse(north.coordinator).get(f"{ROUNDS}?q=ER-26").content.decode()

    assert page.count('value="ER-26"') == 1
