"""Lists: whatever the order and wherever one stands, each row is on one page, once."""

from itertools import pairwise

import pytest
from django import forms
from django.test import RequestFactory
from django.utils.translation import override

from repatriation.accounts.models import Agency, User
from repatriation.dashboard import lists
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from tests.factories.accounts import AgencyFactory, UserFactory

COLUMNS = [
    ListColumn("Name", by="name"),
    ListColumn("Agency", by="agency__name", may_be_empty=True),
    ListColumn("Number", by="pk", is_number=True),
    ListColumn("Not sorted"),
]
ORDERS = ["name", "-name", "agency__name", "-agency__name", "pk", "-pk"]


class PeopleFilters(FilterForm):
    kind = forms.ChoiceField(label="Kind", choices=any_of(User.Kind))
    agency = forms.ModelChoiceField(Agency.objects.all(), label="Agency")
    since = forms.DateField(label="Since")
    q = search_field("Name")
    lookups = {
        "kind": "kind",
        "agency": "agency",
        "since": "joined_at__date__gte",
        "q": "name__icontains",
    }


@pytest.fixture
def people():
    """Eleven, with repeated names, and some without an agency."""
    agencies = [AgencyFactory(name=name) for name in ("Ostvale", "Lindmere")]
    homes = [agencies[0], None, agencies[1], None, agencies[0], *[agencies[1]] * 5, None]
    names = "BACABBCCABA"
    made = [UserFactory(name=name, agency=home) for name, home in zip(names, homes, strict=True)]
    return User.objects.filter(pk__in=[one.pk for one in made])


@pytest.fixture
def page(people):
    def open_page(query="", size=3):
        address = query if query.startswith("/") else f"/people/{query}"
        request = RequestFactory().get(address)
        request.user = None
        return Listing(
            request,
            people,
            filters=PeopleFilters,
            columns=COLUMNS,
            sort="name",
            unit="cases",
            size=size,
        )

    return open_page


def keys(rows):
    return [row.pk for row in rows]


@pytest.mark.parametrize("order", ORDERS)
def test_forward_and_back_again_each_row_is_met_once_and_in_order(page, order):
    whole = keys(page(f"?sort={order}", size=100).rows)
    there = [page(f"?sort={order}")]
    while there[-1].after:
        there.append(page(there[-1].after))
    back = [there[-1]]
    while back[-1].before:
        back.append(page(back[-1].before))

    assert [key for one in there for key in keys(one.rows)] == whole
    assert len(whole) == 11
    met = [key for one in reversed(back) for key in keys(one.rows)]
    assert sorted(set(met)) == sorted(whole)
    assert keys(back[-1].rows) == whole[:3]


@pytest.mark.parametrize("order", ["agency__name", "-agency__name"])
def test_what_is_empty_stands_last_either_way_round(page, order):
    homes = [row.agency_id for row in page(f"?sort={order}", size=100).rows]

    assert homes[-3:] == [None] * 3
    assert None not in homes[:-3]


def test_rows_of_one_value_are_told_apart_by_their_key(page):
    rows = page("?sort=-name", size=100).rows

    assert all((a.name, a.pk) > (b.name, b.pk) for a, b in pairwise(rows))


def test_an_address_holds_the_key_of_a_row_and_none_of_its_values(page):
    listing = page("?sort=agency__name")

    assert listing.after.endswith(f"?sort=agency__name&after={listing.rows[-1].pk}")
    assert "Lindmere" not in listing.after


@pytest.mark.parametrize(
    "query",
    [
        "?after=0",
        "?after=999999999999999999",
        "?after=99999999999999999999999999",
        "?after=%00",
        "?before=-1",
        "?after=1;drop",
        "?sort=password",
        "?sort=--name",
        "?sort=%00",
        "?kind=nobody&since=31.02.2026&agency=x&q=%00",
        "?q=" + "x" * 101,
    ],
)
def test_an_address_that_makes_no_sense_shows_the_first_page(page, query):
    assert keys(page(query).rows) == keys(page().rows)


def test_a_row_that_the_reader_may_not_see_is_no_place_to_begin(page):
    other = UserFactory(name="AA")

    assert keys(page(f"?after={other.pk}").rows) == keys(page().rows)


def test_a_page_back_that_would_be_short_is_the_first_page(page):
    first = page()

    back = page(f"?before={first.rows[1].pk}")

    assert keys(back.rows) == keys(first.rows)
    assert back.before == ""


def test_filters_narrow_and_each_chip_leads_out_of_its_own(page, people):
    home = Agency.objects.get(name="Ostvale")

    listing = page(f"?agency={home.pk}&q=b&sort=-name&after=1")

    assert {row.name for row in listing.rows} == {"B"}
    assert [(chip.label, chip.value) for chip in listing.chips] == [
        ("Agency", "Ostvale"),
        ("Name", "b"),
    ]
    assert listing.chips[0].url == "/people/?q=b&sort=-name"
    assert listing.clear_url == "/people/"


def test_the_sort_survives_the_filter_form(page):
    assert 'name="sort" value="-name"' in str(page("?sort=-name").form["sort"])


def test_a_column_that_is_sorted_by_turns_round(page):
    columns = page("?sort=name&q=a").columns

    assert (columns[0].order, columns[0].url) == ("ascending", "/people/?q=a&sort=-name")
    assert (columns[1].order, columns[1].url) == ("", "/people/?q=a&sort=agency__name")
    assert columns[3].url == ""


def test_the_values_of_one_filter_are_chips(page):
    choices = page("?kind=person&q=a").choices("kind", {"person": 11})

    assert [(c.count, c.is_current) for c in choices[:2]] == [(None, False), (11, True)]
    assert choices[0].url == "/people/?q=a"


def test_a_list_says_how_many_there_are_up_to_a_limit(page, monkeypatch):
    said = [page().says, page("?q=A").says]
    monkeypatch.setattr(lists, "COUNTED", 5)
    said.append(page().says)
    with override("uk"):
        said.append(page().says)

    assert said[:3] == ["11 cases", "4 cases in this filter", "more than 5 cases"]
    assert "5" in said[3]


def test_empty_and_filtered_are_told_apart(page):
    nothing, filtered = page("?q=zzz"), page("?q=A")

    assert (nothing.is_empty, nothing.is_filtered) == (True, True)
    assert (filtered.is_empty, filtered.is_filtered) == (False, True)


def test_a_page_costs_the_same_wherever_it_is(page, django_assert_num_queries):
    second = page().after

    with django_assert_num_queries(2):
        page().says  # noqa: B018
    with django_assert_num_queries(3):
        page(second).says  # noqa: B018
