"""Two people changed a plan at the same time: both values, and a way to keep either."""

from datetime import date, time

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from exchanges.dashboard.round_forms import PlanForm
from exchanges.dashboard.trail import around_round
from exchanges.models import ExchangeRound
from repatriation.accounts.models import User
from repatriation.accounts.sides import who_acted
from repatriation.audit.models import Event
from repatriation.dashboard.components import Difference, Move
from repatriation.dashboard.formats import day_text
from repatriation.dashboard.pages import SignedIn
from repatriation.errors import Stale

GUARDS = ("csrfmiddlewaretoken", "version")


def stale_plan(
    request: SignedIn, saved: ExchangeRound, form: PlanForm, error: Stale
) -> HttpResponse:
    typed = {name: value for name, value in request.POST.items() if name not in GUARDS}
    last = Event.objects.of(saved)[0]
    actor = User.objects.select_related("agency").get(pk=last.actor_id)
    shown = around_round(saved, _("Change the plan")) | {
        "differences": [
            Difference(form.fields[name].label or name, _shown(theirs), _shown(mine))
            for name, mine in form.cleaned_data.items()
            if (theirs := getattr(saved, name)) != mine
        ],
        "changed_by": who_acted(actor, request.user),
        "at": last.recorded_at,
        "move": Move(
            "plan",
            _("Save mine over it"),
            request.path,
            version=int(str(error.more["version"])),
            fields=typed,
        ),
    }
    return render(request, "exchanges/stale.html", shown, status=error.status)


def _shown(value: object) -> str:
    if isinstance(value, date):
        return day_text(value, is_long=True)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value or "")
