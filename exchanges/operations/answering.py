"""What a side says of compared lines: agreed, disputed, replied to, withdrawn, to be added."""

from collections import defaultdict
from datetime import date

from django.db import transaction

from exchanges.models import (
    BatchPlace,
    ComparedLine,
    Comparison,
    ExchangeBatch,
    LineWord,
    Statement,
)
from exchanges.models import statement as statements
from exchanges.models.codes import Code
from exchanges.operations.comparing import settle
from exchanges.operations.discrepancies import open_discrepancies
from exchanges.operations.statements import state, tell
from exchanges.policies import comparisons as policies
from exchanges.policies.sides import own_side, speaker_for
from exchanges.states import LineState, line_workflow
from repatriation.accounts.models import User
from repatriation.errors import Conflict, RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep, save_each
from repatriation.ledger.writing import record

Act = LineWord.Act
NEWER = gettext_noop(
    "A newer list was filed, and the lists are compared anew. Nothing was saved; look at the new "
    "comparison."
)
LINE = gettext_noop("Line %(number)s: %(why)s Nothing was saved.")
IN_WORDS = gettext_noop("Say in words what is disputed, or the reply.")
# What a difference between the two lists is called. Other columns have no name of their own: the
# words stay with the line.
PERSON = (
    "claimed_name",
    "claimed_birth_date",
    "claimed_service_number",
    "claimed_rank",
    "claimed_unit",
)
NAMES = dict.fromkeys(PERSON, Code.IDENTITY_CONTRADICTED) | {
    "claimed_affiliation": Code.AFFILIATION_CONTRADICTED,
    "claimed_individuals": Code.COUNT_MISMATCH,
    "seal": Code.SEAL_BROKEN,
}


@transaction.atomic
def answer_lines(
    *,
    batch: ExchangeBatch,
    lines: list[ComparedLine],
    act: str,
    by: User,
    text: str = "",
    said_on: date | None = None,
    source: str = "",
) -> list[ComparedLine]:
    """For the own side, or, with `source`, what the other side said of them in that message; then
    it counts when a second person has read it. All of the lines or none."""
    is_recorded = bool(source.strip())
    round = lock_each([batch.round])[0] if is_recorded else None
    batch = lock_each([batch])[0]
    require(policies.why_not_compare(by, batch))
    side = own_side(by, batch, is_from_other=is_recorded)
    require(policies.why_not_say(act, side))
    if act in (Act.DISPUTE, Act.REPLY) and not text.strip():
        raise RuleBroken(Sentence(IN_WORDS))
    comparison = _in_force(batch, lines)
    lines = lock_each(lines)
    last = last_words(lines)
    for line in lines:
        refused = policies.why_not_answer(act, side, line, last.get(line.pk))
        if why_not := refused or line_workflow.why_not(act, line.state):
            raise Conflict(Sentence(LINE, {"number": line.number, "why": why_not}))
    statement = _recorded(round, batch, side, by, said_on, source) if round else None
    _say(lines, act, side, text, statement, by)
    if statement is None:
        _make_so(batch, comparison, lines, act, side, by)
    return lines


def _recorded(round, batch, side, by: User, said_on: date | None, source: str) -> Statement:
    about = {"batch": batch, "manifest": batch.list_of(side)}
    speaker = speaker_for(batch.agency_of(side), round)
    statement = state(round, statements.Act.ANSWERS, speaker, by, said_on, source, **about)
    keep(round)
    tell(statement, round, by)
    return statement


def _say(lines, act, side, text: str, statement: Statement | None, by: User) -> None:
    said = {"act": act, "side": side, "text": text.strip(), "statement": statement}
    words = [LineWord(line=line, said_by=by, said_at=now(), **said) for line in lines]
    LineWord.objects.bulk_create(words, batch_size=2000)


def answer_by_statement(statement: Statement, by: User) -> None:
    """The second person's check is what counts. A line that was decided otherwise meanwhile stays
    as it is, and so do all of lists that were replaced or sealed; the word stands beside them."""
    batch = lock_each([statement.batch])[0]
    words = list(statement.words.select_related("line").order_by("line"))
    comparison = policies.comparison_of(batch)
    is_of_it = all(comparison and word.line.comparison_id == comparison.pk for word in words)
    if comparison is None or not is_of_it or batch.state not in policies.WHILE_COMPARED:
        return
    locked = {line.pk: line for line in lock_each([word.line for word in words])}
    moved = [
        locked[word.line_id]
        for word in words
        if not line_workflow.why_not(word.act, locked[word.line_id].state)
    ]
    if moved:
        _make_so(batch, comparison, moved, words[0].act, words[0].side, by)


def open_disputed(batch: ExchangeBatch, by: User) -> None:
    """What is disputed when the sender seals stays a discrepancy of its container, one for each
    thing that differs and has a name."""
    comparison = policies.comparison_of(batch)
    if comparison is None:
        return
    disputed = comparison.lines.filter(state=LineState.DISPUTED).exclude(sender_line=None)
    codes = {line.sender_line_id: _codes(line) for line in disputed}
    found = defaultdict(list)
    places = BatchPlace.objects.filter(batch=batch, left_at=None, line__in=codes)
    for place in places.select_related("container"):
        for code in codes[place.line_id]:
            found[code].append(place.container)
    for code, containers in found.items():
        open_discrepancies(code, batch=batch, containers=containers, by=by)


def last_words(lines: list[ComparedLine]) -> dict[int, LineWord]:
    """By the key of the line. What was carried has its words where it was decided."""
    home = {line.carried_from_id or line.pk: line.pk for line in lines}
    home |= {line.pk: line.pk for line in lines}
    words = LineWord.objects.filter(line__in=home).select_related("statement").order_by("pk")
    return {home[word.line_id]: word for word in words}


def _codes(line: ComparedLine) -> set[Code]:
    if line.kind == ComparedLine.Kind.ONLY_SENDER:
        return {Code.NOT_ON_LIST}
    return {NAMES[column] for column in line.differs if column in NAMES}


def _in_force(batch: ExchangeBatch, lines: list[ComparedLine]) -> Comparison:
    comparison = policies.comparison_of(batch)
    if comparison is None or any(line.comparison_id != comparison.pk for line in lines):
        raise Conflict(Sentence(NEWER))
    return comparison


def _make_so(
    batch: ExchangeBatch, comparison: Comparison, lines: list[ComparedLine], act, side, by: User
) -> None:
    for line in lines:
        line.state = line_workflow.require(act, line.state).target
    save_each(lines, ["state"])
    record(
        "exchanges.lines_answered",
        batch,
        by=by,
        comparison=comparison.pk,
        act=str(act),
        side=str(side),
        lines=len(lines),
    )
    settle(batch, comparison, by)
