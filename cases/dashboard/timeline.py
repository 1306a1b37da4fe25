"""Custody as one story, newest first: who had it, from whom, before whom, and the gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cases import policies
from cases.models import Container, CustodyEvent, RemainsCase
from cases.models.custody import CustodyKind
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Entry, Meaning
from repatriation.dashboard.formats import counted, moment_text
from repatriation.dashboard.tags.formats import ref
from repatriation.errors import Sentence, gettext_noop
from repatriation.ledger.clock import now

LATER = timedelta(minutes=1)  # recorded this long after it happened, both times are said
REVIEW_WITHIN = timedelta(days=1)
WHAT = {
    CustodyKind.LISTED: gettext_noop("Put on the handover list of {to}"),
    CustodyKind.HANDED_OVER: gettext_noop("Handed over by {giver} to {to}"),
    CustodyKind.RECEIVED: gettext_noop("Received, {to}"),
    CustodyKind.CLEARED: gettext_noop("Cleared of explosives"),
    CustodyKind.OPENED: gettext_noop("Container opened"),
    CustodyKind.EMPTIED: gettext_noop("Recorded as emptied"),
    CustodyKind.NUMBERED: gettext_noop("Numbered on opening of {origin}"),
    CustodyKind.RECOVERED: gettext_noop("Recovered at {origin}"),
    CustodyKind.STORED: gettext_noop("In store, {unit}"),
    CustodyKind.SENT: gettext_noop("Sent on by {to}"),
    CustodyKind.CORRECTED: gettext_noop("Correction of the entry of {corrected}"),
}
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
        gaps = _("%(gaps)s gap") if self.gaps == 1 else _("%(gaps)s gaps")
        if not self.gaps:
            return _("Newest first")
        return f"{_('Newest first')}. {gaps % {'gaps': self.gaps}}."


def story_of(row: Container | RemainsCase, reader: User) -> Story:
    """A case's story begins with its container's: custody is not broken by numbering."""
    events = list(CustodyEvent.objects.of(row).select_related(*NAMED))
    if isinstance(row, RemainsCase) and row.container_id:
        before = CustodyEvent.objects.of(row.container).select_related(*NAMED)
        events += [event for event in before if _was_before(event, row)]
    entries = [
        _gap(event, earlier, reader)
        if event.kind == CustodyKind.GAP
        else _entry(event, row, reader)
        for event, earlier in zip(events, [*events[1:], None], strict=True)
    ]
    return Story(
        _with_now(entries, events),
        gaps=sum(event.kind == CustodyKind.GAP for event in events),
        waiting=sum(_is_waiting(event) for event in events),
    )


def _was_before(event: CustodyEvent, case: RemainsCase) -> bool:
    """With later corrections of what was before."""
    return (event.corrects or event).occurred_at <= case.numbered_at


def _with_now(entries: list[Entry], events: list[CustodyEvent]) -> list[Entry]:
    """Where it is now is what was last done; a correction is a remark on it."""
    for place, event in enumerate(events):
        if event.kind not in (CustodyKind.CORRECTED, CustodyKind.GAP):
            entries[place] = replace(entries[place], is_now=True)
            break
    return entries


def _gap(event: CustodyEvent, earlier: CustodyEvent | None, reader: User) -> Entry:
    """Drawn as long as it was: from the last that was recorded to the next."""
    length = event.occurred_at - earlier.occurred_at if earlier else timedelta()
    what = _("Gap: %(length)s.") % {"length": length_text(length)}
    text = _("Nobody recorded who held it after %(holder)s.") % {"holder": event.from_holder}
    source = _("Found by %(who)s. It stands as a gap; it will not be filled with a guess.")
    return Entry(
        what, text=text, source=source % {"who": _who(event.recorded_by, reader)}, is_gap=True
    )


def _entry(event: CustodyEvent, row: Container | RemainsCase, reader: User) -> Entry:
    is_later = event.recorded_at - event.occurred_at >= LATER
    return Entry(
        _what(event, row),
        event.occurred_at,
        event.recorded_at if is_later else None,
        _joined(_parts(event, reader)),
        _source(event),
    )


def _what(event: CustodyEvent, row: Container | RemainsCase) -> str:
    corrected = event.corrects
    unit = ", ".join(str(part) for part in (event.to_holder, event.storage_unit) if part)
    return format_html(
        _(WHAT[CustodyKind(event.kind)]),
        giver=event.from_holder,
        to=event.to_holder,
        unit=unit,
        origin=_origin(row),
        corrected=moment_text(corrected.occurred_at) if corrected else "",
    )


def _origin(row: Container | RemainsCase) -> str:
    origin = row.origin if isinstance(row, RemainsCase) else None
    if origin is None:
        return ""
    return format_html('<a class="ref" href="{}">{}</a>', origin.get_absolute_url(), origin)


def _parts(event: CustodyEvent, reader: User) -> Iterable[str]:
    """Short sentences in the order one asks: from whom, where, by whom, before whom, why alone."""
    kind, unit = event.kind, event.storage_unit
    if kind == CustodyKind.RECEIVED:
        yield _("From %(giver)s") % {"giver": event.from_holder}
    elif kind in (CustodyKind.CLEARED, CustodyKind.OPENED, CustodyKind.EMPTIED):
        yield _("Held by %(holder)s") % {"holder": event.to_holder}
    if kind == CustodyKind.CORRECTED:
        told = ", ".join(str(part) for part in (unit, event.place) if part)
        yield (
            _("%(what)s. The first entry is kept") % {"what": told}
            if told
            else _("The first entry is kept")
        )
        yield event.note
    else:
        vehicle = event.sheet.vehicle if event.sheet else ""
        yield ", ".join(part for part in (event.place, vehicle) if part)
        yield str(unit) if unit and kind != CustodyKind.STORED else ""
        yield _("Corrected later") if getattr(event, "correction", None) else ""
    if event.handed_over_by:
        yield _("Given by %(name)s") % {"name": event.handed_over_by}
    yield _people(event, reader)
    if event.alone_reason:
        yield _("Alone: %(reason)s") % {"reason": event.alone_reason}
        yield review_text(event, reader)


def _people(event: CustodyEvent, reader: User) -> str:
    who = _who(event.recorded_by, reader)
    witness = event.witness.name if event.witness else event.outside_witness
    if not witness:
        return _("By %(who)s") % {"who": who}
    return _("By %(who)s, seen by %(witness)s") % {"who": who, "witness": witness}


def _who(person: User, reader: User) -> str:
    """The own side is named by its people, another side by its agency."""
    is_own = person.party_id is not None and person.party_id == reader.party_id
    return person.name if is_own else str(person.agency or person.name)


def review_text(event: CustodyEvent, reader: User) -> str:
    """Reviewed by whom; or when it is due, with the way there or why this reader may not."""
    if review := getattr(event, "review", None):
        said = {"who": _who(review.reviewed_by, reader), "at": moment_text(review.reviewed_at)}
        return _("Reviewed by %(who)s, %(at)s") % said
    why_not = policies.why_not_review(reader, event)
    if why_not:
        return format_html("{}. {}", due_badge(event), why_not)
    url = f"{reverse('cases:review')}?event={event.pk}"
    return format_html('{} <a href="{}">{}</a>', due_badge(event), url, _("Review"))


def due_badge(event: CustodyEvent) -> Badge:
    due = event.occurred_at + REVIEW_WITHIN
    if due < now():
        return Badge(
            Sentence(gettext_noop("Review was due %(at)s"), {"at": moment_text(due)}), Meaning.WATCH
        )
    return Badge(
        Sentence(gettext_noop("Review due %(at)s"), {"at": moment_text(due)}), Meaning.GOING
    )


def _is_waiting(event: CustodyEvent) -> bool:
    return bool(event.alone_reason) and getattr(event, "review", None) is None


def _source(event: CustodyEvent) -> str:
    if event.is_on_paper and event.sheet:
        return format_html(_("entered from paper, {sheet}"), sheet=ref(event.sheet))
    if event.is_on_paper:
        return _("entered from paper")
    if event.is_late:
        return _("entered late")
    return ""


def _joined(parts: Iterable[str]) -> str:
    said = [(part, "" if str(part).endswith((".", ">")) else ".") for part in parts if part]
    return format_html_join(" ", "{}{}", said)


def length_text(length: timedelta) -> str:
    """15 h 45 min, or in days when it is longer than two."""
    minutes = int(length.total_seconds() // 60)
    if minutes >= 2 * 24 * 60:
        return counted(minutes // (24 * 60), "days")
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": minutes}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
