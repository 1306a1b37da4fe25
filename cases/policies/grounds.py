"""What a decision on affiliation rests on, and everything that is missing: all of it at once, as a
dossier says it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import (
    AffiliationDecision,
    AffiliationEvidence,
    Candidate,
    CoveredCase,
    Identification,
    LabResult,
    RemainsCase,
)
from cases.models.affiliation import CARRIED_GROUNDS, Affiliation
from cases.models.flag import FlagKind
from cases.models.remains import RemainsKind
from cases.models.result import Conclusion
from cases.models.sample import Remainder
from cases.policies.associations import is_non_human
from cases.policies.bases import Lack, unexamined
from cases.policies.contradictions import held_with, reviewed_profiles
from cases.states import CandidateState, IdentificationState, PersonState, SampleState

# Of these nobody of our own side may be sought any more.
NOT_OURS = (Affiliation.OTHER_PARTY, Affiliation.THIRD_STATE)
OPEN = (
    IdentificationState.PROPOSED,
    IdentificationState.UNDER_REVIEW,
    IdentificationState.RETURNED,
    IdentificationState.DEFERRED,
)


@dataclass(frozen=True)
class Grounds:
    decision: AffiliationDecision
    evidence: Sequence[AffiliationEvidence]
    independent: int
    lacks: Sequence[Lack]

    @property
    def needed(self) -> int:
        needed: int = settings.AFFILIATION_EVIDENCE_NEEDED
        return needed


def grounds_of(decision: AffiliationDecision) -> Grounds:
    evidence = list(decision.evidence.select_related("found_with", "added_by").order_by("number"))
    number = independent(evidence)
    case = decision.case
    lacks = [
        *_decided_otherwise(decision),
        *unexamined(case, reviewed_profiles([case.pk]).get(case.pk)),
    ]
    lacks += _of_the_remains(case)
    lacks += _too_little(case, number)
    if decision.assessed in NOT_OURS:
        lacks += against_leaving(case)
    return Grounds(decision, evidence, number, lacks)


def independent(evidence: Iterable[AffiliationEvidence]) -> int:
    """How many kinds stand that could not all have changed hands at once. The same kind twice is
    one; what was carried on one body is one; what was found together is one, also over a piece
    that was withdrawn since."""
    rows = list(evidence)
    group = {row.pk: {row.pk} for row in rows}
    kinds: dict[str, int] = {}
    for row in rows:
        kind = "carried" if row.kind in CARRIED_GROUNDS else row.kind
        for other in (kinds.setdefault(kind, row.pk), row.found_with_id):
            if other in group and group[other] is not group[row.pk]:
                _join(group, row.pk, other)
    return len({id(group[row.pk]) for row in rows if row.is_standing})


def _join(group: dict[int, set[int]], one: int, other: int) -> None:
    together = group[one] | group[other]
    for key in together:
        group[key] = together


def against_leaving(case: RemainsCase) -> list[Lack]:
    """What says that they may be one of our own."""
    lacks = []
    if not _has_sample_kept(case):
        says = _("no sample of it is retained. Take one, and account for what is left of it.")
        lacks.append(Lack("no_sample", says, case))
    if FlagKind.LEGAL_HOLD in case.flags:
        lacks.append(Lack("on_hold", _("a legal hold is on it; it is lifted first."), case))
    if number := _open_candidates(case):
        says = _(
            "%(number)s open candidates among those our own side seeks. Exclude each on its "
            "evidence, or propose it as an identification."
        )
        lacks.append(Lack("open_candidates", says % {"number": number}, case))
    lacks += _taken_for_ours(case)
    if results := _results_with_ours(case):
        says = _("a laboratory result joins it to somebody of our own, and stands: %(results)s.")
        named = ", ".join(one.reference for one in results)
        lacks.append(Lack("result_says_ours", says % {"results": named}, case))
    return lacks


def is_one_of_ours(cases: Iterable[int]) -> bool:
    """By an identification that stands, or because a board decided so of the affiliation."""
    keys = list(cases)
    if CoveredCase.objects.filter(case__in=keys, stands=True).exists():
        return True
    standing = AffiliationDecision.objects.standing().filter(case__in=keys)
    return standing.filter(assessed=Affiliation.OWN).exists()


def _decided_otherwise(decision: AffiliationDecision) -> list[Lack]:
    others = AffiliationDecision.objects.standing().filter(case=decision.case_id)
    if other := others.exclude(pk=decision.pk).first():
        says = _("another decision on it stands, %(decision)s; that one is contested first.")
        return [Lack("decided_otherwise", says % {"decision": other}, decision.case)]
    return []


def _of_the_remains(case: RemainsCase) -> list[Lack]:
    lacks = []
    if case.kind == RemainsKind.MIXED_FRAGMENTS:
        says = _("mixed fragments may be of several people, and of both sides.")
        lacks.append(Lack("mixed_fragments", says, case))
    if is_non_human(case):
        lacks.append(Lack("non_human", _("it is declared as non-human."), case))
    return lacks


def _too_little(case: RemainsCase, number: int) -> list[Lack]:
    if number >= settings.AFFILIATION_EVIDENCE_NEEDED:
        return []
    says = _(
        "an affiliation needs %(needed)s independent kinds of evidence; there are %(given)s. "
        "Uniform, disc, papers and effects together count as one, and so does what was found "
        "together. What a list claims is none."
    )
    said = {"needed": settings.AFFILIATION_EVIDENCE_NEEDED, "given": number}
    return [Lack("too_little_evidence", says % said, case)]


def _taken_for_ours(case: RemainsCase) -> list[Lack]:
    if is_one_of_ours([case.pk]):
        says = _("an identification of it as one of our own stands.")
        return [Lack("identified", says, case)]
    together = held_with(case)
    if is_one_of_ours(together):
        says = _("it is associated with remains that are identified as one of our own.")
        return [Lack("associated", says, case)]
    waiting = Identification.objects.filter(covered__case__in=together, state__in=OPEN)
    if waiting.exists():
        says = _("a proposal that it is one of our own is not decided yet.")
        return [Lack("identification_open", says, case)]
    return []


def _has_sample_kept(case: RemainsCase) -> bool:
    kept = case.samples.filter(remainder=Remainder.RETAINED)
    return kept.exclude(state__in=[SampleState.WITHDRAWN, SampleState.LOST]).exists()


def _open_candidates(case: RemainsCase) -> int:
    open_ones = Candidate.objects.filter(case=case, state=CandidateState.OPEN)
    return open_ones.filter(person__state=PersonState.SOUGHT, person__merged_into=None).count()


def _results_with_ours(case: RemainsCase) -> list[LabResult]:
    """Whichever of the two samples the laboratory named first. References are of our own only."""
    pair = Q(sample__case=case, compared_with__person__isnull=False)
    pair |= Q(sample__person__isnull=False, compared_with__case=case)
    results: Any = LabResult.objects
    standing = results.standing().filter(pair, conclusion=Conclusion.SUPPORTS)
    return list(standing.distinct().order_by("pk"))
