"""An empty tally sheet for a mortuary, a yard or a recovery site: written on in gloves, entered
later, and marked so."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cases.models.sheet import Purpose
from repatriation.dashboard.pages import SignedIn
from repatriation.documents.blank import blank_tally_sheet
from repatriation.documents.document import Imprint
from repatriation.files.media_types import PDF
from repatriation.ledger.clock import now


@login_required
def blank_sheet(request: SignedIn) -> HttpResponse:
    """For what `purpose` names; without it the purpose is written by hand too."""
    asked = request.GET.get("purpose", "")
    purpose = Purpose(asked).label if asked in Purpose.values else ""
    first = [] if purpose else [_("Purpose")]
    people = [_("Done by"), _("Witness")]
    paper = blank_tally_sheet(
        title=_("Tally sheet"),
        imprint=Imprint(
            str(request.user.agency or ""), now(), is_demonstration=settings.IS_DEMONSTRATION
        ),
        facts=[(_("Purpose"), purpose)] if purpose else [],
        header=[*first, _("Vehicle or bay"), _("Place"), _("Storage unit"), _("Date"), *people],
        signers=people,
    )
    headers = {"Content-Disposition": content_disposition_header(True, "tally-sheet.pdf")}
    return HttpResponse(paper, content_type=PDF, headers=headers)
