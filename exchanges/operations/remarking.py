"""Remarks and reservations of each side at the handover, as they were made."""

from datetime import date

from django.db import transaction

from exchanges.models import ExchangeBatch, Remark
from exchanges.operations.checking import check_said
from exchanges.operations.statements import said
from exchanges.policies.attesting import why_not_be_there
from exchanges.policies.sides import is_of_side, speaker_for
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

EMPTY = gettext_noop("Write the remark, or leave it out.")
CORRECTED = gettext_noop("This remark was corrected already; correct the newer one.")
ANOTHERS = gettext_noop("A remark is corrected by the side that made it.")


@transaction.atomic
def make_remark(
    *,
    batch: ExchangeBatch,
    agency: Agency,
    text: str,
    by: User,
    kind: str = Remark.Kind.REMARK,
    is_for_intermediary: bool = False,
    corrects: Remark | None = None,
    said_on: date | None = None,
    source: str = "",
) -> Remark:
    """The intermediary reads its own, and what is marked for it; nothing else."""
    batch = lock(batch)
    require(why_not_be_there(by, batch, agency))
    if not text.strip():
        raise RuleBroken(Sentence(EMPTY))
    speaker = speaker_for(agency, batch.round)
    if corrects and (corrects.batch_id != batch.pk or corrects.agency_id != speaker.pk):
        raise RuleBroken(Sentence(ANOTHERS))
    if corrects and Remark.objects.filter(corrects=corrects).exists():
        raise RuleBroken(Sentence(CORRECTED))
    remark = Remark.objects.create(
        batch=batch,
        kind=kind,
        text=text.strip(),
        is_for_intermediary=is_for_intermediary,
        corrects=corrects,
        **said(speaker, by, said_on, source, is_own=is_of_side(by, agency)),
    )
    keep(batch)
    _tell(remark, batch, by)
    return remark


@transaction.atomic
def check_remark(*, remark: Remark, by: User) -> Remark:
    batch = lock_each([remark.batch])[0]
    remark = lock_each([remark])[0]
    check_said(remark, by)
    keep(batch)
    _tell(remark, batch, by)
    return remark


def _tell(remark: Remark, batch: ExchangeBatch, by: User) -> None:
    """That there is one, and whose; the words stay in the remark."""
    verb = "remarked" if remark.stands else "remark_recorded"
    record(
        f"exchanges.{verb}",
        batch,
        by=by,
        agency=remark.agency_id,
        remark_kind=str(remark.kind),
    )
