"""Several containers or cases at once, or one: what is selected, and the move it takes.

What may not move is left out and says why; what changed since the page was drawn is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from cases.models import Container, RemainsCase
from cases.operations.lines import NAMED
from repatriation.dashboard.components import Text
from repatriation.dashboard.pages import SignedIn
from repatriation.errors import NotPermitted, RuleBroken, Sentence, Stale, gettext_noop
from repatriation.ledger.locking import CHANGED, lock_each

MOST = 1000
NOTHING = gettext_noop("Nothing is selected. Select at least one in the list.")
TOO_MANY = gettext_noop("At most %(most)s are moved at once; you selected %(given)s.")
Thing = Container | RemainsCase


@dataclass(frozen=True)
class Picked:
    """`seen` are the versions that were read; `left_out` are pairs of a row and the reason."""

    rows: list[Any]
    left_out: list[tuple[Any, Text]]
    seen: Mapping[str, int]

    @property
    def selection(self) -> str:
        return " ".join(f"{row.reference}:{row.version}" for row in self.rows)

    @property
    def why_not(self) -> Text | None:
        return None if self.rows else self.left_out[0][1]

    def unchanged(self) -> list[Any]:
        """Locked, as they were when the page was drawn, and none of them left out since."""
        if self.left_out:
            row, why = self.left_out[0]
            raise NotPermitted(Sentence(NAMED, {"record": str(row), "why": why}))
        locked = lock_each(self.rows)
        for row in locked:
            if row.version != self.seen[row.reference]:
                said = {"record": str(row), "seen": self.seen[row.reference]}
                raise Stale(Sentence(CHANGED, said | {"current": row.version}))
        return locked


def picked_of(request: SignedIn, model: Any, why_not: Callable[[Any], Text | None]) -> Picked:
    """By the boxes of a list, or by the form that was drawn from them."""
    asked = _asked(request)
    if not asked:
        raise RuleBroken(Sentence(NOTHING))
    if len(asked) > MOST:
        raise RuleBroken(Sentence(TOO_MANY, {"most": MOST, "given": len(asked)}))
    visible = model.objects.visible_to(request.user).for_pages()
    rows = list(visible.filter(reference__in=asked).order_by("pk"))
    if len(rows) < len(asked):
        raise Http404
    reasons = [(row, why_not(row)) for row in rows]
    return Picked(
        [row for row, reason in reasons if not reason],
        [(row, reason) for row, reason in reasons if reason],
        {row.reference: asked[row.reference] or row.version for row in rows},
    )


def _asked(request: SignedIn) -> dict[str, int]:
    """Reference to version; zero where the version is not known, as from a list."""
    if request.method != "POST":
        return {reference: 0 for reference in request.GET.getlist("pick") if _is_plain(reference)}
    asked = {}
    for pair in request.POST.get("selection", "").split():
        reference, _colon, version = pair.partition(":")
        is_number = version.isdecimal() and len(version) < 10
        if _is_plain(reference) and is_number:
            asked[reference] = int(version)
    return asked


def _is_plain(reference: str) -> bool:
    return reference.isascii() and reference.isprintable()
