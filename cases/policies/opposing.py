"""What stands against taking a case for a person: an examiner's exclusion, a laboratory's, or what
another board decided of the same individual."""

from typing import Any

from django.db.models import Q

from cases.models import (
    CoveredCase,
    Exclusion,
    Identification,
    LabResult,
    Membership,
    MissingPerson,
    RemainsCase,
)
from cases.models.result import Conclusion


def exclusions_of(case: RemainsCase, identification: Identification) -> list[Exclusion]:
    rows = Exclusion.objects.filter(
        ended_at=None, candidate__case=case, candidate__person__in=_records_of(identification)
    )
    return list(rows.select_related("excluded_by"))


def results_against(case: RemainsCase, identification: Identification) -> list[LabResult]:
    """Whichever of the two samples the laboratory named first."""
    records = _records_of(identification)
    pair = Q(sample__case=case, compared_with__person__in=records)
    pair |= Q(sample__person__in=records, compared_with__case=case)
    results: Any = LabResult.objects
    standing = results.standing().filter(pair, conclusion=Conclusion.EXCLUDES)
    return list(standing.distinct().order_by("pk"))


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
