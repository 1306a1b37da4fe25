"""What each case of a dossier is identified by, and everything that is missing: all of it at once,
so that nobody mends one thing to be told of the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import (
    Association,
    CoveredCase,
    Examination,
    Exclusion,
    Identification,
    LabResult,
    RemainsCase,
)
from cases.models.identification import CARRIED, PRIMARY, Basis, Evidence, Identifier
from cases.models.remains import RemainsKind
from cases.policies.associations import is_non_human
from cases.policies.contradictions import (
    ProfileContradiction,
    contradictions_with,
    reviewed_profiles,
)
from cases.policies.opposing import exclusions_of, results_against, stands_as_another
from cases.policies.persons import why_not_dead, why_not_identified
from cases.states import IdentificationState


@dataclass(frozen=True)
class Lack:
    """One reason why a board cannot establish it; of a case, or of the whole."""

    code: str
    says: str
    case: RemainsCase | None = None

    def __str__(self) -> str:
        return f"{self.case}: {self.says}" if self.case else self.says


@dataclass(frozen=True)
class CaseBasis:
    """What speaks for one covered case by itself."""

    covered: CoveredCase
    basis: Basis | None
    association: Association | None  # on which it rests where it has nothing of its own
    rests_on: RemainsCase | None
    exclusions: Sequence[Exclusion]
    contradictions: Sequence[
        ProfileContradiction
    ]  # of its reviewed profile with the person, explained or not
    lacks: Sequence[Lack]

    @property
    def case(self) -> RemainsCase:
        return self.covered.case

    @property
    def evidence(self) -> list[Evidence]:
        return list(self.covered.evidence.all())


@dataclass(frozen=True)
class Dossier:
    cases: Sequence[CaseBasis]
    general: Sequence[Lack]

    @property
    def lacks(self) -> list[Lack]:
        return [*self.general, *(lack for one in self.cases for lack in one.lacks)]


def dossier_of(identification: Identification) -> Dossier:
    covered = list(
        identification.covered.select_related("case__custodian", "case__responsible")
        .prefetch_related("evidence__result__corrected_by", "explanations__explained_by")
        .order_by("pk")
    )
    profiles = reviewed_profiles(one.case_id for one in covered)
    anchors = {one.case_id: one.case for one in covered if _own_basis(standing(one))}
    anchors |= _anchors_before(identification)
    cases = [_basis_of(one, identification, anchors, profiles.get(one.case_id)) for one in covered]
    return Dossier(cases, _of_the_whole(identification))


def standing(covered: CoveredCase) -> list[Evidence]:
    return [one for one in covered.evidence.all() if one.is_standing]


def independent(identifiers: Iterable[str]) -> set[str]:
    """The same kind twice is one; what was carried on one body counts as one."""
    return {"carried" if one in CARRIED else one for one in identifiers}


def _own_basis(evidence: Iterable[Evidence]) -> Basis | None:
    concordant = [one for one in evidence if one.finding == Evidence.Finding.CONCORDANT]
    identifiers = {one.identifier for one in concordant}
    if not set(settings.IDENTIFIERS_ALWAYS_REQUIRED) <= identifiers:
        return None
    if identifiers.intersection(PRIMARY):
        return Basis.PRIMARY
    if len(independent(identifiers)) >= settings.SECONDARY_IDENTIFIERS_NEEDED:
        return Basis.SECONDARY
    return None


def _anchors_before(identification: Identification) -> dict[int, RemainsCase]:
    """Of an addendum: the cases that stand in what it adds to, on a basis of their own."""
    if identification.adds_to_id is None:
        return {}
    before = Q(identification=identification.adds_to_id)
    before |= Q(identification__adds_to=identification.adds_to_id)
    rows = CoveredCase.objects.filter(before, stands=True).exclude(basis=Basis.ASSOCIATION)
    return {
        one.case_id: one.case
        for one in rows.select_related("case").prefetch_related("evidence__result__corrected_by")
        if _own_basis(standing(one))
    }


def _basis_of(
    covered: CoveredCase,
    identification: Identification,
    anchors: dict[int, RemainsCase],
    profile: Examination | None,
) -> CaseBasis:
    case, evidence = covered.case, standing(covered)
    own = _own_basis(evidence)
    association = None if own else _association_to(case, anchors)
    rests_on = None
    if association:
        first, second = association.cases
        rests_on = second if first.pk == case.pk else first
    exclusions = exclusions_of(case, identification)
    results = results_against(case, identification)
    contradictions = contradictions_with(covered, identification.person, profile)
    lacks = [*_about(covered, profile), *_against(case, evidence, exclusions, results)]
    lacks += _unexplained(case, contradictions)
    if not own and not association:
        lacks += _too_little(case, evidence)
    basis = own or (Basis.ASSOCIATION if association else None)
    return CaseBasis(covered, basis, association, rests_on, exclusions, contradictions, lacks)


def _association_to(case: RemainsCase, anchors: dict[int, RemainsCase]) -> Association | None:
    """Directly: not over a third case, nor to one that itself rests on an association."""
    others = [pk for pk in anchors if pk != case.pk]
    joined = Q(first=case, second__in=others) | Q(second=case, first__in=others)
    accepted = Association.objects.accepted().filter(joined).select_related("first", "second")
    return accepted.order_by("pk").first()


def is_associated(covered: CoveredCase) -> bool:
    """Whether it may be covered without evidence: whether that suffices is the board's question."""
    identification = covered.identification
    family = Q(identification=identification)
    if identification.adds_to_id:
        family |= Q(identification=identification.adds_to_id)
        family |= Q(identification__adds_to=identification.adds_to_id, stands=True)
    others = CoveredCase.objects.filter(family).exclude(case=covered.case_id).values("case")
    joined = Q(first=covered.case_id, second__in=others)
    joined |= Q(second=covered.case_id, first__in=others)
    return Association.objects.accepted().filter(joined).exists()


