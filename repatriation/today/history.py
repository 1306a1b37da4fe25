"""What happened to anything that has a reference, newest first, and whether the chain is whole."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from repatriation.audit.models import Event, stream_of
from repatriation.audit.verification import broken_streams
from repatriation.dashboard.components import Badge, Meaning
from repatriation.dashboard.filters import FilterForm
from repatriation.dashboard.history import entries_of
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn
from repatriation.errors import DomainError
from repatriation.language import say
from repatriation.references import parse
from repatriation.today import tellings  # noqa: F401  declares what it holds
from repatriation.today.records import page_of, record_of

WHOLE = Badge(_("Chain verified"), Meaning.DONE)
BROKEN = Badge(_("Chain broken"), Meaning.STOP)
ORDER = [ListColumn(_("Number"), by="seq")]


@login_required
def history(request: SignedIn, reference: str) -> HttpResponse:
    """The whole chain is computed again for each reader: it is short, and so never a claim."""
    try:
        read = parse(reference)
    except DomainError as error:
        raise Http404 from error
    row = record_of(read, request.user)
    if row is None:
        raise Http404
    if reference != str(read):
        return redirect("history", reference=str(read))
    listing = Listing(
        request,
        Event.objects.of(row),
        filters=FilterForm,
        columns=ORDER,
        sort="-seq",
        unit="events",
    )
    shown = {
        "record": row,
        "noun": capfirst(say(read.noun)),
        "url": page_of(row),
        "listing": listing,
        "entries": entries_of(listing.rows, request.user, is_proven=True),
        "states": [BROKEN if broken_streams([stream_of(row)]) else WHOLE],
    }
    return render(request, "today/history.html", shown)
