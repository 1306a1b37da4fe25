"""What came in batches: the remains numbered from their containers, how many people the sender
claims these to be of, and how many are distinguished and identified."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime, make_aware

from cases.models import RemainsCase
from cases.models.counting import assessed_as_the_other_sides, non_human_in, people_told
from cases.models.identification import CoveredCase
from cases.models.identity_over_time import Identity, identity_at
from exchanges.models import BatchPlace, ExchangeBatch, ExchangeRound
from exchanges.models.told_figures import IDENTITY
from repatriation.accounts.models import User
from repatriation.ledger.clock import now


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


@dataclass(frozen=True)
class Verified:
    """What the receiving side's register holds of one direction now: its own figures, told to its
    own people alone. None is what this reader may not know."""

    contents: dict[str, int | None]
    identity: list[Identity]  # at the end of each month, the last one now

    @property
    def now(self) -> Identity | None:
        return self.identity[-1] if self.identity else None

    @property
    def identity_figures(self) -> dict[str, int]:
        return {name: getattr(self.now, name) for name in IDENTITY} if self.now else {}


def verified_in(batches: Sequence[ExchangeBatch], opened: int, reader: User) -> Verified | None:
    """Of batches of one direction that were handed over, by `opened` containers of them; None for
    whoever is not of the side that received them."""
    if not batches or reader.party_id != batches[0].receiver.party_id or not reader.party_id:
        return None
    cases = cases_from(batches)
    people = people_told(reader, cases, reader.party_id)
    if people is None:
        return None
    other = non_human_in(cases)
    contents = {
        "opened": opened,
        "cases": people.cases + other,
        "minimum": people.minimum if people.inventoried else None,
        "distinguished": people.distinguished,
        "non_human": other,
        "other_sides": assessed_as_the_other_sides(cases),
    }
    first = min((one.handed_over_at for one in batches if one.handed_over_at), default=None)
    months = month_ends(first, now()) if first else []
    return Verified(contents, identity_at(cases, months))


def month_ends(since: datetime, until: datetime) -> list[datetime]:
    """The last moment of each month, here; the last one is `until`."""
    ends: list[datetime] = []
    day = localtime(since).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    while True:
        day = (day + timedelta(days=32)).replace(day=1)
        end = make_aware(day.replace(tzinfo=None)) - timedelta(microseconds=1)
        if end >= until:
            return [*ends, until]
        ends.append(end)


def identified_by_round(
    rounds: Sequence[ExchangeRound], reader: User
) -> dict[int, set[int]] | None:
    """Of what this reader's side received in each: the identifications that stand, each once, by
    the first one of a person. None for who may not know."""
    if not reader.party_id or not reader.has_perm("cases.see_associations"):
        return None
    found: dict[int, set[int]] = {round.pk: set() for round in rounds}
    path = "case__container__places"
    came = {
        f"{path}__batch__round__in": list(found),
        f"{path}__batch__receiver__party": reader.party_id,
        f"{path}__outcome": BatchPlace.Outcome.HANDED_OVER,
    }
    rows = CoveredCase.objects.filter(stands=True, **came).values_list(
        f"{path}__batch__round",
        Coalesce("identification__adds_to", "identification"),
    )
    for round, identification in rows.distinct():
        if round in found:
            found[round].add(identification)
    return found
