"""The moves of a batch and of its shares, from the list to the verified count."""

import pytest

from cases.models import TallySheet
from exchanges.models import Count, Discrepancy, ExchangeBatch
from exchanges.operations.batches import cancel_batch
from exchanges.states import AllocationState, BatchState
from repatriation.ledger.clock import today
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.remains import StorageUnitFactory
from tests.factories.steps import do
from tests.factories.work import at_work

PAPER = {"said_on": "2026-01-05", "source": "message 7"}
HEADER = {"place": "Havrel Ford", "vehicle": "Wagon 3", "handed_over_by": "Their officer"}


def press(browser, url, **typed):
    """Ask, then do: with the version that the page hid."""
    at_work(browser, url)
    return browser.post(url, {"version": hidden(browser.get(url), "version")} | typed)


def to(batch, path) -> str:
    return f"{batch.get_absolute_url()}{path}/"


def test_a_list_is_counted_by_somebody_else_and_sealed(steps, south, browse):
    batch = steps.listed("A-1", "A-2")
    packer = south.person("exchange officer", name="packer")
    browser = browse(south.exchange_officer)

    counted = press(browser, to(batch, "count"), containers=2, packed_by=packer.pk)
    sealed = press(browser, to(batch, "seal"))

    assert counted.url == sealed.url == batch.get_absolute_url()
    assert Count.objects.get().packed_by == packer
    assert steps.again(batch).state == BatchState.SEALED


def test_what_a_seal_says_is_said_before(steps, south, browse):
    seal, browser = to(steps.listed("A-1"), "seal"), browse(south.exchange_officer)
    at_work(browser, seal)

    page = text_in(browser.get(seal))

    assert "You declare for Southern Commission: list version 1" in page
    assert "After that no line can change." in page
    assert "Not now. Nobody has counted the containers of list 1 yet." in page


def test_whoever_packed_is_refused_beside_the_figure_that_was_typed(steps, south, browse):
    officer, batch = south.exchange_officer, steps.listed("A-1")

    answer = press(browse(officer), to(batch, "count"), containers=17, packed_by=officer.pk)

    assert answer.status_code == 403
    assert "You packed this batch; another person must count it." in text_in(answer)
    assert 'value="17"' in answer.content.decode()


def test_the_receiving_side_is_not_asked_for_a_count_before_the_seal(steps, north, browse):
    page = browse(north.exchange_officer).get(to(steps.listed("A-1"), "count"))

    assert "Only the sending side counts a batch before it is sealed." in text_in(page)
    assert "packed_by" not in page.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"containers": "many"},
        {"containers": -1},
        {"containers": 10**30},
        {"containers": 1, "packed_by": "nobody"},
        {"containers": 1, "packed_by": 10**30},
        {"containers": "\x00", "packed_by": "\x00", "occurred_at": "\x00"},
    ],
)
def test_a_count_that_makes_no_sense_is_told_at_its_field(steps, south, browse, typed):
    answer = press(browse(south.exchange_officer), to(steps.listed("A-1"), "count"), **typed)

    assert answer.status_code == 422
    assert "field--wrong" in answer.content.decode()
    assert not Count.objects.exists()


def test_a_declaration_on_paper_seals_when_a_second_person_read_it(steps, north, browse):
    paper = {"said_on": today().isoformat(), "source": "act 7"}
    batch = steps.listed("A-1", by=north.exchange_officer, said_on=today(), source="list 7")

    recorded = press(browse(north.exchange_officer), to(batch, "record-seal"), **paper)
    statement = batch.statements.get()
    checked = browse(north.coordinator).post(
        f"{batch.round.get_absolute_url()}check-{statement.pk}/"
    )

    assert recorded.url == batch.get_absolute_url()
    assert checked.status_code == 302
    assert steps.again(batch).state == BatchState.SEALED


def test_a_stale_batch_is_not_cancelled(steps, south, browse):
    batch = steps.listed("A-1", batch=steps.listed("A-1"))
    browser = browse(south.exchange_officer)

    browser.post(to(batch, "cancel"), {"version": 1})

    assert "was changed while you were reading it" in text_in(browser.get(batch.get_absolute_url()))
    assert steps.again(batch).state == BatchState.LISTED


