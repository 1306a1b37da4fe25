"""What stands on every page: crumbs, header, parts, lines, tabs, states and moves."""

from collections.abc import Sequence

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.safestring import SafeString

from repatriation.dashboard.components import Badge, Choice, Move, Text, shown

register = template.Library()

LINES = {"success": "good", "warning": "watch", "error": "stop"}  # levels of messages


@register.simple_tag
def register_name() -> str:
    """What this deployment calls itself."""
    return str(settings.REGISTER_NAME)


@register.simple_block_tag
def crumbs(content: str) -> str:
    return shown("crumbs", content=content)


@register.inclusion_tag("_components/crumb.html")
def crumb(label: Text, url: str = "", *, is_ref: bool = False) -> dict[str, object]:
    """Without a URL it is the page itself."""
    return {"label": label, "url": url, "is_ref": is_ref}


@register.simple_block_tag
def page_header(
    content: str,
    title: Text,
    *,
    kind: Text = "",
    lead: Text = "",
    note: Text = "",
    states: Sequence[Badge] = (),
    flags: Sequence[Badge] = (),
    is_ref: bool = False,
) -> str:
    """States stand beside the title and flags beneath it; facts and steps are the content."""
    return shown(
        "page_header",
        content=content,
        title=title,
        kind=kind,
        lead=lead,
        note=note,
        states=states,
        flags=flags,
        is_ref=is_ref,
    )


@register.simple_block_tag
def part(
    content: str,
    name: str,
    title: Text,
    *,
    note: Text = "",
    note_url: str = "",
    state: Badge | None = None,
    is_tight: bool = False,
    is_first: bool = False,
    is_hidden: bool = False,
) -> str:
    """A ruled section. `name` is its address on the page; a hidden title is still read aloud."""
    return shown(
        "part",
        content=content,
        name=name,
        title=title,
        note=note,
        note_url=note_url,
        state=state,
        is_tight=is_tight,
        is_first=is_first,
        is_hidden=is_hidden,
    )


@register.simple_block_tag
def grid(content: str, kind: str) -> str:
    """`columns` (wide and narrow), `pair` or `thirds`; its children stand side by side."""
    return shown("grid", content=content, kind=kind)


@register.simple_block_tag
def line(content: str, kind: str = "", *, is_status: bool = False) -> str:
    """Said above a page. `kind` is good, watch or stop, or a message's level."""
    return shown("line", content=content, kind=LINES.get(kind, kind), is_status=is_status)


@register.simple_block_tag
def nothing(content: str, title: Text) -> str:
    """The empty state: what is true, and what comes next."""
    return shown("empty", content=content, title=title)


@register.inclusion_tag("_components/tabs.html")
def tabs(choices: Sequence[Choice], label: Text) -> dict[str, object]:
    return {"choices": choices, "label": label}


@register.inclusion_tag("_components/steps.html")
def steps(labels: Sequence[Text], current: int) -> dict[str, object]:
    """`current` counts from one."""
    return {"labels": labels, "current": current}


@register.simple_tag
def badge(state: Badge | Text, meaning: str = "open", *, is_flag: bool = False) -> SafeString:
    """Plain, as in tables; from a Badge or from a label and its meaning."""
    return (state if isinstance(state, Badge) else Badge(state, meaning, is_flag)).html()


@register.simple_tag
def boxed(state: Badge | Text, meaning: str = "open", *, is_flag: bool = False) -> SafeString:
    """As in a page header."""
    made = state if isinstance(state, Badge) else Badge(state, meaning, is_flag)
    return made.html(is_boxed=True)


@register.inclusion_tag("_components/moves.html", takes_context=True)
def moves(context: Context, moves: Sequence[Move]) -> dict[str, object]:
    return {"moves": moves, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("_components/move.html", takes_context=True)
def move(context: Context, move: Move, *, is_small: bool = False) -> dict[str, object]:
    return {"move": move, "is_small": is_small, "csrf_token": context.get("csrf_token")}
