"""A board's decision on paper: who voted how, who dissented and why, by which rules."""

from collections.abc import Iterator

from cases.models import Ballot
from cases.models.board import RECALLED, UNDECIDED, Choice, Question
from cases.models.identification import Identifier
from repatriation.documents.document import Column, Document, Marked, minute
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _

VOTES = (
    Column(S(_("Member")), 4),
    Column(S(_("Vote given")), 2.2),
    Column(S(_("Reason")), 4.2),
)
DECISION = 95  # millimetres: heading, facts and the first votes stand together
ENDED = {UNDECIDED: S(_("undecided")), RECALLED: S(_("recalled"))}
SEATS = _("%(called)s called, %(voting)s voting")
NOT_KEPT = _("not recorded with this decision, which is older than the record of rules")
ALWAYS = _("always required: %(identifiers)s")
QUORUM = _("quorum and votes for: at least %(number)s")
SECONDARY = _("independent secondary identifiers: at least %(number)s")
TOLERATED = _("tolerated between examination and person: %(years)s years, %(cm)s cm")
DISSENT = _("Dissent: %(number)s. Marked in grey, with its reason.")
NO_DISSENT = _("Nobody dissented.")


def outcome_said(ballot: Ballot) -> object:
    if not ballot.outcome:
        return S(_("not decided"))
    return ENDED.get(ballot.outcome) or Choice(ballot.outcome).label


def draw_decision(paper: Document, ballot: Ballot, *, names_session: bool = True) -> None:
    """Of a ballot that has ended and was not recalled: its votes are blind no longer."""
    facts: list[tuple[object, object]] = [
        (S(_("Question")), Question(ballot.question).label),
        (S(_("Called")), f"{minute(ballot.called_at)}, {ballot.called_by.name}"),
        (S(_("Decided")), minute(ballot.ended_at) if ballot.ended_at else "–"),
        (S(_("Outcome")), outcome_said(ballot)),
    ]
    if ballot.session and names_session:
        facts.insert(1, (S(_("Board session")), str(ballot.session)))
    seats = {"called": ballot.seats.count(), "voting": ballot.seats.voting().count()}
    facts.append((S(_("Members")), S(SEATS, seats)))
    rules = "\n".join(paper.voice.said(rule) for rule in _rules(ballot))
    facts.append((S(_("Rules then")), rules))
    paper.fact_list(facts)
    votes = list(ballot.votes.select_related("voter__agency").order_by("voter__name", "pk"))
    dissent = [vote for vote in votes if vote.choice != ballot.outcome]
    rows = []
    for vote in votes:
        row = (f"{vote.voter.name}, {vote.voter.home}", Choice(vote.choice).label, vote.reason)
        rows.append(Marked(row) if vote in dissent else row)
    paper.ruled_table(VOTES, rows)
    paper.paragraph(S(DISSENT, {"number": len(dissent)}) if dissent else S(NO_DISSENT))


def _rules(ballot: Ballot) -> Iterator[object]:
    """As they were configured when it ended."""
    rules = ballot.rules
    if not rules:
        yield S(NOT_KEPT)
        return
    yield S(QUORUM, {"number": rules["quorum"]})
    yield S(SECONDARY, {"number": rules["secondary"]})
    if rules["always"]:
        known = dict(Identifier.choices)
        named = tuple(known.get(code, code) for code in rules["always"])
        yield S(ALWAYS, {"identifiers": named})
    yield S(TOLERATED, {"years": rules["age_years"], "cm": rules["stature_cm"]})
