"""Batches: the list, and the page with its lines, lists, shares and discrepancies."""

import pytest

from exchanges.dashboard.figures import figures_of
from exchanges.models import ExchangeBatch
from exchanges.operations.importing import start_import
from exchanges.operations.sealing import record_seal
from exchanges.policies.batches import batch_moves
from repatriation.language import say
from tests.exchanges.dashboard.reading import is_offered, queries_of
from tests.factories.steps import Steps, do, list_of

BATCHES = "/batches/"
NAMED = {"names": {"A-1": "Зразченко Приклад"}}


def page_of(batch) -> str:
    return batch.get_absolute_url()


def test_whoever_sees_no_batch_is_told_where_one_is_opened(shown, north):
    assert "There is no batch yet. A batch is opened on the page" in shown(
        north.coordinator, BATCHES
    )


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("state=listed", True),
        ("state=sealed", False),
        ("way=in", True),
        ("way=out", False),
        ("round={round}", True),
        ("q={batch}", True),
        ("q=EB-99", False),
        ("until=2020-01-01", False),
        ("round=ER-99-0001-X", True),
    ],
)
def test_batches_are_found_by_their_filters(steps, north, shown, query, is_found):
    batch = steps.listed("A-1", "A-2")
    query = query.format(round=batch.round, batch=batch)

    page = shown(north.coordinator, f"{BATCHES}?{query}")

    assert (f"{batch} Listed Southern side to Northern side" in page) == is_found


def test_the_list_says_which_version_is_in_force(steps, south, shown):
    batch = steps.listed("A-1", "A-2", batch=steps.listed("A-1"))

    assert "version 2, 2 lines" in shown(south.coordinator, BATCHES)
    assert f"{batch} Listed" in shown(south.coordinator, BATCHES)


def test_the_list_costs_the_same_for_one_batch_and_for_many(steps, north, browse):
    browser = browse(north.coordinator)
    batch = steps.listed("A-1")
    one = queries_of(browser, BATCHES)
    for labels in (("B-1",), ("C-1",), ("D-1",)):
        steps.listed(*labels, batch=steps.batch(steps.again(batch.round)))

    assert queries_of(browser, BATCHES) == one


def test_a_batch_without_a_list_says_what_comes_next(steps, south, shown):
    page = shown(south.exchange_officer, page_of(steps.batch()))

    assert "No handover list yet." in page
    assert "The sending side files one, or we record what it sent." in page
    assert "No line is shown to you." in page


def test_a_line_shows_what_was_sent_and_what_became_of_it(steps, north, shown):
    batch = steps.in_transit("A-1", "A-2", "A-2")
    steps.scanned(batch, "A-1", "X-9")

    page = shown(north.exchange_officer, page_of(batch))

    places = {place.container.label: place for place in batch.places.select_related("container")}
    assert f"1 A-1 {places['A-1'].container}" in page
    assert f"added X-9 {places['X-9'].container}" in page
    assert "On the list Label repeated" in page
    assert "Not on the list Not on the list" in page


@pytest.mark.parametrize(
    ("outcome", "labels"),
    [
        ("", {"A-1", "A-2", "A-3", "X-9"}),
        ("handed_over", {"A-1", "X-9"}),
        ("waiting", {"A-2", "A-3"}),
        ("extra", {"X-9"}),
        ("disputed", {"X-9"}),
        ("nonsense", {"A-1", "A-2", "A-3", "X-9"}),
    ],
)
def test_lines_are_chosen_by_their_outcome(steps, north, shown, outcome, labels):
    batch = steps.in_transit("A-1", "A-2", "A-3")
    steps.scanned(batch, "A-1", "X-9")

    page = shown(north.exchange_officer, f"{page_of(batch)}?outcome={outcome}")

    table = page[page.index("Our reference") : page.index("Discrepancies")]
    assert {label for label in ("A-1", "A-2", "A-3", "X-9") if label in table} == labels


def test_chips_say_how_many_lines_there_are_of_each_outcome(steps, north, shown):
    batch = steps.handed_over("A-1", "A-2")

    page = shown(north.exchange_officer, page_of(batch))

    assert "All 2 Handed over 2" in page
    assert "Not presented" not in page


def test_a_line_is_found_by_label_seal_or_our_reference(steps, north, shown):
    batch = steps.listed("A-1", "A-2")
    reference = batch.places.get(container__label="A-2").container.reference

    for text in ("a-2", reference.lower()):
        page = shown(north.exchange_officer, f"{page_of(batch)}?q={text}")
        assert "1 line in this filter" in page
    assert "No line fits." in shown(north.exchange_officer, f"{page_of(batch)}?q=zzz")


def test_what_was_struck_from_the_list_is_shown_when_asked_for(steps, south, shown):
    batch = steps.listed("A-1", batch=steps.listed("A-1", "A-2"))

    page = shown(south.exchange_officer, page_of(batch))
    asked = shown(south.exchange_officer, f"{page_of(batch)}?outcome=withdrawn")

    assert "All 1 Not scanned 1 Withdrawn 1" in page
    assert "A-2" not in page[page.index("Our reference") :]
    assert "A-2" in asked


@pytest.mark.parametrize(
    ("place", "role", "is_named"),
    [
        ("south", "exchange officer", True),
        ("north", "exchange officer", True),
        ("north", "coordinator", True),
        ("north", "transport lead", False),
        ("north", "mortuary officer", False),
        ("observers", "", False),
    ],
)
def test_a_claimed_name_is_read_by_the_officers_of_the_two_sides_only(
    steps, observed, observer, browse, place, role, is_named
):
    share = steps.sent("A-1", "A-2", batch=steps.batch(observed), **NAMED)
    user = observer if place == "observers" else getattr(steps, place).person(role)

    page = browse(user).get(page_of(share.batch)).content.decode()

    assert ("Зразченко" in page) == is_named
    assert "Зразченко" not in page.partition("</title>")[0]