def unexamined(case: RemainsCase, profile: Examination | None) -> list[Lack]:
    """Once is enough: what was released, taken back or is examined again was reviewed before."""
    if profile:
        return []
    says = _("no examination of it was reviewed by a second person yet.")
    return [Lack("not_examined", says, case)]


def _about(covered: CoveredCase, profile: Examination | None) -> list[Lack]:
    case = covered.case
    lacks = unexamined(case, profile)
    others = CoveredCase.objects.filter(case=case, stands=True)
    if others.exclude(identification=covered.identification_id).exists():
        lacks.append(Lack("case_stands_elsewhere", _("another identification of it stands."), case))
    if stands_as_another(covered):
        says = _("an identification of remains associated with it stands, as another person.")
        lacks.append(Lack("individual_is_another", says, case))
    if case.kind == RemainsKind.MIXED_FRAGMENTS:
        says = _("mixed fragments may be of several people; they are not identified as one.")
        lacks.append(Lack("mixed_fragments", says, case))
    if is_non_human(case):
        lacks.append(Lack("non_human", _("it is declared as non-human."), case))
    return lacks


def _against(
    case: RemainsCase,
    evidence: Iterable[Evidence],
    exclusions: Sequence[Exclusion],
    results: Sequence[LabResult],
) -> list[Lack]:
    against = [one for one in evidence if one.finding == Evidence.Finding.CONTRADICTS]
    lacks = []
    if against:
        named = ", ".join(f"{one.get_identifier_display()} ({one.report})" for one in against)
        says = _("a finding contradicts it, and was not withdrawn: %(findings)s.")
        lacks.append(Lack("contradicted", says % {"findings": named}, case))
    if results:
        named = ", ".join(f"{one} ({one.report})" for one in results)
        says = _(
            "a laboratory result excludes it, and was not withdrawn or corrected: %(results)s."
        )
        lacks.append(Lack("result_excludes", says % {"results": named}, case))
    if exclusions:
        named = ", ".join(str(one.get_ground_display()) for one in exclusions)
        says = _("the pair is excluded, and that was not taken back: %(grounds)s.")
        lacks.append(Lack("excluded", says % {"grounds": named}, case))
    return lacks


def _unexplained(case: RemainsCase, contradictions: Sequence[ProfileContradiction]) -> list[Lack]:
    """In which attribute, never which values: not all who read a dossier read findings."""
    left = [one for one in contradictions if one.explanation is None]
    if not left:
        return []
    named = ", ".join(str(one.attribute.label) for one in left)
    says = _(
        "its reviewed examination %(examination)s contradicts what is told of the person: "
        "%(attributes)s. An examiner explains how both can be true, or it is not this person."
    )
    told = {"examination": left[0].examination, "attributes": named}
    return [Lack("profile_contradicts", says % told, case)]


def _too_little(case: RemainsCase, evidence: Iterable[Evidence]) -> list[Lack]:
    concordant = [one for one in evidence if one.finding == Evidence.Finding.CONCORDANT]
    identifiers = {one.identifier for one in concordant}
    lacks = []
    if missing := sorted(set(settings.IDENTIFIERS_ALWAYS_REQUIRED) - identifiers):
        names = ", ".join(str(Identifier(code).label) for code in missing)
        says = _("always required here, and missing: %(identifiers)s.") % {"identifiers": names}
        lacks.append(Lack("always_required", says, case))
    needed, given = settings.SECONDARY_IDENTIFIERS_NEEDED, len(independent(identifiers))
    if not identifiers.intersection(PRIMARY) and given < needed:
        says = _(
            "an identification needs friction ridges, odontology or DNA with a signed report, or "
            "%(needed)s independent other identifiers, or an accepted association with a covered "
            "case that has them; there are %(given)s. Uniform, disc, papers and effects together "
            "count as one."
        )
        lacks.append(Lack("no_basis", says % {"needed": needed, "given": given}, case))
    return lacks


def _of_the_whole(identification: Identification) -> list[Lack]:
    lacks, person, first = [], identification.person, identification.adds_to
    is_decided = identification.is_standing or first is not None
    if says := why_not_dead(person) if is_decided else why_not_identified(person):
        lacks.append(Lack("person", says))
    if first and (not first.is_standing or first.state == IdentificationState.CONTESTED):
        says = _("%(identification)s, to which it adds, does not stand uncontested.")
        lacks.append(Lack("nothing_to_add_to", says % {"identification": first}))
    return lacks
