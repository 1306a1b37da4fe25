"""Sending remains on to another agency, which then receives them."""

from datetime import datetime

from django.db import transaction

from cases.models import RemainsCase
from cases.models.custody import CustodyKind
from cases.operations.custody import Circumstances, record_custody
from cases.operations.lines import require_each
from cases.policies import held as policies
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep_each
from repatriation.ledger.writing import record, record_each

WRONG_PLACE = gettext_noop("%(agency)s is not a mortuary of your side; choose one.")


@transaction.atomic
def send_cases(
    *,
    cases: list[RemainsCase],
    to: Agency,
    by: User,
    circumstances: Circumstances = Circumstances(),  # noqa: B008  frozen
    occurred_at: datetime | None = None,
) -> list[RemainsCase]:
    """Custody stays with the sender until the other agency receives."""
    if to.kind != Agency.Kind.MORTUARY or to.party_id != by.party_id or to.pk == by.agency_id:
        raise RuleBroken(Sentence(WRONG_PLACE, {"agency": to.name}))
    cases = lock_each(cases)
    require_each(cases, policy=lambda case: policies.why_not_send(by, case))
    record_custody(
        CustodyKind.SENT, cases, by=by, occurred_at=occurred_at, circumstances=circumstances
    )
    for case in cases:
        case.destined_to = to
    keep_each(cases, ["destined_to", "storage_unit"])
    record_each(
        "cases.case_sent",
        cases,
        by=by,
        occurred_at=occurred_at,
        is_late=circumstances.is_late,
        details=lambda _: {"to": to.pk},
    )
    record(
        "cases.cases_sent",
        cases[0],
        by=by,
        occurred_at=occurred_at,
        is_late=circumstances.is_late,
        to=to.pk,
        cases=len(cases),
    )
    return cases
