"""What is planned for a round before it is told: its day, its figures, and what goes otherwise."""

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from exchanges.models import Venue
from repatriation.demo.agenda import Agenda, Step
from repatriation.demo.published import Published, scaled
from repatriation.demo.shares import Shares
from repatriation.demo.world import World

Told = Generator[Step, Any, Any]


@dataclass
class Scene:
    """What every story is told with."""

    world: World
    agenda: Agenda
    chance: Random
    scale: int
    shares: Shares = field(default_factory=Shares)
    taken: set[int] = field(default_factory=set)  # cases that a story works on

    def pace(self, at_full_size: int) -> int:
        """How many a day, made smaller like everything else."""
        return max(2, round(at_full_size / self.scale))

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """So many days from today, by the clock on the wall."""
        wall = timezone.localtime(self.agenda.present).date() + timedelta(days=day)
        return timezone.make_aware(datetime.combine(wall, time(hour, minute)))

    def venue_of(self, plan: "Plan") -> Venue:
        venues = self.world.venues
        return venues[plan.number % len(venues)]


@dataclass
class Plan:
    day: date
    to_north: int
    to_south: int = 0
    stated_more: int = 0  # what the sender says it handed over beyond our count
    mark: str = ""  # of the figure to the south, where it was not published
    number: int = 0
    is_observed: bool = True
    by_message: bool = False  # the southern side writes; we record and a second person checks
    is_corrected: bool = False  # its list is sent a second time
    not_listed: int = 0
    not_presented: int = 0
    minutes: int = 0  # nobody is on the minute

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """So many days from the day of the round, by the clock on the wall."""
        wall = datetime.combine(self.day + timedelta(days=days), time(hour, minute))
        return timezone.make_aware(wall) + timedelta(minutes=self.minutes)

    @property
    def listed(self) -> int:
        """Lines on the list: what we count is what was listed, without these and with those."""
        return self.to_north - self.not_listed + self.not_presented + self.stated_more


def is_siding(venue: Venue) -> bool:
    """Where trains stop."""
    return "Siding" in venue.name


def plan_of(published: Published, number: int, scene: Scene) -> Plan:
    shares, size = scene.shares, scaled(published.to_north, scene.scale)
    said = published.said_by_south
    return Plan(
        day=published.day,
        number=number,
        to_north=size,
        to_south=scaled(published.to_south, scene.scale) if published.to_south else 0,
        stated_more=scaled(said - published.to_north, scene.scale) if said else 0,
        mark="" if published.mark == "reported" else published.mark,
        is_observed=number % 5 != 0,
        by_message=shares.by_message.includes_next(),
        is_corrected=shares.corrected_lists.includes_next() and size > 4,
        not_listed=shares.not_listed.of(size),
        not_presented=shares.not_presented.of(size),
        minutes=scene.chance.randint(0, 14),
    )
