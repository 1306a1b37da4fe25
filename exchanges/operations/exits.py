"""How a place in a batch ends without passing, and how it is taken up again."""

from datetime import datetime

from django.db.models import prefetch_related_objects

from cases.models import Container, Scan
from exchanges.models import BatchPlace, ExchangeBatch
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import save_each

NOT_HERE = gettext_noop("%(container)s does not stand in batch %(batch)s.")
Outcome = BatchPlace.Outcome
FIELDS = ["outcome", "left_at", "reason", "note", "allocation"]


def end(
    places: list[BatchPlace],
    outcome: str,
    *,
    at: datetime | None = None,
    reason: str = "",
    note: str = "",
) -> None:
    """Of locked places: the container stands in this batch no longer, nor in a mortuary's share."""
    for place in places:
        place.outcome, place.left_at = outcome, at or now()
        place.reason, place.note, place.allocation = reason, note.strip(), None
    save_each(places, FIELDS)


def resume(places: list[BatchPlace]) -> None:
    """Of locked places: it passed, whatever was recorded before."""
    for place in places:
        place.outcome, place.left_at = Outcome.HANDED_OVER, None
        place.reason = place.note = ""
    save_each(places, FIELDS)


def containers_of(places: list[BatchPlace]) -> list[Container]:
    """Of many places, in one query."""
    prefetch_related_objects(places, "container")
    return [place.container for place in places]


def standing(batch: ExchangeBatch, containers: list[Container]) -> list[BatchPlace]:
    """Their places in the locked batch, locked."""
    rows = batch.places.filter(left_at=None, container__in=containers)
    found = {place.container_id: place for place in lock_each(rows)}
    for container in containers:
        if container.pk not in found:
            said = {"container": str(container), "batch": str(batch)}
            raise RuleBroken(Sentence(NOT_HERE, said))
    return list(found.values())


def waits_for(place: BatchPlace, made_at: datetime) -> bool:
    """Whether a scan made then is the first word that it passed. One made after the container was
    refused or taken back says that it came again; one made before says nothing of what was
    refused, and of what was only thought to be taken back that it had passed."""
    if place.outcome in ("", Outcome.NOT_PRESENTED):
        return True
    if place.left_at is None or place.outcome == Outcome.HANDED_OVER:
        return False
    if made_at > place.left_at:
        return True
    of_this = {"sheet__exchange__batch": place.batch_id, "container": place.container_id}
    was_taken_over = Scan.objects.filter(result=Scan.Result.DONE, **of_this).exists()
    return place.outcome == Outcome.TAKEN_BACK and not was_taken_over


def stands_elsewhere(place: BatchPlace) -> bool:
    """It left this batch, and was listed again in another."""
    others = BatchPlace.objects.filter(container=place.container_id, left_at=None)
    return place.left_at is not None and others.exclude(batch=place.batch_id).exists()