@pytest.mark.parametrize("path", ["count", "record-seal"])
def test_a_form_about_an_older_batch_does_nothing(steps, north, south, browse, path):
    batch = steps.listed("A-1", batch=steps.listed("A-1"), by=north.exchange_officer, **PAPER)
    side = south if path == "count" else north
    packer = south.person("exchange officer", name="packer")
    typed = PAPER | {"containers": 1, "packed_by": packer.pk, "version": 1}

    answer = browse(side.exchange_officer).post(to(batch, path), typed)

    assert answer.status_code == 412
    assert "was changed while you were reading it" in text_in(answer)
    assert steps.again(batch).version == batch.version


def test_containers_are_not_allocated_from_an_older_page(steps, north, browse):
    batch = steps.handed_over("A-1")
    typed = {f"of_{north.mortuaries[0].pk}": 1, "version": 1}

    assert browse(north.exchange_officer).post(to(batch, "allocate"), typed).status_code == 412
    assert not batch.allocations.exists()


def test_a_move_that_is_refused_asks_for_no_time(steps, south, browse):
    browser, batch = browse(south.exchange_officer), steps.listed("A-1")
    at_work(browser, to(batch, "seal"))

    assert "occurred_at" not in browser.get(to(batch, "seal")).content.decode()


def test_a_batch_is_cancelled_after_being_asked(steps, south, browse):
    batch = steps.listed("A-1")
    browser = browse(south.exchange_officer)

    page = text_in(browser.get(to(batch, "cancel")))
    press(browser, to(batch, "cancel"))

    assert "its containers are withdrawn. The lists stay as they were sent." in page
    assert "Nobody is told by the register." in page
    assert steps.again(batch).state == BatchState.CANCELLED


def test_a_cancelled_batch_says_that_nothing_is_open(steps, south, browse):
    batch = do(cancel_batch, by=south.exchange_officer, batch=steps.listed("A-1"))

    page = text_in(browse(south.exchange_officer).get(batch.get_absolute_url()))

    assert "Cancelled" in page
    assert "Nothing waits for you here." in page


def test_a_tally_sheet_is_opened_for_a_vehicle(steps, north, browse):
    batch = steps.in_transit("A-1")
    browser = browse(north.transport_lead)

    page = browser.get(to(batch, "new-sheet")).content.decode()
    answer = browser.post(to(batch, "new-sheet"), HEADER)

    sheet = TallySheet.objects.get()
    assert 'value="Havrel Ford"' in page
    assert answer.url == sheet.get_absolute_url()
    assert (sheet.vehicle, sheet.exchange.batch) == ("Wagon 3", batch)


def test_a_sheet_without_a_place_is_told_at_its_field(steps, north, browse):
    answer = browse(north.transport_lead).post(
        to(steps.in_transit("A-1"), "new-sheet"), HEADER | {"place": ""}
    )

    assert answer.status_code == 422
    assert 'value="Wagon 3"' in answer.content.decode()


def test_a_sheet_of_a_batch_that_has_not_left_is_refused(steps, north, browse):
    answer = browse(north.transport_lead).post(to(steps.sealed("A-1"), "new-sheet"), HEADER)

    assert answer.status_code == 409
    assert "Only a batch in transit is handed over; this one is sealed." in text_in(answer)


def test_the_handover_is_ended_with_its_figures_said_before(steps, north, browse):
    batch = steps.in_transit("A-1", "A-2", "A-3")
    steps.scanned(batch, "A-1", "A-2", "X-9")
    browser = browse(north.transport_lead)

    page = text_in(browser.get(to(batch, "hand-over")))
    press(browser, to(batch, "hand-over"))

    assert "3 containers of batch" in page
    assert "Listed and not scanned: 1, recorded as not presented" in page
    assert steps.again(batch).state == BatchState.HANDED_OVER
    assert Discrepancy.objects.filter(code="container_missing").count() == 1


