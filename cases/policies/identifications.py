"""Who proposes, votes on, certifies and contests an identification: never twice the same person."""

from django.utils.translation import gettext as _

from cases.models import CoveredCase, Identification, RemainsCase, Vote
from cases.models.board import Choice, Question
from cases.models.remains import RemainsKind
from cases.policies.bases import dossier_of
from cases.policies.boards import (
    open_ballot,
    why_not_convene,
    why_not_recall,
    why_not_sit,
    why_not_vote,
)
from cases.policies.contradictions import unexplained_in
from cases.policies.persons import why_not_of_house
from cases.policies.submitters import has_released, has_spoken, has_submitted
from cases.states import IdentificationState, identification_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence

BEFORE_A_BOARD = (
    IdentificationState.PROPOSED,
    IdentificationState.RETURNED,
    IdentificationState.DEFERRED,
)
WHILE_CONTESTED = {"call_board": "review_again", "recall_board": "recall_review"}


def why_not_propose(user: User, case: RemainsCase) -> str | None:
    if not user.has_perm("cases.propose_identification"):
        return _("Only a forensic examiner proposes an identification.")
    if not user.is_person:
        return _("An identification is proposed by a person, not by a program.")
    if why_not := why_not_of_house(user, case):
        return why_not
    if case.kind == RemainsKind.MIXED_FRAGMENTS:
        return _("Mixed fragments may be of several people; they are not identified as one.")
    if CoveredCase.objects.filter(case=case, stands=True).exists():
        return _("An identification of this case stands already; contest that one first.")
    return None


def why_not_submit(user: User, identification: Identification) -> str | None:
    if identification.agency_id != user.agency_id:
        return _("This identification was proposed by another agency.")
    if not user.has_perm("cases.propose_identification") or not user.is_person:
        return _("Only a forensic examiner adds to an identification and submits it again.")
    return None


def why_not_add(user: User, identification: Identification) -> str | None:
    """Further evidence; before a board votes for the first time also of a further case."""
    if why_not := why_not_submit(user, identification):
        return why_not
    if open_ballot(identification):
        return _("A board is voting on it. Recall the board first, so that it votes on what is.")
    if identification.state not in (*BEFORE_A_BOARD, IdentificationState.CONTESTED):
        return _(
            "Evidence is added before a board votes, when it has returned or deferred it, and "
            "while it is contested."
        )
    return None


def why_not_explain(user: User, identification: Identification) -> str | None:
    """How a contradiction between an examination and the person can be."""
    if why_not := why_not_add(user, identification):
        return why_not
    if not unexplained_in(identification):
        return _("No reviewed examination contradicts the person without an explanation.")
    return None


def why_not_cover(user: User, identification: Identification) -> str | None:
    """A further case."""
    if why_not := why_not_add(user, identification):
        return why_not
    if identification.state not in BEFORE_A_BOARD:
        return _("It was decided already: a further case joins by an addendum, voted by itself.")
    return None


def why_not_add_to(user: User, identification: Identification) -> str | None:
    """By an addendum: cases that joined after the decision."""
    if not user.has_perm("cases.propose_identification"):
        return _("Only a forensic examiner proposes an addendum.")
    if not user.is_person:
        return _("An addendum is proposed by a person, not by a program.")
    if user.party_id is None or identification.agency.party_id != user.party_id:
        return _("An addendum is proposed by an examiner of the own side.")
    if identification.adds_to_id:
        return _("This is an addendum itself; add to the identification it adds to.")
    if identification.state == IdentificationState.CONTESTED:
        return _("It is contested; nothing is added until a board has upheld it.")
    if not identification.is_standing:
        return _("Only an identification that stands is added to; before that, cover the case.")
    return None


def why_not_withdraw(user: User, identification: Identification) -> str | None:
    if identification.agency_id != user.agency_id:
        return _("This identification was proposed by another agency.")
    if not user.has_perm("cases.propose_identification") or not user.is_person:
        return _("Only a forensic examiner withdraws evidence.")
    if open_ballot(identification):
        return _("A board is voting on it. Recall the board first, so that it votes on what is.")
    return None


def why_not_call(user: User, identification: Identification) -> str | None:
    if why_not := why_not_convene(user, identification):
        return why_not
    if is_revoked_by_board(identification):
        return _("The board has revoked it; what is missing is the annulment of the certificate.")
    return None


