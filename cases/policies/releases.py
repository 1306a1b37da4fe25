"""Who authorises a release, who carries it out, takes it back, and decides where kin do not."""

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import Examination, Identification, KinReferral, Release, RemainsCase, Vote
from cases.models.release import ReleaseTo
from cases.policies import affiliations
from cases.policies.persons import why_not_of_house
from cases.policies.releasing import (
    Kin,
    kin_of,
    needs_of,
    other_parts,
    standing_identification,
)
from cases.policies.returns import standing_affiliation
from cases.policies.submitters import has_spoken, has_submitted
from cases.states import case_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence

Why = Sentence | str | None


def why_not_authorise(user: User, case: RemainsCase, to: str = ReleaseTo.FAMILY) -> Why:
    if why_not := why_not_officer(user, case) or why_not_apart(user, case):
        return why_not
    if refusal := case_workflow.why_not("authorise_release", case.state):
        return refusal
    return next((need.why_not for need in needs_of(case, to) if need.why_not), None)


def why_not_authorise_any(user: User, case: RemainsCase) -> Why:
    """What is asked before it is said where they go: the form names the rest."""
    if why_not := why_not_officer(user, case) or why_not_apart(user, case):
        return why_not
    return case_workflow.why_not("authorise_release", case.state)


def why_not_officer(user: User, case: RemainsCase) -> str | None:
    if not user.has_perm("cases.release_remains"):
        return _("Only a release officer authorises a release and carries it out.")
    if not user.is_person:
        return _("A release is authorised and carried out by people, not by a program.")
    return why_not_of_house(user, case)


def why_not_apart(user: User, case: RemainsCase) -> str | None:
    """Who examined, submitted or voted does not release: somebody else looks at it again."""
    if has_examined(user, case):
        return _("You examined these remains, so you do not release them.")
    return _why_not_of_identity(user, case) or _why_not_of_affiliation(user, case)


def _why_not_of_affiliation(user: User, case: RemainsCase) -> str | None:
    decision = standing_affiliation(case)
    if decision is None:
        return None
    if affiliations.has_submitted(user, decision):
        return _("You submitted the affiliation, so you do not release on it.")
    if affiliations.has_given_evidence(user, decision):
        return _("You gave evidence for the affiliation, so you do not release on it.")
    if Vote.objects.filter(ballot__affiliation=decision, voter=user).exists():
        return _("You voted on the affiliation, so you do not release on it.")
    return None


def _why_not_of_identity(user: User, case: RemainsCase) -> str | None:
    identification = standing_identification(case)
    if identification is None:
        return None
    if has_submitted(user, identification):
        return _("You submitted the identification, so you do not release on it.")
    if has_spoken(user, identification):
        return _("You gave evidence for the identification, so you do not release on it.")
    if Vote.objects.filter(ballot__identification=identification, voter=user).exists():
        return _("You voted on the identification, so you do not release on it.")
    if identification.certified_by_id == user.pk:
        return _("You certified the identification, so you do not release on it.")
    return None


def has_examined(user: User, case: RemainsCase) -> bool:
    """Opened or reviewed an examination of it, or settled an item of one."""
    took_part = Q(opened_by=user) | Q(completed_by=user) | Q(reviewed_by=user)
    took_part |= Q(profile_locked_by=user) | Q(items__by=user)
    return Examination.objects.filter(took_part, case=case.pk).exists()


def why_not_packed(case: RemainsCase) -> str | None:
    packed = case.packings.open().select_related("container").first()
    if packed is None:
        return None
    return _("These remains are packed in %(container)s; unpack it first.") % {
        "container": packed.container
    }


def why_not_withdraw_authorisation(user: User, case: RemainsCase) -> Why:
    if why_not := why_not_officer(user, case) or why_not_packed(case):
        return why_not
    return case_workflow.why_not("withdraw_authorisation", case.state)


def why_not_release(user: User, case: RemainsCase) -> Why:
    """What it rests on is asked again: consent may have been withdrawn since."""
    if why_not := why_not_officer(user, case) or why_not_apart(user, case):
        return why_not
    if refusal := case_workflow.why_not("release", case.state):
        return refusal
    release = authorised_release(case)
    if release is None:
        return _("No release of this case is authorised.")
    if why_not := why_not_second(user, release) or why_not_packed(case):
        return why_not
    return next((need.why_not for need in needs_of(case, release.to) if need.why_not), None)


def why_not_second(user: User, release: Release) -> str | None:
    if release.authorised_by_id == user.pk:
        return _("You authorised this release; another release officer carries it out.")
    return None


