"""The room of the mortuaries of a side, with what exchanges plan to send them."""

from dataclasses import dataclass

from django.db.models import Count

from cases.operations.capacity import Room, room_at
from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.operations.splitting import Split, split
from exchanges.states import AllocationState
from repatriation.accounts.models import Agency


@dataclass(frozen=True)
class MortuaryRoom:
    """`planned` is of this batch and not sent, `elsewhere` is planned from other batches."""

    mortuary: Agency
    room: Room
    planned: int
    elsewhere: int
    gone: int  # of this batch, sent or received

    @property
    def free(self) -> int | None:
        """Before anything of this batch that can still be moved."""
        if self.room.free is None:
            return None
        return max(self.room.free - self.elsewhere, 0)


def mortuaries_of(batch: ExchangeBatch) -> list[Agency]:
    """Of the receiving side, in one order, so that a proposal is the same every time."""
    own = Agency.objects.filter(
        kind=Agency.Kind.MORTUARY, party=batch.receiver.party_id, is_active=True
    )
    return list(own.order_by("name", "pk"))


def room_for(batch: ExchangeBatch) -> list[MortuaryRoom]:
    mortuaries = mortuaries_of(batch)
    rooms = room_at(mortuaries)
    places = BatchPlace.objects.filter(allocation__mortuary__in=mortuaries).exclude(outcome="")
    counted = places.order_by().values_list("allocation__mortuary", "allocation__state", "batch")
    planned, elsewhere, gone = ({one.pk: 0 for one in mortuaries} for _n in range(3))
    for key, state, of_batch, number in counted.annotate(Count("pk")):
        if state != AllocationState.PLANNED:
            if of_batch == batch.pk:
                gone[key] += number
        elif of_batch == batch.pk:
            planned[key] += number
        else:
            elsewhere[key] += number
    return [
        MortuaryRoom(one, rooms[one.pk], planned[one.pk], elsewhere[one.pk], gone[one.pk])
        for one in mortuaries
    ]


def movable(batch: ExchangeBatch) -> int:
    """Handed over, and not on the way to a mortuary: what the numbers of a plan add up to."""
    free = batch.places.filter(outcome="handed_over", left_at=None)
    gone = [AllocationState.SENT, AllocationState.RECEIVED]
    return free.exclude(allocation__state__in=gone).count()


def proposed(batch: ExchangeBatch, rooms: list[MortuaryRoom]) -> Split:
    """A share that is on its way, or was received, is not added to."""
    open_to_more = {one.mortuary.pk: one.free for one in rooms if not one.gone}
    return split(movable(batch), open_to_more)
