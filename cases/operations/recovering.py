"""The other way in: our own team recovers remains."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from cases.models import RecoverySite, RemainsCase
from cases.models.custody import CustodyKind
from cases.models.remains import RemainsKind
from cases.operations.custody import Circumstances, record_custody
from cases.policies import held as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.numbering import next_reference, next_references
from repatriation.ledger.writing import record, record_each

NOTHING = gettext_noop("Say what was recovered: at least one body, body part or fragment.")
NOT_OURS = gettext_noop("This site was opened by another agency; open one of your own.")


@transaction.atomic
def open_site(
    *,
    place: str,
    by: User,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
) -> RecoverySite:
    require(policies.why_not_recover(by))
    site = RecoverySite.objects.create(
        reference=next_reference("RS"),
        agency=by.home,
        place=place,
        latitude=latitude,
        longitude=longitude,
        opened_by=by,
        opened_at=now(),
    )
    record("cases.site_opened", site, by=by)
    return site


@transaction.atomic
def recover_remains(
    *,
    site: RecoverySite,
    remains: list[RemainsKind],
    by: User,
    circumstances: Circumstances = Circumstances(),  # noqa: B008  frozen
    occurred_at: datetime | None = None,
) -> list[RemainsCase]:
    """Number what was found where it was found; the team's agency holds and answers for it."""
    require(policies.why_not_recover(by))
    if site.agency_id != by.agency_id:
        raise RuleBroken(Sentence(NOT_OURS))
    if not remains:
        raise RuleBroken(Sentence(NOTHING))
    at = occurred_at or now()
    cases = [
        RemainsCase(
            reference=number,
            kind=kind,
            recovery_site=site,
            custodian=by.home,
            responsible=by.home,
            numbered_by=by,
            numbered_at=at,
        )
        for number, kind in zip(next_references("RC", len(remains), at), remains, strict=True)
    ]
    RemainsCase.objects.bulk_create(cases)
    record_custody(
        CustodyKind.RECOVERED, cases, by=by, occurred_at=occurred_at, circumstances=circumstances
    )
    record_each(
        "cases.case_recovered",
        cases,
        by=by,
        occurred_at=occurred_at,
        is_late=circumstances.is_late,
        details=lambda case: {"site": site.pk, "remains": str(case.kind)},
    )
    return cases
