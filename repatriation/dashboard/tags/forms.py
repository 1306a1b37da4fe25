"""Components around Django forms: a field, a whole form, the confirm page, the stale save."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BaseForm, BoundField
from django.template.context import Context

from repatriation.dashboard.components import Difference, Move, Text
from repatriation.dashboard.refusing import NOT_CHOSEN_YET

register = template.Library()
DASHES = [label for _, label in BLANK_CHOICE_DASH]


@register.inclusion_tag("_components/field.html")
def field(field: BoundField, *, is_filter: bool = False) -> dict[str, object]:
    """Label, hint, error and control, tied together; in a filter nothing is called optional."""
    kind = field.widget_type
    if kind == "select":
        _say_choose(field)
    return {
        "field": field,
        "is_check": kind == "checkbox",
        "is_choice": kind in ("radioselect", "checkboxselectmultiple"),
        "is_optional": not (field.field.required or is_filter or field.field.disabled),
    }


def _say_choose(field: BoundField) -> None:
    """A row of dashes says nothing, least of all aloud."""
    control: Any = field.field
    if getattr(control, "empty_label", None) in DASHES:
        control.empty_label = NOT_CHOSEN_YET
        return
    choices = control.widget.choices
    if isinstance(choices, list) and choices and choices[0] in BLANK_CHOICE_DASH:
        control.widget.choices = [("", NOT_CHOSEN_YET), *choices[1:]]


@register.inclusion_tag("_components/fields.html")
def fields(form: BaseForm) -> dict[str, object]:
    """All fields of a form, without the form element."""
    return {"form": form}


@register.inclusion_tag("_components/error_summary.html")
def error_summary(form: BaseForm, *, is_focused: bool = True) -> dict[str, object]:
    """First on the page, and read first: every error, each a link to its field."""
    prefix = form.prefix or "form"
    return {"errors": errors_of(form), "prefix": prefix, "is_focused": is_focused}


def errors_of(form: BaseForm) -> list[tuple[str, str]]:
    """Pairs of the id of a control (or nothing) and what is wrong with it."""
    return [
        _error_of(form[name], error) if name in form.fields else ("", str(error))
        for name, errors in form.errors.items()
        for error in errors
    ]


def _error_of(field: BoundField, error: object) -> tuple[str, str]:
    """Named, for "Nothing is filled in here." says nothing in a list."""
    return field.id_for_label or field.auto_id, f"{field.label}: {error}"


@register.inclusion_tag("_components/form.html", takes_context=True)
def form(
    context: Context,
    form: BaseForm,
    submit: Text,
    *,
    action: str = "",
    version: int | None = None,
    key: str = "",
    back: str = "",
    hidden: Mapping[str, object] | None = None,
    is_grave: bool = False,
) -> dict[str, object]:
    """A whole form by POST. `version` guards a stale save, `key` makes a second post count once."""
    return {
        "form": form,
        "submit": submit,
        "action": action,
        "version": version,
        "key": key,
        "back": back,
        "hidden": hidden or {},
        "is_grave": is_grave,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("_components/confirm.html", takes_context=True)
def confirm(
    context: Context,
    move: Move,
    says: Text,
    *,
    told: Text = "",
    back: str = "",
    form: BaseForm | None = None,
    key: str = "",
) -> dict[str, object]:
    """One sentence what will happen, one who is told, and the move itself or its refusal."""
    return {
        "move": move,
        "says": says,
        "told": told,
        "back": back,
        "form": form,
        "key": key,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("_components/stale.html", takes_context=True)
def stale(
    context: Context,
    differences: Sequence[Difference],
    move: Move,
    *,
    who: Text,
    at: datetime,
    keep: str,
) -> dict[str, object]:
    """Both values before a stale save; `move` saves mine over the new version, `keep` is theirs."""
    return {
        "differences": differences,
        "move": move,
        "who": who,
        "at": at,
        "keep": keep,
        "csrf_token": context.get("csrf_token"),
    }
