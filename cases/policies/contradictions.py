"""What two records say that cannot be true of one person: two examinations of remains that are
associated, or an examination and what is told of the person sought."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings

from cases.identification.mni import repeated
from cases.identification.profiles import Interval, age_at_death, are_apart, is_other_sex
from cases.models import (
    Association,
    CoveredCase,
    Examination,
    Explanation,
    Identification,
    Membership,
    MissingPerson,
    RemainsCase,
)
from cases.models.codes import Element, Sex
from cases.models.counting import bones_by_case
from cases.models.explanation import Attribute
from cases.models.person import days_of
from repatriation.errors import Sentence


@dataclass(frozen=True)
class Contradiction:
    """One element of which the two together have more than one person has."""

    element: Element

    @property
    def sentence(self) -> Sentence:
        return Sentence(str(self.element.label))


def contradictions_of(association: Association) -> list[Contradiction]:
    return contradictions_between(association.first, association.second)


def held_together(association: Association) -> list[RemainsCase]:
    """All cases that are of one person if it is accepted."""
    keys = held_with(association.first) | held_with(association.second)
    return list(RemainsCase.objects.filter(pk__in=keys).order_by("pk"))


def contradictions_between(first: RemainsCase, second: RemainsCase) -> list[Contradiction]:
    """Of the two cases, and of all that is associated with either already: what is joined to one
    is joined to all. Whatever repeats within one of the two groups was looked at before."""
    one, other = held_with(first), held_with(second)
    if one & other:
        return []
    bones = bones_by_case(one | other)
    joined = [
        replace(bone, person=side)
        for side, cases in enumerate((one, other))
        for case in sorted(cases)
        for bone in bones.get(case, [])
    ]
    return [Contradiction(Element(found.element)) for found in repeated(joined)]


def held_with(case: RemainsCase) -> set[int]:
    """The case, and all that accepted associations hold to be of the same person."""
    now = Membership.objects.now()
    individual = now.filter(case=case).values("individual")
    return {case.pk, *now.filter(individual__in=individual).values_list("case", flat=True)}


@dataclass(frozen=True)
class ProfileContradiction:
    """One attribute in which a reviewed examination contradicts what is told of the person, and
    who explained it, if somebody did. The two values are of findings: not all may read them."""

    attribute: Attribute
    examination: Examination
    found: str
    told: str
    explanation: Explanation | None = None

    @property
    def found_shown(self) -> str:
        return _shown(self.attribute, self.found)

    @property
    def told_shown(self) -> str:
        return _shown(self.attribute, self.told)


def _shown(attribute: Attribute, value: str) -> str:
    return str(Sex(value).label) if attribute == Attribute.SEX else value


def reviewed_profiles(cases: Iterable[int]) -> dict[int, Examination]:
    """Of each case the last examination that a second person reviewed. One that was opened again
    says what it said until the next is reviewed."""
    rows = Examination.objects.filter(case__in=list(cases), reviewed_at__isnull=False)
    return {row.case_id: row for row in rows.order_by("number")}


def contradictions_with(
    covered: CoveredCase, person: MissingPerson, examination: Examination | None
) -> list[ProfileContradiction]:
    """An explanation answers for the two values it names, whichever examination says them."""
    if examination is None:
        return []
    kept: Any = covered  # the plug-in does not always know the reverse of a key
    explained = {(one.attribute, one.found, one.told): one for one in kept.explanations.all()}
    return [
        replace(one, explanation=explained.get((one.attribute, one.found, one.told)))
        for one in _contradicting(examination, person, covered.case)
    ]


def unexplained_in(
    identification: Identification,
) -> list[tuple[CoveredCase, ProfileContradiction]]:
    """Of all its cases, what still waits for an explanation."""
    rows = identification.covered.select_related("case").prefetch_related("explanations")
    covered = list(rows.order_by("pk"))
    profiles = reviewed_profiles(one.case_id for one in covered)
    return [
        (one, found)
        for one in covered
        for found in contradictions_with(one, identification.person, profiles.get(one.case_id))
        if found.explanation is None
    ]


def _contradicting(
    examination: Examination, person: MissingPerson, case: RemainsCase
) -> Iterator[ProfileContradiction]:
    if is_other_sex(examination.sex, person.sex):
        yield ProfileContradiction(Attribute.SEX, examination, examination.sex, person.sex)
    seen = (person.last_seen_from, person.last_seen_to)
    age = age_at_death(days_of(person.born_on), seen, case.numbered_at.date())
    found = _interval(examination.age_from, examination.age_to)
    if are_apart(found, age, tolerated=settings.TOLERATED_AGE_YEARS):
        yield ProfileContradiction(Attribute.AGE, examination, _written(found), _written(age))
    tall = _interval(person.stature_cm, person.stature_cm)
    found = _interval(examination.stature_from, examination.stature_to)
    if are_apart(found, tall, tolerated=settings.TOLERATED_STATURE_CM):
        yield ProfileContradiction(Attribute.STATURE, examination, _written(found), _written(tall))


def _interval(first: int | None, last: int | None) -> Interval | None:
    return None if first is None or last is None else (float(first), float(last))


def _written(interval: Interval | None) -> str:
    """34–40, or 178: in whole years or centimetres."""
    first, last = (int(end) for end in interval or (0, 0))
    return str(first) if first == last else f"{first}–{last}"
