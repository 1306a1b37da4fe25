"""A board that meets: called with an agenda, opened with a quorum, closed with what was decided."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from cases.models import Attendance, Ballot, BoardSession, Identification
from cases.operations.voting import call_locked, recall_locked
from cases.policies import sessions as policies
from cases.policies.identifications import why_not_seat
from cases.states import session_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_AGENDA = gettext_noop("Name at least one identification to be decided.")
TOO_FEW = gettext_noop("A board has at least %(quorum)s members; %(given)s were named.")
TOO_FEW_FOR = gettext_noop(
    "%(identification)s: only %(given)s of these members may vote on it, and %(quorum)s are needed."
)
LOW_QUORUM = gettext_noop("The quorum here is at least %(quorum)s.")
NOT_CALLED = gettext_noop("%(member)s was not called to this session.")
NO_QUORUM = gettext_noop("There is no quorum: %(given)s are present, and %(quorum)s are needed.")


@transaction.atomic
def call_session(
    *,
    identifications: Sequence[Identification],
    members: Sequence[User],
    meets_at: datetime,
    by: User,
    place: str = "",
    quorum: int | None = None,
) -> BoardSession:
    """On each item those members vote who did not submit it or give evidence for it."""
    require(policies.why_not_convene(by))
    if not identifications:
        raise RuleBroken(Sentence(NO_AGENDA))
    called = sorted({member.pk: member for member in members}.values(), key=lambda one: one.pk)
    needed = _quorum(quorum, called)
    order = list(dict.fromkeys(one.pk for one in identifications))
    seen = {one.pk: one for one in identifications}
    locked = sorted((lock(seen[pk]) for pk in sorted(seen)), key=lambda one: order.index(one.pk))
    session = BoardSession.objects.create(
        reference=next_reference("BS"),
        agency=by.home,
        meets_at=meets_at,
        place=" ".join(place.split()),
        quorum=needed,
        called_by=by,
        called_at=now(),
    )
    Attendance.objects.bulk_create(Attendance(session=session, member=one) for one in called)
    for position, identification in enumerate(locked, start=1):
        seated = [one for one in called if not why_not_seat(one, identification)]
        if len(seated) < needed:
            given = {"identification": str(identification), "given": len(seated), "quorum": needed}
            raise RuleBroken(Sentence(TOO_FEW_FOR, given))
        call_locked(identification, seated, by, session, position)
    record(
        "cases.session_called",
        session,
        by=by,
        items=order,
        members=[member.pk for member in called],
    )
    return session


@transaction.atomic
def open_session(*, session: BoardSession, present: Sequence[User], by: User) -> BoardSession:
    """Who is not there does not vote; every item needs its own quorum among those who are."""
    session = lock(session)
    require(policies.why_not_run(by, session))
    move = session_workflow.require("open_session", session.state)
    there = {one.pk for one in present}
    attendances = lock_each(list(session.members.all()))
    for one in present:
        if one.pk not in {attendance.member_id for attendance in attendances}:
            raise RuleBroken(Sentence(NOT_CALLED, {"member": one.name}))
    if len(there) < session.quorum:
        raise RuleBroken(Sentence(NO_QUORUM, {"given": len(there), "quorum": session.quorum}))
    for attendance in attendances:
        attendance.is_present = attendance.member_id in there
        attendance.save()
    for item in _items(session):
        voting = item.seats.voting().count()
        if voting < session.quorum:
            named = str(item.identification)
            given = {"identification": named, "given": voting, "quorum": session.quorum}
            raise RuleBroken(Sentence(TOO_FEW_FOR, given))
    session.state = move.target
    session.opened_by, session.opened_at = by, now()
    keep(session)
    record("cases.session_opened", session, by=by, present=sorted(there))
    return session


@transaction.atomic
def close_session(*, session: BoardSession, by: User, note: str = "") -> BoardSession:
    """What is not decided is taken off the agenda; its votes stay unread, and it may be called
    again."""
    session = _end(session, "close_session", note, by)
    record("cases.session_closed", session, by=by)
    return session


@transaction.atomic
def call_off_session(*, session: BoardSession, by: User, note: str = "") -> BoardSession:
    session = _end(session, "call_off", note, by)
    record("cases.session_called_off", session, by=by)
    return session


def _end(session: BoardSession, verb: str, note: str, by: User) -> BoardSession:
    """The items are locked before the session, as votes lock them: a vote that is being cast is
    waited for, and counts."""
    require(policies.why_not_run(by, session))
    identifications = [item.identification for item in _items(session)]
    locked = {one.pk: one for one in lock_each(identifications)}
    session = lock(session)
    move = session_workflow.require(verb, session.state)
    for item in _items(session):
        recall_locked(locked[item.identification_id], item, by)
    session.state = move.target
    session.note = note.strip()
    session.closed_by, session.closed_at = by, now()
    keep(session)
    return session


def _items(session: BoardSession) -> list[Ballot]:
    """Still to be decided."""
    items = Ballot.objects.open().filter(session=session).select_related("identification")
    return list(items.order_by("position"))


def _quorum(asked: int | None, called: Sequence[User]) -> int:
    least = settings.BOARD_QUORUM
    if asked is not None and asked < least:
        raise RuleBroken(Sentence(LOW_QUORUM, {"quorum": least}))
    needed: int = asked or least
    if len(called) < needed:
        raise RuleBroken(Sentence(TOO_FEW, {"quorum": needed, "given": len(called)}))
    return needed
