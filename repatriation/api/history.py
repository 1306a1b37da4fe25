"""What happened to one object, newest first: kinds, times and figures; who, by agency only.

A detail that is a key of the store is shown by its reference, or not at all; where it points to
what the reader may not see, the event is not told.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from repatriation.accounts.models import Agency, User
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Moment
from repatriation.api.pagination import Order
from repatriation.audit.models import Event


@dataclass(frozen=True)
class Key:
    """`rows` are those the reader may see; `name` is what a row is called, None to leave it out."""

    rows: Callable[[User], QuerySet[Any]]
    name: Callable[[Any], object] | None = None


AGENCY = Key(lambda _user: Agency.objects.all(), lambda agency: agency.code)
_keys: dict[str, dict[str, Key]] = defaultdict(dict)


def declare_keys(app: str, keys: Mapping[str, Key]) -> None:
    """The details of an app's events that are keys of the store."""
    _keys[app].update(keys)


def keys_of(kind: str) -> dict[str, Key]:
    return _keys[kind.partition(".")[0]]


class ActorSerializer(serializers.Serializer):
    """Who did it: a person, a program or the system, and of which agency."""

    kind = serializers.CharField()
    agency = serializers.CharField(source="agency.code", allow_null=True, default=None)


class EventSerializer(serializers.Serializer):
    kind = serializers.CharField()
    actor = serializers.SerializerMethodField()
    occurred_at = Moment()
    recorded_at = Moment()
    is_late = serializers.SerializerMethodField()
    details = serializers.SerializerMethodField()

    @extend_schema_field(ActorSerializer(allow_null=True))
    def get_actor(self, event):
        actor = self.context["actors"].get(event.actor_id)
        return _actor(actor, self.context["reader"]) if actor else None

    def get_is_late(self, event) -> bool:
        return bool(event.facts.get("is_late"))

    def get_details(self, event) -> dict[str, Any]:
        keys = keys_of(event.kind)
        shown = {name: value for name, value in event.details.items() if name not in keys}
        for name, key in keys.items():
            if key.name and (row := self.context["rows"].get((name, event.details.get(name)))):
                shown[name] = key.name(row)
        return shown


class History(Endpoint):
    """What happened to one object, newest first."""

    subject: type[Endpoint] | None = None
    queryset = Event.objects.none()
    serializer_class = EventSerializer
    orderings = {"seq": Order("seq")}
    ordering = "-seq"
    page_key = "seq"

    @property
    def scopes(self):
        return {"list": self.subject.scopes["retrieve"]}

    def get_queryset(self):
        """Without what is not told: else the count or an empty page would tell that it happened."""
        subject = self.subject(request=self.request, kwargs=self.kwargs, action="retrieve")
        events = Event.objects.of(subject.get_object())
        return events.exclude(pk__in=untold(self.request.user, list(events)))

    def list(self, request, *args, **kwargs):
        """What happened to it"""
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(told_to(request.user, page))


def told_to(reader: User, events: list[Event]) -> list[dict[str, Any]]:
    """However many events: one question for the actors, and one for each kind of row."""
    rows = _rows(reader, events)
    told = [event for event in events if all(key in rows for key in _named_in(event))]
    actors = User.objects.select_related("agency__party").in_bulk(
        {event.actor_id for event in events}
    )
    context = {"actors": actors, "rows": rows, "reader": reader}
    return list(EventSerializer(told, many=True, context=context).data)


def untold(reader: User, events: list[Event]) -> list[int]:
    """Those that point to what this reader may not see."""
    rows = _rows(reader, events)
    return [event.pk for event in events if any(key not in rows for key in _named_in(event))]


def _actor(actor: User, reader: User) -> dict[str, str | None]:
    """Another side's agency is named where the sides meet it, and else not."""
    told = actor.agency.as_told_to(reader) if actor.agency else None
    return {"kind": actor.kind, "agency": told.code if isinstance(told, Agency) else None}


def _rows(reader: User, events: list[Event]) -> dict[tuple[str, int], Any]:
    wanted: dict[Key, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for event in events:
        for name, value in _named_in(event):
            wanted[keys_of(event.kind)[name]][name].add(value)
    found: dict[tuple[str, int], Any] = {}
    for key, by_name in wanted.items():
        seen = key.rows(reader).in_bulk(set().union(*by_name.values()))
        found |= {
            (name, value): seen[value]
            for name, values in by_name.items()
            for value in values
            if value in seen
        }
    return found


def _named_in(event: Event) -> list[tuple[str, int]]:
    keys = keys_of(event.kind)
    return [
        (name, value)
        for name, value in event.details.items()
        if name in keys and isinstance(value, int)
    ]
