"""Opening a client: first its roles, then the rest. Its secret is shown once, in the answer."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from repatriation.clients.models import Credential
from repatriation.clients.operations.opening import create_client
from repatriation.clients.operations.secrets import NewSecret
from repatriation.clients.policies import why_not_manage
from repatriation.dashboard.clients.forms import NewClientForm, RolesForm
from repatriation.dashboard.clients.lists import require_sight
from repatriation.dashboard.clients.page import crumbs_of
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn


@login_required
@sensitive_variables()
def new_client(request: SignedIn) -> HttpResponse:
    """The roles stand in the address, so that the second form knows what they carry."""
    require_sight(request)
    why_not = why_not_manage(request.user)
    asked = RolesForm(request.GET if "roles" in request.GET else None)
    if why_not or not asked.is_valid():
        shown = {"form": asked, "why_not": why_not, "crumbs": crumbs_of()}
        return render(request, "clients/roles.html", shown, status=422 if asked.errors else 200)
    roles = asked.cleaned_data["roles"]
    form = NewClientForm(posted(request), roles=roles, user=request.user)
    return form_page(
        request,
        form,
        lambda **typed: shown_once(request, create_client(roles=roles, by=request.user, **typed)),
        template="clients/form.html",
        title=_("Open a client"),
        lead=_("Roles: %(roles)s") % {"roles": ", ".join(map(_, roles))},
        submit=_("Open it and show its secret"),
        crumbs=crumbs_of(),
        back=request.path,
    )


@sensitive_variables()
def shown_once(request: SignedIn, secret: NewSecret) -> HttpResponse:
    """In the answer to the POST and nowhere else: no message, no session, no address holds it."""
    credential = Credential.objects.select_related("client__user__agency", "application").get(
        application__client_id=secret.client_id
    )
    client = credential.client
    shown = {
        "client": client,
        "credential": credential,
        "secret": secret,
        "crumbs": crumbs_of(client),
        "token_url": request.build_absolute_uri("/oauth/token/"),
    }
    return render(request, "clients/secret.html", shown)
