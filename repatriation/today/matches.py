"""What a search finds, by noun: at most fifty of each, the newest first, and the way to more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.dashboard import badges as remains
from cases.models import (
    Association,
    Container,
    Identification,
    Individual,
    MissingPerson,
    RecoverySite,
    RemainsCase,
    TallySheet,
)
from cases.querysets import MissingPersonQuerySet
from exchanges.dashboard import badges as exchange
from exchanges.dashboard.sources import direction, direction_of
from exchanges.models import BatchPlace, Discrepancy, ExchangeBatch, ExchangeRound
from repatriation.dashboard.components import Badge, Meaning, Text
from repatriation.dashboard.pages import SignedIn
from repatriation.tables.folding import fold_label
from repatriation.today.records import page_of

MOST = 50
SHORTEST = 2  # characters that are looked for
OPEN, ENDED = Badge(_("Open"), Meaning.GOING), Badge(_("Ended"), Meaning.DONE)


@dataclass(frozen=True)
class Match:
    reference: str
    url: str
    state: Badge | None
    where: Text
    label: str = ""
    seal: str = ""


@dataclass(frozen=True)
class Group:
    """`more` is the address of what follows, where there is more."""

    name: str
    title: Text
    rows: list[Match]
    more: str = ""

    @property
    def has_labels(self) -> bool:
        return any(row.label or row.seal for row in self.rows)


@dataclass(frozen=True)
class Noun:
    """Where matches of a kind come from, and how one is shown."""

    title: Text
    model: Any
    beside: tuple[str, ...]
    shown: Callable[[Any], Match]
    also: Callable[[str], Q] = lambda _asked: Q(pk__in=[])
    called: Callable[[Any, Any, str], QuerySet] | None = None

    def find(self, user: Any, asked: str) -> QuerySet:
        """A part of a reference has a digit; what has none is looked for in labels and seals."""
        is_part = any(sign.isdigit() for sign in asked)
        by_reference = Q(reference__icontains=asked) if is_part else Q(pk__in=[])
        rows = self.model.objects.visible_to(user).select_related(*self.beside)
        if self.called and not is_part:
            return self.called(rows, user, asked)
        return rows.filter(by_reference | self.also(asked)).order_by("-pk")


def _labels(asked: str) -> Q:
    """As it is written, and as it is read by somebody with the other alphabet's keyboard."""
    found = Q(label__icontains=asked) | Q(seal__icontains=asked)
    if key := fold_label(asked):
        found |= Q(Exists(BatchPlace.objects.filter(container=OuterRef("pk"), label_key=key)))
    return found


def _container(row: Container) -> Match:
    state = remains.state_badge(row)
    return Match(row.reference, page_of(row), state, str(row.custodian), row.label, row.seal)


def _case(row: RemainsCase) -> Match:
    return Match(row.reference, page_of(row), remains.state_badge(row), str(row.custodian))


def _person(row: MissingPerson) -> Match:
    return Match(row.reference, page_of(row), remains.state_badge(row), str(row.agency))


def _called(rows: MissingPersonQuerySet, user: Any, asked: str) -> QuerySet:
    """The likest first; there are never more of them than one page shows."""
    return rows.called(user, asked).order_by("likeness")


def _identification(row: Identification) -> Match:
    return Match(row.reference, page_of(row), remains.state_badge(row), str(row.agency))


def _association(row: Association) -> Match:
    where = f"{row.first}, {row.second}"
    return Match(row.reference, page_of(row), remains.state_badge(row), where)


def _individual(row: Individual) -> Match:
    return Match(row.reference, page_of(row), remains.state_badge(row), str(row.agency))


def _round(row: ExchangeRound) -> Match:
    where = direction(row.counterpart, row.convenor)
    return Match(row.reference, page_of(row), exchange.state_badge(row), where)


def _batch(row: ExchangeBatch) -> Match:
    return Match(row.reference, page_of(row), exchange.state_badge(row), direction_of(row))


def _sheet(row: TallySheet) -> Match:
    where = capfirst(f"{row.get_purpose_display()}, {row.place}")
    return Match(row.reference, page_of(row), ENDED if row.closed_at else OPEN, where)


def _site(row: RecoverySite) -> Match:
    return Match(row.reference, page_of(row), None, str(row.agency))


def _discrepancy(row: Discrepancy) -> Match:
    badge = Badge(capfirst(str(row.get_code_display())), Meaning.CONTEST)
    return Match(row.reference, page_of(row), badge, str(row.batch))


NOUNS = {
    "containers": Noun(_("Containers"), Container, ("custodian",), _container, _labels),
    "cases": Noun(_("Remains cases"), RemainsCase, ("custodian",), _case),
    "people": Noun(_("People sought"), MissingPerson, ("agency",), _person, called=_called),
    "identifications": Noun(_("Identifications"), Identification, ("agency",), _identification),
    "associations": Noun(_("Associations"), Association, ("first", "second"), _association),
    "individuals": Noun(_("Individuals"), Individual, ("agency",), _individual),
    "rounds": Noun(_("Rounds"), ExchangeRound, ("convenor__party", "counterpart__party"), _round),
    "batches": Noun(_("Batches"), ExchangeBatch, ("sender__party", "receiver__party"), _batch),
    "sheets": Noun(_("Tally sheets"), TallySheet, (), _sheet),
    "sites": Noun(_("Recovery sites"), RecoverySite, ("agency",), _site),
    "discrepancies": Noun(_("Discrepancies"), Discrepancy, ("batch",), _discrepancy),
}


def groups_for(request: SignedIn, asked: str) -> list[Group]:
    """All kinds; or, on the way to more, one of them from where the last page ended."""
    chosen, after = request.GET.get("in", ""), request.GET.get("after", "")
    if chosen not in NOUNS:
        groups = [_group(name, request.user, asked) for name in NOUNS]
    else:
        start = int(after) if after.isdecimal() and len(after) < 19 else None
        groups = [_group(chosen, request.user, asked, start)]
    return [group for group in groups if group.rows]


def _group(name: str, user: Any, asked: str, after: int | None = None) -> Group:
    noun = NOUNS[name]
    found = noun.find(user, asked)
    rows = list((found.filter(pk__lt=after) if after else found)[: MOST + 1])
    more = ""
    if len(rows) > MOST:
        rows = rows[:MOST]
        more = f"{reverse('search')}?{urlencode({'q': asked, 'in': name, 'after': rows[-1].pk})}"
    return Group(name, noun.title, [noun.shown(row) for row in rows], more)
