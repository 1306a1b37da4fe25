"""An entry of custody in words: from whom, where, by whom, before whom, and why alone."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cases.models import Container, CustodyEvent, RemainsCase
from cases.models.custody import CustodyKind
from cases.policies import held as policies
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning
from repatriation.dashboard.formats import counted, moment_text
from repatriation.dashboard.tags.formats import ref
from repatriation.errors import Sentence, gettext_noop
from repatriation.ledger.clock import now

IN_WORDS = (CustodyKind.STORED, CustodyKind.BURIED)  # which name the unit themselves
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
    CustodyKind.PACKED: gettext_noop("Packed for their return, {note}"),
    CustodyKind.STORED: gettext_noop("In store, {unit}"),
    CustodyKind.SENT: gettext_noop("Sent on by {to}"),
    CustodyKind.QUARANTINED: gettext_noop("Put in quarantine"),
    CustodyKind.NEUTRALISED: gettext_noop("Hazard neutralised: it may be opened"),
    CustodyKind.DESTROYED: gettext_noop("Destroyed as a hazard"),
    CustodyKind.DIVIDED: gettext_noop("Divided: a part has a number of its own"),
    CustodyKind.MISSED: gettext_noop("Found to be missing"),
    CustodyKind.FOUND: gettext_noop("Found again"),
    CustodyKind.BURIED: gettext_noop("Buried, {unit}"),
    CustodyKind.EXHUMED: gettext_noop("Exhumed, permit {permit}"),
    CustodyKind.RELEASED: gettext_noop("Released"),
    CustodyKind.RETURNED: gettext_noop("Came back after the release"),
    CustodyKind.REFUSED: gettext_noop("Refused at the handover, back with {to}"),
    CustodyKind.TAKEN_BACK: gettext_noop("Taken back by {to}"),
    CustodyKind.CORRECTED: gettext_noop("Correction of the entry of {corrected}"),
}


# They number them anew: our custody ends.
TO_THE_OTHER_PARTY = gettext_noop("Handed over by {giver} to the other party")


def what_of(event: CustodyEvent, row: Container | RemainsCase) -> str:
    corrected = event.corrects
    unit = ", ".join(str(part) for part in (event.to_holder, event.storage_unit) if part)
    is_theirs = event.kind == CustodyKind.HANDED_OVER and event.to_holder is None
    return format_html(
        _(TO_THE_OTHER_PARTY if is_theirs else WHAT[CustodyKind(event.kind)]),
        note=event.note,
        giver=event.from_holder,
        to=event.to_holder,
        unit=unit,
        origin=_origin(row),
        permit=event.permit,
        corrected=moment_text(corrected.occurred_at) if corrected else "",
    )


def _origin(row: Container | RemainsCase) -> str:
    origin = row.origin if isinstance(row, RemainsCase) else None
    if origin is None:
        return ""
    return format_html('<a class="ref" href="{}">{}</a>', origin.get_absolute_url(), origin)


def parts_of(event: CustodyEvent, reader: User) -> Iterable[str]:
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
        yield str(unit) if unit and kind not in IN_WORDS else ""
        yield _("Remark: %(note)s") % {"note": event.note} if event.note else ""
        yield _("Permit of %(issuer)s") % {"issuer": event.permit_by} if event.permit_by else ""
        yield _("Corrected later") if getattr(event, "correction", None) else ""
    if event.handed_over_by:
        yield _("Given by %(name)s") % {"name": event.handed_over_by}
    yield _people(event, reader)
    if event.alone_reason:
        yield _("Alone: %(reason)s") % {"reason": event.alone_reason}
        yield review_text(event, reader)


def _people(event: CustodyEvent, reader: User) -> str:
    said = {"who": who(event.recorded_by, reader)}
    witness = event.witness.name if event.witness else event.outside_witness
    if not witness:
        return _("By %(who)s") % said
    return _("By %(who)s, seen by %(witness)s") % (said | {"witness": witness})


def who(person: User, reader: User) -> str:
    """The own side is named by its people, another side by its agency."""
    is_own = person.party_id is not None and person.party_id == reader.party_id
    return person.name if is_own else str(person.agency or person.name)


def review_text(event: CustodyEvent, reader: User) -> str:
    """Reviewed by whom; or when it is due, with the way there or why this reader may not."""
    if review := getattr(event, "review", None):
        said = {"who": who(review.reviewed_by, reader), "at": moment_text(review.reviewed_at)}
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


def is_waiting(event: CustodyEvent) -> bool:
    return bool(event.alone_reason) and getattr(event, "review", None) is None


def source_of(event: CustodyEvent) -> str:
    if event.is_on_paper and event.sheet:
        return format_html(_("entered from paper, {sheet}"), sheet=ref(event.sheet))
    if event.is_on_paper:
        return _("entered from paper")
    if event.is_late:
        return _("entered late")
    return ""


def joined(parts: Iterable[str]) -> str:
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
