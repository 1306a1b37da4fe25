"""What two examinations say that cannot be true of one person."""

from dataclasses import dataclass, replace

from cases.identification.mni import repeated
from cases.models import Association, Membership, RemainsCase
from cases.models.codes import Element
from cases.models.counting import bones_by_case
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
    keys = _held_with(association.first) | _held_with(association.second)
    return list(RemainsCase.objects.filter(pk__in=keys).order_by("pk"))


def contradictions_between(first: RemainsCase, second: RemainsCase) -> list[Contradiction]:
    """Of the two cases, and of all that is associated with either already: what is joined to one
    is joined to all. Whatever repeats within one of the two groups was looked at before."""
    one, other = _held_with(first), _held_with(second)
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


def _held_with(case: RemainsCase) -> set[int]:
    now = Membership.objects.now()
    individual = now.filter(case=case).values("individual")
    return {case.pk, *now.filter(individual__in=individual).values_list("case", flat=True)}
