"""Who proposes whose dead remains are, votes on it and contests it: never twice the same person."""

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import AffiliationDecision, AffiliationEvidence, Release, RemainsCase
from cases.policies.boards import (
    open_ballot,
    why_not_convene,
    why_not_recall,
    why_not_sit,
    why_not_vote,
)
from cases.policies.grounds import grounds_of
from cases.policies.persons import why_not_of_house
from cases.states import GONE, AffiliationState, affiliation_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence

WHILE_CONTESTED = {"call_board": "review_again", "recall_board": "recall_review"}


def why_not_propose(user: User, case: RemainsCase) -> str | None:
    if not user.has_perm("cases.propose_affiliation"):
        return _("Only a forensic examiner proposes whose dead these are.")
    if not user.is_person:
        return _("An affiliation is proposed by a person, not by a program.")
    if why_not := why_not_of_house(user, case):
        return why_not
    if case.state in GONE:
        return _("These remains are not with us any more; their affiliation is decided before.")
    if AffiliationDecision.objects.standing().filter(case=case).exists():
        return _("A decision on the affiliation of this case stands already; contest that one.")
    return None


def why_not_add(user: User, decision: AffiliationDecision) -> str | None:
    """Further evidence."""
    if why_not := _why_not_submitter(user, decision):
        return why_not
    if decision.state not in (AffiliationState.PROPOSED, AffiliationState.CONTESTED):
        return _("Evidence is added before a board votes, and while the decision is contested.")
    return None


def why_not_withdraw_evidence(user: User, decision: AffiliationDecision) -> str | None:
    return _why_not_submitter(user, decision)


def why_not_withdraw(user: User, decision: AffiliationDecision) -> str | None:
    return _why_not_submitter(user, decision)


def why_not_call(user: User, decision: AffiliationDecision) -> str | None:
    return why_not_convene(user, decision)


def verb_now(verb: str, decision: AffiliationDecision) -> str:
    """A board is called and recalled by moves of its own while the decision is contested."""
    is_contested = decision.state == AffiliationState.CONTESTED
    return WHILE_CONTESTED.get(verb, verb) if is_contested else verb


def submitter_of(decision: AffiliationDecision) -> User:
    """Who put the question to the board that is called now."""
    is_contested = decision.state == AffiliationState.CONTESTED
    return (is_contested and decision.contested_by) or decision.proposed_by


def why_not_seat(member: User, decision: AffiliationDecision) -> str | None:
    """Why this person cannot be called to the board."""
    if why_not := why_not_sit(member, decision):
        return why_not
    named = {"member": member.name}
    if has_submitted(member, decision):
        return _("%(member)s submitted this, so does not vote on it.") % named
    if has_given_evidence(member, decision):
        return _("%(member)s gave evidence for this, so does not vote on it.") % named
    took_part = Q(authorised_by=member) | Q(released_by=member)
    if Release.objects.filter(took_part, affiliation=decision).exists():
        return _("%(member)s released on this, so does not vote on it.") % named
    return None


def has_submitted(user: User, decision: AffiliationDecision) -> bool:
    return user.pk == decision.proposed_by_id or user == submitter_of(decision)


def has_given_evidence(user: User, decision: AffiliationDecision) -> bool:
    """Also who withdrew some: they say what it rests on."""
    gave = Q(added_by=user) | Q(withdrawn_by=user)
    return AffiliationEvidence.objects.filter(gave, decision=decision).exists()


def why_not_contest(user: User, decision: AffiliationDecision) -> str | None:
    if not user.has_perm("cases.contest_affiliation"):
        return _("An affiliation is contested by an examiner, a board member or a coordinator.")
    if not user.is_person:
        return _("An affiliation is contested by a person, not by a program.")
    if user.party_id is None or decision.agency.party_id != user.party_id:
        return _("An affiliation is contested by somebody of the own side.")
    return None


def why_not_decide(decision: AffiliationDecision) -> str | None:
    """Everything that is missing for a board to decide it, or to uphold it: at once."""
    return " ".join(str(lack) for lack in grounds_of(decision).lacks) or None


def affiliation_moves(
    user: User, decision: AffiliationDecision
) -> dict[str, Sentence | str | None]:
    """Each move: None if this user may make it now, else what they are told."""
    flow, state = affiliation_workflow, decision.state
    policies = {
        "call_board": why_not_call,
        "recall_board": why_not_recall,
        "review_again": why_not_call,
        "recall_review": why_not_recall,
        "withdraw": why_not_withdraw,
        "contest": why_not_contest,
    }
    return {
        "vote": why_not_vote(user, decision),
        "add_evidence": why_not_add(user, decision),
        "withdraw_evidence": why_not_withdraw_evidence(user, decision),
        **{
            verb: why_not(user, decision) or flow.why_not(verb, state)
            for verb, why_not in policies.items()
        },
    }


def _why_not_submitter(user: User, decision: AffiliationDecision) -> str | None:
    if decision.agency_id != user.agency_id:
        return _("This affiliation was proposed by another agency.")
    if not user.has_perm("cases.propose_affiliation") or not user.is_person:
        return _("Only a forensic examiner says what an affiliation rests on.")
    if open_ballot(decision):
        return _("A board is voting on it. Recall the board first, so that it votes on what is.")
    return None
