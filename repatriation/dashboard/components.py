"""What a page hands to a component: plain data, said in the reader's language when it is shown.

The components themselves are templates in `templates/_components/`; the tags that call them are in
`templatetags/`. Charts have their own module.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from repatriation.errors import Sentence
from repatriation.language import say

Text = str | Promise | Sentence


def shown(component: str, **values: object) -> SafeString:
    """A component as HTML. The space around what it wraps is no content."""
    if "content" in values:
        values["content"] = SafeString(str(values["content"]).strip())
    return render_to_string(f"_components/{component}.html", values)


class Meaning(StrEnum):
    """What a state asks of the reader; each has its own shape, so that colour is never alone."""

    OPEN = "open"  # ring: not begun
    GOING = "going"  # half ring: under way
    DONE = "done"  # disc: settled
    WATCH = "watch"  # triangle: late, or look here
    CONTEST = "contest"  # diamond: contested, or differs
    STOP = "stop"  # square: may not go on
    NONE = "none"  # bar: does not apply
    FLAG = "flag"  # pennant: stands beside the state


@dataclass(frozen=True)
class Badge:
    """A state in words. `{{ badge }}` shows it plain; a page header puts it in a box.

    A flag that also stops or warns has that meaning and `is_flag`.
    """

    label: Text
    meaning: str = Meaning.OPEN
    is_flag: bool = False

    def html(self, *, is_boxed: bool = False) -> SafeString:
        return _badge(say(self.label), Meaning(self.meaning), self.is_flag, is_boxed)

    def __str__(self) -> SafeString:
        return self.html()

    __html__ = __str__

    def boxed(self) -> SafeString:
        return self.html(is_boxed=True)


@lru_cache(maxsize=2048)
def _badge(label: str, meaning: Meaning, is_flag: bool, is_boxed: bool) -> SafeString:
    """The same few badges stand in every row of a list."""
    badge = shown("state_badge", label=label, meaning=meaning, is_flag=is_flag, is_boxed=is_boxed)
    return SafeString(badge.strip())


@dataclass(frozen=True)
class Move:
    """What a person may do here; or may not, and then it stays in its place with its reason.

    By itself a move is a POST with `version` and `fields` hidden in it. One that `asks` leads to a
    confirm page and one that `opens` to a page with a form: both are links.
    """

    verb: str
    label: Text
    url: str
    why_not: Text | None = None
    version: int | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    is_lead: bool = False
    is_grave: bool = False
    asks: bool = False
    opens: bool = False

    @property
    def is_link(self) -> bool:
        return self.asks or self.opens

    @property
    def button(self) -> str:
        return f"{say(self.label)}…" if self.asks else say(self.label)

    @property
    def why_id(self) -> str:
        """The id of the reason: one address is one move of one record."""
        return f"why-{self.verb}{self.url}".replace("/", "-").rstrip("-")

    @property
    def hidden(self) -> dict[str, object]:
        version = {} if self.version is None else {"version": self.version}
        return version | dict(self.fields)


@dataclass(frozen=True)
class Choice:
    """One of several views of the same page: a tab, or a chip that says how many."""

    label: Text
    url: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address without it."""

    label: Text
    value: Text
    url: str


@dataclass(frozen=True)
class Column:
    """The head of a column. `url` sorts by it; `order` is "ascending" or "descending" now."""

    label: Text
    url: str = ""
    order: str = ""
    is_number: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class WorkItem:
    """What waits for somebody: a verb, the thing, why, and when."""

    verb: Text
    title: Text
    url: str
    why: Text = ""
    reference: str = ""
    when: Text = ""
    state: Badge | None = None


@dataclass(frozen=True)
class Day:
    """What comes on a day; `says` is each side's word on the date."""

    on: date
    reference: str
    url: str
    state: Badge
    text: Text = ""
    says: Sequence[Badge] = ()
    note: Text = ""


@dataclass(frozen=True)
class Entry:
    """What happened, or a gap that nobody recorded. `source` says for whom we wrote it down."""

    what: Text
    at: datetime | None = None
    recorded_at: datetime | None = None
    text: Text = ""
    source: Text = ""
    is_now: bool = False
    is_gap: bool = False


@dataclass(frozen=True)
class Amount:
    """A number, or a text, with what it counts and whose it is."""

    label: Text
    value: object


@dataclass(frozen=True)
class Rung:
    """One of the three verifications. The bar says `done` of `total` in `bar_label`'s words."""

    title: Text
    state: Badge
    note: Text = ""
    figures: Sequence[Amount] = ()
    done: int = 0
    total: int = 0
    bar_label: Text = ""


@dataclass(frozen=True)
class Progress:
    """A Job as a person sees it; `poll_url` gives the same component again while it runs."""

    title: Text
    done: int
    total: int
    note: Text = ""
    state: Badge | None = None
    poll_url: str = ""
    cancel: Move | None = None
    result_url: str = ""


@dataclass(frozen=True)
class Difference:
    """A field that two people wrote at the same time."""

    label: Text
    theirs: object
    mine: object


@dataclass(frozen=True)
class SheetHeading:
    """A column of a file as it was sent; `field` is what it becomes with us."""

    text: str
    field: BoundField | None = None


@dataclass(frozen=True)
class SheetCell:
    """A value as it was sent, and what is wrong with it."""

    text: str
    problem: Text = ""
    stops: bool = False


@dataclass(frozen=True)
class SheetRow:
    number: int
    cells: Sequence[SheetCell]


@dataclass(frozen=True)
class Scan:
    """A scan in the queue, by reference only."""

    reference: str
    state: Badge
    at: datetime
