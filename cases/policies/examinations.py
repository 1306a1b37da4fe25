"""Who examines, reviews and opens again; and who may be shown an identity before the profile."""

from typing import Any

from django.utils.translation import gettext as _

from cases.models import Attachment, Examination, RemainsCase
from cases.models.examination import SETTLED, Discipline, ExaminationItem
from cases.policies.beside import why_not_in_hand
from cases.policies.held import why_not_held
from cases.states import ExaminationState, case_workflow, examination_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence

Why = Sentence | str | None
OF_EFFECTS = (Discipline.EFFECTS,)
EXAMINE = "cases.examine_remains"


def why_not_start(user: User, case: RemainsCase) -> Why:
    if why_not := _why_not_examiner(user):
        return why_not
    if why_not := why_not_held(user, case) or why_not_in_hand(case):
        return why_not
    if case.destined_to_id:
        return _("This is on its way to another agency; it is examined where it arrives.")
    return case_workflow.why_not("start_examination", case.state)


def why_not_examine(user: User, examination: Examination) -> Why:
    """Profile, checklist and findings, all that only an examiner says."""
    return _why_not_examiner(user) or _why_not_here(user, examination) or _why_not_open(examination)


def why_not_record(user: User, examination: Examination, discipline: str) -> Why:
    """Effects and clothing are also recorded by an officer of the mortuary."""
    if discipline in OF_EFFECTS and user.has_perm("cases.record_effects") and user.is_person:
        return _why_not_here(user, examination) or _why_not_open(examination)
    return why_not_examine(user, examination)


def why_not_profile(user: User, examination: Examination) -> Why:
    if why_not := why_not_examine(user, examination):
        return why_not
    if examination.profile_locked_at:
        return _(
            "The profile is locked. It changes only when the examination is opened again, with a "
            "reason."
        )
    return None


def why_not_lock(user: User, examination: Examination) -> Why:
    if why_not := why_not_profile(user, examination):
        return why_not
    if not examination.sex:
        return _(
            "Say what the sex is, or that it is undetermined. Age and stature may stay empty where "
            "they cannot be told."
        )
    return None


def why_not_complete(user: User, examination: Examination) -> Why:
    if why_not := why_not_examine(user, examination):
        return why_not
    if not examination.profile_locked_at:
        return _("Lock the profile first: sex, age and stature.")
    items = examination.items.exclude(state__in=SETTLED)
    if missing := [str(item.get_discipline_display()) for item in items]:
        return _("Still to do on the checklist: %(items)s.") % {"items": ", ".join(missing)}
    return None


def why_not_review(user: User, examination: Examination) -> Why:
    """Also for giving it back. The second person may be of any agency that sees the findings."""
    if not user.has_perm("cases.review_examination"):
        return _("Only a forensic examiner reviews an examination.")
    if not user.is_person:
        return _("An examination is reviewed by a person, not by a program.")
    if user.pk in (examination.completed_by_id, examination.profile_locked_by_id):
        return _("You examined these remains; a second person reviews it.")
    seen: Any = Examination.objects
    if not seen.visible_to(user).filter(pk=examination.pk).exists():
        return _("This is reviewed where the remains are, or by who answers for them.")
    return examination_workflow.why_not("review", examination.state)


def why_not_reopen(user: User, examination: Examination) -> Why:
    if not user.has_perm("cases.review_examination") or not user.is_person:
        return _("Only a forensic examiner opens an examination again.")
    if why_not := _why_not_here(user, examination):
        return why_not
    if closed := examination_workflow.why_not("reopen", examination.state):
        return closed
    return case_workflow.why_not("examine_again", examination.case.state)


def why_not_assign(person: User, examination: Examination) -> str | None:
    """To whom a discipline may be given."""
    is_examiner = person.is_person and person.is_active and person.has_perm(EXAMINE)
    if is_examiner and person.agency_id == examination.agency_id:
        return None
    return _("%(person)s does not examine for this agency.") % {"person": person.name}


def why_not_restrict(user: User, examination: Examination) -> Why:
    """Restricted findings are recorded and referred also when the rest is locked."""
    return _why_not_examiner(user) or _why_not_here(user, examination)


def why_not_attach(
    user: User, examination: Examination, discipline: str, *, is_restricted: bool
) -> Why:
    restricted = why_not_restrict(user, examination) if is_restricted else None
    return restricted or why_not_record(user, examination, discipline)


def why_not_withdraw_attachment(user: User, attachment: Attachment) -> Why:
    """Also when the rest is locked: a photograph of somebody else does not wait."""
    return _why_not_examiner(user) or _why_not_here(user, attachment.examination)


def why_not_see_identity(user: User, case: RemainsCase) -> str | None:
    """Whoever may examine these remains is shown no claimed name, no presumptive flag and no
    candidate before sex, age and stature are locked: what one expects one finds."""
    if not user.has_perm(EXAMINE) or user.agency_id is None:
        return None
    if user.agency_id not in (case.custodian_id, case.responsible_id):
        return None
    if Examination.objects.filter(case=case, profile_locked_at__isnull=False).exists():
        return None
    return _(
        "Hidden until sex, age and stature of these remains are locked, so that nobody finds what "
        "they expect."
    )


def item_moves(user: User, item: ExaminationItem) -> dict[str, Why]:
    return {"record": why_not_record(user, item.examination, item.discipline)}


def examination_moves(user: User, examination: Examination) -> dict[str, Why]:
    return {
        "describe": why_not_profile(user, examination),
        "lock": why_not_lock(user, examination),
        "examine": why_not_examine(user, examination),
        "record": why_not_record(user, examination, Discipline.EFFECTS),
        "restrict": why_not_restrict(user, examination),
        "complete": why_not_complete(user, examination),
        "give_back": why_not_review(user, examination),
        "review": why_not_review(user, examination),
        "reopen": why_not_reopen(user, examination),
    }


def _why_not_examiner(user: User) -> str | None:
    if not user.has_perm(EXAMINE):
        return _("Only a forensic examiner examines remains.")
    if not user.is_person:
        return _("Remains are examined by a person, not by a program.")
    return None


def _why_not_here(user: User, examination: Examination) -> str | None:
    case = examination.case
    if user.agency_id is None or user.agency_id not in (case.custodian_id, case.responsible_id):
        return _("Your agency neither holds this case nor answers for it.")
    return None


def _why_not_open(examination: Examination) -> Why:
    if examination.state == ExaminationState.OPEN:
        return None
    if examination.state == ExaminationState.COMPLETE:
        return _("This examination waits for its review; whoever reviews it can give it back.")
    return _("This examination is reviewed, and its findings are locked. It can be opened again.")
