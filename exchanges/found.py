"""What came in batches: the remains numbered from their containers, and how many people the sender
claims these to be of."""

from collections.abc import Sequence

from django.db.models import QuerySet, Sum

from cases.models import RemainsCase
from exchanges.models import BatchPlace, ExchangeBatch
from repatriation.accounts.models import User


def cases_from(batches: Sequence[ExchangeBatch]) -> QuerySet[RemainsCase]:
    """Of what was handed over by one of them; each case once."""
    came = BatchPlace.objects.filter(batch__in=batches, outcome=BatchPlace.Outcome.HANDED_OVER)
    return RemainsCase.objects.filter(container__in=came.values("container"))


def claimed_in(batches: Sequence[ExchangeBatch], reader: User) -> int | None:
    """None where no line that this reader sees says how many."""
    came = BatchPlace.objects.visible_to(reader).filter(
        batch__in=batches, outcome=BatchPlace.Outcome.HANDED_OVER
    )
    claimed: int | None = came.aggregate(sum=Sum("line__claimed_individuals"))["sum"]
    return claimed
