"""What the pages about remains share: panels of other apps, and the two pages a move may have."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn
from repatriation.dashboard.panels import panels_of

Crumbs = Sequence[tuple[Text, str]]


def shown_panels(request: SignedIn, row: Model) -> list[dict[str, str]]:
    """What another app has to say here, drawn by its own template."""
    return [
        {"title": panel.title, "html": render_to_string(panel.template, panel.context, request)}
        for panel in panels_of(request.user, row)
    ]


def typed(request: SignedIn, form: type, **more: Any) -> Any:
    """The form with what was typed, where something was."""
    return form(posted(request), user=request.user, **more)


def ask_form(
    request: SignedIn, form: BaseForm, save: Callable[..., Any], *, crumbs: Crumbs, **page: Any
) -> HttpResponse:
    """A move that takes something: `title`, `lead` (what will happen), `submit`, and `why_not`."""
    usual = {"template": "cases/form.html", "back": crumbs[-1][1], "submit": page["title"]}
    return form_page(request, form, save, crumbs=crumbs, **(usual | page))


def ask_again(
    request: SignedIn, move: Move, *, crumbs: Crumbs, says: Text, told: Text = ""
) -> HttpResponse:
    """A move that cannot be taken back: one sentence what will happen, one who is told."""
    page: dict[str, object] = {"move": move, "title": move.label, "says": says, "told": told}
    return render(request, "cases/confirm.html", page | {"crumbs": crumbs, "back": crumbs[-1][1]})
