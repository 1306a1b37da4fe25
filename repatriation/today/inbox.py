"""A person's notices: read by opening them, or all at once."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from repatriation.dashboard.components import Badge, Meaning, Move
from repatriation.dashboard.filters import FilterForm
from repatriation.dashboard.formats import counted
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn
from repatriation.notifications.inbox import inbox_count, inbox_of, mark_read
from repatriation.notifications.models import Delivery

COLUMNS = [
    ListColumn(_("Notice")),
    ListColumn(_("When"), by="pk"),
    ListColumn(_("State")),
    ListColumn(_("Open"), is_hidden=True),
]
READ, UNREAD = Badge(_("Read"), Meaning.NONE), Badge(_("Unread"), Meaning.OPEN)


class InboxFilters(FilterForm):
    show = forms.ChoiceField(label=_("Show"), choices=[("", _("All")), ("unread", _("Unread"))])

    def narrow(self, rows: QuerySet) -> QuerySet:
        return rows.filter(read_at=None) if self.in_force.get("show") else rows


@login_required
def inbox(request: SignedIn) -> HttpResponse:
    """Looking changes nothing: a notice is read when it is opened, and that is a POST."""
    unread = inbox_count(request.user)
    listing = Listing(
        request,
        inbox_of(request.user),
        filters=InboxFilters,
        columns=COLUMNS,
        sort="-pk",
        unit="notices",
    )
    shown = {
        "listing": listing,
        "notices": [_shown(notice) for notice in listing.rows],
        "choices": listing.choices("show", {"unread": unread}),
        "lead": _lead(unread),
        "read_all": Move("read-all", _("Mark all as read"), reverse("inbox-read-all")),
        "unread": unread,
    }
    return render(request, "today/inbox.html", shown)


@login_required
@require_POST
def open_notice(request: SignedIn, pk: int) -> HttpResponse:
    """Read, and on to what it is about; another's notice is not there."""
    notice = get_object_or_404(inbox_of(request.user), pk=pk)
    mark_read(request.user, [notice.pk])
    return redirect(notice.link)


@login_required
@require_POST
def read_all(request: SignedIn) -> HttpResponse:
    number = mark_read(request.user)
    said = ngettext(
        "%(number)s notice is marked as read.", "%(number)s notices are marked as read.", number
    )
    messages.success(request, said % {"number": number})
    return redirect("inbox")


def _shown(notice: Delivery) -> dict[str, object]:
    """What is read is a link; what is not read is opened by a POST, which reads it."""
    is_read = notice.read_at is not None
    return {
        "said": notice.said,
        "at": notice.made_at,
        "state": READ if is_read else UNREAD,
        "link": notice.link if is_read else "",
        "open": Move("open", _("Open"), reverse("inbox-open", args=[notice.pk])),
    }


def _lead(unread: int) -> str:
    if not unread:
        return gettext("You have read everything.")
    return gettext("%(notices)s unread.") % {"notices": counted(unread, "notices")}
