"""Today: what waits for me, what is late, what comes next, and four figures."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from repatriation.dashboard.formats import day_text, number_text
from repatriation.dashboard.pages import SignedIn, refusals_to_messages
from repatriation.ledger.clock import today as this_day
from repatriation.notifications.models import Delivery
from repatriation.notifications.resending import send_again as send_notice_again
from repatriation.today.deliveries import failed_shown
from repatriation.today.figures import figures_for
from repatriation.today.next_days import DAYS, next_days
from repatriation.today.work import (
    affiliations,
    associations,
    batches,
    candidates,
    certificates,
    clients,
    correspondence,
    custody,
    discrepancies,
    effects,
    examinations,
    identifications,
    people,
    promises,
    releases,
    rounds,
    samples,
    shares,
    told_figures,
)
from repatriation.today.work.desk import Desk, Found

Kind = Callable[[Desk], Found]

# In the order of a day's worry: what holds others up comes first.
WAITING: tuple[Kind, ...] = (
    rounds.to_check,
    told_figures.to_check,
    discrepancies.to_check,
    promises.to_check,
    correspondence.to_check,
    releases.to_take_back,
    identifications.to_vote,
    certificates.to_certify,
    certificates.to_annul,
    releases.to_decide,
    identifications.to_convene,
    identifications.to_submit,
    affiliations.to_convene,
    people.to_confirm,
    people.to_answer,
    effects.left_behind,
    examinations.to_review,
    examinations.assigned,
    examinations.in_progress,
    associations.to_decide,
    effects.to_receive,
    samples.to_check,
    samples.to_receive,
    candidates.to_answer,
    candidates.to_review,
    candidates.to_look,
    releases.to_release,
    releases.to_authorise,
    affiliations.to_return,
    releases.to_pack,
    batches.moves,
    rounds.moves,
    promises.to_accept,
    promises.to_answer,
    promises.to_conclude,
    correspondence.unread,
    discrepancies.to_answer,
    discrepancies.to_settle,
    discrepancies.followed,
    shares.to_send,
    shares.to_receive,
    custody.on_the_way,
    custody.to_clear,
    custody.to_open,
    custody.to_review,
    custody.to_end,
    clients.to_renew,
)
LATE: tuple[Kind, ...] = (
    rounds.late,
    discrepancies.late,
    promises.at_risk,
    shares.late,
    custody.late_reviews,
    custody.late_openings,
    samples.overdue,
    clients.without_a_way_in,
)


@login_required
def today(request: SignedIn) -> HttpResponse:
    desk = Desk(request.user)
    waiting = [kind(desk) for kind in WAITING]
    late = [kind(desk) for kind in LATE]
    failed = failed_shown(request.user)
    shown = {
        "lead": lead(waiting, late, bool(failed)),
        "waiting": [item for one in waiting for item in one.shown],
        "late": [item for one in late for item in one.shown],
        "failed": failed,
        "days": next_days(desk),
        "until": _("to %(day)s") % {"day": day_text(this_day() + timedelta(days=DAYS))},
        "figures": figures_for(request.user),
    }
    return render(request, "today/today.html", shown)


def lead(waiting: list[Found], late: list[Found], has_failed: bool = False) -> str:
    """The day, and how much of it there is; a kind that goes on is counted as far as shown."""
    waits, delays = (sum(len(one.items) for one in found) for found in (waiting, late))
    if not waits:
        said = _("Nothing waits for you.")
    else:
        said = ngettext(
            "%(number)s thing waits for you.", "%(number)s things wait for you.", waits
        ) % {"number": number_text(waits)}
    late_said = ngettext("%(number)s is late.", "%(number)s are late.", delays)
    late_said = late_said % {"number": number_text(delays)} if delays else _("Nothing is late.")
    parts = [f"{capfirst(day_text(this_day(), is_long=True))}.", said, late_said]
    if has_failed:
        parts.append(_("Some messages were not delivered."))
    return " ".join(parts)


@login_required
@require_POST
@refusals_to_messages
def send_again(request: SignedIn, pk: int) -> HttpResponse:
    delivery = get_object_or_404(Delivery.objects.failed_for(request.user), pk=pk)
    send_notice_again(delivery=delivery, by=request.user)
    messages.success(request, _("The notice is on its way again."))
    return redirect("today")


def livez(_request: HttpRequest) -> HttpResponse:
    """The process answers. It asks the store for nothing."""
    return HttpResponse("ok\n", content_type="text/plain")
