"""What a record shows: facts, what happened, what is withheld, and scans of its label."""

from collections.abc import Sequence

from django import template
from django.template.context import Context

from repatriation.dashboard.components import Amount, Badge, Entry, Move, Rung, Scan, Text, shown
from repatriation.dashboard.people import People

register = template.Library()

WEIGHT_HALF = 52  # the middle of the picture, and the longest bar
WEIGHT_UNIT = 11  # one decimal order of the likelihood ratio


@register.simple_block_tag
def facts(content: str, *, is_strip: bool = False) -> str:
    return shown("facts", content=content, is_strip=is_strip)


@register.simple_block_tag
def fact(content: str, label: Text, *, source: Text = "") -> str:
    """`source` says for whom we wrote it down; an empty value says that it is not recorded."""
    return shown("fact", content=content, label=label, source=source)


@register.inclusion_tag("_components/timeline.html")
def timeline(entries: Sequence[Entry]) -> dict[str, object]:
    """Newest first."""
    return {"entries": entries}


@register.inclusion_tag("_components/ladder.html")
def ladder(rungs: Sequence[Rung]) -> dict[str, object]:
    return {"rungs": rungs}


@register.simple_block_tag
def fold(content: str, summary: Text, is_open: bool = False) -> str:
    """Hides, and does not withhold: the content is in the page."""
    return shown("fold", content=content, summary=summary, is_open=is_open)


@register.simple_block_tag(takes_context=True)
def withheld(context: Context, content: str, move: Move) -> str:
    """What is not in the page: says that it is there, and the move that asks for it."""
    return shown("withheld", content=content, move=move, csrf_token=context.get("csrf_token"))


@register.simple_block_tag
def sides(content: str) -> str:
    return shown("sides", content=content)


@register.simple_block_tag
def side(content: str, title: Text) -> str:
    return shown("side", content=content, title=title)


@register.inclusion_tag("_components/weight.html")
def weight(value: float | None) -> dict[str, object]:
    """log10 of a likelihood ratio: solid to the right speaks for, hollow to the left against."""
    length = min(abs(value or 0) * WEIGHT_UNIT, WEIGHT_HALF)
    start = WEIGHT_HALF - (length if (value or 0) < 0 else 0)
    return {"value": value, "length": f"{length:.1f}", "start": f"{start:.1f}"}


@register.inclusion_tag("_components/tally.html")
def tally(amounts: Sequence[Amount]) -> dict[str, object]:
    """Counts of several sources side by side, never added."""
    return {"amounts": amounts}


@register.inclusion_tag("_components/people.html")
def people(shown_people: People) -> dict[str, object]:
    """Claimed, cases, at the least, distinguished, identified: always all of them."""
    return {"people": shown_people}


@register.inclusion_tag("_components/scan_field.html", takes_context=True)
def scan_field(
    context: Context,
    action: str,
    *,
    label: Text = "",
    submit: Text = "",
    key: str = "",
    is_focused: bool = False,
) -> dict[str, object]:
    """`key` makes a post that is sent twice count once."""
    return {
        "action": action,
        "label": label,
        "submit": submit,
        "key": key,
        "is_focused": is_focused,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_block_tag
def result(content: str, state: Badge, code: Text = "") -> str:
    """The last scan: its state, the label as it stands on the container, and a sentence."""
    return shown("result", content=content, state=state, code=code)


@register.inclusion_tag("_components/queue.html")
def queue(scans: Sequence[Scan]) -> dict[str, object]:
    return {"scans": scans}
