"""A board that meets: with an agenda, a quorum, and votes of those who are there."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import BoardSession, Identification, Vote
from cases.models.board import Choice
from cases.operations.sessions import (
    call_off_session,
    call_session,
    close_session,
    open_session,
)
from cases.operations.voting import vote
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken, Stale, TransitionNotAllowed
from repatriation.ledger.clock import now
from repatriation.notifications.registry import notice_of
from tests.factories.accounts import UserFactory
from tests.factories.steps import do

ESTABLISHED = Choice.ESTABLISHED


@pytest.fixture
def members(boards) -> list[User]:
    return [*boards.members, boards.side.person("board member", name="c")]


def called(boards, *identifications, members=None, **more) -> BoardSession:
    return do(
        call_session,
        by=boards.coordinator,
        identifications=identifications,
        members=members or boards.members,
        meets_at=now(),
        **more,
    )


def opened(boards, session, present=None) -> BoardSession:
    there = boards.members if present is None else present
    return do(open_session, by=boards.coordinator, session=session, present=there)


def again(row):
    return type(row).objects.get(pk=row.pk)


def cast(identification, by, choice=ESTABLISHED, reason=""):
    row = Identification.objects.get(pk=identification.pk)
    return do(vote, by=by, identification=row, choice=choice, reason=reason)


def test_an_agenda_holds_several_identifications_in_their_order(boards):
    first, second = boards.proposed(), boards.proposed()

    session = called(boards, second, first, place="Room 3")

    assert session.reference.startswith("BS-")
    items = session.items.order_by("position")
    assert [item.identification for item in items] == [second, first]
    assert again(first).state == "under_review"
    assert session.quorum == 2


def test_nobody_votes_before_the_session_is_open(boards):
    identification = boards.proposed()
    session = called(boards, identification)
    with pytest.raises(NotPermitted, match="has not been opened yet"):
        cast(identification, boards.members[0])

    opened(boards, session)

    for member in boards.members:
        cast(identification, member)
    assert again(identification).state == "identified"


def test_who_is_absent_does_not_vote_and_is_not_waited_for(boards, members):
    identification = boards.proposed()
    session = called(boards, identification, members=members)
    opened(boards, session, members[:2])

    with pytest.raises(NotPermitted, match="You were not present"):
        cast(identification, members[2])

    for member in members[:2]:
        cast(identification, member)
    assert again(identification).state == "identified"


def test_a_session_needs_its_quorum(boards, members):
    session = called(boards, boards.proposed(), members=members, quorum=3)

    with pytest.raises(RuleBroken, match="2 are present, and 3 are needed"):
        opened(boards, session, members[:2])
    assert opened(boards, again(session), members).state == "open"


@pytest.mark.parametrize(("quorum", "said"), [(1, "at least 2"), (3, "at least 3 members; 2")])
def test_a_quorum_is_no_lower_than_the_deployments_nor_higher_than_the_board(boards, quorum, said):
    with pytest.raises(RuleBroken, match=said):
        called(boards, boards.proposed(), quorum=quorum)


def test_each_item_is_voted_on_by_who_did_not_submit_it(boards, members):
    roles = ["board member", "forensic examiner"]
    both = UserFactory(agency=boards.examiner.agency, role=roles)
    mine, other = boards.proposed(), boards.proposed()
    Identification.objects.filter(pk=mine.pk).update(proposed_by=both)
    mine.covered.get().evidence.update(added_by=both)

    session = called(boards, again(mine), other, members=[*boards.members, both])

    seats = {item.identification: item.seats.count() for item in session.items.all()}
    assert seats == {mine: 2, other: 3}
    with pytest.raises(RuleBroken, match=f"{mine}: only 1 of these members"):
        opened(boards, session, [boards.members[0], both])


def test_an_item_without_enough_members_is_not_called(boards):
    roles = ["board member", "forensic examiner"]
    both = UserFactory(agency=boards.examiner.agency, role=roles)
    mine = boards.proposed()
    mine.covered.get().evidence.update(added_by=both)

    with pytest.raises(RuleBroken, match=f"{mine}: only 1 of these members may vote"):
        called(boards, mine, members=[boards.members[0], both])


def test_a_session_without_an_agenda_is_not_called(boards):
    with pytest.raises(RuleBroken, match="at least one identification"):
        called(boards)


def test_who_was_not_called_is_not_present(boards, members):
    session = called(boards, boards.proposed())

    with pytest.raises(RuleBroken, match="was not called to this session"):
        opened(boards, session, members)


def test_what_is_not_decided_when_it_closes_goes_back_unread(boards):
    decided, undecided = boards.proposed(), boards.proposed()
    session = opened(boards, called(boards, decided, undecided))
    for member in boards.members:
        cast(decided, member)
    cast(undecided, boards.members[0], Choice.EXCLUDED, "the teeth")

    closed = do(close_session, by=boards.coordinator, session=session, note="Adjourned.")

    assert (closed.state, closed.note) == ("closed", "Adjourned.")
    assert again(decided).state == "identified"
    assert again(undecided).state == "proposed"
    assert not Vote.objects.filter(choice="excluded").shown_to(boards.members[1]).exists()
    assert called(boards, again(undecided)).state == "called"


def test_a_contested_identification_is_decided_in_a_session_too(boards):
    contested = boards.contested()
    caller = boards.side.person("coordinator", name="second")
    session = do(
        call_session,
        by=caller,
        identifications=[contested],
        members=boards.members,
        meets_at=now(),
    )
    opened(boards, session)

    for member in boards.members:
        cast(contested, member, Choice.REVOKED, "the stature")

    assert again(contested).state == "revoked"


def test_a_session_that_does_not_meet_gives_everything_back(boards):
    identification = boards.proposed()
    session = called(boards, identification)

    do(call_off_session, by=boards.coordinator, session=session)

    assert again(identification).state == "proposed"
    with pytest.raises(TransitionNotAllowed, match="Only a session that was called is opened"):
        opened(boards, again(session))


@pytest.mark.parametrize("operation", [open_session, close_session, call_off_session])
def test_only_a_coordinator_of_the_side_runs_it(boards, operation):
    session = called(boards, boards.proposed())
    more = {"present": boards.members} if operation is open_session else {}

    with pytest.raises(NotPermitted, match="Only a coordinator"):
        do(operation, by=boards.members[0], session=session, **more)
    with pytest.raises(NotPermitted, match="own side"):
        do(operation, by=UserFactory(role="coordinator"), session=session, **more)
    with pytest.raises(NotPermitted, match="not by a program"):
        do(operation, by=boards.side.program("coordinator"), session=session, **more)


def test_an_agenda_is_called_as_it_was_read(boards):
    seen = boards.proposed()
    boards.called(seen)

    with pytest.raises(Stale):
        called(boards, seen)


def test_members_are_told_once_of_the_session(boards):
    session = called(boards, boards.proposed(), boards.proposed())

    events = Event.objects.filter(facts__kind__in=["cases.board_called", "cases.session_called"])
    notices = [notice for event in events if (notice := notice_of(event))]
    assert len(notices) == 1
    assert set(notices[0].recipients) == set(boards.members)
    assert session.reference in str(notices[0].sentence)


def test_members_are_told_that_it_is_called_off(boards):
    session = called(boards, boards.proposed())

    do(call_off_session, by=boards.coordinator, session=session, note="Two are ill")

    told = notice_of(Event.objects.get(facts__kind="cases.session_called_off"))
    assert told is not None
    assert set(told.recipients) == set(boards.members)
    assert str(told.sentence) == f"The board session {session.reference} is called off."


def test_a_session_is_seen_by_its_members_and_the_side(boards, members):
    session = called(boards, boards.proposed())

    def seen(user):
        return BoardSession.objects.visible_to(user).filter(pk=session.pk).exists()

    assert seen(boards.members[0])
    assert seen(boards.coordinator)
    assert seen(boards.authority)
    assert not seen(members[2])
    assert not seen(UserFactory(role="coordinator"))
    assert not seen(UserFactory(role="legal authority"))


def test_the_store_takes_no_vote_before_a_session_is_open(boards):
    session = called(boards, boards.proposed())
    ballot = session.items.get()

    with pytest.raises(IntegrityError, match="called to a board"), transaction.atomic():
        Vote.objects.create(
            ballot=ballot,
            voter=boards.members[0],
            submitted_by_id=ballot.submitted_by_id,
            choice="established",
        )
