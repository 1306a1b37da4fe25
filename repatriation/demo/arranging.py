"""From a draft to a scheduled round: proposed, accepted by both, the date confirmed by all."""

from datetime import datetime, time, timedelta
from typing import Any

from exchanges.models import ExchangeRound, Venue
from exchanges.operations.planning import open_round, propose_round
from exchanges.operations.running import schedule_round
from exchanges.operations.stating import accept_round, check_statement, confirm_date
from repatriation.demo.agenda import step
from repatriation.demo.plans import Plan, Scene, Told, is_siding
from repatriation.demo.world import Side


def proposed(scene: Scene, plan: Plan, *, convenor: Side, counterpart: Side) -> Told:
    world = scene.world
    round = yield step(
        plan.at(-24, 10),
        convenor["coordinator"],
        open_round,
        counterpart=counterpart.agency,
        intermediary=world.observers if plan.is_observed else None,
        date=plan.day,
        venue=scene.venue_of(plan),
        window_from=time(9),
        window_until=time(17),
        **_terms(plan, scene.venue_of(plan)),
    )
    return (yield step(plan.at(-23, 9), convenor["coordinator"], propose_round, round=round))


def agreed(scene: Scene, plan: Plan) -> Told:
    """Convened by the northern side; accepted by both."""
    north, south = scene.world.north, scene.world.south
    round = yield from proposed(scene, plan, convenor=north, counterpart=south)
    yield from said_by_south(scene, plan, plan.at(-21, 11), accept_round, round)
    by = north["coordinator"]
    return (yield step(plan.at(-19, 10), by, accept_round, round=round, agency=north.agency))


def confirmed_by_north(scene: Scene, plan: Plan, round: ExchangeRound) -> Told:
    north = scene.world.north
    by = north["coordinator"]
    return (yield step(plan.at(-10, 10), by, confirm_date, round=round, agency=north.agency))


def scheduled(scene: Scene, plan: Plan, round: ExchangeRound) -> Told:
    world = scene.world
    round = yield from confirmed_by_north(scene, plan, round)
    yield from said_by_south(scene, plan, plan.at(-9, 12), confirm_date, round)
    if plan.is_observed:
        yield step(
            plan.at(-8, 15), world.observer, confirm_date, round=round, agency=world.observers
        )
    by = world.north["coordinator"]
    return (yield step(plan.at(-7, 10), by, schedule_round, round=round))


def said_by_south(
    scene: Scene, plan: Plan, at: datetime, operation: Any, round: ExchangeRound
) -> Told:
    """Its own entry; or ours from its message, which a second person reads the next day."""
    north, south = scene.world.north, scene.world.south
    if not plan.by_message:
        yield step(at, south["coordinator"], operation, round=round, agency=south.agency)
        return
    yield from recorded_for_south(scene, plan, at, operation, round)
    statement = round.statements.to_check().latest("pk")
    yield step(
        at + timedelta(hours=21), north.second("coordinator"), check_statement, statement=statement
    )


def recorded_for_south(
    scene: Scene, plan: Plan, at: datetime, operation: Any, round: ExchangeRound
) -> Told:
    north, south = scene.world.north, scene.world.south
    yield step(
        at,
        north["exchange officer"],
        operation,
        round=round,
        agency=south.agency,
        said_on=at.date(),
        source=message(plan, at),
    )


def message(plan: Plan, at: datetime) -> str:
    return f"Message S-{plan.number:03}/{at:%d} of {at:%d.%m.%Y}"


def _terms(plan: Plan, venue: Venue) -> dict[str, str]:
    return {
        "transport": "Refrigerated wagons" if is_siding(venue) else "Covered lorries",
        "agreement": f"Protocol of Quillen Bridge, annex {plan.number // 6 + 1}",
        "corridor": f"K-{plan.number % 4 + 1}, open 05:00 to 17:00",
        "cease_fire": "Local, around the venue, from 04:00 to 18:00",
    }
