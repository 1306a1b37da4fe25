"""Search: references lead to their page, labels and seals are found, and nothing is seen by it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from cases.models import Container, RemainsCase, TallySheet
from exchanges.models import Discrepancy, ExchangeBatch, ExchangeRound
from repatriation.today.matches import MOST
from tests.factories.steps import Steps


@pytest.fixture
def steps():
    steps = Steps()
    steps.numbered("С-2214/8", "С-2215/8", "С-2215/8")
    return steps


@pytest.fixture
def search(client, steps):
    client.force_login(steps.north.coordinator)

    def searched(text: str, **more):
        return client.get(f"/search/?{urlencode({'q': text} | more)}")

    return searched


def page_of(row) -> str:
    return row.get_absolute_url()


@pytest.mark.parametrize("model", [Container, RemainsCase, ExchangeRound, ExchangeBatch])
def test_a_whole_reference_leads_to_its_page(search, model):
    row = model.objects.order_by("pk").first()

    assert search(str(row)).url == page_of(row)
    assert search(f" {str(row).lower().replace('-', ' ')} ").url == page_of(row)


def test_a_discrepancy_leads_to_its_history(search):
    discrepancy = Discrepancy.objects.first()

    assert search(str(discrepancy)).url == f"/history/{discrepancy}/"


def test_a_reference_that_may_not_be_seen_is_no_different_from_one_that_is_not_there(
    search, client, steps
):
    sheet = TallySheet.objects.first()  # of a transport lead; its own agency's
    client.force_login(steps.south.coordinator)

    unseen, absent = search(str(sheet)), search("TS-26-9999-4")

    assert unseen.status_code == absent.status_code == 200
    words = "No record that you may see has the reference"
    assert words in unseen.content.decode()
    assert f"{words} {sheet}" in unseen.content.decode()


def test_a_mistyped_reference_is_said_to_be_mistyped(search):
    container = Container.objects.first()
    last = "A" if str(container)[-1] != "A" else "B"

    page = search(str(container)[:-1] + last).content.decode()

    assert "contains a typing error" in page


def test_a_label_is_found_also_by_the_other_alphabets_keyboard(search):
    cyrillic, latin = search("С-2214/8").content.decode(), search("C-2214/8").content.decode()

    container = Container.objects.get(label="С-2214/8")
    assert str(container) in cyrillic
    assert str(container) in latin


def test_a_part_of_a_label_a_seal_or_a_reference_is_enough(search):
    container = Container.objects.first()
    Container.objects.filter(pk=container.pk).update(seal="КЛ 77-19")

    for part in ("2214", "КЛ 77", str(container)[3:9]):
        assert str(container) in search(part).content.decode()


def test_what_another_side_has_is_not_found(search, client, steps):
    client.force_login(Steps().north.coordinator)

    page = search("С-2214/8").content.decode()

    assert "Nothing was found" in page
    assert not any(str(container) in page for container in Container.objects.all())


def test_an_observer_finds_rounds_and_no_label(client):
    steps = Steps()
    round = steps.proposed(intermediary=steps.world.observers)
    Steps(steps.world).handed_over("A-77")
    client.force_login(steps.world.observer)

    assert client.get(f"/search/?q={round}").url == page_of(round)
    assert "Nothing was found" in client.get("/search/?q=A-77").content.decode()


def test_one_character_or_none_is_not_looked_for(search):
    for text in ("", " ", "7"):
        assert "Type at least two characters." in search(text).content.decode()


def test_what_was_typed_is_not_in_the_title(search):
    page = search("Placeholder").content.decode()

    assert "Placeholder" not in page[: page.index("</title>")]
    assert "<title>Search" in page


@pytest.mark.parametrize("text", ["%", "%%", "_ _", "a'b", "\0x", "x" * 5000, "🜁🜁"])
def test_whatever_is_typed_is_answered(search, text):
    assert search(text).status_code == 200


def test_each_kind_ends_at_fifty_with_a_way_to_more(search, steps):
    north = steps.north
    Container.objects.bulk_create(
        Container(
            reference=f"CN-25-{number:06}-X",
            label=f"MANY-{number:03}",
            custodian=north.agency,
            responsible=north.agency,
        )
        for number in range(MOST + 5)
    )

    first = search("MANY")
    rest = search("MANY", **{"in": "containers", "after": _last(first)})

    assert first.content.decode().count("CN-25-") == 2 * MOST  # a link and its text
    assert rest.content.decode().count("CN-25-") == 2 * 5
    assert "More of these" not in rest.content.decode()


def _last(answer) -> int:
    more = answer.context["groups"][0].more
    return int(more.rpartition("after=")[2])


def test_more_matches_cost_no_more_queries(search, steps):
    search("2214")
    few = _queries(lambda: search("221"))
    Steps(steps.world).numbered(*(f"С-221{number}/9" for number in range(6)))

    assert _queries(lambda: search("221")) == few


def _queries(look) -> int:
    with CaptureQueriesContext(connection) as queries:
        look()
    return len(queries)


def test_search_is_for_those_who_are_signed_in(client):
    assert client.get("/search/?q=ER").url.startswith("/sign-in/")
