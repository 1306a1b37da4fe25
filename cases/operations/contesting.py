"""Contesting what stands."""

from django.db import transaction

from cases.models import Identification
from cases.models.identification import ContestReason
from cases.policies import identifications as policies
from cases.states import identification_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_NOTE = gettext_noop("Say what is contested and on what ground; a board will read it.")


@transaction.atomic
def contest_identification(
    *, identification: Identification, because: ContestReason, note: str, by: User
) -> Identification:
    """From now on nothing may rest on it, until a board upholds or revokes it."""
    identification = lock(identification)
    require(policies.why_not_contest(by, identification))
    contest_locked(identification, because, note, by)
    keep(identification)
    return identification


def contest_locked(
    identification: Identification, because: ContestReason, note: str, by: User
) -> None:
    """Inside an operation that has locked the identification and will keep it."""
    move = identification_workflow.require("contest", identification.state)
    if not note.strip():
        raise RuleBroken(Sentence(NO_NOTE))
    identification.state = move.target
    identification.contested_because = because
    identification.contested_note = note.strip()
    identification.contested_by, identification.contested_at = by, now()
    record("cases.identification_contested", identification, by=by, because=str(because))
