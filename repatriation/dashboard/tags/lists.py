"""Lists: tables, filters, chips, pages, selection, sheets, and the worklist of a day."""

from collections.abc import Sequence

from django import template
from django.forms import BaseForm
from django.template.context import Context

from repatriation.dashboard.components import (
    Chip,
    Choice,
    Column,
    Day,
    Move,
    SheetHeading,
    SheetRow,
    Text,
    WorkItem,
    shown,
)

register = template.Library()


@register.simple_block_tag
def table(
    content: str,
    caption: Text,
    *,
    is_shown: bool = False,
    is_plain: bool = False,
    has_links: bool = False,
    is_compare: bool = False,
) -> str:
    """Each row becomes a record on a narrow screen, unless it is plain.

    The caption is read aloud, and seen when it `is_shown`; with links each row is one.
    """
    return shown(
        "table",
        content=content,
        caption=caption,
        is_shown=is_shown,
        is_plain=is_plain,
        has_links=has_links,
        is_compare=is_compare,
    )


@register.inclusion_tag("_components/table_head.html")
def table_head(columns: Sequence[Column]) -> dict[str, object]:
    return {"columns": columns}


@register.inclusion_tag("_components/pick.html")
def pick(name: str, value: object) -> dict[str, object]:
    """The first cell of a row that can be selected."""
    return {"name": name, "value": value}


@register.inclusion_tag("_components/filter_bar.html", takes_context=True)
def filter_bar(context: Context, form: BaseForm, *, updates: str = "") -> dict[str, object]:
    """`updates` is the id of what htmx replaces when a filter changes."""
    return {"form": form, "updates": updates, "path": context["request"].path}


@register.simple_block_tag
def chips(content: str, chips: Sequence[Chip], *, clear_url: str = "") -> str:
    """The filters in force, each with its way out; the content are further list items."""
    return shown("chips", content=content, chips=chips, clear_url=clear_url)


@register.inclusion_tag("_components/choices.html")
def choices(choices: Sequence[Choice], label: Text) -> dict[str, object]:
    return {"choices": choices, "label": label}


@register.inclusion_tag("_components/pager.html")
def pager(
    *,
    before: str = "",
    after: str = "",
    first: str = "",
    before_label: Text = "",
    after_label: Text = "",
    says: Text = "",
) -> dict[str, object]:
    """By key, never by number: addresses of the page before and after, and of the first."""
    return {
        "before": before,
        "after": after,
        "first": first,
        "before_label": before_label,
        "after_label": after_label,
        "says": says,
    }


@register.inclusion_tag("_components/bulk.html")
def bulk(
    moves: Sequence[Move], *, all_url: str = "", all_label: Text = "", is_shown: bool = False
) -> dict[str, object]:
    """Inside the form around a table: appears with the first row that is selected."""
    return {"moves": moves, "all_url": all_url, "all_label": all_label, "is_shown": is_shown}


@register.inclusion_tag("_components/sheet.html")
def sheet(
    label: Text, headings: Sequence[SheetHeading], rows: Sequence[SheetRow], *, language: str = ""
) -> dict[str, object]:
    """A file as it was sent, in a region that scrolls by itself."""
    return {"label": label, "headings": headings, "rows": rows, "language": language}


@register.inclusion_tag("_components/worklist.html")
def worklist(items: Sequence[WorkItem]) -> dict[str, object]:
    return {"items": items}


@register.inclusion_tag("_components/days.html")
def days(days: Sequence[Day]) -> dict[str, object]:
    return {"days": days}
