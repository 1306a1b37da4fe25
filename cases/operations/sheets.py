"""Opening the header under which many are scanned, and ending it."""

from typing import Any

from django.db import transaction

from cases.models import TallySheet
from cases.models.sheet import Purpose
from cases.operations.custody import require_witness
from cases.policies import held as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, TransitionNotAllowed, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

CLOSED = gettext_noop(
    "%(sheet)s was ended. Open another sheet; what you scanned is not lost, it can be sent there."
)
NEEDS_TWO = gettext_noop("Name a second person, or say why one person works alone.")
NEEDS_PLACE = gettext_noop("A storing sheet names the storage unit.")
BY_TWO = (Purpose.RECEIPT, Purpose.STORING)


@transaction.atomic
def open_sheet(*, purpose: Purpose, by: User, **header: Any) -> TallySheet:
    """One header for a vehicle or a bay. Receiving and storing take two people, or a reason."""
    require(policies.why_not_open_sheet(by, purpose))
    if purpose in BY_TWO and not (header.get("witness") or header.get("alone_reason")):
        raise RuleBroken(Sentence(NEEDS_TWO))
    require_witness(header.get("witness"), by)
    if purpose == Purpose.STORING and not header.get("storage_unit"):
        raise RuleBroken(Sentence(NEEDS_PLACE))
    sheet = TallySheet.objects.create(
        reference=next_reference("TS"),
        purpose=purpose,
        agency=by.home,
        opened_by=by,
        opened_at=now(),
        **header,
    )
    record("cases.sheet_opened", sheet, by=by, purpose=str(purpose))
    return sheet


@transaction.atomic
def close_sheet(*, sheet: TallySheet, by: User) -> TallySheet:
    sheet = lock(sheet)
    require(policies.why_not_use_sheet(by, sheet))
    require_open(sheet)
    sheet.closed_at = now()
    keep(sheet)
    record("cases.sheet_closed", sheet, by=by)
    return sheet


def require_open(sheet: TallySheet) -> None:
    if sheet.closed_at:
        raise TransitionNotAllowed(Sentence(CLOSED, {"sheet": str(sheet)}))
