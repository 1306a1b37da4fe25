"""What a list may be narrowed by: each endpoint declares its filters by name.

    filters = {
        "state": OneOf("state", RoundState),
        "date__gte": Day("date__gte"),
        "convenor": Code("convenor__code"),
        "q": Text("reference", "venue__name"),
    }

A filter given several times means any of its values; a date, a yes or no and a text are given once.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Choices, Q, QuerySet
from django.utils.dateparse import parse_date
from rest_framework.filters import BaseFilterBackend

from repatriation.api.parameters import once, wrong
from repatriation.errors import DomainError, Sentence, gettext_noop
from repatriation.references import Prefix, parse

ONE_OF = gettext_noop("Give one of these: %(values)s.")
A_DAY = gettext_noop("Give a date like 2026-05-31.")
A_CODE = gettext_noop("Give an agency's code.")
YES_OR_NO = gettext_noop("Give true or false.")
A_TEXT = gettext_noop("Give at most %(longest)s characters that can be written down.")
CODE = re.compile(r"[-a-zA-Z0-9_]{1,50}")
LONGEST_TEXT = 200


@dataclass(frozen=True)
class OneOf:
    """One of the values of a state or kind."""

    path: str
    values: type[Choices]
    says: str = ""

    def condition(self, name: str, given: list[str]) -> Q:
        for value in given:
            if value not in self.values.values:
                expected = Sentence(ONE_OF, {"values": ", ".join(self.values.values)})
                raise wrong(name, value, expected)
        return Q(**{f"{self.path}__in": given})

    @property
    def schema(self) -> dict[str, Any]:
        values = {"type": "string", "enum": list(self.values.values)}
        return {"type": "array", "items": values}


@dataclass(frozen=True)
class Day:
    """`path` with its lookup: `date__gte`, `opened_at__date__lte`."""

    path: str
    says: str = ""
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string", "format": "date"})

    def condition(self, name: str, given: list[str]) -> Q:
        (value,) = given
        try:
            day = parse_date(value)
        except ValueError:
            day = None
        if day is None:
            raise wrong(name, value, Sentence(A_DAY))
        return Q(**{self.path: day})


@dataclass(frozen=True)
class Code:
    """The code of an agency; one that nobody has finds nothing."""

    path: str
    says: str = ""

    def condition(self, name: str, given: list[str]) -> Q:
        for value in given:
            if not CODE.fullmatch(value):
                raise wrong(name, value, Sentence(A_CODE))
        return Q(**{f"{self.path}__in": given})

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "maxLength": 50}}


@dataclass(frozen=True)
class Reference:
    """A reference of one kind; a typing error is told apart from one that nobody has."""

    path: str
    kind: Prefix
    says: str = ""

    def condition(self, name: str, given: list[str]) -> Q:
        try:
            references = [str(parse(value, self.kind)) for value in given]
        except DomainError as refusal:
            expected = Sentence("%(why)s", {"why": refusal.sentence})
            raise wrong(name, ", ".join(given), expected) from refusal
        return Q(**{f"{self.path}__in": references})

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "maxLength": 20}}


@dataclass(frozen=True)
class YesNo:
    """`condition_if` holds for true, its contrary for false."""

    condition_if: Q
    says: str = ""
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "boolean"})

    def condition(self, name: str, given: list[str]) -> Q:
        (value,) = given
        if value not in ("true", "false"):
            raise wrong(name, value, Sentence(YES_OR_NO))
        return self.condition_if if value == "true" else ~self.condition_if


class Text:
    """Found in any of these fields, whatever its case."""

    schema: Mapping[str, Any] = {"type": "string", "maxLength": LONGEST_TEXT}

    def __init__(self, *paths: str, says: str = ""):
        self.paths, self.says = paths, says

    def condition(self, name: str, given: list[str]) -> Q:
        value, found = _text(name, given), Q()
        for path in self.paths:
            found |= Q(**{f"{path}__icontains": value})
        return found


@dataclass(frozen=True)
class Sought:
    """Found as `find(rows, user, text)` finds it: where a text is more than a part of a field."""

    find: Callable[[QuerySet, Any, str], QuerySet]
    says: str = ""
    schema: Mapping[str, Any] = field(
        default_factory=lambda: {"type": "string", "maxLength": LONGEST_TEXT}
    )

    def narrow(self, rows: QuerySet, user: Any, name: str, params) -> QuerySet:
        return self.find(rows, user, _text(name, _given(name, self, params)))


Condition = OneOf | Day | Code | Reference | YesNo | Text
Filter = Condition | Sought
SEVERAL = (OneOf, Code, Reference)


class DeclaredFilters(BaseFilterBackend):
    """Applies the filters an endpoint declares; the endpoint has refused what is not declared."""

    def filter_queryset(self, request, queryset, view):
        for name in request.query_params:
            declared = view.filters.get(name)
            if isinstance(declared, Sought):
                queryset = declared.narrow(queryset, request.user, name, request.query_params)
            elif declared:
                queryset = queryset.filter(_condition(name, declared, request.query_params))
        return queryset

    def get_schema_operation_parameters(self, view) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": declared.says,
                "schema": dict(declared.schema),
            }
            for name, declared in view.filters.items()
        ]


def _condition(name: str, declared: Condition, params) -> Q:
    return declared.condition(name, _given(name, declared, params))


def _text(name: str, given: list[str]) -> str:
    (value,) = given
    if len(value) > LONGEST_TEXT:
        raise wrong(name, value, Sentence(A_TEXT, {"longest": LONGEST_TEXT}))
    return value


def _given(name: str, declared: Filter, params) -> list[str]:
    given: Iterable[str] = (
        params.getlist(name) if isinstance(declared, SEVERAL) else [once(params, name)]
    )
    given = list(given)
    if any("\0" in value for value in given):
        raise wrong(name, "\\0", Sentence(A_TEXT, {"longest": LONGEST_TEXT}))
    return given
