"""The other way in: our own team recovers remains and sends them to a mortuary."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from cases.operations.custody import Circumstances
from cases.operations.receiving import receive_cases
from cases.operations.recovering import open_site, recover_remains
from cases.operations.sending import send_cases
from cases.operations.storing import store_cases
from repatriation.accounts.models import Agency
from repatriation.demo.agenda import Story, step
from repatriation.demo.contents import found_in_the_field
from repatriation.demo.people import SITES
from repatriation.demo.plans import Scene, Told
from repatriation.demo.world import Mortuary

EVERY = timedelta(days=75)


def recoveries(scene: Scene, since: date) -> Story:
    """Every few weeks a site. Once nobody wrote down who drove: a gap, and it is drawn as one."""
    number, day = 0, since
    while True:
        day += EVERY + timedelta(days=scene.chance.randint(-15, 15))
        place = SITES[number % len(SITES)]
        house = (scene.world.lindmere, scene.world.ostvale)[number % 2]
        cases = yield from recovered(scene, place, _at(day, 11), is_on_paper=number % 3 == 1)
        yield step(_at(day, 17), scene.world.team, send_cases, cases=cases, to=house.agency)
        giver = scene.world.ostvale.agency if number == 2 else None
        yield from _taken_in(scene, house, cases, _at(day + timedelta(days=1), 9), giver)
        number += 1


def recovered(scene: Scene, place: str, at: datetime, *, is_on_paper: bool = False) -> Told:
    """Numbered where it was found; from a paper tally sheet, entered that evening."""
    chance, team = scene.chance, scene.world.team
    site = yield step(
        at,
        team,
        open_site,
        place=place,
        latitude=Decimal(chance.randint(-300, 300)) / 1000,  # open sea
        longitude=Decimal(chance.randint(-3000, -2000)) / 100,
    )
    found = {"site": site, "remains": found_in_the_field(chance)}
    if is_on_paper:
        said = Circumstances(place=place, is_on_paper=True, is_late=True)
        later = at + timedelta(hours=5)
        return (
            yield step(later, team, recover_remains, occurred_at=at, circumstances=said, **found)
        )
    said = Circumstances(place=place)
    at += timedelta(hours=2)
    return (yield step(at, team, recover_remains, circumstances=said, **found))


def _taken_in(
    scene: Scene, house: Mortuary, cases: list, at: datetime, giver: Agency | None
) -> Told:
    by, witness = house.officers[0], house.officers[-1]
    said = Circumstances(place="Unloading bay", witness=witness, from_holder=giver)
    yield step(at, by, receive_cases, cases=cases, circumstances=said)
    said = Circumstances(storage_unit=scene.chance.choice(house.shelves), witness=witness)
    yield step(at + timedelta(hours=1), by, store_cases, cases=cases, circumstances=said)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
