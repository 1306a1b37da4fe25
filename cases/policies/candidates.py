"""Who looks at a pair, who excludes it, and who lets another agency see a record."""

from typing import Any

from django.utils.translation import gettext as _

from cases.models import Candidate, Exclusion, MissingPerson, RemainsCase, SightRequest
from cases.policies.identifications import why_not_propose
from cases.policies.persons import why_not_of_house
from cases.states.candidates import CandidateState, candidate_workflow, request_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence


def sees_both(user: User, candidate: Candidate) -> bool:
    seen = Candidate.objects.visible_to(user).for_reader(user).whole()
    return seen.filter(pk=candidate.pk).exists()


def why_not_seek(user: User, record: RemainsCase | MissingPerson) -> str | None:
    """Looking again on demand; after a change the register looks by itself."""
    if not user.has_perm("cases.see_candidates"):
        return _("Only a forensic examiner looks for candidates.")
    if isinstance(record, RemainsCase):
        return why_not_of_house(user, record)
    if record.agency_id != user.agency_id:
        return _("Another agency seeks this person; it looks for candidates itself.")
    return None


def why_not_look(user: User, candidate: Candidate) -> str | None:
    """Having looked, and leaving it open."""
    if not (user.has_perm("cases.see_candidates") and user.is_person):
        return _("Only a forensic examiner looks at a candidate.")
    return _why_not_both(user, candidate)


def why_not_exclude(user: User, candidate: Candidate) -> str | None:
    if not user.has_perm("cases.exclude_candidate"):
        return _("Only a forensic examiner excludes a pair.")
    if not user.is_person:
        return _("A pair is excluded by a person, not by a program.")
    return _why_not_both(user, candidate)


def why_not_take_back(user: User, candidate: Candidate) -> str | None:
    if not user.has_perm("cases.exclude_candidate"):
        return _("Only a forensic examiner takes an exclusion back.")
    if not user.is_person:
        return _("An exclusion is taken back by a person, not by a program.")
    return _why_not_both(user, candidate)


def _why_not_both(user: User, candidate: Candidate) -> str | None:
    if not sees_both(user, candidate):
        return _("You see one of the two records. Ask the other agency to let you see its own.")
    return None


def why_not_propose_candidate(user: User, candidate: Candidate) -> Sentence | str | None:
    """The proposal itself asks more; this says whether this pair leads there."""
    if candidate.person_id is None:
        return _("These are two cases. Propose that they are of one person as an association.")
    if why_not := why_not_propose(user, candidate.case):
        return why_not
    if why_not := _why_not_both(user, candidate):
        return why_not
    if candidate.state == CandidateState.EXCLUDED:
        return _("This pair is excluded. Take the exclusion back first.")
    if candidate.state == CandidateState.TAKEN:
        return candidate_workflow.why_not("take", candidate.state)
    return None


def why_not_ask(user: User, candidate: Candidate) -> str | None:
    if not (user.has_perm("cases.see_candidates") and user.is_person):
        return _("Only a forensic examiner asks to see another agency’s record.")
    rows = Candidate.objects.visible_to(user).for_reader(user)
    seen: Any = rows.filter(pk=candidate.pk).first()
    if seen is None or not (seen.sees_case or seen.sees_partner):
        return _("Neither of the two records is of your agency.")
    if seen.sees_case and seen.sees_partner:
        return _("You see both records already.")
    if SightRequest.objects.open().filter(candidate=candidate, agency=user.agency_id).exists():
        return _("Your agency has asked already; the other one has not answered yet.")
    return None


def why_not_answer(user: User, candidate: Candidate) -> str | None:
    if not candidate.requests.filter(holder=user.agency_id).exists():
        return _("Your agency was not asked for a record of its own.")
    if not user.has_perm("cases.answer_sight_request"):
        return _("Only an examiner or a coordinator answers for a record of the agency.")
    if not user.is_person:
        return _("A request to see a record is answered by a person, not by a program.")
    return None


def open_exclusion(candidate: Candidate) -> Exclusion | None:
    return Exclusion.objects.open().filter(candidate=candidate).first()


def request_to(user: User, candidate: Candidate, verb: str) -> SightRequest | None:
    """What this user's agency was asked about the pair and `verb` would answer; else the last."""
    asked = candidate.requests.filter(holder=user.agency_id).order_by("-pk")
    sources = request_workflow.transitions[verb].sources
    return asked.filter(state__in=sources).first() or asked.first()


def candidate_moves(user: User, candidate: Candidate) -> dict[str, Sentence | str | None]:
    """Each move: None if this user may make it now, else what they are told."""
    flow, state = candidate_workflow, candidate.state
    return {
        "look": why_not_look(user, candidate) or _why_looked(candidate),
        "exclude": why_not_exclude(user, candidate) or flow.why_not("exclude", state),
        "take_back": why_not_take_back(user, candidate) or _why_nothing_excluded(candidate),
        "propose": why_not_propose_candidate(user, candidate),
        "ask": why_not_ask(user, candidate),
        **{verb: _why_not_answered(user, candidate, verb) for verb in request_workflow.transitions},
    }


def _why_not_answered(user: User, candidate: Candidate, verb: str) -> Sentence | str | None:
    if why_not := why_not_answer(user, candidate):
        return why_not
    request = request_to(user, candidate, verb)
    return request_workflow.why_not(verb, request.state) if request else None


def _why_looked(candidate: Candidate) -> str | None:
    if candidate.looked_at:
        return _("Somebody has looked at it since it was last weighed.")
    return None


def _why_nothing_excluded(candidate: Candidate) -> str | None:
    """Also what has returned to review is taken back, or excluded anew."""
    if open_exclusion(candidate) is None:
        return _("This pair is not excluded.")
    return None
