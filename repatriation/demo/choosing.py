"""Which remains a story is told of."""

from typing import Any

from cases.models import RemainsCase
from cases.models.remains import RemainsKind
from cases.states import CaseState
from repatriation.demo.plans import Scene


def next_case(scene: Scene) -> RemainsCase | None:
    """A body at the examiner's mortuary that nobody works on yet, the newest first."""
    held = RemainsCase.objects.filter(
        custodian=scene.world.lindmere.agency,
        kind=RemainsKind.BODY,
        state=CaseState.NUMBERED,
        flags=[],
        covered_by=None,
        destined_to=None,
    ).exclude(storage_unit__kind="grave")
    free = held.filter(presumptions=None).exclude(pk__in=scene.taken)
    case: RemainsCase | None = free.order_by("-pk").first()
    if case:
        scene.taken.add(case.pk)
    return case


def fresh(row: Any) -> Any:
    """As it stands now: what other stories did to it in between is known."""
    return type(row)._base_manager.get(pk=row.pk)
