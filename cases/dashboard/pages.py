"""What the pages about remains share: panels of other apps, and the two pages a move may have."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.forms import form_page
from repatriation.dashboard.panels import panels_of

Crumbs = Sequence[tuple[Text, str]]


def shown_panels(request: HttpRequest, row: Model) -> list[dict[str, str]]:
    """What another app has to say here, drawn by its own template."""
    return [
        {"title": panel.title, "html": render_to_string(panel.template, panel.context, request)}
        for panel in panels_of(request.user, row)
    ]


def typed(request: HttpRequest, form: type, **more: Any) -> Any:
    """The form with what was typed, where something was."""
    data = request.POST if request.method == "POST" else None
    return form(data, user=request.user, **more)


def ask_form(
    request: HttpRequest, form: BaseForm, save: Callable[..., Any], *, crumbs: Crumbs, **page: Any
) -> HttpResponse:
    """A move that takes something: `title`, `lead` (what will happen), `submit`, and `why_not`."""
    usual = {"template": "cases/form.html", "back": crumbs[-1][1], "submit": page["title"]}
    return form_page(request, form, save, crumbs=crumbs, **(usual | page))


def ask_again(
    request: HttpRequest, move: Move, *, crumbs: Crumbs, says: Text, told: Text = ""
) -> HttpResponse:
    """A move that cannot be taken back: one sentence what will happen, one who is told."""
    page = {"title": move.label, "crumbs": crumbs, "back": crumbs[-1][1]}
    page |= {"move": move, "says": says, "told": told}
    return render(request, "cases/confirm.html", page)
