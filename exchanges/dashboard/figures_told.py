"""The pages by which a side tells its figures, and a second person checks what was recorded."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.dashboard.deeds import told, told_nobody
from exchanges.dashboard.figures import figures_of
from exchanges.dashboard.figures_told_form import FiguresForm
from exchanges.dashboard.figures_told_shown import checking_figures, said_of
from exchanges.dashboard.moves import tells
from exchanges.dashboard.records import get_round
from exchanges.dashboard.trail import around_round
from exchanges.found import verified_in
from exchanges.models import ExchangeBatch, ExchangeRound, Rung, ToldFigures
from exchanges.operations.telling import check_figures, tell_figures
from exchanges.policies.telling import PASSED
from repatriation.accounts.models import User
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages
from repatriation.language import say

TITLES = {
    Rung.CONTENTS: gettext_lazy("Tell what was found"),
    Rung.IDENTITY: gettext_lazy("Tell how many are identified"),
}


@login_required
def tell(request: SignedIn, reference: str, rung: str) -> HttpResponse:
    seen, of = get_round(request, reference), Rung(rung)
    found = _found(seen, of, request.user) if request.method != "POST" else {}
    form = FiguresForm(posted(request), round=seen, rung=of, user=request.user, found=found)

    def save(**typed: Any) -> ExchangeRound:
        made = tell_figures(round=as_seen(request, seen), rung=of, by=request.user, **typed)
        if made.stands:
            messages.success(request, _("It is recorded as your side's own word."))
        else:
            waiting = _("It is recorded, and waits for a second person to read it.")
            messages.success(request, waiting)
        return seen

    lead = _(
        "The other side reads these figures, and they stand as they are told: a correction for the "
        "same day is told anew. Numbers alone leave the house, no names and no references."
    )
    page = around_round(seen, say(TITLES[of])) | {
        "lead": f"{lead} {told(seen.convenor, seen.counterpart)}",
        "why_not": tells(request.user, seen),
        "submit": _("Tell"),
    }
    return form_page(request, form, save, template="exchanges/form.html", row=seen, **page)


def _found(round: ExchangeRound, rung: Rung, reader: User) -> dict[str, int | None]:
    """Of what the reader's own side received."""
    rows = ExchangeBatch.objects.visible_to(reader).filter(round=round, state__in=PASSED)
    mine = [
        one for one in rows.for_pages().order_by("pk") if one.receiver.party_id == reader.party_id
    ]
    opened = sum(one.opened for one in figures_of(mine, reader).values())
    verified = verified_in(mine, opened, reader)
    if verified is None:
        return {}
    return verified.contents if rung == Rung.CONTENTS else dict(verified.identity_figures)


@login_required
@refusals_to_messages
def check(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    seen = get_round(request, reference)
    rows = ToldFigures.objects.shown_to(request.user).filter(round=seen)
    one = get_object_or_404(rows.select_related("agency", "recorded_by__agency"), pk=pk)
    move = checking_figures(one, seen, request.user)
    if request.method == "POST":
        check_figures(told=one, by=request.user)
        messages.success(request, _("It is checked, and stands."))
        return redirect(seen)
    shown = around_round(seen, _("Check what was recorded")) | {
        "move": move,
        "says": _("You have read the message or paper yourself, and it says: %(said)s")
        % {"said": said_of(one)},
        "told": told_nobody(one),
    }
    return render(request, "exchanges/confirm.html", shown)
