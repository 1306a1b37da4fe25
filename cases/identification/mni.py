"""The minimum number of individuals: how many people remains must be of, at the least.

Counted from elements that repeat, never from rows. One person has one of each unpaired element, and
of each paired element one left and one right. So, of one element, at least as many people are
present as there are lefts, as there are rights, and as half of all of them, rounded up: that takes
in those whose side nobody could tell. The minimum over everything is the highest of these.

Only what is more than half of a bone is counted: two such pieces cannot be of the same one. Smaller
pieces, which can, say that there is one at least.

Sources: T. E. White, A method of calculating the dietary percentage of various food animals
utilized by aboriginal peoples, American Antiquity 18 (1953), 396-398 (the more frequent side);
B. J. Adams and L. W. Konigsberg, Estimation of the most likely number of individuals from
commingled human skeletal remains, American Journal of Physical Anthropology 125 (2004), 138-151
(why it is a lower bound, and low where much is missing).
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class AgeClass(StrEnum):
    """Of whom an element is. What could be of either is of neither class."""

    CHILD = "child"  # growing: certainly under `CHILD_UNTIL`
    ADULT = "adult"
    UNKNOWN = ""


# Years. Limb bones end to grow between about 14 and 20 (L. Scheuer and S. Black, Developmental
# Juvenile Osteology, 2000); whatever was assessed as lying or reaching between is in no class.
CHILD_UNTIL, ADULT_FROM = 14, 20


@dataclass(frozen=True)
class Bone:
    """One element that is present. `side` is "left", "right", or anything else for not known.

    `person` is equal for elements that are known to be of one person, as those of an individual:
    however many pieces of one bone it has, they are counted once. None: nothing is known.
    `is_over_half` is false for a piece that may be of the same bone as another piece.
    """

    element: str
    side: str = ""
    is_paired: bool = True
    person: Hashable | None = None
    age: AgeClass = AgeClass.UNKNOWN
    is_over_half: bool = True


@dataclass(frozen=True)
class Repeated:
    """An element, and the least number of people it takes to have so many of it."""

    element: str
    people: int


def age_class(years_from: float | None, years_to: float | None) -> AgeClass:
    """Of an assessed age in years; an open end belongs to no class."""
    if years_to is not None and years_to < CHILD_UNTIL:
        return AgeClass.CHILD
    if years_from is not None and years_from >= ADULT_FROM:
        return AgeClass.ADULT
    return AgeClass.UNKNOWN


def minimum_number(bones: Iterable[Bone], *, by_age: bool = True) -> int:
    """How many people, at the least; 0 where nothing is present.

    With `by_age`, those certainly of children and those certainly of adults are of different
    people: at least as many as both need together, and at least as many as all need without
    regard to age. Both are lower bounds, so the higher one is taken.
    """
    present = list(bones)
    least = max((one.people for one in people_by_element(present)), default=0)
    if not by_age:
        return least
    apart = sum(
        minimum_number([bone for bone in present if bone.age == age], by_age=False)
        for age in (AgeClass.CHILD, AgeClass.ADULT)
    )
    return max(least, apart)


def people_by_element(bones: Iterable[Bone]) -> list[Repeated]:
    """Of each element, in the order of their codes."""
    by_element: dict[str, list[Bone]] = {}
    for bone in _each_once(bones):
        by_element.setdefault(bone.element, []).append(bone)
    return [Repeated(element, _people(found)) for element, found in sorted(by_element.items())]


def repeated(bones: Iterable[Bone]) -> list[Repeated]:
    """What one person alone cannot have."""
    return [one for one in people_by_element(bones) if one.people > 1]


def _people(bones: list[Bone]) -> int:
    if not any(bone.is_paired for bone in bones):
        return _at_least(bones)
    left, right = ([bone for bone in bones if bone.side == side] for side in ("left", "right"))
    sided = _at_least(left) + _at_least(right)
    without = [bone for bone in bones if bone.side not in ("left", "right")]
    number = sided + sum(bone.is_over_half for bone in without) or _at_least(without)
    return max(_at_least(left), _at_least(right), -(-number // 2))


def _at_least(bones: list[Bone]) -> int:
    """How many bones these pieces are of."""
    return sum(bone.is_over_half for bone in bones) or min(len(bones), 1)


def _each_once(bones: Iterable[Bone]) -> list[Bone]:
    """Of a known person one left and one right of each, or one where it is unpaired; of those
    without a side only what is not among these already."""
    loose: list[Bone] = []
    known: dict[tuple[Hashable, str, str], Bone] = {}
    for bone in bones:
        if bone.person is None:
            loose.append(bone)
            continue
        side = bone.side if bone.side in ("left", "right") else ""
        key = (bone.person, bone.element, side if bone.is_paired else "one")
        if key not in known or bone.is_over_half:
            known[key] = bone
    certain = {(person, element) for person, element, side in known if side}
    kept = [
        bone
        for (person, element, side), bone in known.items()
        if side or (person, element) not in certain
    ]
    return loose + kept
