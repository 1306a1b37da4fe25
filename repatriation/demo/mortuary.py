"""The days of a mortuary: what was received is cleared, opened, numbered and stored."""

from collections import deque
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cases.models import Container, CustodyEvent, RemainsCase
from cases.models.sheet import Purpose
from cases.operations.custody import Circumstances
from cases.operations.opening import Opening, empty_containers, open_containers
from cases.operations.reviewing import correct_custody, review_custody
from cases.operations.scanning import Reading, scan
from cases.operations.sheets import close_sheet, open_sheet
from cases.operations.storing import store_cases
from repatriation.accounts.models import User
from repatriation.demo.agenda import Story, step, wait
from repatriation.demo.contents import found_inside
from repatriation.demo.intake import ALONE
from repatriation.demo.plans import Scene, Told
from repatriation.demo.world import Mortuary

CLEARED_A_DAY, OPENED_A_DAY = 300, 100  # at full size; `Scene.pace` makes them smaller
ENTRIES_A_DAY, BETWEEN_ENTRIES = 7, timedelta(minutes=65)
SUNDAY = 6


def days_of(scene: Scene, house: Mortuary, since: date) -> Story:
    """One after another, Sundays off, until the present."""
    day = since
    while True:
        day += timedelta(days=1)
        if day.weekday() == SUNDAY:
            continue
        yield wait(_at(day, 7, 40))
        if house.has_to_review:
            yield from reviewed(house, _at(day, 7, 45))
        if house.to_clear:
            containers = _take(house.to_clear, scene.pace(CLEARED_A_DAY))
            yield from cleared(house, containers, _at(day, 7, 50))
            house.to_open.extend(containers)
        if house.to_open:
            containers = _take(house.to_open, scene.pace(OPENED_A_DAY))
            by, witness = house.officers[day.day % 2], house.officers[1 - day.day % 2]
            is_alone = scene.shares.alone.includes_next()
            house.has_to_review |= is_alone
            said = _by_two_or_alone(scene, None if is_alone else witness)
            cases = yield from opened(scene, containers, by, said, _at(day, 9))
            yield from put_away(scene, house, containers, cases, by, said, _at(day, 17))


def cleared(house: Mortuary, containers: list[Container], at: datetime) -> Told:
    """By the explosives officer, under a sheet of the yard."""
    by, place = house.explosives_officer, f"{house.agency.name}, yard"
    sheet = yield step(at, by, open_sheet, purpose=Purpose.CLEARING, place=place)
    readings = [Reading(container.reference) for container in containers]
    at += timedelta(minutes=20)
    yield step(at, by, scan, sheet=sheet, readings=readings)
    yield step(at, by, close_sheet, sheet=sheet)


def opened(
    scene: Scene, containers: list[Container], by: User, said: dict[str, Any], at: datetime
) -> Told:
    """At two tables, each of which enters in one go what it opened; returns the new cases."""
    tables = containers[0::2], containers[1::2]
    together = -(-len(tables[0]) // ENTRIES_A_DAY)
    cases: list[RemainsCase] = []
    for start in range(0, len(tables[0]), together):
        for number, table in enumerate(tables, 1):
            openings = [
                Opening(container, found_inside(scene))
                for container in table[start : start + together]
            ]
            if openings:
                place = Circumstances(place=f"Table {number}", **said)
                cases += yield step(at, by, open_containers, openings=openings, circumstances=place)
        at += BETWEEN_ENTRIES
    return cases


def put_away(
    scene: Scene,
    house: Mortuary,
    containers: list[Container],
    cases: list[RemainsCase],
    by: User,
    said: dict[str, Any],
    at: datetime,
) -> Told:
    """At the end of the day: containers are empty, cases lie on a shelf."""
    shelf, other = scene.chance.sample(house.shelves, 2)
    circumstances = Circumstances(storage_unit=shelf, **said)
    yield step(
        at, by, empty_and_store, containers=containers, cases=cases, circumstances=circumstances
    )
    if scene.shares.misplaced.includes_next():
        event = CustodyEvent.objects.of(cases[0]).first()
        note = f"{other.name}, not {shelf.name}: second reading of the shelf card"
        at, by = at + timedelta(hours=1), house.officers[0]
        yield step(at, by, correct_custody, event=event, note=note, storage_unit=other)


def reviewed(house: Mortuary, at: datetime) -> Told:
    """What one officer did alone, the other looks at in the morning."""
    house.has_to_review = False
    waiting = CustodyEvent.objects.alone().filter(to_holder=house.agency)
    for officer in house.officers:
        events = list(waiting.exclude(recorded_by=officer).select_related("container", "case"))
        if events:
            yield step(at, officer, review_custody, events=events)


def empty_and_store(
    *,
    containers: list[Container],
    cases: list[RemainsCase],
    circumstances: Circumstances,
    by: User,
) -> None:
    empty_containers(containers=containers, by=by)
    store_cases(cases=cases, by=by, circumstances=circumstances)


def _by_two_or_alone(scene: Scene, witness: User | None) -> dict[str, Any]:
    return {"witness": witness} if witness else {"alone_reason": scene.chance.choice(ALONE)}


def _take(waiting: deque[Container], count: int) -> list[Container]:
    return [waiting.popleft() for _ in range(min(count, len(waiting)))]


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
