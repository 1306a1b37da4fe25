"""Everybody whom a party seeks, in columns: read once, and weighed with one case after another."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Count, DecimalField, F, Func, Max, Sum
from numpy.typing import NDArray

from cases.identification.people import People, people_of
from cases.identification.records import AnteMortem
from cases.identification.scoring import Scores
from cases.operations.blocks import everybody_sought, sample_of_people
from cases.operations.told_records import ante_mortem

NUMBER: Any = DecimalField(max_digits=40, decimal_places=0)
AT_ONCE = 5_000  # rows, of each question to the store


@dataclass(frozen=True)
class Sought:
    """`read` says which versions of which records: another sum, and they are read again."""

    party: int
    read: tuple[object, ...]
    keys: NDArray[np.int64]  # rising, a row of `people` each
    people: People
    event: People  # some of them, evenly: what is common among the others of the event

    def best(self, scores: Scores, among: list[int], most: int) -> list[int]:
        """Keys of those who weigh most; of equal ones the first."""
        rows = np.flatnonzero(np.isin(self.keys, among))
        order = np.argsort(-scores.total[rows], kind="stable")[:most]
        return [int(key) for key in self.keys[rows[order]]]


# Of the party that was looked at last, in this process: a worker looks at its cases in turn.
_last: list[Sought] = []


def sought_by(party: int) -> Sought:
    """Read again as soon as anybody's record has changed, come or gone."""
    read = _read(party)
    for held in _last:
        if (held.party, held.read) == (party, read):
            return held
    _last[:] = []  # before the next are read: both at once would need twice the room
    sought = _sought_by(party, read)
    _last[:] = [sought]
    return sought


def _sought_by(party: int, read: tuple[object, ...]) -> Sought:
    keys = everybody_sought(party).order_by("pk").values_list("pk", flat=True)
    told: dict[int, AnteMortem] = {}
    everybody = list(keys)
    for first in range(0, len(everybody), AT_ONCE):
        some = everybody[first : first + AT_ONCE]
        told |= {key: one for key, (one, _version) in ante_mortem(some).items()}
    held = sorted(told)
    return Sought(
        party,
        read,
        np.array(held, np.int64),
        people_of(told[key] for key in held),
        event_of(party),
    )


def event_of(party: int | None) -> People:
    return people_of(told for told, _version in ante_mortem(sample_of_people(party)).values())


def _read(party: int) -> tuple[object, ...]:
    """A sum over key and version of each: whatever is told of a person raises the version."""
    hashed = Func(F("pk"), F("version"), function="hashint8extended", output_field=NUMBER)
    rows = everybody_sought(party)
    return tuple(rows.aggregate(many=Count("pk"), newest=Max("pk"), sum=Sum(hashed)).values())
