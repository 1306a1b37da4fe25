"""What one reader's worklist is made from, read once and used by every kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from exchanges.models import Commitment, ExchangeBatch, ExchangeRound
from exchanges.promised import Kept, kept_of
from exchanges.states import BatchState, RoundState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Text, WorkItem

MOST = 25  # of one kind on the page; behind them a line leads to the list
OPEN_ROUNDS = 200
OPEN_BATCHES = 500
ENDED = (BatchState.COUNT_VERIFIED, BatchState.TAKEN_BACK, BatchState.CANCELLED)
Progressed = Any  # an ExchangeBatch `with_progress`: its annotations have no type


@dataclass(frozen=True)
class Found:
    """The items of one kind, the most pressing first. `more` leads to those behind them."""

    items: list[WorkItem] = field(default_factory=list)
    more: WorkItem | None = None

    @property
    def shown(self) -> list[WorkItem]:
        return [*self.items, self.more] if self.more else self.items


def found(items: Iterable[WorkItem], *, verb: Text, title: Text, url: str) -> Found:
    """The first of them; `verb`, `title` and `url` of the line that stands for the rest."""
    known = list(items)
    if len(known) <= MOST:
        return Found(known)
    return Found(known[:MOST], WorkItem(verb, title, url))


@dataclass
class Desk:
    user: User

    @cached_property
    def rounds(self) -> list[ExchangeRound]:
        """Those that go on, the next one first, with what their policies ask."""
        batches = ExchangeBatch.objects.select_related("sender", "receiver", "opened_for")
        rounds = (
            ExchangeRound.objects.visible_to(self.user)
            .exclude(state__in=[RoundState.CLOSED, RoundState.CANCELLED])
            .for_pages()
            .select_related("convenor__party", "counterpart__party")
            .prefetch_related("statements", Prefetch("batches", batches))
        )
        return list(rounds.order_by("date", "pk")[:OPEN_ROUNDS])

    @cached_property
    def kept(self) -> list[Kept]:
        """What is verified of the active commitments that this reader keeps, the next one first."""
        if not self.user.has_perm("exchanges.keep_agreements"):
            return []
        rows = Commitment.objects.visible_to(self.user).active().for_pages()
        return list(kept_of(rows.order_by("due_at", "pk")[: MOST + 1]).values())

    @cached_property
    def batches(self) -> list[Progressed]:
        """Those whose count is not verified, with what each waits for."""
        batches = (
            ExchangeBatch.objects.visible_to(self.user)
            .exclude(state__in=ENDED)
            .for_pages()
            .select_related("sender__party", "receiver__party", "opened_for")
            .with_progress()
        )
        return list(batches.order_by("round__date", "pk")[:OPEN_BATCHES])
