"""Pages by key: each begins after the row where the one before ended, however far in.

Imports no views: the framework loads this module while it loads its own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import F, Q, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from repatriation.api.parameters import once, wrong
from repatriation.errors import Sentence, gettext_noop

USUAL, MOST = 50, 200
SALT = "api.cursor"  # signed: what comes back is what we gave
PARAMETERS = ("limit", "cursor", "ordering", "count")
A_NUMBER = gettext_noop("Give a whole number from 1 to %(most)s.")
ONE_OF = gettext_noop("Give one of these: %(values)s.")
EXACT = gettext_noop("Give “exact”, or leave it out.")
A_CURSOR = gettext_noop(
    "Follow the address under “next” or “previous” as it is, or begin at the first page."
)


@dataclass(frozen=True)
class Order:
    """By a field of the row. What may be empty stands last; descending, first."""

    field: str
    may_be_empty: bool = False

    def sort(self, key: str, *, is_down: bool) -> list[Any]:
        fields = [F(self.field), F(key)] if self.field != key else [F(key)]
        first, *rest = fields
        nulls = {"nulls_first" if is_down else "nulls_last": True} if self.may_be_empty else {}
        sort = [first.desc(**nulls) if is_down else first.asc(**nulls)]
        return sort + [one.desc() if is_down else one.asc() for one in rest]

    def beyond(self, key: str, place: "Place", *, is_down: bool) -> Q:
        """The rows that come after this one."""
        past = "lt" if is_down else "gt"
        past_key = Q(**{f"{key}__{past}": place.key})
        if self.field == key:
            return past_key
        empty = Q(**{f"{self.field}__isnull": True})
        if place.value is None:
            return (empty & past_key) | (~empty if is_down else Q(pk__in=[]))
        here = Q(**{f"{self.field}__{past}e": place.value})
        further = here & (Q(**{f"{self.field}__{past}": place.value}) | past_key)
        return further | empty if self.may_be_empty and not is_down else further


@dataclass(frozen=True)
class Place:
    """Where a page begins: beside which row, in which order, and on which side of it."""

    order: str
    is_backwards: bool
    value: Any
    key: Any

    def __str__(self) -> str:
        return signing.dumps([self.order, self.is_backwards, self.value, self.key], salt=SALT)

    @classmethod
    def read(cls, text: str) -> "Place":
        try:
            return cls(*signing.loads(text, salt=SALT))
        except (signing.BadSignature, ValueError, TypeError) as error:
            raise wrong("cursor", text, Sentence(A_CURSOR)) from error


class KeysetPages(BasePagination):
    """`{"next", "previous", "results"}`; the count only when it is asked for."""

    def paginate_queryset(self, queryset: QuerySet, request, view=None) -> list[Any]:
        params = request.query_params
        self.here, self.key = request.build_absolute_uri(), view.page_key
        self.count = queryset.count() if _wants_count(params) else None
        limit, asked = _limit(params), once(params, "ordering", view.ordering)
        place = Place.read(text) if (text := once(params, "cursor")) else None
        is_backwards = bool(place and place.is_backwards)
        order = _order(asked, view.orderings)
        if place and place.order != asked:
            raise wrong("cursor", text, Sentence(A_CURSOR))
        is_down = asked.startswith("-") != is_backwards
        rows = queryset.order_by(*order.sort(self.key, is_down=is_down))
        if place:
            rows = rows.filter(order.beyond(self.key, place, is_down=is_down))
        found = list(rows[: limit + 1])
        page, has_more = found[:limit], len(found) > limit
        if is_backwards:
            page.reverse()
        self.next = self.previous = None
        if page and (has_more or is_backwards):
            self.next = self._link(asked, order, page[-1], is_backwards=False)
        if page and (has_more if is_backwards else place):
            self.previous = self._link(asked, order, page[0], is_backwards=True)
        return page

    def get_paginated_response(self, data) -> Response:
        count = {} if self.count is None else {"count": self.count}
        links = [
            f'<{url}>; rel="{name}"'
            for name, url in (("next", self.next), ("prev", self.previous))
            if url
        ]
        headers = {"Link": ", ".join(links)} if links else None
        around = {"next": self.next, "previous": self.previous}
        return Response(around | count | {"results": data}, headers=headers)

    def _link(self, asked: str, order: Order, row: Any, *, is_backwards: bool) -> str:
        value = getattr(row, order.field)
        plain = value.isoformat() if isinstance(value, date) else value
        place = Place(asked, is_backwards, plain, getattr(row, self.key))
        return replace_query_param(self.here, "cursor", str(place))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": link,
                "previous": link,
                "count": {"type": "integer", "description": "Only with `count=exact`."},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view) -> list[dict[str, Any]]:
        orderings = [sign + name for name in view.orderings for sign in ("", "-")]
        return [
            _parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST}, USUAL),
            _parameter("cursor", {"type": "string"}),
            _parameter("ordering", {"type": "string", "enum": orderings}, view.ordering),
            _parameter("count", {"type": "string", "enum": ["exact"]}),
        ]


def _parameter(name: str, schema: dict[str, Any], default: Any = None) -> dict[str, Any]:
    usual = {} if default is None else {"default": default}
    return {"name": name, "in": "query", "required": False, "schema": schema | usual}


def _limit(params) -> int:
    text = once(params, "limit", str(USUAL))
    if text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= MOST:
        return int(text)
    raise wrong("limit", text, Sentence(A_NUMBER, {"most": MOST}))


def _wants_count(params) -> bool:
    text = once(params, "count")
    if text != "exact" and "count" in params:
        raise wrong("count", text, Sentence(EXACT))
    return text == "exact"


def _order(asked: str, orderings) -> Order:
    if order := orderings.get(asked.removeprefix("-")):
        return order
    values = ", ".join(sign + name for name in orderings for sign in ("", "-"))
    raise wrong("ordering", asked, Sentence(ONE_OF, {"values": values}))
