"""Which mortuary has which share of a batch, and how far each is."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.batch_deeds import SHARE_DEEDS
from exchanges.dashboard.figures import Figures, ShareFigures
from exchanges.models import Allocation
from exchanges.policies.allocations import allocation_moves
from exchanges.policies.sides import Why
from exchanges.states import AllocationState as S
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Move
from repatriation.dashboard.formats import number_text


@dataclass(frozen=True)
class ShareShown:
    figures: ShareFigures
    badge: Badge
    moves: list[Move]
    bar_label: str


def shares_shown(figures: Figures, reader: User) -> list[ShareShown]:
    return [_shown(one, reader) for one in figures.shares]


def _shown(one: ShareFigures, reader: User) -> ShareShown:
    label = _("Received, %(done)s of %(total)s containers") % {
        "done": number_text(one.received),
        "total": number_text(one.containers),
    }
    return ShareShown(one, state_badge(one.share), share_moves(one.share, reader), label)


def share_moves(share: Allocation, reader: User) -> list[Move]:
    """What comes next for a share: to send it, or to receive it and end the intake."""
    why_not = allocation_moves(reader, share)
    if share.state == S.PLANNED:
        return [_asking("send", share, why_not["send"])]
    if share.state == S.SENT:
        url = reverse("exchanges:new-receipt-sheet", args=[share.batch.reference, share.pk])
        opening = Move(
            "sheet", _("Open a tally sheet"), url, why_not=why_not["receive"], opens=True
        )
        return [opening, _asking("end-intake", share, why_not["receive"])]
    return []


def _asking(path: str, share: Allocation, why_not: Why) -> Move:
    deed = SHARE_DEEDS[path]
    url = reverse("exchanges:share-move", args=[share.batch.reference, share.pk, path])
    return Move(deed.verb, deed.label, url, why_not=why_not, is_grave=deed.is_grave, asks=True)
