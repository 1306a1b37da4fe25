"""What stands against taking a case for a person: an examiner's exclusion, a laboratory's, what
another board decided of the same individual, or that a result does not say what it is named for."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import (
    CoveredCase,
    Exclusion,
    Identification,
    LabResult,
    Membership,
    MissingPerson,
    RemainsCase,
)
from cases.models.identification import Evidence, Identifier
from cases.models.result import Conclusion


def exclusions_of(case: RemainsCase, identification: Identification) -> list[Exclusion]:
    rows = Exclusion.objects.filter(
        ended_at=None, candidate__case=case, candidate__person__in=_records_of(identification)
    )
    return list(rows.select_related("excluded_by"))


def results_against(case: RemainsCase, identification: Identification) -> list[LabResult]:
    results: Any = LabResult.objects
    pair = _compares(case, identification)
    standing = results.standing().filter(pair, conclusion=Conclusion.EXCLUDES)
    return list(standing.distinct().order_by("pk"))


def why_not_rest_on(
    result: LabResult, identifier: str, finding: str, covered: CoveredCase
) -> str | None:
    """A result is evidence of DNA for the case it is about; in agreement only where it supports
    that this case and this person are what it says."""
    case, named = covered.case, {"result": result, "case": covered.case}
    about = {result.sample.case_id, *result.compared_with.values_list("case", flat=True)}
    if not (identifier == Identifier.DNA and result.is_standing and case.pk in about):
        says = _(
            "%(result)s is no standing result about DNA of %(case)s; it is no evidence for this "
            "case."
        )
        return says % named
    if finding != Evidence.Finding.CONCORDANT:
        return None
    results: Any = LabResult.objects
    pair = _compares(case, covered.identification)
    if not results.filter(pair, pk=result.pk, conclusion=Conclusion.SUPPORTS).exists():
        says = _(
            "%(result)s does not say that %(case)s may be this person: it compares other "
            "samples, or does not support it. It is no finding that agrees."
        )
        return says % named
    return None


def _compares(case: RemainsCase, identification: Identification) -> Q:
    """Whichever of the two samples the laboratory named first."""
    records = _records_of(identification)
    pair = Q(sample__case=case, compared_with__person__in=records)
    return pair | Q(sample__person__in=records, compared_with__case=case)


def stands_as_another(covered: CoveredCase) -> bool:
    """What accepted associations hold together is one person."""
    individual = Membership.objects.now().filter(case=covered.case_id).values("individual")
    together = Membership.objects.now().filter(individual__in=individual).values("case")
    others = CoveredCase.objects.filter(case__in=together, stands=True)
    return others.exclude(identification__person=covered.identification.person_id).exists()


def _records_of(identification: Identification) -> list[int]:
    """Of the person, with those that were merged into the one that goes on."""
    person = identification.person_id
    rows = MissingPerson.objects.filter(Q(pk=person) | Q(merged_into=person))
    return list(rows.values_list("pk", flat=True))
