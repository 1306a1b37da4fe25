"""What a side tells of contents and identity, on the pages: typed, checked, and read by source."""

import pytest

from exchanges.models import ExchangeRound, ToldFigures
from exchanges.operations.telling import tell_figures
from repatriation.ledger.clock import today
from tests.exchanges.dashboard.reading import queries_of
from tests.factories.steps import do

CONTENTS = {"opened": "2", "cases": "3", "distinguished": "2"}
IDENTITY = {"distinguished": 2, "identified": 1, "certified": 1}


@pytest.fixture
def round(steps):
    steps.numbered("A-1", "A-2")
    return ExchangeRound.objects.get()


def at(round, address) -> str:
    return f"{round.get_absolute_url()}{address}/"


def sent(round, side, **more):
    told = {"agency": side.agency.pk, "way": "to_convenor", "as_of": today().isoformat()}
    return told | {"version": str(round.version)} | more


def test_the_form_begins_with_what_the_register_holds(round, north, browse):
    page = browse(north.coordinator).get(at(round, "tell-contents")).content.decode()

    assert 'name="opened" value="1"' in page
    assert 'name="cases" value="2"' in page
    assert "Southern side to Northern side" in page


def test_the_receiving_side_tells_and_the_other_side_reads(round, north, south, browse, shown):
    before = shown(south.coordinator, round.get_absolute_url())
    assert "Contents Not shown to you" in before
    assert "Nothing was told." in before

    browser = browse(north.coordinator)
    browser.post(at(round, "tell-contents"), sent(round, north, **CONTENTS))

    theirs = shown(south.coordinator, round.get_absolute_url())
    assert "Contents As told by the receiving side" in theirs
    assert "Told by Northern Commission, as of" in theirs
    assert "Identity Not shown to you" in theirs
    own = shown(north.coordinator, round.get_absolute_url())
    assert "told to the other side: 3 as of" in own


def test_what_is_recorded_of_another_is_checked_on_its_page(round, north, south, browse, shown):
    paper = {"said_on": today().isoformat(), "source": "message 9"}
    data = sent(round, south, **{k: str(v) for k, v in IDENTITY.items()}, **paper)
    browse(north.coordinator).post(at(round, "tell-identity"), data)
    told = ToldFigures.objects.get()
    page = shown(north.exchange_officer, round.get_absolute_url())
    assert "Figures to be checked by a second person" in page
    assert "Individuals identified: 1" in page
    assert "not checked yet" in page

    checking = at(round, f"figures-{told.pk}")
    assert "message 9" not in shown(north.mortuary_officer, round.get_absolute_url())
    refused = browse(north.coordinator).post(checking, follow=True).content.decode()
    assert "a second person must read" in refused
    browse(north.exchange_officer).post(checking)

    told.refresh_from_db()
    assert told.stands


def test_another_finds_no_figures_to_check(round, north, south, browse):
    figures = {"agency": south.agency, "way": "to_convenor", "rung": "identity", **IDENTITY}
    by, source = north.coordinator, "message 9"
    told = do(tell_figures, by=by, round=ExchangeRound.objects.get(), source=source, **figures)

    checking = at(round, f"figures-{told.pk}")
    assert browse(north.mortuary_officer).get(checking).status_code == 404


def test_figures_that_cannot_be_stay_in_the_form(round, north, browse):
    wrong = {"distinguished": "2", "identified": "3", "certified": "1"}
    answer = browse(north.coordinator).post(at(round, "tell-identity"), sent(round, north, **wrong))

    page = answer.content.decode()
    assert "Those certified are among those identified" in page
    assert 'value="3"' in page
    assert not ToldFigures.objects.exists()


def test_identity_as_told_stands_as_a_chart_with_its_table(round, north, south, shown):
    for identified in (0, 1):
        figures = IDENTITY | {"identified": identified, "certified": 0}
        figures |= {"as_of": today().replace(day=1) if not identified else today()}
        more = {"agency": north.agency, "way": "to_convenor", "rung": "identity", **figures}
        do(tell_figures, by=north.coordinator, round=ExchangeRound.objects.get(), **more)

    page = shown(south.coordinator, round.get_absolute_url())

    if today().day > 1:
        assert "Identity as told. Counterpart" in page
        assert "Figures as a table" in page


def test_the_page_costs_the_same_for_one_told_and_for_three(round, north, browse):
    browser = browse(north.coordinator)
    counts = []
    for _again in range(3):
        figures = {"way": "to_convenor", "rung": "identity", "agency": north.agency, **IDENTITY}
        do(tell_figures, by=north.coordinator, round=ExchangeRound.objects.get(), **figures)
        counts.append(queries_of(browser, round.get_absolute_url()))

    assert counts[0] == counts[-1]
