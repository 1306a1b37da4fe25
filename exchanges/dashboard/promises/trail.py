"""Where a page of an agreement or commitment stands, and what is around a move."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.trail import Crumb, ended
from exchanges.models import Agreement, Commitment
from repatriation.dashboard.components import Text


def agreement_trail(agreement: Agreement | None = None, here: Text = "") -> list[Crumb]:
    trail = [Crumb(_("Agreements"), reverse("exchanges:agreements"))]
    if agreement:
        trail.append(Crumb(agreement.reference, agreement.get_absolute_url(), is_ref=True))
    return ended(trail, here)


def commitment_trail(commitment: Commitment, here: Text = "") -> list[Crumb]:
    """A commitment is found in its agreement."""
    trail = agreement_trail(commitment.agreement, commitment.reference)[:-1]
    trail.append(Crumb(commitment.reference, commitment.get_absolute_url(), is_ref=True))
    return ended(trail, here)


def around(row: Agreement | Commitment, title: Text) -> dict[str, Any]:
    if isinstance(row, Commitment):
        kind = _("Commitment %(record)s, %(title)s")
        trail = commitment_trail(row, title)
    else:
        kind = _("Agreement %(record)s, %(title)s")
        trail = agreement_trail(row, title)
    return {
        "title": title,
        "kind": kind % {"record": row, "title": row.title},
        "trail": trail,
        "back": row.get_absolute_url(),
    }