def test_containers_are_allocated_sent_received_and_verified(steps, north, browse):
    batch = steps.handed_over("A-1", "A-2")
    mortuary, officer = north.mortuaries[0], browse(north.exchange_officer)

    press(officer, to(batch, "allocate"), **{f"of_{mortuary.pk}": 2})
    share = batch.allocations.get()
    press(officer, to(batch, f"share-{share.pk}/send"))
    there = browse(north.mortuary_officer)
    opened = there.post(
        to(batch, f"share-{share.pk}/new-sheet"), HEADER | {"alone_reason": "night shift"}
    )
    page = text_in(there.get(to(batch, f"share-{share.pk}/end-intake")))
    press(there, to(batch, f"share-{share.pk}/end-intake"))
    press(officer, to(batch, "verify-count"))

    assert opened.url == TallySheet.objects.get(purpose="receipt").get_absolute_url()
    assert "0 containers of this share were received" in page
    assert "Not received: 2, each opened as missing." in page
    assert steps.again(share).state == AllocationState.RECEIVED
    assert steps.again(batch).state == BatchState.COUNT_VERIFIED


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (3, 422, "3 containers were asked for and 2 are handed over"),
        (0, 422, "at least one"),
        ("", 422, "at least one"),
        (-1, 422, "greater than or equal to 0"),
        (10**30, 422, "less than or equal to"),
    ],
)
def test_an_allocation_that_cannot_be_is_told_beside_what_was_typed(
    steps, north, browse, number, status, said
):
    batch = steps.handed_over("A-1", "A-2")
    typed = {f"of_{mortuary.pk}": 0 for mortuary in north.mortuaries}
    typed[f"of_{north.mortuaries[0].pk}"] = number

    answer = press(browse(north.exchange_officer), to(batch, "allocate"), **typed)

    assert answer.status_code == status
    assert said in text_in(answer)
    assert not batch.allocations.exists()


def test_a_proposal_by_room_stands_in_the_form_with_its_reasons(steps, north, browse):
    batch = steps.handed_over("A-1", "A-2", "A-3")
    StorageUnitFactory(agency=north.mortuaries[0], capacity=1)
    StorageUnitFactory(agency=north.mortuaries[1], capacity=1)

    answer = browse(north.exchange_officer).get(to(batch, "allocate"))

    page = text_in(answer)
    assert "Without a free place: 1 container." in page
    assert "Room for 1: 0 lie there, 0 coming, 1 free." in page
    form = answer.context["form"]
    assert [form[f"of_{one.pk}"].initial for one in north.mortuaries] == [1, 1]


def test_a_mortuary_of_the_other_side_is_not_offered(steps, north, south, browse):
    page = text_in(browse(north.exchange_officer).get(to(steps.handed_over("A-1"), "allocate")))

    assert str(north.mortuaries[1]) in page
    assert str(south.mortuaries[0]) not in page


def test_a_sheet_of_an_intake_takes_two_people_or_a_reason(steps, north, browse):
    share = steps.sent("A-1")

    answer = browse(north.mortuary_officer).post(
        to(share.batch, f"share-{share.pk}/new-sheet"), HEADER
    )

    assert answer.status_code == 422
    assert "Name a second person, or say why one person works alone." in text_in(answer)


@pytest.mark.parametrize("path", ["send", "end-intake", "new-sheet"])
def test_a_share_of_another_mortuary_is_not_there(steps, north, south, browse, path):
    share = steps.sent("A-1")
    other = north.person("mortuary officer", at=north.mortuaries[1])

    for user in (other, south.exchange_officer):
        url = to(share.batch, f"share-{share.pk}/{path}")
        assert browse(user).get(url).status_code == 404
        assert browse(user).post(url, {"version": 1}).status_code == 404


def test_a_share_that_is_refused_says_so_in_the_words_of_the_policy(steps, north, browse):
    share = steps.sent("A-1")
    url = to(share.batch, f"share-{share.pk}/end-intake")

    page = text_in(browse(north.exchange_officer).get(url))
    answer = browse(north.exchange_officer).post(url, {"version": share.version})

    for said in (page, text_in(answer)):
        assert "Only a mortuary officer receives remains." in said
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["explode", "share-0/send", "share-1/explode", "seal/again"])
def test_a_move_that_is_not_there_is_not_there(steps, south, browse, path):
    assert browse(south.exchange_officer).get(to(steps.batch(), path)).status_code == 404
    assert ExchangeBatch.objects.get().state == BatchState.DRAFT
