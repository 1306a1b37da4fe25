"""The lines of a comparison as they stand side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count as Number
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.models import ComparedLine, Comparison, ExchangeBatch, LineWord, ManifestLine, Side
from exchanges.operations.answering import last_words
from exchanges.querysets import may_read_claims
from exchanges.states import LineState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Choice, Meaning, Text
from repatriation.dashboard.filters import FilterForm, any_of
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn

Kind = ComparedLine.Kind
KINDS = {
    Kind.SAME: Meaning.DONE,
    Kind.OTHERWISE: Meaning.GOING,
    Kind.PROBABLE: Meaning.WATCH,
    Kind.ONLY_SENDER: Meaning.STOP,
    Kind.ONLY_RECEIVER: Meaning.STOP,
}
STATES = {
    LineState.OPEN: Meaning.OPEN,
    LineState.AGREED: Meaning.DONE,
    LineState.DISPUTED: Meaning.CONTEST,
    LineState.WITHDRAWN: Meaning.NONE,
    LineState.ADDED: Meaning.GOING,
}
FIELDS: dict[str, Text] = {
    "label": gettext_lazy("label"),
    "seal": gettext_lazy("seal"),
    "container_kind": gettext_lazy("kind"),
    "claimed_individuals": gettext_lazy("people claimed"),
    "claimed_name": gettext_lazy("claimed name"),
    "claimed_surname": gettext_lazy("claimed surname"),
    "claimed_given_name": gettext_lazy("claimed given name"),
    "claimed_patronymic": gettext_lazy("claimed patronymic"),
    "claimed_birth_date": gettext_lazy("date of birth"),
    "claimed_affiliation": gettext_lazy("affiliation"),
    "claimed_rank": gettext_lazy("rank"),
    "claimed_unit": gettext_lazy("unit"),
    "claimed_service_number": gettext_lazy("service number"),
    "origin_place": gettext_lazy("place"),
    "origin_sector": gettext_lazy("sector"),
    "origin_facility": gettext_lazy("facility"),
    "recovered_on": gettext_lazy("recovered on"),
    "died_on": gettext_lazy("died on"),
    "documents": gettext_lazy("documents"),
    "effects_packet": gettext_lazy("effects"),
    "remarks": gettext_lazy("remarks"),
}
COLUMNS = [
    ListColumn(gettext_lazy("Select"), is_hidden=True),
    ListColumn(gettext_lazy("Line"), by="number"),
    ListColumn(gettext_lazy("Pair")),
    ListColumn(gettext_lazy("The sender's list")),
    ListColumn(gettext_lazy("The receiver's list")),
    ListColumn(gettext_lazy("State")),
]


class PairFilters(FilterForm):
    """By chips: how the pair was found, and what became of it."""

    kind = forms.ChoiceField(choices=any_of(Kind), widget=forms.HiddenInput)
    state = forms.ChoiceField(choices=any_of(LineState), widget=forms.HiddenInput)
    lookups = {"kind": "kind", "state": "state"}


@dataclass(frozen=True)
class OfOneList:
    """One side of a line; `fields` are those that differ, with what this side wrote."""

    label: str
    name: str
    fields: list[tuple[Text, str]]


@dataclass(frozen=True)
class Word:
    """The last one on a line."""

    says: str
    text: str


@dataclass(frozen=True)
class LineShown:
    line: ComparedLine
    kind: Badge
    state: Badge
    differs: list[Text]
    sender: OfOneList | None
    receiver: OfOneList | None
    word: Word | None


@dataclass(frozen=True)
class Pairs:
    listing: Listing
    shown: list[LineShown]
    kinds: list[Choice]
    states: list[Choice]


def lines_seen(comparison: Comparison, reader: User) -> QuerySet[ComparedLine]:
    return ComparedLine.objects.shown_to(reader).filter(comparison=comparison)


def pairs_of(request: SignedIn, comparison: Comparison, counts: Mapping[str, Any]) -> Pairs:
    reader = request.user
    listing = Listing(
        request,
        lines_seen(comparison, reader),
        filters=PairFilters,
        columns=COLUMNS,
        sort="number",
        unit="lines",
    )
    claims = may_read_claims(reader, "comparison__batch", line="sender_line")
    reads = ComparedLine.objects.filter(claims, comparison=comparison).exists()
    words = last_words(listing.rows)
    shown = [_shown(line, words.get(line.pk), comparison.batch, reads) for line in listing.rows]
    return Pairs(
        listing,
        shown,
        _offered(listing.choices("kind", counts["kind"])),
        _offered(listing.choices("state", counts["state"])),
    )


def counts_of(comparison: Comparison) -> dict[str, dict[str, int]]:
    """By kind and by state; these figures the neutral intermediary sees, too."""
    rows = comparison.lines.order_by().values("kind", "state").annotate(number=Number("pk"))
    counts: dict[str, dict[str, int]] = {"kind": {"": 0}, "state": {"": 0}}
    for row in rows:
        for name in ("kind", "state"):
            counts[name][""] += row["number"]
            counts[name][row[name]] = counts[name].get(row[name], 0) + row["number"]
    return counts


def kind_badge(kind: str) -> Badge:
    return Badge(capfirst(str(Kind(kind).label)), KINDS[Kind(kind)])


def line_badge(state: str) -> Badge:
    return Badge(capfirst(str(LineState(state).label)), STATES[LineState(state)])


def _offered(choices: list[Choice]) -> list[Choice]:
    return [one for one in choices if one.count or one.is_current or one is choices[0]]


def _shown(line: Any, word: LineWord | None, batch: ExchangeBatch, reads: bool) -> LineShown:
    differs = [FIELDS.get(name, name) for name in line.differs]
    return LineShown(
        line,
        kind_badge(line.kind),
        line_badge(line.state),
        differs,
        _side(line, line.sender_line, line.sender_name, reads),
        _side(line, line.receiver_line, line.receiver_name, reads),
        _word(word, batch) if word else None,
    )


def _side(line: ComparedLine, row: ManifestLine | None, name: str, reads: bool) -> OfOneList | None:
    if row is None:
        return None
    fields = []
    if reads:
        fields = [
            (FIELDS.get(field, field), str(getattr(row, field) or ""))
            for field in line.differs
            if field != "claimed_name"
        ]
    return OfOneList(row.label, name, fields)


def _word(word: LineWord, batch: ExchangeBatch) -> Word:
    agency = batch.agency_of(Side(word.side))
    said = {"agency": agency, "says": word.get_act_display()}
    text = _("%(agency)s %(says)s") % said
    if word.statement:
        text = _("%(said)s (recorded from a message)") % {"said": text}
        if not word.statement.stands:
            text = _("%(said)s, not checked yet") % {"said": text}
    return Word(text, word.text)
