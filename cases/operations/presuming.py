"""The presumptive flag: set with its evidence, lifted with a reason."""

from django.db import transaction

from cases.models import MissingPerson, Presumption, RemainsCase
from cases.policies import persons as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_EVIDENCE = gettext_noop("Say what speaks for it; a flag without evidence misleads.")
NO_REASON = gettext_noop("Say why the flag is lifted.")


@transaction.atomic
def set_presumptive(
    *, case: RemainsCase, evidence: str, by: User, person: MissingPerson | None = None
) -> Presumption:
    case = lock(case)
    require(policies.why_not_presume(by, case))
    if not evidence.strip():
        raise RuleBroken(Sentence(NO_EVIDENCE))
    presumption = Presumption.objects.create(
        case=case, person=person, evidence=evidence.strip(), set_by=by, set_at=now()
    )
    keep(case)
    record("cases.presumption_set", case, by=by, presumption=presumption.pk)
    return presumption


@transaction.atomic
def lift_presumptive(*, case: RemainsCase, because: str, by: User) -> Presumption:
    case = lock(case)
    require(policies.why_not_lift(by, case))
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    presumption = Presumption.objects.open().get(case=case)
    presumption.lifted_by, presumption.lifted_at = by, now()
    presumption.lifted_because = because.strip()
    presumption.save()
    keep(case)
    record("cases.presumption_lifted", case, by=by, presumption=presumption.pk)
    return presumption