def test_an_observer_sees_figures_and_no_line(steps, observed, observer, shown):
    batch = steps.handed_over("LBL-1", "LBL-2", batch=steps.batch(observed))

    page = shown(observer, page_of(batch))

    assert "On the handover list none 2 none" in page
    assert "No line is shown to you." in page
    assert "for the two sides only" in page
    assert "LBL-1" not in page


def test_a_mortuary_sees_its_own_share(steps, north, shown):
    share = steps.sent("A-1", "A-2")
    other = north.person("mortuary officer", at=north.mortuaries[1])

    page = shown(north.mortuary_officer, page_of(share.batch))

    assert "Northern Mortuary 1 Sent 2" in page
    assert "Open a tally sheet" in page
    assert "No list is shown to you." in page
    assert not ExchangeBatch.objects.visible_to(other).exists()


@pytest.mark.parametrize("role", ["coordinator", "transport lead", "exchange officer"])
@pytest.mark.parametrize("made", ["listed", "sealed", "in_transit", "handed_over"])
def test_a_refused_move_stands_with_the_words_of_the_policy(steps, north, shown, made, role):
    user, batch = north.person(role), getattr(steps, made)("A-1")

    page = shown(user, page_of(batch))

    refused = [say(why) for why in batch_moves(user, batch).values() if why]
    assert refused
    for sentence in refused:
        assert f"Not now. {sentence}" in page


def test_a_list_says_who_filed_it_and_from_what(steps, north, south, shown):
    batch = steps.listed("A-1", batch=steps.listed("A-1"))
    recorded = steps.listed(
        "A-1", "A-2", batch=batch, by=north.exchange_officer, **on_paper(north.exchange_officer)
    )

    own, theirs = (shown(side.exchange_officer, page_of(recorded)) for side in (north, south))

    assert "3 In force 2" in own
    assert "recorded by us from “message 7”" in own
    assert "recorded by Northern Commission from “message 7”" in theirs
    assert own.count("Replaced") == 2


def test_a_recorded_declaration_waits_for_a_second_person(steps, north, shown):
    batch = steps.listed("A-1", by=north.exchange_officer, **on_paper(north.exchange_officer))
    do(record_seal, by=north.exchange_officer, batch=batch, source="act 7")

    page = shown(north.coordinator, page_of(batch))

    assert "To be checked by a second person" in page
    assert f"Southern Commission declares that batch {batch} goes as it is listed." in page


def test_ones_own_import_that_is_not_saved_is_offered_again(steps, south, browse):
    batch, officer = steps.batch(), south.exchange_officer
    draft = do(start_import, by=officer, batch=batch, data=list_of("A-1"), name="list.csv")

    mine = browse(officer).get(page_of(batch))
    colleagues = browse(south.coordinator).get(page_of(batch))

    assert is_offered(mine, draft.get_absolute_url())
    assert not is_offered(colleagues, draft.get_absolute_url())


def test_sheets_and_shares_are_not_shown_to_the_other_side(steps, north, south, shown):
    share = steps.sent("A-1")

    own, theirs = (shown(side.exchange_officer, page_of(share.batch)) for side in (north, south))

    for title in ("Tally sheets of your agency", "Shares of the mortuaries"):
        assert title in own
        assert title not in theirs


def test_a_discrepancy_of_a_container_is_for_the_two_sides(steps, observed, observer, north, shown):
    batch = steps.listed("A-1", "A-1", batch=steps.batch(observed))

    own, observers = (shown(user, page_of(batch)) for user in (north.coordinator, observer))

    assert "2 discrepancies" in own
    assert "There is none that you may see." in observers


def test_a_container_is_a_link_for_those_who_may_open_its_page(steps, north, south, browse):
    batch = steps.handed_over("A-1")
    container = batch.places.get().container.get_absolute_url()

    own, theirs = (browse(side.exchange_officer).get(page_of(batch)) for side in (north, south))

    assert is_offered(own, container)
    assert not is_offered(theirs, container)
    assert browse(south.exchange_officer).get(container).status_code == 404


def test_what_was_numbered_is_counted_for_those_who_may_see_it(steps, north):
    batch = steps.numbered("A-1", "A-2")[0].container.places.get().batch
    other = north.person("mortuary officer", at=north.mortuaries[1])

    seen = [figures_of([batch], user)[batch.pk].cases for user in (north.coordinator, other)]

    assert seen == [2, 0]


def test_a_batch_that_is_not_seen_is_not_there(steps, north, browse):
    batch = steps.batch()

    for user in (north.coordinator, Steps().south.coordinator):
        assert browse(user).get(page_of(batch)).status_code == 404


def test_the_page_costs_the_same_for_a_line_and_for_twelve_hundred(steps, north, browse):
    """Labels, discrepancies and names are read for a page, not line by line."""
    small = steps.handed_over("A-1", **NAMED)
    large = steps.handed_over(*[f"B-{number}" for number in range(1245)])
    browser = browse(north.exchange_officer)

    one, many = (queries_of(browser, page_of(batch)) for batch in (small, large))
    second = queries_of(browser, f"{page_of(large)}?after={large.places.order_by('pk')[60].pk}")

    assert many == one
    assert second == one + 1


def on_paper(officer) -> dict:
    return {"said_on": officer.joined_at.date(), "source": "message 7"}
