"""The moves of a client: a page with a form each, or one that asks again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables

from repatriation.clients.models import Client
from repatriation.clients.operations import changing, stopping
from repatriation.clients.policies import client_moves, why_not_manage, why_not_retire
from repatriation.clients.states import client_workflow
from repatriation.dashboard.clients.forms import LifetimeForm, ScopesForm, StopAllForm
from repatriation.dashboard.clients.lists import require_sight
from repatriation.dashboard.clients.opening import shown_once
from repatriation.dashboard.clients.page import client_of, crumbs_of
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages
from repatriation.language import say


@login_required
@sensitive_variables()
def add(request: SignedIn, reference: str) -> HttpResponse:
    lead = _("The others stay in force. Put the new one in place, then retire the old one.")
    return _new_secret(request, reference, "add_credential", changing.add_credential, lead)


@login_required
@sensitive_variables()
def restart(request: SignedIn, reference: str) -> HttpResponse:
    lead = _("It starts with a new credential. The old ones stay retired.")
    return _new_secret(request, reference, "restart", stopping.restart_client, lead)


@sensitive_variables()
def _new_secret(
    request: SignedIn, reference: str, verb: str, operation: Any, lead: str
) -> HttpResponse:
    row = client_of(request, reference)

    def save(days: int | None) -> HttpResponse:
        secret = operation(client=as_seen(request, row), by=request.user, days=days)
        return shown_once(request, secret)

    form = LifetimeForm(posted(request))
    submit = _("Make it and show its secret")
    return _form(request, row, form, save, verb=verb, lead=lead, submit=submit)


@login_required
def change_scopes(request: SignedIn, reference: str) -> HttpResponse:
    row = client_of(request, reference)
    chosen = {"scopes": row.scopes}
    form = ScopesForm(posted(request), roles=row.user.role_names(), initial=chosen)

    def save(scopes: list[str]) -> Client:
        changing.change_scopes(client=as_seen(request, row), scopes=scopes, by=request.user)
        messages.success(request, _("Changed. It holds at once, also for tokens that are out."))
        return row

    lead = _("Bounded by its roles: %(roles)s") % {
        "roles": ", ".join(map(_, row.user.role_names()))
    }
    return _form(request, row, form, save, verb="change_scopes", lead=lead, submit=_("Change"))


def _form(
    request: SignedIn, row: Client, form: Any, save: Any, *, verb: str, lead: str, submit: str
) -> HttpResponse:
    return form_page(
        request,
        form,
        save,
        row=row,
        template="clients/form.html",
        title=client_workflow.label(verb),
        kind=_("Client %(client)s") % {"client": row},
        lead=lead,
        submit=submit,
        crumbs=crumbs_of(row),
        back=row.get_absolute_url(),
        why_not=client_moves(request.user, row)[verb],
    )


@login_required
@refusals_to_messages
def retire(request: SignedIn, reference: str, number: int) -> HttpResponse:
    row = client_of(request, reference)
    credential = get_object_or_404(row.credentials, number=number)
    if request.method == "POST":
        changing.retire_credential(
            client=as_seen(request, row), number=credential.number, by=request.user
        )
        messages.success(request, _("Credential %(number)s is retired.") % {"number": number})
        return redirect(row)
    credential.client = row
    label = _("Retire credential %(number)s") % {"number": number}
    why_not = why_not_retire(request.user, credential)
    move = Move("retire", label, request.path, version=row.version, why_not=why_not)
    says = _("It opens nothing from now on, and neither do the tokens it was given.")
    told = _("Nobody is told. The other credentials of this client stay in force.")
    return _ask_again(request, row, move, says, told)


@login_required
@refusals_to_messages
def stop(request: SignedIn, reference: str) -> HttpResponse:
    row = client_of(request, reference)
    if request.method == "POST":
        stopping.stop_client(client=as_seen(request, row), by=request.user)
        messages.success(request, _("%(client)s is stopped.") % {"client": row})
        return redirect(row)
    move = Move(
        "stop",
        client_workflow.label("stop"),
        request.path,
        version=row.version,
        why_not=client_moves(request.user, row)["stop"],
        is_grave=True,
    )
    says = _(
        "All its credentials and tokens end at once. What it is doing now is not saved. It can be "
        "started again, with a new secret."
    )
    told = _("Those of its agency who see its clients are told.")
    return _ask_again(request, row, move, says, told)


def _ask_again(request: SignedIn, row: Client, move: Move, says: Text, told: Text) -> HttpResponse:
    shown = {
        "move": move,
        "title": say(move.label),
        "kind": _("Client %(client)s") % {"client": row},
        "says": says,
        "told": told,
        "crumbs": crumbs_of(row),
        "back": row.get_absolute_url(),
    }
    return render(request, "clients/confirm.html", shown)


@login_required
def stop_all(request: SignedIn) -> HttpResponse:
    """One switch for all clients of an agency: a stolen laptop, a leaked list of secrets."""
    require_sight(request)

    def save(agency: Any) -> str:
        stopped = stopping.stop_clients_of(agency=agency, by=request.user)
        said = ngettext(
            "%(number)s client of %(agency)s is stopped.",
            "%(number)s clients of %(agency)s are stopped.",
            len(stopped),
        )
        messages.success(request, said % {"number": len(stopped), "agency": agency})
        return "clients:clients"

    return form_page(
        request,
        StopAllForm(posted(request), user=request.user),
        save,
        template="clients/form.html",
        title=_("Stop all clients of an agency"),
        lead=_(
            "Every credential and token of every client of the agency ends at once. Each can be "
            "started again, with a new secret. Those of the agency who see its clients are told."
        ),
        submit=_("Stop them all"),
        is_grave=True,
        crumbs=crumbs_of(),
        back=crumbs_of()[0][1],
        why_not=why_not_manage(request.user),
    )
