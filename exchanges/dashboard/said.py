"""What each side has said, as it stands on the page: their own entry, or ours for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exchanges.dashboard.deeds import told
from exchanges.dashboard.sources import side_name
from exchanges.models import BatchPlace, ExchangeBatch, ExchangeRound, Manifest, Statement
from exchanges.models.said import Said
from exchanges.models.statement import Act, Reason
from exchanges.policies.intermediaries import withdrawal_of
from exchanges.policies.rounds import date_stands, why_not_check
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.components import Badge, Meaning, Move
from repatriation.dashboard.formats import day_text, number_text, short_digest


@dataclass(frozen=True)
class Word:
    """A side's word on one question, and how we know."""

    badge: Badge
    source: str = ""


@dataclass(frozen=True)
class Speaker:
    agency: Agency
    accepts: Word
    date: Word


@dataclass(frozen=True)
class ToCheck:
    says: str
    source: str
    move: Move


def speakers_of(round: ExchangeRound, reader: User) -> list[Speaker]:
    return [
        Speaker(agency, _acceptance(round, agency, reader), _date(round, agency, reader))
        for agency in round.speakers
    ]


def to_check(round: ExchangeRound, reader: User) -> list[ToCheck]:
    """What was recorded for another side and nobody has read a second time."""
    return _waiting(round.statements.all(), reader)


def to_check_of_batch(batch: ExchangeBatch, reader: User) -> list[ToCheck]:
    statements = list(batch.statements.all())
    for statement in statements:
        statement.round = batch.round
    return _waiting(statements, reader)


def _waiting(statements: Iterable[Statement], reader: User) -> list[ToCheck]:
    return [
        ToCheck(said(one), source_of(one, reader), checking(one, reader))
        for one in statements
        if one.is_recorded_for and not one.checked_at and not one.lapsed_at
    ]


def checking(statement: Statement, reader: User) -> Move:
    return Move(
        "check",
        _("Check"),
        reverse("exchanges:check-statement", args=[statement.round.reference, statement.pk]),
        why_not=why_not_check(reader, statement),
        asks=True,
    )


def reason_of(statement: Statement) -> str:
    """Of a round, or of containers: each has its own reasons."""
    reasons = BatchPlace.Reason if statement.act == Act.TAKES_BACK else Reason
    return str(reasons(statement.reason).label) if statement.reason else ""


def said(statement: Statement) -> str:
    """One whole sentence for each act."""
    texts = {
        Act.ACCEPTS: _("%(agency)s accepts the round."),
        Act.CONFIRMS_DATE: _("%(agency)s confirms the date %(date)s."),
        Act.ANSWERS: _("%(agency)s answers the comparison of lists for batch %(batch)s."),
        Act.SEALS: _("%(agency)s declares that batch %(batch)s goes as it is listed."),
        Act.POSTPONES: _("%(agency)s postpones the round: %(reason)s."),
        Act.BREAKS_OFF: _("%(agency)s breaks off the round: %(reason)s."),
        Act.CANCELS: _("%(agency)s cancels the round: %(reason)s."),
        Act.DISPUTES: _("%(agency)s disputes what another side said of the round."),
        Act.WITHDRAWS: _("%(agency)s withdraws from the round: %(reason)s."),
        Act.GOES_ON: _("%(agency)s goes on without the intermediary."),
        Act.TAKES_BACK: _(
            "%(agency)s takes back containers of batch %(batch)s, %(number)s of them: %(reason)s."
        ),
        Act.TAKES_OVER: _("%(agency)s takes over batch %(batch)s, but for %(number)s refused."),
        Act.ACKNOWLEDGES: _(
            "%(agency)s acknowledges batch %(batch)s: containers received %(number)s, receipt "
            "%(receipt)s."
        ),
        Act.ATTESTS: _(
            "%(agency)s attests the handover of batch %(batch)s: containers counted %(number)s, "
            "digest of the sealed list %(digest)s."
        ),
        Act.SPOT_CHECKS: _("%(agency)s looked closely at a sample of batch %(batch)s: %(found)s."),
    }
    return texts[Act(statement.act)] % {
        "agency": statement.agency,
        "number": _number(statement),
        "receipt": statement.receipt or "–",
        "digest": short_digest(statement.digest),
        "found": _found(statement),
        "reason": reason_of(statement),
        "date": _day(statement.date),
        "batch": statement.batch or "",
    }


def _number(statement: Statement) -> str:
    if statement.act in (Act.TAKES_BACK, Act.TAKES_OVER):
        return number_text(statement.places.count())
    if statement.act == Act.ACKNOWLEDGES:
        return number_text(statement.containers or 0)
    return number_text(statement.count.containers) if statement.act == Act.ATTESTS else ""


def _found(statement: Statement) -> str:
    """Line by line, as the paper has it."""
    if statement.act != Act.SPOT_CHECKS:
        return ""
    line = _("line %(position)s %(what)s")
    findings = statement.findings.select_related("line").order_by("line__position")
    return "; ".join(
        line % {"position": one.line.position, "what": one.get_what_display()} for one in findings
    )


