"""What was found in a container beside what its line claims. Cases are never counted as people:
only what is certain of any number of people is compared."""

from typing import Any

from cases.models import Container, RemainsCase
from cases.models.remains import RemainsKind
from exchanges.models import BatchPlace, Discrepancy
from exchanges.operations.discrepancies import open_discrepancies
from repatriation.accounts.models import User
from repatriation.errors import gettext_noop as _

Code = Discrepancy.Code
DESTROYED = _("Destroyed as a hazard.")
FEWER = _("The list claims more people than the remains found can be of.")


def compare_contents(containers: list[Container], by: User) -> None:
    """Whole bodies are at least so many people; numbers without mixed fragments at most so many."""
    found: dict[int, list[str]] = {container.pk: [] for container in containers}
    numbered = RemainsCase.objects.filter(container__in=containers, parent=None)
    for container, kind in numbered.values_list("container", "kind"):
        found[container].append(kind)
    for place in _places(containers):
        code, note = _difference(found[place.container_id], _claimed(place))
        if code:
            said: dict[str, Any] = {"batch": place.batch, "containers": [place.container]}
            open_discrepancies(code, by=by, note=note, **said)


def note_destroyed(containers: list[Container], by: User) -> None:
    _open(Code.CONDITION_WORSE, containers, by, DESTROYED)


def note_non_human(cases: list[RemainsCase], by: User) -> None:
    _open(Code.NON_HUMAN, [case.container for case in cases if case.container], by, "")


def _difference(found: list[str], claimed: int | None) -> tuple[str, str]:
    bodies = found.count(RemainsKind.BODY)
    if not found:
        return Code.CONTAINER_EMPTY, ""
    if bodies > (claimed or 1):
        return Code.SEVERAL_INDIVIDUALS, ""
    if claimed and RemainsKind.MIXED_FRAGMENTS not in found and len(found) < claimed:
        return Code.COUNT_MISMATCH, FEWER
    return "", ""


def _claimed(place: BatchPlace) -> int | None:
    return place.line.claimed_individuals if place.line else None


def _open(code: str, containers: list[Container], by: User, note: str) -> None:
    for place in _places(containers):
        open_discrepancies(code, batch=place.batch, containers=[place.container], by=by, note=note)


def _places(containers: list[Container]) -> list[BatchPlace]:
    """Where each came by; an unfinished listing elsewhere is no handover."""
    came = BatchPlace.objects.filter(
        container__in=containers, outcome=BatchPlace.Outcome.HANDED_OVER
    )
    return list(came.select_related("batch", "container", "line").order_by("pk"))
