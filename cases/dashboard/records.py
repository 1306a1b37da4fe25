"""What the page of a container and the page of a case have in common."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.dashboard.badges import flag_badges, state_badge
from cases.dashboard.record_deeds import RecordDeed
from cases.dashboard.timeline import Story
from cases.models import Container, CustodyEvent, Declaration, Flag, RemainsCase
from cases.models.custody import CustodyKind
from cases.policies.held import why_not_correct
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Choice, Meaning, Move, Text
from repatriation.errors import Sentence, gettext_noop

MOST = 200  # cases that are numbered at once; of more the list tells
ON_THE_WAY = gettext_noop("On the way to %(agency)s")
UNCORRECTABLE = (CustodyKind.GAP, CustodyKind.CORRECTED)
NOTHING_TO_CORRECT = gettext_noop("Nothing here can be corrected: each entry was corrected once.")


def flags_of(row: Container | RemainsCase, story: Story) -> list[Badge]:
    flags = flag_badges(row)
    if row.destined_to:
        said = Sentence(ON_THE_WAY, {"agency": str(row.destined_to)})
        flags.append(Badge(said, Meaning.FLAG))
    if story.gaps:
        flags.append(Badge(_("Gap in custody"), Meaning.WATCH))
    if story.waiting:
        flags.append(Badge(_("Waits for a review"), Meaning.WATCH))
    return flags


def beside_of(row: Container | RemainsCase) -> dict[str, Any]:
    """What stands beside the state: the reasons of the open flags, what waits for a second."""
    flags = Flag.objects.of(row).open().select_related("opened_by") if row.flags else []
    declared = Declaration.objects.of(row).waiting().select_related("declared_by")
    return {"open_flags": flags, "waiting": declared.first()}


def rare_moves(
    row: Container | RemainsCase, deeds: Mapping[str, RecordDeed], why_not: Mapping[str, Any]
) -> list[Move]:
    """Those few make: only where they are open, or the list would never end."""
    url = row.get_absolute_url()
    return [
        Move(verb, deed.label, f"{url}{verb.replace('_', '-')}/", opens=True)
        for verb, deed in deeds.items()
        if not why_not[verb]
    ]


def tabs_of(row: Container | RemainsCase) -> list[Choice]:
    return [
        Choice(_("Overview"), row.get_absolute_url(), is_current=True),
        Choice(_("History"), reverse("history", args=[row.reference])),
    ]


def shown_cases(cases: Iterable[RemainsCase]) -> list[tuple[RemainsCase, Badge]]:
    return [(case, state_badge(case)) for case in cases]


def label_move(row: Container | RemainsCase) -> Move:
    nouns = "containers" if isinstance(row, Container) else "cases"
    url = f"{reverse(f'cases:{nouns}-labels')}?pick={row.reference}"
    return Move("label", _("Print the label"), url, opens=True)


def record_move(row: Container | RemainsCase) -> Move:
    url = reverse(f"cases:{row.custody_field}-record", args=[row.reference])
    return Move("record", _("Custody record"), url, opens=True)


def correctable(row: Container | RemainsCase):
    """Newest first. An entry is corrected once; a gap and a correction stand."""
    events = CustodyEvent.objects.of(row).filter(correction=None)
    return events.exclude(kind__in=UNCORRECTABLE)


def correct_move(user: User, row: Container | RemainsCase) -> Move:
    newest = correctable(row).select_related("container__custodian", "case__custodian").first()
    why_not: Text | None = Sentence(NOTHING_TO_CORRECT)
    if newest:
        why_not = why_not_correct(user, newest)
    url = f"{row.get_absolute_url()}correct/"
    return Move("correct", _("Correct an entry"), url, why_not=why_not, opens=True)
