"""What the family says before a release; where kin do not decide, the legal authority does."""

from datetime import date

from django.db import transaction

from cases.models import Identification, KinReferral, PartsAnswer, RemainsCase
from cases.models.releasing import PartsWish, WhyReferred
from cases.policies import releases as policies
from cases.policies.releasing import kin_of, other_parts, standing_identification
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

LATER = gettext_noop("This is a day in the future. Check the date on which the family was asked.")
NO_NOTE = gettext_noop("Say what the kin disagree on, or how they were sought.")
NO_ORDER = gettext_noop("Give the number of the order by which the legal authority decided.")
NO_REASON = gettext_noop("Say why it is no longer before the legal authority.")


@transaction.atomic
def answer_parts(*, case: RemainsCase, wish: PartsWish, asked_on: date, by: User) -> PartsAnswer:
    """The next of kin was asked whether to wait for the other parts that are known today."""
    case = _locked(case)
    require(policies.why_not_answer_parts(by, case))
    if asked_on > today():
        raise RuleBroken(Sentence(LATER))
    identification = _standing(case)
    answer = PartsAnswer.objects.create(
        case=case,
        relative_id=kin_of(identification).relative_id,
        wish=wish,
        known=[part.pk for part in other_parts(case, identification)],
        asked_on=asked_on,
        recorded_by=by,
        recorded_at=now(),
    )
    keep(case)
    record("cases.parts_answered", case, by=by, wish=str(wish))
    return answer


@transaction.atomic
def refer_kin(*, case: RemainsCase, because: WhyReferred, note: str, by: User) -> KinReferral:
    """The release is deferred. It is about the person, so about each case of it."""
    case = _locked(case)
    require(policies.why_not_refer(by, case))
    if not note.strip():
        raise RuleBroken(Sentence(NO_NOTE))
    referral = KinReferral.objects.create(
        identification=_standing(case),
        because=because,
        note=note.strip(),
        referred_by=by,
        referred_at=now(),
    )
    keep(case)
    record("cases.kin_referred", case, by=by, because=str(because))
    return referral


@transaction.atomic
def withdraw_referral(*, case: RemainsCase, because: str, by: User) -> RemainsCase:
    case = _locked(case)
    require(policies.why_not_withdraw_referral(by, case))
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    referral = _open(case)
    referral.withdrawn_by, referral.withdrawn_at = by, now()
    referral.withdrawn_because = because.strip()
    referral.save()
    keep(case)
    record("cases.referral_withdrawn", case, by=by)
    return case


@transaction.atomic
def decide_for_kin(
    *, case: RemainsCase, decision: KinReferral.Decision, order: str, by: User
) -> RemainsCase:
    case = _locked(case)
    require(policies.why_not_decide(by, case))
    if not order.strip():
        raise RuleBroken(Sentence(NO_ORDER))
    referral = _open(case)
    referral.decision, referral.order = decision, order.strip()
    referral.decided_by, referral.decided_at = by, now()
    referral.save()
    keep(case)
    record("cases.kin_decided", case, by=by, decision=str(decision), order=referral.order)
    return case


def _locked(case: RemainsCase) -> RemainsCase:
    """After its identification, of which another case may be asked about at this moment."""
    standing = standing_identification(case)
    lock_each([standing] if standing else [])
    locked: RemainsCase = lock(case)
    return locked


def _standing(case: RemainsCase) -> Identification:
    """The policy has asked for it."""
    found: Identification = Identification.objects.standing().get(
        covered__case=case.pk, covered__stands=True
    )
    return found


def _open(case: RemainsCase) -> KinReferral:
    of_this = KinReferral.objects.filter(identification=_standing(case))
    referral: KinReferral = of_this.open().get()
    return referral
