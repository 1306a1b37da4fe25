"""The messages of a round on its pages: written, corrected, checked, read, and by whom."""

import pytest

from exchanges.models import Message, MessageReading
from exchanges.operations.messaging import write_message
from repatriation.ledger.clock import today
from tests.exchanges.dashboard.reading import queries_of
from tests.factories.steps import do

TEXT = "The bridge is closed on Tuesday."


@pytest.fixture
def round(observed):
    return observed


def at(round, address="") -> str:
    return f"{round.get_absolute_url()}messages/{address}"


def write(round, side, **more):
    said = {"agency": side.agency, "text": TEXT} | more
    return do(write_message, by=side.coordinator, round=round, **said)


def test_a_message_is_typed_and_the_other_side_reads_it_on_the_round(
    round, north, south, browse, shown
):
    data = {"agency": north.agency.pk, "text": TEXT, "for_intermediary": "Another road."}
    browse(north.coordinator).post(at(round, "write/"), data)

    page = shown(south.coordinator, round.get_absolute_url())
    assert TEXT in page
    assert "The neutral intermediary reads: Another road." in page
    assert "Unread" in page
    assert TEXT in shown(south.coordinator, at(round))


def test_the_intermediary_reads_and_writes_its_field(round, north, observer, steps, browse, shown):
    write(round, north)
    write(round, north, for_intermediary="Another road.")

    for address in (round.get_absolute_url(), at(round)):
        page = shown(observer, address)
        assert "Another road." in page
        assert TEXT not in page
    assert 'name="text"' not in browse(observer).get(at(round, "write/")).content.decode()
    data = {"agency": steps.world.observers.pk, "for_intermediary": "Seen."}
    browse(observer).post(at(round, "write/"), data)
    assert "Seen." in shown(north.coordinator, at(round))


def test_an_empty_message_is_refused_in_its_form_and_nothing_is_lost(round, north, browse):
    data = {"agency": north.agency.pk, "said_on": today().isoformat(), "source": "letter 7"}

    answer = browse(north.coordinator).post(at(round, "write/"), data)

    assert answer.status_code == 422
    assert "Write the message." in answer.content.decode()
    assert "letter 7" in answer.content.decode()


def test_it_is_read_until_where_the_page_showed_it(round, north, south, browse, shown):
    made, later = write(round, north), write(round, north)
    browser = browse(south.coordinator)

    browser.post(at(round, "read/"), {"upto": made.pk})

    assert MessageReading.objects.get().message == made
    assert "Mark all as read" in shown(south.coordinator, at(round))
    browser.post(at(round, "read/"), {"upto": later.pk})
    assert "Mark all as read" not in shown(south.coordinator, at(round))
    assert "Unread" not in shown(south.coordinator, at(round))
    assert browser.get(at(round, "read/")).status_code == 405


@pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 30, "²"])
def test_nonsense_marks_nothing(round, north, south, browse, typed):
    write(round, north)

    answer = browse(south.coordinator).post(at(round, "read/"), {"upto": typed})

    assert answer.status_code == (404 if typed else 302)
    assert browse(south.coordinator).get(at(round), {"before": typed}).status_code < 500
    assert not MessageReading.objects.exists()


def test_who_may_not_see_a_message_neither_corrects_nor_checks_it(round, north, observer, browse):
    made = write(round, north)

    for verb in ("correct", "check"):
        assert browse(observer).get(at(round, f"{made.pk}/{verb}/")).status_code == 404
    browse(observer).post(at(round, "read/"), {"upto": made.pk})
    assert not MessageReading.objects.exists()


def test_a_correction_begins_with_the_words_and_names_what_it_corrects(round, north, browse, shown):
    made = write(round, north)
    browser = browse(north.coordinator)
    assert TEXT in browser.get(at(round, f"{made.pk}/correct/")).content.decode()

    data = {"agency": north.agency.pk, "text": "On Wednesday."}
    browser.post(at(round, f"{made.pk}/correct/"), data)

    assert Message.objects.get(corrects=made).text == "On Wednesday."
    page = shown(north.coordinator, at(round))
    assert "corrects an earlier message" in page
    assert "Corrected later" in page


def test_one_from_paper_is_checked_on_its_page(round, north, south, browse, shown):
    paper = {"said_on": today().isoformat(), "source": "letter 9"}
    data = {"agency": south.agency.pk, "text": TEXT} | paper
    browse(north.coordinator).post(at(round, "write/"), data)
    made = Message.objects.get()
    assert "recorded by us from “letter 9”" in shown(north.exchange_officer, at(round))
    assert TEXT in shown(north.exchange_officer, at(round, f"{made.pk}/check/"))
    browse(north.coordinator).post(at(round, f"{made.pk}/check/"))
    assert not Message.objects.get().stands

    browse(north.exchange_officer).post(at(round, f"{made.pk}/check/"))

    assert Message.objects.get().stands


def test_earlier_messages_are_on_pages_of_their_own(round, north, browse, shown):
    for number in range(22):
        write(round, north, text=f"Message {number:02}.")

    newest = shown(north.coordinator, at(round))
    assert "Message 21." in newest
    assert "Message 01." not in newest
    assert "Earlier messages" in newest
    earlier = shown(north.coordinator, at(round) + "?before=3")
    assert "Message 01." in earlier
    assert "The newest messages" in earlier


def test_ten_messages_cost_as_many_queries_as_two(round, north, south, browse):
    browser = browse(south.coordinator)
    counts = []
    for more in (2, 8):
        for _ in range(more):
            write(round, north, for_intermediary="Another road.")
        counts.append(queries_of(browser, at(round)))

    assert counts[0] == counts[1]
