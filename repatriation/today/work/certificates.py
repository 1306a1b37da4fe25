"""What the legal authority certifies, and what it annuls."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Ballot, Identification
from cases.models.board import Choice
from cases.states import IdentificationState
from repatriation.today.work.desk import MOST, Desk, Found, found
from repatriation.today.work.identifications import LIST, item_of


def to_certify(desk: Desk) -> Found:
    if not desk.user.has_perm("cases.certify_identification"):
        return Found()
    decided = Identification.objects.visible_to(desk.user).filter(
        state__in=[IdentificationState.IDENTIFIED, IdentificationState.UPHELD], certificate=""
    )
    items = [item_of(_("Certify"), row) for row in decided.order_by("decided_at")[: MOST + 1]]
    title = _("More identifications wait for a certificate")
    return found(items, verb=_("Certify"), title=title, url=reverse(LIST))


def to_annul(desk: Desk) -> Found:
    """Revoked by a board: remains go on standing as somebody until the certificate is annulled."""
    if not desk.user.has_perm("cases.certify_identification"):
        return Found()
    revoked = Ballot.objects.filter(
        identification=OuterRef("pk"),
        outcome=Choice.REVOKED,
        called_at__gte=OuterRef("contested_at"),
    )
    waiting = Identification.objects.visible_to(desk.user).filter(
        Exists(revoked), state=IdentificationState.CONTESTED, annulment=""
    )
    items = [item_of(_("Annul"), row) for row in waiting.order_by("contested_at")[: MOST + 1]]
    title = _("More certificates are to be annulled")
    return found(items, verb=_("Annul"), title=title, url=reverse(LIST))
