"""An examination from its checklist to the review that locks it, and again."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction

from cases.models import Examination, ExaminationItem, RemainsCase
from cases.models.codes import (
    AgeMethod,
    EyeColour,
    HairColour,
    Sex,
    SexMethod,
    StatureMethod,
)
from cases.models.examination import OLDEST, PROFILE, TALLEST, Discipline, ItemState
from cases.policies import examinations as policies
from cases.states import case_workflow, examination_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record
from repatriation.references import Prefix

NO_REASON = gettext_noop("Say why; whoever goes on from here will read it.")
NO_NOTE = gettext_noop("Say why it is not applicable or not possible.")
NOBODY = gettext_noop("Say to whom it is assigned.")
NO_METHOD = gettext_noop("Say by which method %(what)s was found.")
NOT_AN_INTERVAL = gettext_noop("Give %(what)s as an interval, from the lower to the higher figure.")
BEYOND = gettext_noop("%(what)s is at most %(most)s.")
FUTURE = gettext_noop("The day lies in the future; check the date.")
SEX, AGE, STATURE = gettext_noop("the sex"), gettext_noop("the age"), gettext_noop("the stature")


@dataclass(frozen=True)
class Profile:
    """Years and centimetres; empty or None is “cannot be told”."""

    sex: Sex | str = ""
    sex_method: SexMethod | str = ""
    age_from: int | None = None
    age_to: int | None = None
    age_method: AgeMethod | str = ""
    stature_from: int | None = None
    stature_to: int | None = None
    stature_method: StatureMethod | str = ""
    hair: HairColour | str = ""
    eyes: EyeColour | str = ""


@transaction.atomic
def start_examination(*, case: RemainsCase, by: User) -> Examination:
    """With every discipline of the checklist, not started."""
    case = lock(case)
    require(policies.why_not_start(by, case))
    number = case.examinations.count() + 1
    examination = _begun(case, number, by)
    ExaminationItem.objects.bulk_create(
        ExaminationItem(examination=examination, discipline=one) for one in Discipline
    )
    case.state = case_workflow.require("start_examination", case.state).target
    keep(case)
    record("cases.examination_started", case, by=by, examination=examination.pk)
    return examination


@transaction.atomic
def record_item(
    *,
    examination: Examination,
    discipline: Discipline,
    state: ItemState,
    by: User,
    assigned_to: User | None = None,
    on: date | None = None,
    note: str = "",
) -> Examination:
    """One discipline of the checklist as it stands now."""
    examination = lock(examination)
    require(policies.why_not_record(by, examination, discipline))
    if state in (ItemState.NOT_APPLICABLE, ItemState.NOT_POSSIBLE) and not note.strip():
        raise RuleBroken(Sentence(NO_NOTE))
    if state == ItemState.ASSIGNED and assigned_to is None:
        raise RuleBroken(Sentence(NOBODY))
    if assigned_to:
        require(policies.why_not_assign(assigned_to, examination))
    if on and on > today():
        raise RuleBroken(Sentence(FUTURE))
    item = examination.items.get(discipline=discipline)
    item.state, item.note = state, note.strip()
    item.assigned_to = assigned_to or item.assigned_to
    item.by, item.on = by, on or today()
    item.save()
    keep(examination)
    said = {"discipline": str(discipline), "item_state": str(state)}
    record("cases.item_recorded", examination, by=by, **said)  # type: ignore[arg-type]
    return examination


@transaction.atomic
def describe_profile(*, examination: Examination, profile: Profile, by: User) -> Examination:
    """The whole profile as it is to be; it can be written again until it is locked."""
    examination = lock(examination)
    require(policies.why_not_profile(by, examination))
    _require_whole(profile)
    for field in fields(profile):
        setattr(examination, field.name, getattr(profile, field.name))
    keep(examination)
    record("cases.profile_described", examination, by=by)
    return examination


@transaction.atomic
def lock_profile(*, examination: Examination, by: User) -> Examination:
    """From now on it stands, and whoever examined may be shown whose the remains are said to be."""
    examination = lock(examination)
    require(policies.why_not_lock(by, examination))
    examination.profile_locked_by, examination.profile_locked_at = by, now()
    keep(examination)
    record("cases.profile_locked", examination, by=by)
    return examination


@transaction.atomic
def complete_examination(*, examination: Examination, by: User) -> Examination:
    """All of the checklist is done or left out for a reason; a second person reviews it now."""
    examination = lock(examination)
    require(policies.why_not_complete(by, examination))
    examination.state = examination_workflow.require("complete", examination.state).target
    examination.completed_by, examination.completed_at = by, now()
    keep(examination)
    record("cases.examination_completed", examination, by=by)
    return examination


@transaction.atomic
def give_back(*, examination: Examination, because: str, by: User) -> Examination:
    """The reviewer asks for more: it is open again, with what was asked."""
    examination = lock(examination)
    require(policies.why_not_review(by, examination))
    examination.state = examination_workflow.require("give_back", examination.state).target
    examination.given_back_because = _reason(because)
    keep(examination)
    record("cases.examination_given_back", examination, by=by)
    return examination


@transaction.atomic
def review_examination(*, examination: Examination, by: User) -> Examination:
    """A second person has read it all; the findings are locked, and the case is examined."""
    case = lock_each([examination.case])[0]
    examination = lock(examination)
    require(policies.why_not_review(by, examination))
    examination.state = examination_workflow.require("review", examination.state).target
    examination.reviewed_by, examination.reviewed_at = by, now()
    keep(examination)
    case.state = case_workflow.require("examine", case.state).target
    keep(case)
    record("cases.examination_reviewed", case, by=by, examination=examination.pk)
    return examination


@transaction.atomic
def reopen_examination(*, examination: Examination, because: str, by: User) -> Examination:
    """The next one goes on from what was found; its profile may be written again. The reviewed one
    stays as it was."""
    case = lock_each([examination.case])[0]
    examination = lock(examination)
    require(policies.why_not_reopen(by, examination))
    reason = _reason(because)
    examination.state = examination_workflow.require("reopen", examination.state).target
    keep(examination)
    newer = _begun(case, examination.number + 1, by, because=reason, after=examination)
    case.state = case_workflow.require("examine_again", case.state).target
    keep(case)
    said = {"examination": newer.pk, "after": examination.pk}
    record("cases.examination_reopened", case, by=by, **said)  # type: ignore[arg-type]
    return newer


def _begun(
    case: RemainsCase,
    number: int,
    by: User,
    because: str = "",
    after: Examination | None = None,
) -> Examination:
    carried = (*PROFILE, "completeness", "condition")
    examination = Examination.objects.create(
        reference=next_reference(Prefix.EXAMINATION),
        case=case,
        number=number,
        agency=by.home,
        opened_by=by,
        opened_at=now(),
        opened_because=because,
        **({name: getattr(after, name) for name in carried} if after else {}),
    )
    if after:
        _carry(after, examination)
    return examination


def _carry(after: Examination, examination: Examination) -> None:
    """What was found before is found still, until it is corrected."""
    for item in after.items.all():
        item.pk, item.examination = None, examination
        item.save(force_insert=True)
    for number, finding in enumerate(after.findings.standing().order_by("number"), 1):
        finding.pk, finding.examination, finding.number = None, examination, number
        finding.corrects = None
        finding.save(force_insert=True)


def _require_whole(profile: Profile) -> None:
    if profile.sex not in ("", Sex.UNDETERMINED) and not profile.sex_method:
        raise RuleBroken(Sentence(NO_METHOD, {"what": Sentence(SEX)}))
    ages, statures = (profile.age_from, profile.age_to), (profile.stature_from, profile.stature_to)
    _require_interval(AGE, ages, profile.age_method, OLDEST)
    _require_interval(STATURE, statures, profile.stature_method, TALLEST)


def _require_interval(
    what: str, interval: tuple[int | None, int | None], method: str, most: int
) -> None:
    low, high = interval
    said = {"what": Sentence(what), "most": most}
    if low is None and high is None:
        return
    if low is None or high is None or low > high:
        raise RuleBroken(Sentence(NOT_AN_INTERVAL, said))
    if high > most:
        raise RuleBroken(Sentence(BEYOND, said))
    if not method:
        raise RuleBroken(Sentence(NO_METHOD, said))


def _reason(text: str) -> str:
    if not text.strip():
        raise RuleBroken(Sentence(NO_REASON))
    return text.strip()
