"""Problems of an import, alike ones together: what a person reads instead of a hundred lines."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.dashboard.draft_rows import cells_at
from exchanges.models import ListImport
from repatriation.dashboard.components import Badge, Meaning, Text
from repatriation.errors import Sentence

NAMED = 6  # rows that are named in a group
LONGEST = 60  # characters of a cell that are quoted
STOPS = Badge(gettext_lazy("Stops"), Meaning.STOP)
WARNS = Badge(gettext_lazy("Warning"), Meaning.WATCH)
NOTE = Badge(gettext_lazy("Note"), Meaning.OPEN)
NAMES = {"claimed_name", "claimed_surname", "claimed_given_name", "claimed_patronymic"}


@dataclass(frozen=True)
class Found:
    """A problem as it stands in the report of a draft."""

    row: int
    column: str | None
    code: str
    sentence: Sentence
    stops: bool


@dataclass(frozen=True)
class ProblemGroup:
    """`first` is the row to look at. `as_sent` is None where it would quote a name."""

    rows: str
    first: int | None
    heading: str
    becomes: str
    as_sent: str | None
    badge: Badge
    says: Text


def problems_of(draft: ListImport) -> list[Found]:
    return [
        Found(
            one["row"],
            one["column"],
            one["code"],
            Sentence(**one["sentence"]),
            one["severity"] == "error",
        )
        for one in (draft.report or {}).get("problems", [])
    ]


def groups_of(draft: ListImport, problems: list[Found]) -> list[ProblemGroup]:
    """What stops first, then in the order of the file; last, columns that are only kept."""
    mapping: dict[str, str | None] = dict((draft.report or {}).get("mapping", []))
    places = [
        (one.row, one.column)
        for one in problems
        if one.column and mapping.get(one.column) not in NAMES
    ]
    quoted = dict.fromkeys(places, "") | cells_at(draft, places)
    alike: dict[tuple, list[Found]] = defaultdict(list)
    for one in problems:
        text = quoted.get((one.row, one.column or ""))
        alike[not one.stops, one.column, str(one.sentence), text and text[:LONGEST]].append(one)
    ordered = sorted(alike.items(), key=lambda pair: pair[0][0])
    groups = [_group(found, key[-1], mapping) for key, found in ordered]
    return groups + [_kept(heading) for heading, column in mapping.items() if column is None]


def rows_text(rows: list[int]) -> str:
    named = ", ".join(str(row) for row in rows[:NAMED])
    if len(rows) <= NAMED:
        return named
    return _("%(rows)s and %(more)s more") % {"rows": named, "more": len(rows) - NAMED}


def _group(found: list[Found], text: str | None, mapping: Mapping[str, Any]) -> ProblemGroup:
    first = found[0]
    return ProblemGroup(
        rows=rows_text([one.row for one in found]),
        first=first.row,
        heading=first.column or "",
        becomes=mapping.get(first.column or "") or "",
        as_sent=text,
        badge=STOPS if first.stops else WARNS,
        says=first.sentence,
    )


def _kept(heading: str) -> ProblemGroup:
    return ProblemGroup(
        rows=_("all"),
        first=None,
        heading=heading,
        becomes="",
        as_sent=None,
        badge=NOTE,
        says=_("No such column with us. Kept with each line as sent."),
    )
