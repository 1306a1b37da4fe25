"""After the venue: shares go to mortuaries, which receive and count; then the round is closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cases.operations.scanning import Reading
from cases.operations.sheets import close_sheet
from exchanges.models import Allocation, ExchangeBatch, ExchangeRound
from exchanges.operations.allocating import allocate_containers, send_allocation
from exchanges.operations.intake import (
    finish_intake,
    open_receipt_sheet,
    scan_receipt,
    verify_count,
)
from exchanges.operations.running import close_round
from repatriation.accounts.models import User
from repatriation.demo.agenda import step
from repatriation.demo.plans import Plan, Scene, Told
from repatriation.demo.world import Mortuary

AT_ONCE = 40
ALONE = ("second officer at the other platform", "night shift", "second officer ill")


@dataclass
class Arrival:
    """How a share is received: when, by whom, alone or with a witness, on paper or not."""

    at: datetime
    by: User
    witness: User | None = None
    alone_reason: str = ""
    is_on_paper: bool = False

    @property
    def header(self) -> dict[str, Any]:
        return {
            "witness": self.witness,
            "alone_reason": self.alone_reason,
            "is_on_paper": self.is_on_paper,
        }


def shared(scene: Scene, plan: Plan, batch: ExchangeBatch, *, days: int = 0) -> Told:
    """All that was handed over, by capacity; returns each mortuary with its share."""
    world = scene.world
    by, total = world.north["exchange officer"], _in_hand(batch)
    more = total * 11 // 20 if total > 1 else total
    shares = []
    for house, count, minutes in ((world.lindmere, more, 0), (world.ostvale, total - more, 20)):
        if count:
            at = plan.at(days, 15, minutes)
            share = yield step(
                at, by, allocate_containers, batch=batch, mortuary=house.agency, count=count
            )
            shares.append((house, share))
    return shares


def sent(scene: Scene, share: Allocation, at: datetime) -> Told:
    return (yield step(at, scene.world.north["transport lead"], send_allocation, allocation=share))


def received(house: Mortuary, share: Allocation, arrival: Arrival) -> Told:
    """Scanned in the bay; what was written on paper is entered in the evening."""
    at, by = arrival.at, arrival.by
    entered = at + timedelta(hours=9) if arrival.is_on_paper else at
    said = {"place": f"{house.agency.name}, unloading bay", "storage_unit": house.bay}
    sheet = yield step(entered, by, open_receipt_sheet, allocation=share, **said, **arrival.header)
    containers = [place.container for place in share.places.select_related("container")]
    for start in range(0, len(containers), AT_ONCE):
        entered += timedelta(minutes=9)
        readings = [
            Reading(container.reference, scanned_at=at if arrival.is_on_paper else None)
            for container in containers[start : start + AT_ONCE]
        ]
        yield step(entered, by, scan_receipt, sheet=sheet, readings=readings)
    yield step(entered, by, close_sheet, sheet=sheet)
    yield step(entered + timedelta(minutes=5), by, finish_intake, allocation=share)
    return containers


def usual_arrival(scene: Scene, house: Mortuary, at: datetime) -> Arrival:
    by, second = house.officers[0], house.officers[-1]
    if scene.shares.alone.includes_next():
        return Arrival(at, by, alone_reason=scene.chance.choice(ALONE))
    return Arrival(at, by, witness=second, is_on_paper=scene.shares.on_paper.includes_next())


def all_received(
    scene: Scene, plan: Plan, incoming: ExchangeBatch, outgoing: ExchangeBatch | None
) -> Told:
    """Sent on the day itself. Each mortuary receives its own, whenever the others do."""
    shares = yield from shared(scene, plan, incoming)
    for _house, share in shares:
        yield from sent(scene, share, plan.at(0, 16, 10))
    if outgoing:
        their_share = yield from _sent_south(scene, plan, outgoing)
        shares.append((scene.world.morrowfen, their_share))
    for number, (house, share) in enumerate(shares):
        arrival = usual_arrival(scene, house, plan.at(1, 6 + number))
        scene.agenda.add(_taken_in(house, share, arrival))


def _taken_in(house: Mortuary, share: Allocation, arrival: Arrival) -> Told:
    """What arrived waits for clearing."""
    containers = yield from received(house, share, arrival)
    house.has_to_review |= bool(arrival.alone_reason)
    house.to_clear.extend(containers)


def closed(
    scene: Scene,
    plan: Plan,
    round: ExchangeRound,
    incoming: ExchangeBatch,
    outgoing: ExchangeBatch | None,
) -> Told:
    north, south = scene.world.north, scene.world.south
    yield step(plan.at(3, 11), north["coordinator"], verify_count, batch=incoming)
    if outgoing:
        yield step(plan.at(3, 15), south["coordinator"], verify_count, batch=outgoing)
    yield step(plan.at(5, 10), north["coordinator"], close_round, round=round)


def _sent_south(scene: Scene, plan: Plan, batch: ExchangeBatch) -> Told:
    house, by = scene.world.morrowfen, scene.world.south["exchange officer"]
    at, count = plan.at(0, 16, 30), _in_hand(batch)
    share = yield step(at, by, allocate_containers, batch=batch, mortuary=house.agency, count=count)
    return (yield step(plan.at(0, 17), by, send_allocation, allocation=share))


def _in_hand(batch: ExchangeBatch) -> int:
    return batch.places.filter(outcome="handed_over", left_at=None).count()
