"""What follows of a laboratory's word: what it says otherwise is contested, and when it no longer
stands nothing rests on it any more."""

from django.db.models import Q

from cases.models import AffiliationDecision, Association, Identification, LabResult
from cases.models.affiliation import AffiliationGround, WhyContested
from cases.models.association import AssociationBasis
from cases.models.identification import ContestReason, Identifier
from cases.models.result import Conclusion
from cases.operations.contesting import contest_locked
from cases.operations.disputing import contest_affiliations_of
from cases.operations.disputing import contest_locked as contest_affiliation_locked
from cases.states import affiliation_workflow, identification_workflow
from repatriation.accounts.models import User
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep


def unsettle(result: LabResult, *, because: str, by: User) -> None:
    """Every identification whose standing evidence names this result, or names DNA of a case that
    it is about without saying which result, or that rests on an association by DNA of two such
    cases, is contested; and so is an affiliation of such a case that a laboratory's report speaks
    for. It is a consequence: nobody's role is asked."""
    compared = result.compared_with.values_list("case", flat=True)
    cases = [key for key in (result.sample.case_id, *compared) if key]
    dna = Q(covered__evidence__identifier=Identifier.DNA, covered__evidence__withdrawn_at=None)
    named = dna & Q(covered__evidence__result=result.pk)
    unnamed = dna & Q(covered__evidence__result=None, covered__case__in=cases)
    of_profiles = Association.objects.filter(
        basis=AssociationBasis.DNA, first__in=cases, second__in=cases
    )
    associated = Q(covered__association__in=of_profiles)
    resting = Identification.objects.filter(named | unnamed | associated).distinct()
    reported = AffiliationDecision.objects.filter(
        case__in=cases,
        evidence__kind=AffiliationGround.LABORATORY,
        evidence__withdrawn_at=None,
    )
    for row in lock_each(list(resting)):
        if "contest" in identification_workflow.open_from(row.state):
            contest_locked(row, ContestReason.EVIDENCE_WITHDRAWN, because, by)
            keep(row)
    for decision in lock_each(list(reported.distinct())):
        if "contest" in affiliation_workflow.open_from(decision.state):
            contest_affiliation_locked(decision, WhyContested.EVIDENCE, because, by)
            keep(decision)


def question_affiliations(result: LabResult, by: User) -> None:
    """It joins remains to somebody whom our own side seeks: who decided that they are not ours
    looks again. What is recorded from paper counts when a second person has checked it."""
    if result.conclusion != Conclusion.SUPPORTS or (result.recorded_from and not result.checked_at):
        return
    samples = [result.sample, *result.compared_with.all()]
    if not any(one.person_id for one in samples):
        return
    cases = [one.case_id for one in samples if one.case_id]
    contest_affiliations_of(cases, because=WhyContested.RESULT, note=result.reference, by=by)
