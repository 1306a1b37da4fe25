"""What happened, said to one reader in their language. Apps declare a telling for each event kind.

    declare({
        "exchanges.round_opened": Telling(_("Round opened")),
        "exchanges.batch_counted": Telling(
            "%(containers)s container counted", "%(containers)s containers counted",
            count="containers",
        ),
    })

    entries_of(Event.objects.of(batch)[:30], request.user)   # for {% timeline entries %}

The placeholders of a message are the details of the event. However many events, it costs one query
for the people and one for each kind of row that is named.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from repatriation.accounts.models import User
from repatriation.accounts.sides import who_acted
from repatriation.audit.models import Event
from repatriation.dashboard.components import Entry
from repatriation.dashboard.formats import number_text, short_digest
from repatriation.errors import Sentence

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
LATER = timedelta(minutes=1)  # recorded this long after it happened, both times are said
UNKNOWN = "…"


@dataclass(frozen=True)
class Telling:
    """The sentence for a kind of event.

    `words` turns codes among the details into message ids. `rows` names the details that are keys,
    each with the rows this reader may see; where one of them may not be seen, the event is not
    told. `when` holds the details that must be so: the first telling that fits is taken.
    """

    message: str
    plural: str = ""
    count: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rows: Mapping[str, Callable[[User], QuerySet]] = field(default_factory=dict)
    when: Mapping[str, object] = field(default_factory=dict)

    def fits(self, event: Event) -> bool:
        return all(event.details.get(name) == value for name, value in self.when.items())


Tellings = dict[str, Telling | tuple[Telling, ...]]  # by kind of event
_tellings: dict[str, tuple[Telling, ...]] = {}


def declare(table: Mapping[str, Telling | tuple[Telling, ...]]) -> None:
    for kind, telling in table.items():
        _tellings[kind] = telling if isinstance(telling, tuple) else (telling,)


def told_kinds() -> set[str]:
    return set(_tellings)


def telling_of(event: Event) -> Telling:
    """A kind that nobody declared is told by its code, so that no event is lost."""
    fitting = (one for one in _tellings.get(event.kind, ()) if one.fits(event))
    return next(fitting, Telling(event.kind.rpartition(".")[2].replace("_", " ")))


def entries_of(
    events: Iterable[Event],
    reader: User,
    *,
    records: Mapping[str, str] = MappingProxyType({}),
    is_proven: bool = False,
) -> list[Entry]:
    """In the order of the events. `records` names the record of each stream where several are
    told together; `is_proven` says each event's place in its chain, and its digest.

    The own side is named by its people, another side by its agency.
    """
    told = [(event, telling_of(event)) for event in events]
    rows = _rows(told, reader)
    actors = User.objects.select_related("agency").in_bulk({e.actor_id for e, _ in told})
    entries = []
    for event, telling in told:
        named = {name: rows[find].get(event.details.get(name, 0)) for name, find in _keys(telling)}
        if None in named.values():
            continue
        said = [records.get(event.stream, ""), who_acted(actors.get(event.actor_id), reader)]
        said.append(_proof(event) if is_proven else "")
        entries.append(_entry(event, _sentence(telling, event, named), said))
    return entries


def _keys(telling: Telling) -> Iterable[tuple[str, Callable[[User], QuerySet]]]:
    return telling.rows.items()


def _rows(told: list[tuple[Event, Telling]], reader: User) -> dict[Callable, dict[int, Any]]:
    wanted: dict[Callable, set[int]] = defaultdict(set)
    for event, telling in told:
        for name, find in _keys(telling):
            if isinstance(key := event.details.get(name), int):
                wanted[find].add(key)
    found = {find: find(reader).in_bulk(keys) for find, keys in wanted.items()}
    return defaultdict(dict, found)


def _sentence(telling: Telling, event: Event, named: Mapping[str, Any]) -> Sentence:
    known = dict(event.details) | {name: str(row) for name, row in named.items()}
    asked = PLACEHOLDER.findall(telling.message + telling.plural)
    params = {name: _param(known.get(name, UNKNOWN), telling.words.get(name)) for name in asked}
    number = event.details.get(telling.count)
    count = number if isinstance(number, int) else None
    return Sentence(telling.message, params, telling.plural if count is not None else "", count)


def _param(value: Any, words: Mapping[str, str] | None) -> object:
    if isinstance(value, list):
        return tuple(_param(one, words) for one in value)
    if words and value in words:
        return Sentence(words[value])
    return number_text(value) if isinstance(value, int) else str(value)


def _proof(event: Event) -> str:
    digest = short_digest(bytes(event.hash).hex())
    return gettext("no. %(number)s, %(digest)s") % {"number": event.seq, "digest": digest}


def _entry(event: Event, what: Sentence, said: list[str]) -> Entry:
    at, recorded_at = event.occurred_at, event.recorded_at
    is_later = recorded_at - at > LATER
    late = gettext("entered late") if event.facts.get("is_late") else ""
    text = " · ".join(part for part in (late, *said) if part)
    return Entry(what, at, recorded_at if is_later else None, text)
