"""The minutes of a session of the board: who was there, and what became of each item."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from cases.models import Attendance, Ballot, BoardSession
from cases.models.board import RECALLED, Question
from cases.operations.board_papers.votes import DECISION, draw_decision, outcome_said
from cases.policies.papers import why_not_issue_minutes
from repatriation.accounts.models import User
from repatriation.documents.document import Column, Imprint, minute
from repatriation.documents.issued import SIGNATURE, IssuedPaper, signature_fields
from repatriation.documents.issuing import Stamp, keep_issued, next_stamp
from repatriation.documents.models import DocumentKind, IssuedDocument
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _
from repatriation.errors import require
from repatriation.ledger.locking import lock
from repatriation.ledger.writing import record

MINUTES = DocumentKind.SESSION_MINUTES
MEMBERS = (
    Column(S(_("Member")), 4),
    Column(S(_("Agency")), 4),
    Column(S(_("Present")), 2),
)
AGENDA = (
    Column(S(_("No.")), 0.7, "R"),
    Column(S(_("Identification")), 2.6),
    Column(S(_("Person sought")), 2.6),
    Column(S(_("Question")), 3),
    Column(S(_("Outcome")), 2.4),
)
TAKEN_OFF = _("Taken off undecided. The votes that were cast stay unread; it may be called again.")
ITEM = _("Item %(number)s: %(identification)s")
RAN = _("Who ran the session: %(name)s")
MEMBER = _("Board member: %(name)s")


@transaction.atomic
def issue_minutes(*, session: BoardSession, by: User, languages: Sequence[str]) -> IssuedDocument:
    session = lock(session)
    require(why_not_issue_minutes(by, session))
    stamp = next_stamp(MINUTES, session, by)
    pdf = draw_minutes(session, stamp, Voice(tuple(languages)), by)
    issued = keep_issued(stamp, pdf, kind=MINUTES, subject=session, by=by, languages=languages)
    record("cases.minutes_issued", session, by=by, document=issued.pk, number=issued.number)
    return issued


def draw_minutes(session: BoardSession, stamp: Stamp, voice: Voice, reader: User) -> bytes:
    imprint = Imprint(str(reader.home), stamp.issued_at, is_demonstration=settings.IS_DEMONSTRATION)
    title = S(_("Minutes of a board session"))
    paper = IssuedPaper(title, imprint, stamp, reference=session.reference, voice=voice)
    paper.fact_list(list(_facts(session)))
    members = list(session.members.select_related("member__agency").order_by("member__name", "pk"))
    paper.section(S(_("Members")))
    paper.ruled_table(MEMBERS, (_member(one) for one in members))
    items = list(session.items.select_related("identification__person", "called_by", "session"))
    items.sort(key=lambda item: item.position or 0)
    paper.section(S(_("Agenda")))
    paper.ruled_table(AGENDA, (_agenda(item) for item in items))
    for item in items:
        _draw_item(paper, item)
    paper.section(S(_("Signatures")), room=24 + SIGNATURE)
    signature_fields(paper, list(_signers(session, members)))
    paper.proof()
    return paper.to_bytes()


def _facts(session: BoardSession) -> Iterator[tuple[object, object]]:
    yield S(_("Agency")), str(session.agency)
    yield S(_("Called for")), minute(session.meets_at)
    if session.place:
        yield S(_("Place")), session.place
    yield S(_("Quorum")), session.quorum
    yield S(_("Called")), f"{minute(session.called_at)}, {session.called_by.name}"
    if session.opened_by and session.opened_at:
        yield S(_("Opened")), f"{minute(session.opened_at)}, {session.opened_by.name}"
    if session.closed_by and session.closed_at:
        yield S(_("Closed")), f"{minute(session.closed_at)}, {session.closed_by.name}"
    if session.note:
        yield S(_("Note for the minutes")), session.note


def _member(one: Attendance) -> tuple[object, ...]:
    present = S(_("was present")) if one.is_present else S(_("was absent"))
    return one.member.name, str(one.member.home), present


def _agenda(item: Ballot) -> tuple[object, ...]:
    row: Any = item.identification  # every item of a session is about one
    question = Question(item.question).label
    return item.position, str(row), str(row.person), question, outcome_said(item)


def _draw_item(paper: IssuedPaper, item: Ballot) -> None:
    told = {"number": item.position, "identification": str(item.identification)}
    paper.section(S(ITEM, told), room=24 if item.outcome == RECALLED else DECISION)
    if item.outcome == RECALLED:
        paper.paragraph(S(TAKEN_OFF))
    else:
        draw_decision(paper, item, names_session=False)


def _signers(session: BoardSession, members: Sequence[Attendance]) -> Iterator[S]:
    if session.closed_by:
        yield S(RAN, {"name": session.closed_by.name})
    for one in members:
        if one.is_present:
            yield S(MEMBER, {"name": one.member.name})