def why_not_witness(user: User, witness: User, case: RemainsCase) -> str | None:
    if witness.pk == user.pk:
        return _("The witness is a person other than who releases.")
    if why_not_apart(witness, case):
        return _("Who submitted, gave evidence, voted or certified is no witness of the release.")
    return None


def why_not_take_back(user: User, case: RemainsCase) -> Why:
    if why_not := why_not_officer(user, case):
        return why_not
    return case_workflow.why_not("take_back", case.state)


def why_not_close_released(user: User, case: RemainsCase) -> Why:
    if why_not := why_not_officer(user, case):
        return why_not
    if refusal := case_workflow.why_not("close_released", case.state):
        return refusal
    release = release_out(case)
    if release and release.tasks.open().exists():
        return _("These remains are to be taken back; the case stays open until that is settled.")
    return None


def why_not_reopen_released(user: User, case: RemainsCase) -> Why:
    if why_not := why_not_officer(user, case):
        return why_not
    if refusal := case_workflow.why_not("reopen_released", case.state):
        return refusal
    if release_out(case) is None:
        return _("This case was not closed after a release; what closed it is taken back by two.")
    return None


def why_not_answer_parts(user: User, case: RemainsCase) -> str | None:
    if not (user.has_perm("cases.refer_kin") and user.is_person):
        return _("Only a release officer or a family liaison records what the family answered.")
    if why_not := _why_not_near(user, case):
        return why_not
    identification = standing_identification(case)
    if identification is None:
        return _("Whom to ask is known when an identification stands.")
    if not other_parts(case, identification):
        return _("No other part of this person is known, so there is nothing to ask.")
    if kin_of(identification).relative is None:
        return _("No next of kin is recorded who could be asked.")
    return None


def why_not_refer(user: User, case: RemainsCase) -> str | None:
    if not (user.has_perm("cases.refer_kin") and user.is_person):
        return _("Only a release officer or a family liaison refers it to the legal authority.")
    if why_not := _why_not_near(user, case):
        return why_not
    identification = standing_identification(case)
    if identification is None:
        return _("Whose kin they are is known when an identification stands.")
    if open_referral(identification):
        return _("This is before the legal authority already.")
    return None


def why_not_withdraw_referral(user: User, case: RemainsCase) -> str | None:
    """The kin agree again, or one was found."""
    if not (user.has_perm("cases.refer_kin") and user.is_person):
        return _("Only a release officer or a family liaison withdraws a referral.")
    if why_not := _why_not_near(user, case):
        return why_not
    return _why_not_referred(standing_identification(case))


def why_not_decide(user: User, case: RemainsCase) -> str | None:
    if not (user.has_perm("cases.decide_for_kin") and user.is_person):
        return _("Where kin do not decide, only the legal authority does.")
    if case.responsible.party_id != user.party_id:
        return _("These remains are answered for by another side.")
    identification = standing_identification(case)
    if why_not := _why_not_referred(identification):
        return why_not
    referral = open_referral(identification)
    if referral and referral.referred_by_id == user.pk:
        return _("Who referred this does not decide it.")
    return None


def release_moves(user: User, case: RemainsCase) -> dict[str, Why]:
    return {
        "answer_parts": why_not_answer_parts(user, case),
        "refer_kin": why_not_refer(user, case),
        "withdraw_referral": why_not_withdraw_referral(user, case),
        "decide_for_kin": why_not_decide(user, case),
        "authorise_release": why_not_authorise_any(user, case),
        "withdraw_authorisation": why_not_withdraw_authorisation(user, case),
        "release": why_not_release(user, case),
        "close_released": why_not_close_released(user, case),
        "reopen_released": why_not_reopen_released(user, case),
        "take_back": why_not_take_back(user, case),
    }


def authorised_release(case: RemainsCase) -> Release | None:
    found: Release | None = Release.objects.authorised().filter(case=case).first()
    return found


def release_out(case: RemainsCase) -> Release | None:
    found: Release | None = Release.objects.out().filter(case=case).first()
    return found


def open_referral(identification: Identification | None) -> KinReferral | None:
    found: KinReferral | None = (
        KinReferral.objects.open().filter(identification=identification).first()
    )
    return found if identification else None


def kin_for(case: RemainsCase) -> Kin | None:
    identification = standing_identification(case)
    return kin_of(identification) if identification else None


def _why_not_referred(identification: Identification | None) -> str | None:
    if open_referral(identification) is None:
        return _("Nothing about the kin is before the legal authority.")
    return None


def _why_not_near(user: User, case: RemainsCase) -> str | None:
    """The house that holds the remains, and the agency that knows the family."""
    identification = standing_identification(case)
    if identification and identification.person.agency_id == user.agency_id:
        return None
    return why_not_of_house(user, case)