def verb_now(verb: str, identification: Identification) -> str:
    """A board is called and recalled by moves of its own while what it decides is contested."""
    is_contested = identification.state == IdentificationState.CONTESTED
    return WHILE_CONTESTED.get(verb, verb) if is_contested else verb


def submitter_of(identification: Identification) -> User:
    """Who put the question to the board that is called now."""
    is_contested = identification.state == IdentificationState.CONTESTED
    return (is_contested and identification.contested_by) or identification.proposed_by


def why_not_seat(member: User, identification: Identification) -> str | None:
    """Why this person cannot be called to the board."""
    named = {"member": member.name}
    if why_not := why_not_sit(member, identification):
        return why_not
    if member == submitter_of(identification) or has_submitted(member, identification):
        return _("%(member)s submitted this, so does not vote on it.") % named
    if has_spoken(member, identification):
        return _("%(member)s gave evidence for this, so does not vote on it.") % named
    if member.pk == identification.certified_by_id or has_released(member, identification):
        return _("%(member)s certified this or released on it, so does not vote on it.") % named
    return None


def why_not_certify(user: User, identification: Identification) -> str | None:
    if why_not := _why_not_authority(user, identification):
        return why_not
    if has_submitted(user, identification):
        return _("Who proposed an identification does not certify it.")
    if has_spoken(user, identification):
        return _("You gave evidence for this, so you do not certify it.")
    if Vote.objects.filter(ballot__identification=identification, voter=user).exists():
        return _("You voted on this, so you do not certify it.")
    first = identification.adds_to
    if first and first.state != IdentificationState.CERTIFIED:
        return _("%(identification)s, to which it adds, is not certified.") % {
            "identification": first
        }
    if identification.certificate and not identification.annulment:
        return _("This is certified already, by number %(number)s.") % {
            "number": identification.certificate
        }
    return None


def why_not_contest(user: User, identification: Identification) -> str | None:
    if not user.has_perm("cases.contest_identification"):
        return _(
            "An identification is contested by an examiner, a board member, a coordinator, "
            "a family liaison or the legal authority."
        )
    if not user.is_person:
        return _("An identification is contested by a person, not by a program.")
    if user.party_id is None or identification.agency.party_id != user.party_id:
        return _("An identification is contested by somebody of the own side.")
    return None


def why_not_annul(user: User, identification: Identification) -> str | None:
    if why_not := _why_not_authority(user, identification):
        return why_not
    if not identification.certificate:
        return _("This was never certified; there is nothing to annul.")
    if identification.annulment:
        return _("The certificate is annulled already.")
    return None


def _why_not_authority(user: User, identification: Identification) -> str | None:
    if not user.has_perm("cases.certify_identification"):
        return _("Only the legal authority certifies, and annuls what it certified.")
    if not user.is_person:
        return _("A certificate is signed by a person, not by a program.")
    if user.party_id is None or identification.agency.party_id != user.party_id:
        return _("This is outside the jurisdiction of your authority.")
    return None


def why_not_establish(identification: Identification) -> str | None:
    """Everything that is missing for a board to decide that this is the person, or that it still
    is: each reason of each case, at once."""
    return " ".join(str(lack) for lack in dossier_of(identification).lacks) or None


def is_revoked_by_board(identification: Identification) -> bool:
    """The board's part of a revocation is done; the authority's may still be missing."""
    if identification.state != IdentificationState.CONTESTED:
        return False
    since = identification.ballots.filter(called_at__gte=identification.contested_at)
    return since.filter(question=Question.CONTEST, outcome=Choice.REVOKED).exists()


def identification_moves(
    user: User, identification: Identification
) -> dict[str, Sentence | str | None]:
    """Each move: None if this user may make it now, else what they are told."""
    flow, state = identification_workflow, identification.state
    policies = {
        "submit": why_not_submit,
        "call_board": why_not_call,
        "recall_board": why_not_recall,
        "certify": why_not_certify,
        "contest": why_not_contest,
        "review_again": why_not_call,
        "recall_review": why_not_recall,
        "annul": why_not_annul,
    }
    return {
        "vote": why_not_vote(user, identification),
        "add_evidence": why_not_add(user, identification),
        "explain": why_not_explain(user, identification),
        "cover": why_not_cover(user, identification),
        "add_to": why_not_add_to(user, identification),
        "withdraw_evidence": why_not_withdraw(user, identification),
        **{
            verb: why_not(user, identification) or flow.why_not(verb, state)
            for verb, why_not in policies.items()
        },
    }
