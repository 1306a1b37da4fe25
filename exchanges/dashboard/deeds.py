"""A move that asks again: in one sentence what will happen, in another who is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from exchanges.dashboard.when import WhenForm
from repatriation.accounts.models import Agency
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.forms import form_page
from repatriation.dashboard.pages import SignedIn, as_seen

TEMPLATE = "exchanges/confirm.html"


@dataclass(frozen=True)
class Deed:
    """`verb` is the key among the policies' moves. The texts take `params` of the page.

    `has_time`: a move of the real world, which may have happened before it is entered.
    """

    verb: str
    label: Text
    act: Callable[..., Any]
    says: Text
    done: Text
    told: Callable[[Any], str]
    is_grave: bool = False
    has_time: bool = False


def told(*agencies: Agency | None) -> str:
    """What `notices` does, in one sentence."""
    names = ", ".join(str(agency) for agency in agencies if agency)
    if not names:
        return _("Nobody is told by the register.")
    return _("The register tells those concerned at: %(agencies)s.") % {"agencies": names}


def deed_at(path: str, deeds: Mapping[str, Deed]) -> Deed:
    if path not in deeds:
        raise Http404
    return deeds[path]


def told_nobody(_row: Any) -> str:
    return told()


def confirmed(
    request: SignedIn,
    deed: Deed,
    row: Any,
    why_not: Text | None,
    *,
    params: Mapping[str, object],
    page: Mapping[str, Any],
) -> HttpResponse:
    """GET asks, POST acts. A refusal of a move without input is left to the caller's decorator;
    with a time typed, it stays beside what was typed."""
    move = Move(
        deed.verb,
        deed.label,
        request.path,
        why_not=why_not,
        version=row.version,
        is_grave=deed.is_grave,
    )
    shown = dict(page) | {
        "move": move,
        "title": deed.label,
        "says": str(deed.says) % params,
        "told": deed.told(row),
    }

    def act(**typed: Any) -> Any:
        result = deed.act(as_seen(request, row), request.user, **typed)
        messages.success(request, str(deed.done) % params)
        return result

    is_asked = request.method != "POST"
    if is_asked and (why_not or not deed.has_time):
        return render(request, TEMPLATE, shown)
    if deed.has_time:
        form = WhenForm(None if is_asked else request.POST)
        return form_page(request, form, act, template=TEMPLATE, **shown)
    return redirect(act())
