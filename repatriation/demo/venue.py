"""The day of the round: departure, each container scanned under a vehicle's sheet, the act."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from cases.operations.scanning import Reading
from cases.operations.sheets import close_sheet
from exchanges.models import BatchPlace, ExchangeBatch, ExchangeRound
from exchanges.operations.handover import finish_handover, open_handover_sheet, scan_handover
from exchanges.operations.running import hand_over_round, start_round
from repatriation.accounts.models import User
from repatriation.demo.agenda import step
from repatriation.demo.plans import Plan, Scene, Told, is_siding

AT_ONCE = 40  # scans that a device sends together
PER_VEHICLE = 40


def departed(scene: Scene, plan: Plan, round: ExchangeRound) -> Told:
    by = scene.world.north["transport lead"]
    return (yield step(plan.at(0, 5, 30), by, start_round, round=round))


def handed_over(
    scene: Scene,
    plan: Plan,
    round: ExchangeRound,
    incoming: ExchangeBatch,
    outgoing: ExchangeBatch | None,
) -> Told:
    north, south = scene.world.north, scene.world.south
    officers = [north["transport lead"], north["exchange officer"]]
    readings = readings_at_venue(scene, plan, incoming)
    yield from _scanned(scene, plan, incoming, readings, officers, plan.at(0, 9))
    if outgoing:
        readings = [Reading(place.container.reference) for place in _places(outgoing)]
        officers = [south["exchange officer"], south.second("exchange officer")]
        yield from _scanned(scene, plan, outgoing, readings, officers, plan.at(0, 12, 10))
        by = south["exchange officer"]
        yield step(plan.at(0, 13, 20), by, finish_handover, batch=outgoing)
    by = north["transport lead"]
    yield step(plan.at(0, 13, 40), by, finish_handover, batch=incoming)
    yield step(plan.at(0, 14, 5), by, hand_over_round, round=round)


def readings_at_venue(scene: Scene, plan: Plan, batch: ExchangeBatch) -> list[Reading]:
    """What is there: without those not presented, with those on no list, some scanned twice."""
    chance, places = scene.chance, _places(batch)
    absent = {place.pk for place in _absent(places, plan.not_presented + plan.stated_more, chance)}
    codes = [
        place.container.label or place.container.reference
        for place in places
        if place.pk not in absent
    ]
    codes += [f"НБ-{plan.number:03}/{number}" for number in range(1, plan.not_listed + 1)]
    labels = Counter(place.container.label for place in places)
    twice = chance.sample(codes, scene.shares.scanned_twice.of(len(codes)))
    codes += [code for code in twice if labels[code] == 1]
    return [Reading(code, device=f"phone {plan.number % 3 + 1}") for code in codes]


def half_scanned(scene: Scene, plan: Plan, batch: ExchangeBatch) -> Told:
    """A sheet that stands open, with half of what is there."""
    by = scene.world.north["transport lead"]
    readings = readings_at_venue(scene, plan, batch)
    sheet = yield step(
        plan.at(0, 9), by, open_handover_sheet, batch=batch, **_header(scene, plan, 1)
    )
    half = readings[: len(readings) // 2]
    yield step(plan.at(0, 9, 30), by, scan_handover, sheet=sheet, readings=half)
    return sheet


def _scanned(
    scene: Scene,
    plan: Plan,
    batch: ExchangeBatch,
    readings: list[Reading],
    officers: list[User],
    at: datetime,
) -> Told:
    """One sheet a vehicle; the two officers take turns."""
    vehicles = list(_pieces(readings, max(PER_VEHICLE, len(readings) // 6 + 1)))
    pause = timedelta(minutes=60 // (len(vehicles) * 2))
    for number, load in enumerate(vehicles, 1):
        by = officers[number % 2]
        header = _header(scene, plan, number)
        sheet = yield step(at, by, open_handover_sheet, batch=batch, **header)
        for piece in _pieces(load, AT_ONCE):
            at += pause / 4
            yield step(at, by, scan_handover, sheet=sheet, readings=piece)
        yield step(at, by, close_sheet, sheet=sheet)
        at += pause


def _header(scene: Scene, plan: Plan, number: int) -> dict[str, object]:
    venue = scene.venue_of(plan)
    return {
        "place": venue.name,
        "vehicle": f"Wagon {number}" if is_siding(venue) else f"Lorry {number}",
        "handed_over_by": "Officer on duty of the other side",
        "outside_witness": "Second officer of the other side",
    }


def _places(batch: ExchangeBatch) -> list[BatchPlace]:
    return list(batch.places.filter(left_at=None).select_related("container").order_by("pk"))


def _absent(places: list[BatchPlace], count: int, chance: Random) -> list[BatchPlace]:
    """Of those whose label stands once, or another container would be taken for them."""
    standing = Counter(place.label_key for place in places)
    once = [place for place in places if place.label_key and standing[place.label_key] == 1]
    return chance.sample(once, min(count, len(once)))


def _pieces(rows: list[Reading], size: int) -> Iterator[list[Reading]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
