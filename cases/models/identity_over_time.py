"""How many of the people that some remains are of were identified and certified at a moment, from
what was decided until then: later decisions do not change what stood before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from cases.models.counting import distinguished_in
from cases.models.declaration import Declaration, DeclarationKind
from cases.models.identification import Identification
from cases.models.individual import Membership
from cases.models.remains import RemainsCase
from repatriation.audit.models import Event, stream_of

CASE_KINDS = ("cases.case_identified", "cases.case_unidentified")
CERTIFICATE_KINDS = ("cases.identification_certified", "cases.certificate_annulled")


@dataclass(frozen=True)
class Identity:
    """`identified` are among the `distinguished`, and `certified` among these."""

    at: datetime
    distinguished: int = 0
    identified: int = 0
    certified: int = 0


@dataclass
class _Story:
    """What changed, in the order it did: by case its identification or None, whether it is human;
    by identification whether a certificate stands."""

    cases: list[RemainsCase]
    first: dict[int, int] = field(default_factory=dict)  # an addendum's key to what it adds to
    identified: Mapping[int, list[tuple[datetime, int | None]]] = field(default_factory=dict)
    human: Mapping[int, list[tuple[datetime, bool]]] = field(default_factory=dict)
    certified: Mapping[int, list[tuple[datetime, bool]]] = field(default_factory=dict)
    members: Mapping[int, list[Membership]] = field(default_factory=dict)


def identity_at(cases: QuerySet[RemainsCase], moments: Sequence[datetime]) -> list[Identity]:
    """At each of these moments; a constant number of queries, however many there are."""
    story = _story(cases)
    return [_at(story, moment) for moment in moments]


def _at(story: _Story, moment: datetime) -> Identity:
    rows, certified = [], set()
    for case in story.cases:
        if case.numbered_at > moment or not _last(story.human.get(case.pk), moment, True):
            continue
        decision = _last(story.identified.get(case.pk), moment, None)
        root = story.first.get(decision, decision) if decision else None
        if decision and _last(story.certified.get(decision), moment, False):
            certified.add(root)
        individual = next(
            (one.individual_id for one in story.members.get(case.pk, []) if _holds(one, moment)),
            None,
        )
        rows.append(
            {"pk": case.pk, "kind": case.kind, "individual": individual, "identification": root}
        )
    identified = {row["identification"] for row in rows} - {None}
    return Identity(moment, distinguished_in(rows), len(identified), len(certified))


def _holds(member: Membership, moment: datetime) -> bool:
    return member.joined_at <= moment and (member.left_at is None or member.left_at > moment)


def _last(changes: Iterable[tuple[datetime, Any]] | None, moment: datetime, before: Any) -> Any:
    value = before
    for at, now in changes or ():
        if at > moment:
            break
        value = now
    return value


def _story(cases: QuerySet[RemainsCase]) -> _Story:
    found = list(cases.only("pk", "kind", "numbered_at").order_by("pk").distinct())
    keys = [case.pk for case in found]
    identified = _identified(found)
    decisions = {key for changes in identified.values() for _at, key in changes if key}
    rows = Identification.objects.filter(pk__in=decisions)
    first = {row.pk: row.adds_to_id or row.pk for row in rows.only("pk", "adds_to")}
    members: dict[int, list[Membership]] = defaultdict(list)
    for member in Membership.objects.filter(case__in=keys):
        members[member.case_id].append(member)
    return _Story(found, first, identified, _human(keys), _certified(decisions), members)


def _identified(cases: list[RemainsCase]) -> dict[int, list[tuple[datetime, int | None]]]:
    changes: dict[int, list[tuple[datetime, int | None]]] = defaultdict(list)
    for event in _events([stream_of(case) for case in cases], CASE_KINDS):
        is_gone = event.kind == "cases.case_unidentified"
        decision = None if is_gone else event.details["identification"]
        changes[event.subject_id].append((event.occurred_at, decision))
    return changes


def _certified(decisions: Iterable[int]) -> dict[int, list[tuple[datetime, bool]]]:
    changes: dict[int, list[tuple[datetime, bool]]] = defaultdict(list)
    streams = [stream_of(Identification(pk=key)) for key in decisions]
    for event in _events(streams, CERTIFICATE_KINDS):
        stands = event.kind == "cases.identification_certified"
        changes[event.subject_id].append((event.occurred_at, stands))
    return changes


def _human(cases: list[int]) -> dict[int, list[tuple[datetime, bool]]]:
    """Human until two people said otherwise, and again when they took that back."""
    changes: dict[int, list[tuple[datetime, bool]]] = defaultdict(list)
    kinds = (DeclarationKind.NON_HUMAN, DeclarationKind.HUMAN)
    said = Declaration.objects.filter(
        case__in=cases, kind__in=kinds, confirmed_at__isnull=False
    ).order_by("confirmed_at", "pk")
    for case, kind, at in said.values_list("case", "kind", "confirmed_at"):
        if case and at:
            changes[case].append((at, kind == DeclarationKind.HUMAN))
    return changes


def _events(streams: list[str], kinds: Sequence[str]) -> list[Event]:
    found = Event.objects.filter(stream__in=streams, facts__kind__in=kinds).order_by("pk")
    return sorted(found, key=lambda event: (event.occurred_at, event.pk))