def source_of(statement: Statement, reader: User) -> str:
    """`paper` is withheld by the queryset."""
    return recorded_as(statement, statement.paper, reader)  # type: ignore[attr-defined]


def recorded_as(statement: Said, paper: str, reader: User) -> str:
    """Nothing where the side said it itself."""
    if not statement.is_recorded_for:
        return ""
    recorder = statement.recorded_by
    recorded = _recorded(recorder, paper, statement.said_on, reader)
    if not statement.checked_by:
        return _("%(recorded)s, not checked yet") % {"recorded": recorded}
    if not _is_own(recorder, reader):
        return _("%(recorded)s, checked by a second person") % {"recorded": recorded}
    names = {"recorded": recorded, "checker": statement.checked_by}
    return _("%(recorded)s, checked by %(checker)s") % names


def told_of_check(statement: Statement, reader: User) -> str:
    """What the checker compares with, and who hears of it."""
    concerned = statement.round.speakers
    if statement.act == Act.SEALS and statement.batch:
        concerned = [statement.batch.receiver, statement.round.intermediary]
    said = {"source": capfirst(source_of(statement, reader)), "told": told(*concerned)}
    return _("%(source)s. %(told)s") % said


def source_of_list(manifest: Manifest, reader: User) -> str:
    """Which message it came with is for the two sides."""
    if not manifest.is_recorded_for:
        return ""
    sides = (manifest.batch.sender.party_id, manifest.batch.receiver.party_id)
    paper = manifest.source if reader.party_id in sides else ""
    return _recorded(manifest.filed_by, paper, manifest.said_on, reader)


def _recorded(recorder: User, paper: str, on: date | None, reader: User) -> str:
    said = {
        "agency": recorder.agency,
        "paper": paper,
        "day": _day(on),
    }
    if _is_own(recorder, reader):
        return _("recorded by us from “%(paper)s” of %(day)s") % said
    if paper:
        return _("recorded by %(agency)s from “%(paper)s” of %(day)s") % said
    return _("recorded by %(agency)s from a message of %(day)s") % said


def _is_own(recorder: User, reader: User) -> bool:
    return bool(reader.party_id) and recorder.party_id == reader.party_id


def _acceptance(round: ExchangeRound, agency: Agency, reader: User) -> Word:
    if agency == round.intermediary:
        return Word(Badge(_("Not asked of it"), Meaning.NONE))
    accepted = _latest(round, agency, Act.ACCEPTS)
    return _word(accepted, _("Accepted, %(day)s"), reader)


def _date(round: ExchangeRound, agency: Agency, reader: User) -> Word:
    left = withdrawal_of(round)
    if left and left.agency_id == agency.pk:
        withdrew = _("Withdrew, %(day)s") % {"day": day_text(left.said_on)}
        return Word(Badge(withdrew, Meaning.WATCH), source_of(left, reader))
    confirmed = _latest(round, agency, Act.CONFIRMS_DATE)
    if confirmed and confirmed.date != round.date:
        other = _("Confirmed %(date)s, not this date") % {"date": _day(confirmed.date)}
        return Word(Badge(other, Meaning.WATCH), source_of(confirmed, reader))
    return _word(confirmed, _("Confirmed, %(day)s"), reader)


def _word(statement: Statement | None, text: str, reader: User) -> Word:
    if statement is None:
        return Word(Badge(_("Not yet"), Meaning.OPEN))
    if not statement.stands:
        return Word(Badge(_("To be checked"), Meaning.WATCH), source_of(statement, reader))
    badge = Badge(text % {"day": day_text(statement.said_on)}, Meaning.DONE)
    return Word(badge, source_of(statement, reader))


def _latest(round: ExchangeRound, agency: Agency, act: Act) -> Statement | None:
    """One that stands before one that does not, the last one first; for the date the round has."""
    mine = [s for s in round.statements.all() if s.agency_id == agency.pk and s.act == act]
    mine = [s for s in mine if not s.lapsed_at]
    current = [s for s in mine if act != Act.CONFIRMS_DATE or s.date == round.date]
    standing = [s for s in current if s.stands]
    return next(reversed(standing or current or mine), None)


def _day(on: date | None) -> str:
    return day_text(on) if on else "–"


def date_words(round: ExchangeRound) -> list[Badge]:
    """Each side's word on the date the round has."""
    return [_word_on_date(round, agency) for agency in round.speakers]


def _word_on_date(round: ExchangeRound, agency: Agency) -> Badge:
    """Full when the date is confirmed, half when a message still has to be checked."""
    if date_stands(round, agency):
        meaning = Meaning.DONE
    elif _is_recorded(round, agency):
        meaning = Meaning.GOING
    else:
        meaning = Meaning.OPEN
    return Badge(side_name(agency), meaning)


def _is_recorded(round: ExchangeRound, agency: Agency) -> bool:
    return any(
        said.agency_id == agency.pk and said.act == Act.CONFIRMS_DATE and said.date == round.date
        for said in round.statements.all()
        if not said.lapsed_at
    )
