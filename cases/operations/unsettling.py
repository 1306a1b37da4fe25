"""What follows when a laboratory's word no longer stands: nothing rests on it any more."""

from django.db.models import Q

from cases.models import Identification, LabResult
from cases.models.identification import ContestReason, Identifier
from cases.operations.contesting import contest_locked
from cases.states import identification_workflow
from repatriation.accounts.models import User
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep


def unsettle(result: LabResult, *, because: str, by: User) -> None:
    """Every identification whose standing evidence names this result, or names DNA of the case
    without saying which result, is contested. It is a consequence: nobody's role is asked."""
    dna = Q(covered__evidence__identifier=Identifier.DNA, covered__evidence__withdrawn_at=None)
    named = dna & Q(covered__evidence__result=result.pk)
    unnamed = dna & Q(covered__evidence__result=None, covered__case=result.sample.case_id)
    resting = Identification.objects.filter(named | unnamed).distinct()
    for row in lock_each(list(resting)):
        if "contest" in identification_workflow.open_from(row.state):
            contest_locked(row, ContestReason.EVIDENCE_WITHDRAWN, because, by)
            keep(row)
