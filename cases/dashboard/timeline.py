"""Custody as one story, newest first: who had it, and where nobody knows who had it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.dashboard.entries import (
    is_waiting,
    joined,
    length_text,
    parts_of,
    source_of,
    what_of,
    who,
)
from cases.models import Container, CustodyEvent, RemainsCase
from cases.models.custody import CustodyKind
from repatriation.accounts.models import User
from repatriation.dashboard.components import Entry

LATER = timedelta(minutes=1)  # recorded this long after it happened, both times are said
NAMED = (
    "from_holder",
    "to_holder",
    "storage_unit",
    "sheet",
    "witness",
    "recorded_by__agency",
    "review__reviewed_by__agency",
    "corrects",
    "correction",
)


@dataclass(frozen=True)
class Story:
    entries: Sequence[Entry]
    gaps: int
    waiting: int  # done alone, and not reviewed yet

    @property
    def note(self) -> str:
        if not self.gaps:
            return _("Newest first")
        gaps = ngettext(
            "Newest first. %(number)s gap.", "Newest first. %(number)s gaps.", self.gaps
        )
        return gaps % {"number": self.gaps}


def story_of(row: Container | RemainsCase, reader: User) -> Story:
    """A case's story begins with its container's: custody is not broken by numbering."""
    events = list(CustodyEvent.objects.story_of(row).select_related(*NAMED))
    entries = [
        _gap(event, events[place + 1 :], reader)
        if event.kind == CustodyKind.GAP
        else _entry(event, row, reader)
        for place, event in enumerate(events)
    ]
    return Story(
        _with_now(entries, events),
        gaps=sum(event.kind == CustodyKind.GAP for event in events),
        waiting=sum(is_waiting(event) for event in events),
    )


def _with_now(entries: list[Entry], events: list[CustodyEvent]) -> list[Entry]:
    """Where it is now is what was last done; a correction is a remark on it."""
    for place, event in enumerate(events):
        if event.kind not in (CustodyKind.CORRECTED, CustodyKind.GAP):
            entries[place] = replace(entries[place], is_now=True)
            break
    return entries


def _gap(event: CustodyEvent, before: list[CustodyEvent], reader: User) -> Entry:
    """As long as it was: from the last act to the next. Of what was entered late nobody can say."""
    last = next((one for one in before if one.kind != CustodyKind.CORRECTED), event)
    length = event.occurred_at - last.occurred_at
    what = _("Gap.")
    if length > timedelta():
        what = _("Gap: %(length)s.") % {"length": length_text(length)}
    text = _("Nobody recorded who held it after %(holder)s.") % {"holder": event.from_holder}
    source = _("Found by %(who)s. It stands as a gap; it will not be filled with a guess.")
    found_by = source % {"who": who(event.recorded_by, reader)}
    return Entry(what, text=text, source=found_by, is_gap=True)


def _entry(event: CustodyEvent, row: Container | RemainsCase, reader: User) -> Entry:
    is_later = event.recorded_at - event.occurred_at >= LATER
    return Entry(
        what_of(event, row),
        event.occurred_at,
        event.recorded_at if is_later else None,
        joined(parts_of(event, reader)),
        source_of(event),
    )
