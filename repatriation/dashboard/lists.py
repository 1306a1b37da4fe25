"""Lists that keep their state in the address: filter, sort, and pages by key.

A list is a filter form, a few columns, and rows that start at `visible_to`:

    class RoundFilters(FilterForm):
        state = forms.ChoiceField(label=_("State"), choices=any_of(RoundState))
        since = forms.DateField(label=_("From"), widget=DateInput)
        q = search_field(_("Reference"))
        lookups = {"state": "state", "since": "date__gte", "q": "reference__icontains"}

    COLUMNS = [
        ListColumn(_("Reference"), by="reference"),
        ListColumn(_("Date"), by="date", may_be_empty=True),
        ListColumn(_("Venue")),
    ]

    def rounds(request):
        rows = ExchangeRound.objects.visible_to(request.user).for_pages()
        listing = Listing(
            request, rows, filters=RoundFilters, columns=COLUMNS, sort="-date", unit="rounds"
        )
        return render(request, "exchanges/rounds.html", {"listing": listing})

    {% filter_bar listing.form updates="list" %}
    <div id="list">
      {% chips listing.chips clear_url=listing.clear_url %}{% endchips %}
      {% table _("Rounds") has_links=True %}{% table_head listing.columns %}
        <tbody>{% for round in listing.rows %}…{% endfor %}</tbody>
      {% endtable %}
      {% pager first=listing.first before=listing.before after=listing.after %}
    </div>

`listing.says` is how many there are, for the `note` of the page header; `listing.is_empty` and
`listing.is_filtered` tell the two empty states apart; `listing.choices("state")` are the values of
one filter as chips. A filter that is more than a lookup overrides `narrow`.

The page's place is the key of the row it begins after, never a value of it: a label or a name
does not belong in an address. A list costs two queries, three when it is not the first page,
however many rows there are. `FilterForm` and its fields are in `filters`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext

from repatriation.dashboard.components import Chip, Choice, Column, Text
from repatriation.dashboard.filters import FilterForm
from repatriation.dashboard.formats import counted, day_text, number_text
from repatriation.language import say

PAGE = 50
COUNTED = 1000  # beyond this nobody needs the exact number, and counting is slow
PLACES = ("after", "before")


@dataclass(frozen=True)
class ListColumn:
    """A column, and the field it sorts by. What may be empty stands last, either way round."""

    label: Text
    by: str = ""
    may_be_empty: bool = False
    is_number: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class Order:
    """By a field and, because that may repeat, by the key."""

    by: str
    is_descending: bool = False
    may_be_empty: bool = False

    def fields(self, *, is_backwards: bool = False) -> list[Any]:
        # Only where it matters: NULLS LAST keeps PostgreSQL from using an index.
        nulls: dict[str, Any] = {}
        if self.may_be_empty:
            nulls = {"nulls_first": True} if is_backwards else {"nulls_last": True}
        if self.is_descending != is_backwards:
            return [F(self.by).desc(**nulls), F("pk").desc()]
        return [F(self.by).asc(**nulls), F("pk").asc()]

    def beyond(self, value: Any, key: int, *, is_backwards: bool = False) -> Q:
        """The rows that come after this one; backwards, those before it."""
        past = "lt" if self.is_descending != is_backwards else "gt"
        past_key = Q(**{f"pk__{past}": key})
        empty = Q(**{f"{self.by}__isnull": True})
        if value is None:
            return ~empty | past_key if is_backwards else empty & past_key
        # As one range, which an index can follow, and the ties of its first value.
        here = Q(**{f"{self.by}__{past}e": value})
        further = here & (Q(**{f"{self.by}__{past}": value}) | past_key)
        return further | empty if self.may_be_empty and not is_backwards else further


class Listing:
    """One page of a list, and the addresses around it. Made in a view, read by a template."""

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet,
        *,
        filters: type[FilterForm],
        columns: Sequence[ListColumn],
        sort: str,
        unit: str,
        size: int = PAGE,
    ):
        self.request, self.size, self.unit = request, size, unit
        self.form = filters(request.GET, user=request.user)
        self._visible, self._columns, self._sort = rows, columns, sort
        self._narrowed = self.form.narrow(rows)
        self._load()

    @cached_property
    def order(self) -> Order:
        asked = self.form.cleaned_data.get("sort") or ""
        sortable = {column.by: column for column in self._columns if column.by}
        if asked.removeprefix("-") not in sortable:
            asked = self.form.ranked_by or self._sort
        column = sortable.get(asked.removeprefix("-"))
        by = asked.removeprefix("-")
        return Order(by, asked.startswith("-"), bool(column and column.may_be_empty))

    @property
    def columns(self) -> list[Column]:
        return [self._column(column) for column in self._columns]

    @property
    def chips(self) -> list[Chip]:
        """The filters in force, each with the address without it."""
        return [
            Chip(self._label(name), self._said(name, value), self.url(**{name: ""}))
            for name, value in self.form.in_force.items()
        ]

    @property
    def clear_url(self) -> str:
        return self.request.path if self.form.in_force else ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.form.in_force)

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @cached_property
    def says(self) -> str:
        """How many there are: exactly up to a thousand, then "more than 1,000"."""
        number = self._narrowed.order_by()[: COUNTED + 1].count()
        many = counted(min(number, COUNTED), self.unit)
        if number > COUNTED:
            many = gettext("more than %(many)s") % {"many": many}
        return gettext("%(many)s in this filter") % {"many": many} if self.is_filtered else many

    def choices(self, name: str, counts: Mapping[str, int] | None = None) -> list[Choice]:
        """The values of one filter as chips, one of them current; `counts` by value."""
        field: Any = self.form.fields[name]
        current = self.form.in_force.get(name, "")
        return [
            Choice(label, self.url(**{name: value}), (counts or {}).get(value), value == current)
            for value, label in field.choices
        ]

    def url(self, **changes: object) -> str:
        """This page from its beginning with other values; an empty one is left out."""
        query = self.request.GET.copy()
        for name in (*PLACES, *changes):
            query.pop(name, None)
        query.update({name: str(value) for name, value in changes.items() if value != ""})
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def _load(self) -> None:
        self.first = self.before = self.after = ""
        for place in () if self.form.ranked_by else PLACES:
            key = self.request.GET.get(place, "")
            if key.isdecimal() and len(key) < 19 and self._load_from(int(key), place == "before"):
                return
        self.rows = list(self._narrowed.order_by(*self.order.fields())[: self.size + 1])
        self._cut()

    def _load_from(self, key: int, is_backwards: bool) -> bool:
        """The page beside a row; False where there is none, so that the first one is shown."""
        values = self._visible.filter(pk=key).values_list(self.order.by, flat=True)[:1]
        if not values:
            return False
        beyond = self.order.beyond(values[0], key, is_backwards=is_backwards)
        ordered = self._narrowed.filter(beyond).order_by(
            *self.order.fields(is_backwards=is_backwards)
        )
        self.rows = list(ordered[: self.size + 1])
        if is_backwards:
            if len(self.rows) <= self.size:
                return False
            self.rows = self.rows[self.size - 1 :: -1]
            self.after = self.url(after=self.rows[-1].pk)
        else:
            if not self.rows:
                return False
            self._cut()
        self.first, self.before = self.url(), self.url(before=self.rows[0].pk)
        return True

    def _cut(self) -> None:
        """One row more than a page was asked for, to know whether there is another page."""
        if len(self.rows) > self.size:
            self.rows = self.rows[: self.size]
            self.after = self.url(after=self.rows[-1].pk)

    def _column(self, column: ListColumn) -> Column:
        if not column.by:
            return Column(column.label, is_number=column.is_number, is_hidden=column.is_hidden)
        order, is_now = "", column.by == self.order.by
        if is_now:
            order = "descending" if self.order.is_descending else "ascending"
        turned = f"-{column.by}" if is_now and not self.order.is_descending else column.by
        return Column(column.label, self.url(sort=turned), order, column.is_number)

    def _label(self, name: str) -> Text:
        return self.form.fields[name].label or name

    def _said(self, name: str, value: Any) -> str:
        """A chosen value in the words of its choice, a date as a date."""
        if value is True:
            return gettext("yes")
        if isinstance(value, date):
            return day_text(value)
        if isinstance(value, int):
            return number_text(value)
        if isinstance(value, Model):
            return str(value)
        choices = dict(getattr(self.form.fields[name], "choices", ()) or ())
        return say(choices.get(value, value))
