"""The page of a comparison: two lists side by side, and the answers of the sides."""

import pytest

from exchanges.models import LineWord, Statement
from repatriation.ledger.clock import today
from tests.cases.dashboard.reading import hidden, text_in
from tests.exchanges.comparing import answer, compared, line_of
from tests.exchanges.dashboard.reading import queries_of
from tests.factories.lists import csv_list
from tests.factories.steps import Steps

OURS = "label;claimed_name;seal\nA-1;;1\nA-2;Умовенко Приклад;2\nA-3;;3\nA-4;;4\n".encode()
THEIRS = "label;claimed_name;seal\nA-1;;1\nа 02;Вигаданюк Зразок;2\nB-9;;9\nA-4;;44\n".encode()


@pytest.fixture
def comparison(steps):
    return compared(steps, OURS, THEIRS)


@pytest.fixture
def url(comparison):
    return comparison.get_absolute_url()


def sent(browser, url, query, **typed):
    """The page that asks again, answered."""
    page = browser.get(f"{url}?{query}")
    guards = {name: hidden(page, name) for name in ("selection", "comparison")}
    return browser.post(url, guards | {"text": "", "source": "", "said_on": ""} | typed)


def test_both_lists_stand_side_by_side_with_what_differs(north, url, shown):
    page = shown(north.exchange_officer, url)

    assert "label written otherwise Differs: claimed name A-2 Умовенко Приклад" in page.replace(
        "Label", "label"
    )
    assert "Differs: seal A-4 seal: 4 A-4 seal: 44" in page
    assert "not on this list" in page


def test_the_lines_are_narrowed_by_kind_and_state(north, url, shown):
    page = shown(north.exchange_officer, f"{url}?kind=only_sender&state=open")

    assert "A-3" in page
    assert "B-9" not in page


def test_several_lines_are_answered_at_once_after_a_page_that_asks(north, url, browse, comparison):
    browser = browse(north.exchange_officer)
    numbers = [line_of(comparison, label).number for label in ("A-2", "A-4")]

    asked = text_in(browser.get(f"{url}agree/?pick={numbers[0]}&pick={numbers[1]}"))
    answered = sent(browser, f"{url}agree/", f"pick={numbers[0]}&pick={numbers[1]}")

    assert "takes 2 lines as the sender's list has it" in asked
    assert answered.url == url
    assert set(LineWord.objects.values_list("act", flat=True)) == {"agree"}
    assert "2 lines agreed." in text_in(browser.get(url))


def test_all_lines_of_a_filter_are_answered_at_once(south, url, browse, comparison):
    answered = sent(
        browse(south.exchange_officer), f"{url}withdraw/", "all=1&kind=only_sender&state=open"
    )

    assert answered.url == url
    assert line_of(comparison, "A-3").state == "withdrawn"


def test_a_dispute_without_its_reason_keeps_the_selection(north, url, browse, comparison):
    number = line_of(comparison, "A-4").number

    answered = sent(browse(north.coordinator), f"{url}dispute/", f"pick={number}")

    assert answered.status_code == 422
    assert hidden(answered, "selection") == str(number)
    assert not LineWord.objects.exists()


def test_what_the_other_side_wrote_is_recorded_and_waits_for_a_second_person(
    north, url, browse, comparison
):
    number = line_of(comparison, "A-3").number
    browser = browse(north.exchange_officer)

    sent(
        browser,
        f"{url}withdraw/",
        f"pick={number}",
        source="message 9",
        said_on=today().isoformat(),
    )

    assert Statement.objects.get(act="answers").batch == comparison.batch
    assert "Southern Commission withdraws it (recorded from a message), not checked yet" in text_in(
        browser.get(url)
    )
    assert "answers the comparison of lists for batch" in text_in(
        browser.get(comparison.batch.get_absolute_url())
    )


def test_nothing_selected_is_said(north, url, browse):
    browser = browse(north.exchange_officer)

    answered = browser.get(f"{url}agree/")

    assert answered.url == url
    assert "Select at least one line." in text_in(browser.get(url))


def test_a_selection_made_before_a_newer_list_is_refused(steps, north, url, browse, comparison):
    browser = browse(north.exchange_officer)
    number = line_of(comparison, "A-2").number
    page = browser.get(f"{url}agree/?pick={number}")
    guards = {name: hidden(page, name) for name in ("selection", "comparison")}
    steps.listed("A-1", batch=steps.again(comparison.batch))

    answered = browser.post(f"{url}agree/", guards)

    assert answered.status_code == 409
    assert "the lists are compared anew" in text_in(answered)


def test_the_observer_sees_figures_and_no_line(steps, north, south, observed, observer, shown):
    comparison = compared(steps, OURS, THEIRS, batch=steps.batch(observed))

    page = shown(observer, comparison.get_absolute_url())

    assert "Only on the sender's list 1" in page
    assert "The lines are for the two sides." in page
    assert "A-3" not in page
    assert "Умовенко" not in page


def test_names_are_for_the_officers_of_the_sides(north, url, shown):
    page = shown(north.transport_lead, url)

    assert "A-4" in page
    assert "Умовенко" not in page
    assert "seal: 44" not in page


def test_it_is_not_there_for_strangers_and_mortuaries(steps, north, url, browse):
    for user in (Steps().north.coordinator, north.mortuary_officer):
        assert browse(user).get(url).status_code == 404


def test_with_one_list_alone_it_says_what_is_missing(steps, south, shown):
    batch = steps.listed("A-1")

    page = shown(south.exchange_officer, f"{batch.get_absolute_url()}comparison/")

    assert (
        "There is nothing to compare yet. Northern Commission, which receives, has filed no" in page
    )


def test_while_the_worker_compares_the_page_says_so(steps, north, shown):
    batch = steps.listed("A-1")
    steps.listed("A-1", batch=batch, by=north.exchange_officer, side="receiver")

    page = shown(north.exchange_officer, f"{batch.get_absolute_url()}comparison/")

    assert "The lists are being compared" in page


def test_a_dispute_stands_with_its_line(north, url, shown, comparison):
    answer(north.coordinator, line_of(comparison, "A-4"), "dispute", "another <b>seal</b>")

    page = shown(north.coordinator, url)

    assert "Northern Commission disputes: another <b>seal</b>" in page


def test_the_page_costs_the_same_however_many_lines_there_are(steps, north, browse):
    costs = []
    for lines in (3, 40):
        comparison = compared(steps, csv_list(lines, "uk"), csv_list(lines + 2, "ru"))
        browser = browse(north.exchange_officer)
        costs.append(queries_of(browser, comparison.get_absolute_url()))

    assert costs[0] == costs[1] <= 30
