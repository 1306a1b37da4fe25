"""A candidate is taken while an identification says the same, and open again when it is off."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from cases.models import Candidate, CoveredCase
from cases.states import IdentificationState
from cases.states.candidates import CandidateState, candidate_workflow
from repatriation.ledger.versions import keep

OFF = (
    IdentificationState.NOT_ESTABLISHED,
    IdentificationState.EXCLUDED,
    IdentificationState.REVOKED,
)
TURNS = {
    True: {CandidateState.OPEN: "take", CandidateState.SUPERSEDED: "take"},
    False: {CandidateState.TAKEN: "give_back"},
}


@transaction.atomic
def follow_identification(identification: int) -> None:
    """Of every case it covers, with its person."""
    covered = CoveredCase.objects.filter(identification=identification)
    on = CoveredCase.objects.filter(
        case=OuterRef("case"), identification__person=OuterRef("person")
    ).exclude(identification__state__in=OFF)
    pairs = Candidate.objects.select_for_update(of=("self",), no_key=True).filter(
        case__in=covered.values("case"), person__in=covered.values("identification__person")
    )
    proposed = set(
        Candidate.objects.filter(Exists(on), pk__in=pairs.values("pk")).values_list("pk", flat=True)
    )
    for candidate in pairs.order_by("pk"):
        turns = TURNS[candidate.pk in proposed]
        if verb := turns.get(CandidateState(candidate.state)):
            candidate.state = candidate_workflow.require(verb, candidate.state).target
            keep(candidate)
