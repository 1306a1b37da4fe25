"""The door to the work that people prove again who they are for, and the page where they do.

What needs it is in `accounts/stepping_up.py`. Nothing typed is lost: the form of a page asks before
it is filled in; what was sent when the session had run out is carried by the page that asks, and
the browser then sends it again by itself (307).
"""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from repatriation.accounts.models import User
from repatriation.accounts.network import is_own_path
from repatriation.accounts.stepping_up import Work, work_at
from repatriation.accounts.work import (
    browser_of,
    end_work,
    is_asked_for_a_code,
    is_open,
    is_proof,
    is_tried_too_often,
    open_work,
)
from repatriation.dashboard.fields import WRONG_CODE, WRONG_PASSWORD, code_field, password_field
from repatriation.dashboard.forms import posted
from repatriation.dashboard.pages import SignedIn
from repatriation.language import say

OURS = "step-up"  # what the names of the page's own fields begin with
REPEAT = f"{OURS}-repeat"
SHOWN = "work"  # where the browser's session keeps what the shell says
NOT_CARRIED = ("csrfmiddlewaretoken",)

TOO_OFTEN = gettext_lazy("Too many tries. Wait 15 minutes; your work is not lost until then.")


class StepUpMiddleware:
    """Inside the door. Programs and people without a session have doors of their own, and the API
    asks for itself (`HasScope`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if is_of_api(match) or not request.user.is_authenticated:
            return None
        work = work_at(match.view_name, match.kwargs)
        if work is None or is_open(request.user, browser_of(request.session.session_key), work):
            return None
        if request.method in ("GET", "HEAD"):
            return redirect(step_up_url(request.get_full_path()))
        return ask(request, work, request.get_full_path(), StepUpForm(request.user, work), 403)


class StepUpForm(forms.Form):
    """The fields' names are of a kind that no form of ours uses: what it carries keeps its own."""

    prefix = OURS

    def __init__(self, user: User, work: Work, data=None):
        super().__init__(data)
        self.user = user
        if work.cover.is_named:
            self.fields["name"] = forms.CharField(
                label=_("What is on the agenda"),
                max_length=80,
                help_text=_("As the board calls it, such as its day. No name of a person."),
            )
        self.fields["proof"] = (
            code_field(
                help_text=_("From your authenticator, or a recovery code."), is_focused=False
            )
            if is_asked_for_a_code(user)
            else password_field(_("Your password"))
        )
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def clean(self) -> dict:
        """The proof is asked of the store last, since a code works once."""
        if not self.errors and not is_proof(self.user, self.cleaned_data["proof"]):
            by_code = is_asked_for_a_code(self.user)
            self.add_error("proof", WRONG_CODE if by_code else WRONG_PASSWORD)
        return self.cleaned_data


@login_required
@sensitive_post_parameters()
def step_up(request: SignedIn) -> HttpResponse:
    """`next` is asked of the table again: what a session covers is never the caller's word."""
    target = request.GET.get("next", "")
    match = match_of(target)
    work = match and work_of(match)
    if not match or not work:
        raise Http404
    if request.method == "POST" and is_tried_too_often(request.user):
        return ask(request, work, target, StepUpForm(request.user, work), 429, said=TOO_OFTEN)
    form = StepUpForm(request.user, work, posted(request))
    if not form.is_valid():  # 200, so that the door keeps that it was tried
        return ask(request, work, target, form, 200)
    named = Work(work.kind, form.cleaned_data.get("name", work.name))
    opened = open_work(browser=browser_of_request(request), work=named, by=request.user)
    request.session[SHOWN] = [named.kind, named.name, opened.ends_at.isoformat()]
    if is_of_api(match):
        messages.success(request, _("It is open. Now repeat what you were doing."))
        return redirect("today")
    if REPEAT in request.POST:
        return HttpResponseRedirect(target, status=307)
    return redirect(target)


@login_required
@require_POST
def end(request: SignedIn) -> HttpResponse:
    end_work(browser=browser_of_request(request), by=request.user)
    request.session.pop(SHOWN, None)
    messages.success(request, _("Ended. What you did in it stands."))
    return redirect("today")


def ask(
    request: HttpRequest,
    work: Work,
    target: str,
    form: StepUpForm,
    status: int,
    said: object = "",
) -> HttpResponse:
    """The page. What another form sent stands in it, hidden; a file cannot."""
    match = request.resolver_match
    is_ours = match is not None and match.view_name == OURS
    repeats = request.method == "POST" and (not is_ours or REPEAT in request.POST)
    shown = {
        "form": form,
        "said_work": kind_said(work),
        "hours": work.cover.lasts.seconds // 3600,
        "action": step_up_url(target),
        "carried": carried(request) if repeats else [],
        "repeats": REPEAT if repeats else "",
        "lost_file": bool(request.FILES),
        "refused": said,
    }
    return render(request, "step_up.html", shown, status=status)


def kind_said(work: Work) -> str:
    """Before it has a name it is called by its kind."""
    return say(work.said) if work.name or not work.cover.is_named else work.kind.label.capitalize()


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field with each of its values, but the page's own and the token it makes anew."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_CARRIED and not name.startswith(f"{OURS}-")
    ]


def step_up_url(target: str) -> str:
    return f"{reverse(OURS)}?{urlencode({'next': target})}"


def match_of(target: str) -> ResolverMatch | None:
    """Where an address of ours leads; None where it is nobody's, or another's."""
    if not is_own_path(target):
        return None
    try:
        return resolve(target.partition("?")[0])
    except Resolver404:
        return None


def work_of(match: ResolverMatch) -> Work | None:
    if not is_of_api(match):
        return work_at(match.view_name, match.kwargs)
    view: Any = match.func
    actions = (f"{view.cls.__name__}.{action}" for action in view.actions.values())
    return next((work for name in actions if (work := work_at(name, match.kwargs))), None)


def is_of_api(match: ResolverMatch) -> bool:
    return hasattr(match.func, "actions")


def browser_of_request(request: HttpRequest) -> str:
    return browser_of(request.session.session_key)


def open_now(request: HttpRequest) -> dict[str, object] | None:
    """What the shell says, from the browser's session: no page asks the store for it."""
    session = getattr(request, "session", None)
    kept = session.get(SHOWN) if session is not None else None
    if not kept or (until := datetime.fromisoformat(kept[2])) <= timezone.now():
        return None
    return {"said": say(Work(kept[0], kept[1]).said), "until": until}
