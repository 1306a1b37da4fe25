"""Where a page stands: the crumbs above it, and what a page about a move has around it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.sources import direction_of
from exchanges.models import ExchangeBatch, ExchangeRound
from repatriation.dashboard.components import Text


@dataclass(frozen=True)
class Crumb:
    label: Text
    url: str = ""
    is_ref: bool = False


def round_trail(round: ExchangeRound | None = None, here: Text = "") -> list[Crumb]:
    """Without `here` the last of them is the page itself."""
    trail = [Crumb(_("Rounds"), reverse("exchanges:rounds"))]
    if round:
        trail.append(Crumb(round.reference, round.get_absolute_url(), is_ref=True))
    return ended(trail, here)


def batch_trail(batch: ExchangeBatch, here: Text = "") -> list[Crumb]:
    """A batch is found in its round."""
    trail = round_trail(batch.round, batch.reference)[:-1]
    trail.append(Crumb(batch.reference, batch.get_absolute_url(), is_ref=True))
    return ended(trail, here)


def ended(trail: list[Crumb], here: Text) -> list[Crumb]:
    if here:
        return [*trail, Crumb(here)]
    return [*trail[:-1], Crumb(trail[-1].label, is_ref=trail[-1].is_ref)]


def around_round(round: ExchangeRound, title: Text) -> dict[str, Any]:
    return {
        "title": title,
        "kind": _("Exchange round %(round)s") % {"round": round},
        "trail": round_trail(round, title),
        "back": round.get_absolute_url(),
    }


def around_batch(batch: ExchangeBatch, title: Text) -> dict[str, Any]:
    kind = _("Exchange batch %(batch)s, %(direction)s")
    return {
        "title": title,
        "kind": kind % {"batch": batch, "direction": direction_of(batch)},
        "trail": batch_trail(batch, title),
        "back": batch.get_absolute_url(),
    }
