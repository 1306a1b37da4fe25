"""What holds for every board, whatever it decides: who calls it, sits on it and votes, and how many
agree. What each decision adds stands in its own policy."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from cases.models import AffiliationDecision, Ballot, Identification
from cases.states import SessionState
from repatriation.accounts.models import User

Subject = Identification | AffiliationDecision


def open_ballot(subject: Subject) -> Ballot | None:
    ballots = Ballot.objects.open().select_related("session")
    about = "identification" if isinstance(subject, Identification) else "affiliation"
    return ballots.filter(**{about: subject}).first()


def why_not_convene(user: User, subject: Subject) -> str | None:
    if not user.has_perm("cases.call_board"):
        return _("Only a coordinator calls a board.")
    if not user.is_person:
        return _("A board is called by a person, not by a program.")
    if user.party_id is None or subject.agency.party_id != user.party_id:
        return _("A board is called by a coordinator of the own side.")
    if open_ballot(subject):
        return _("A board is voting on it already.")
    return None


def why_not_recall(user: User, subject: Subject) -> str | None:
    if not user.has_perm("cases.call_board") or not user.is_person:
        return _("Only a coordinator recalls a board.")
    if user.party_id is None or subject.agency.party_id != user.party_id:
        return _("A board is recalled by a coordinator of the own side.")
    if not open_ballot(subject):
        return _("No board is voting on it.")
    return None


def why_not_sit(member: User, subject: Subject) -> str | None:
    """On any board of this side."""
    named = {"member": member.name}
    if not (member.is_person and member.is_active):
        return _("%(member)s cannot sign in, so cannot vote.") % named
    if not member.has_perm("cases.vote_on_identification"):
        return _("%(member)s is not a board member.") % named
    if member.party_id is None or member.party_id != subject.agency.party_id:
        return _("%(member)s is not of this side.") % named
    return None


def why_not_vote(user: User, subject: Subject) -> str | None:
    ballot = open_ballot(subject)
    if ballot is None:
        return _("No board is voting on it.")
    if not user.has_perm("cases.vote_on_identification") or not user.is_person:
        return _("Only a board member votes.")
    seat = ballot.seats.filter(member=user)
    if not seat.exists():
        return _("You were not called to this board.")
    if ballot.session and ballot.session.state != SessionState.OPEN:
        return _("%(session)s has not been opened yet; you vote when it is.") % {
            "session": ballot.session
        }
    if not seat.voting().exists():
        return _("You were not present when the session was opened.")
    if ballot.votes.filter(voter=user).exists():
        return _("You have voted on this already; a vote stands.")
    return None


def outcome_of(choices: Iterable[str], seats: int) -> str | None:
    """What a board has decided: a choice of at least two members and of more than half."""
    given = list(choices)
    for choice in sorted(set(given)):
        votes = given.count(choice)
        if votes >= settings.BOARD_QUORUM and 2 * votes > seats:
            return choice
    return None
