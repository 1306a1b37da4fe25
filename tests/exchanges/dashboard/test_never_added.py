"""Figures of different sources never meet in one sum, on any page or in any field of the API: each
source counts with numbers of its own, and no sum of two sources' is found anywhere."""

import html
import itertools
import json
import re

import pytest
from django.urls import URLPattern

from exchanges.api.urls import urlpatterns as api_urls
from exchanges.dashboard.urls import urlpatterns as page_urls
from exchanges.models import ExchangeBatch, ExchangeRound, ToldFigures
from exchanges.operations.attesting import attest_count
from exchanges.operations.telling import tell_figures
from tests.api.callers import person
from tests.factories.steps import do

# What each source counted in the first round and in the second; no two sums of these are alike.
NORTH, SOUTH, OBSERVERS = (10_007, 10_303), (20_011, 21_013), (40_031, 42_037)
TOLD_BY_NORTH, TOLD_BY_SOUTH = (51_001, 53_017), (61_007, 67_003)  # identified
OTHER_PAGES = ("/", "/rounds/", "/batches/", "/discrepancies/", "/reports/both-directions/")
FILES = ("/reports/both-directions.csv",)


@pytest.fixture
def world(steps):
    """Two rounds in one direction, counted and told by every source."""
    steps.told_by = []
    for place in (0, 1):
        batch = steps.handed_over(f"{place}-1", f"{place}-2", batch=steps.observed())
        for by, agency, counted in (
            (steps.north.exchange_officer, steps.north.agency, NORTH),
            (steps.south.exchange_officer, steps.south.agency, SOUTH),
            (steps.world.observer, steps.world.observers, OBSERVERS),
        ):
            said = {"agency": agency, "containers": counted[place]}
            do(attest_count, by=by, batch=steps.again(batch), **said)
        for side, identified in ((steps.north, TOLD_BY_NORTH), (steps.south, TOLD_BY_SOUTH)):
            number = identified[place]
            figures = {"distinguished": number, "identified": number, "certified": number}
            told = {"agency": side.agency, "way": "to_convenor", "rung": "identity", **figures}
            told |= {"is_for_intermediary": True}
            round = ExchangeRound.objects.get(pk=batch.round_id)
            do(tell_figures, by=side.coordinator, round=round, **told)
    return steps


def mixed() -> set[int]:
    """Every sum of figures of two sources or more, whichever of their rounds."""
    own = [
        {0, first, second, first + second}
        for first, second in (NORTH, SOUTH, OBSERVERS, TOLD_BY_NORTH, TOLD_BY_SOUTH)
    ]
    sums = {
        sum(chosen): sum(1 for number in chosen if number) for chosen in itertools.product(*own)
    }
    return {total for total, sources in sums.items() if sources > 1}


def addresses(patterns, references) -> list[str]:
    """Those that are read by a reference alone, for each reference there is; 404 where it is of
    another kind."""
    found = []
    for one in patterns:
        if not isinstance(one, URLPattern):
            continue
        route = str(one.pattern)
        named = re.findall(r"<[^>]+>", route)
        if len(named) == 1 and "reference" in named[0]:
            found += [route.replace(named[0], reference) for reference in references]
    return found


def numbers_of_page(page: str) -> set[int]:
    text = html.unescape(re.sub(r"<[^>]*>", " ", page))
    grouped = re.findall(r"\d+(?:[,\u202f\u00a0]\d{3})*", text)
    return {int(re.sub(r"\D", "", number)) for number in grouped}


def numbers_of_answer(answer) -> set[int]:
    if isinstance(answer, dict):
        return set().union(*map(numbers_of_answer, answer.values()), set())
    if isinstance(answer, list):
        return set().union(*map(numbers_of_answer, answer), set())
    if isinstance(answer, bool) or answer is None:
        return set()
    if isinstance(answer, int):
        return {answer}
    return {int(number) for number in re.findall(r"\d+", str(answer)) if len(number) < 12}


def readers(steps):
    return {
        "north": steps.north.coordinator,
        "south": steps.south.coordinator,
        "observer": steps.world.observer,
    }


def references() -> list[str]:
    rows = [*ExchangeRound.objects.all(), *ExchangeBatch.objects.all()]
    return [row.reference for row in rows]


def test_no_page_and_no_file_adds_what_two_sources_said(world, browse):
    wrong, seen, forbidden = [], set(), mixed()
    paths = [f"/{path}" for path in addresses(page_urls, references())]

    for name, user in readers(world).items():
        browser = browse(user)
        for path in (*OTHER_PAGES, *paths):
            answer = browser.get(path)
            is_text = answer.headers.get("Content-Type", "").startswith("text/html")
            if answer.status_code != 200 or not is_text:
                continue
            numbers = numbers_of_page(answer.content.decode())
            seen |= numbers
            wrong += [(name, path, number) for number in numbers & forbidden]
        for path in FILES:
            cells = re.split(r"[,\r\n]", browser.get(path).content.decode("utf-8-sig"))
            numbers = {int(cell) for cell in cells if cell.isdecimal()}
            seen |= numbers
            wrong += [(name, path, number) for number in numbers & forbidden]

    assert wrong == []
    # It does see: each source's own figures, and what they come to.
    for first, second in (NORTH, SOUTH, OBSERVERS):
        assert {first, second, first + second} <= seen
    assert {*TOLD_BY_NORTH, *TOLD_BY_SOUTH} <= seen


def test_no_field_of_the_api_adds_what_two_sources_said(world):
    wrong, seen, forbidden = [], set(), mixed()
    paths = [*addresses(api_urls, references()), "rounds/", "batches/", "discrepancies/"]

    for name, user in readers(world).items():
        caller = person(user)
        for path in (*paths, "reports/both-directions/"):
            answer = caller.get(path)
            if answer.status_code != 200:
                continue
            numbers = numbers_of_answer(json.loads(answer.content))
            seen |= numbers
            wrong += [(name, path, number) for number in numbers & forbidden]

    assert wrong == []
    for first, second in (NORTH, SOUTH, OBSERVERS):
        assert {first, second, first + second} <= seen
    assert ToldFigures.objects.count() == 4
    assert {*TOLD_BY_NORTH, *TOLD_BY_SOUTH} <= seen


def test_the_numbers_of_this_test_would_show_a_sum():
    assert NORTH[0] + SOUTH[0] in mixed()
    assert not mixed() & {sum(NORTH), sum(SOUTH), sum(OBSERVERS), *TOLD_BY_NORTH}
    assert numbers_of_page("<td>30,018</td><td>1</td>") == {NORTH[0] + SOUTH[0], 1}
