"""A release officer authorises that remains leave; another release officer carries it out."""

from django.db import transaction

from cases.models import AffiliationDecision, Identification, Release, RemainsCase
from cases.models.release import ReleaseTo
from cases.operations.labels_read import require_label
from cases.policies import releases as policies
from cases.policies.releasing import kin_of, needs_of, standing_identification
from cases.policies.returns import standing_affiliation
from cases.states import case_workflow, release_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_REASON = gettext_noop("Say why the authorisation is withdrawn.")
NO_DECISION = gettext_noop("Give the number of the decision, and say to which agency they go.")
SAME_AGENCY = gettext_noop("%(agency)s holds these remains already; name another agency.")
NOT_THEIRS = gettext_noop("%(agency)s is not an agency of the other party.")
NOT_OURS = gettext_noop("%(agency)s is not an agency of your side.")


@transaction.atomic
def authorise_release(
    *,
    case: RemainsCase,
    to: ReleaseTo,
    label: str,
    by: User,
    agency: Agency | None = None,
    decision: str = "",
) -> RemainsCase:
    """To a family it rests on what stands at this moment: the identification is locked first, so
    that whoever contests it waits, and then withdraws this."""
    identification, affiliation = locked_ground(case)
    case = lock(case)
    require(policies.why_not_officer(by, case) or policies.why_not_apart(by, case))
    move = case_workflow.require("authorise_release", case.state)
    require_needs(case, to)
    release = Release(
        reference=next_reference("RL"),
        case=case,
        to=to,
        label=require_label(case, label),
        authorised_by=by,
        authorised_at=now(),
    )
    if to == ReleaseTo.FAMILY and identification:
        kin = kin_of(identification)
        release.identification = identification
        release.referral = kin.referral
        release.consent = None if kin.referral else kin.consent
    else:
        release.agency, release.decision = _addressed(case, to, agency, decision), decision.strip()
        release.affiliation = affiliation if to == ReleaseTo.OTHER_PARTY else None
    release.save()
    case.state = move.target
    keep(case)
    record("cases.release_authorised", case, by=by, release=release.pk, to_whom=str(to))
    return case


@transaction.atomic
def withdraw_authorisation(*, case: RemainsCase, because: str, by: User) -> RemainsCase:
    case = lock(case)
    require(policies.why_not_officer(by, case) or policies.why_not_packed(case))
    case_workflow.require("withdraw_authorisation", case.state)
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    withdraw_locked(case, because.strip(), by)
    keep(case)
    return case


def withdraw_locked(case: RemainsCase, because: str, by: User) -> None:
    """Inside an operation that has locked the case and will keep it."""
    release = lock_each(list(Release.objects.authorised().filter(case=case)))[0]
    release.state = release_workflow.require("withdraw", release.state).target
    release.withdrawn_by, release.withdrawn_at = by, now()
    release.withdrawn_because = because
    keep(release)
    case.state = case_workflow.require("withdraw_authorisation", case.state).target
    record("cases.authorisation_withdrawn", case, by=by, release=release.pk)


def require_needs(case: RemainsCase, to: str) -> None:
    """Every one of them, in their order; the first that is missing is said. The consent is
    locked, so that whoever withdraws it waits, or has gone before."""
    standing = standing_identification(case) if to == ReleaseTo.FAMILY else None
    if standing and (consent := kin_of(standing).consent):
        lock_each([consent])
    for need in needs_of(case, to):
        if need.why_not:
            raise RuleBroken(need.why_not)


def locked_ground(
    case: RemainsCase,
) -> tuple[Identification | None, AffiliationDecision | None]:
    """Before the case: the order in which decisions lock them."""
    standing, affiliation = standing_identification(case), standing_affiliation(case)
    return (
        lock_each([standing])[0] if standing else None,
        lock_each([affiliation])[0] if affiliation else None,
    )


def _addressed(case: RemainsCase, to: str, agency: Agency | None, decision: str) -> Agency:
    if agency is None or not decision.strip():
        raise RuleBroken(Sentence(NO_DECISION))
    named = {"agency": agency.name}
    if agency.pk == case.custodian_id:
        raise RuleBroken(Sentence(SAME_AGENCY, named))
    is_own = agency.party_id == case.responsible.party_id
    if to == ReleaseTo.OTHER_PARTY and (is_own or agency.party_id is None):
        raise RuleBroken(Sentence(NOT_THEIRS, named))
    if to == ReleaseTo.AGENCY and not is_own:
        raise RuleBroken(Sentence(NOT_OURS, named))
    return agency
