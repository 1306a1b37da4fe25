"""The rounds around today: each is left where it makes a worklist show something."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from cases.operations.sending import send_cases
from exchanges.operations.stating import accept_round, confirm_date
from repatriation.demo.agenda import Story, step
from repatriation.demo.arranging import (
    agreed,
    confirmed_by_north,
    proposed,
    recorded_for_south,
    scheduled,
)
from repatriation.demo.attesting import attested
from repatriation.demo.comparing import compared, listed_again
from repatriation.demo.intake import Arrival, received, sent, shared
from repatriation.demo.listing import both_listed, both_sealed, counted
from repatriation.demo.mishaps import (
    broken_off,
    buried_for_now,
    missing_for_a_day,
    put_aside,
    two_people_in_one,
)
from repatriation.demo.mortuary import cleared, opened
from repatriation.demo.people import SITES
from repatriation.demo.plans import Plan, Scene, Told
from repatriation.demo.published import LAST_PUBLISHED, scaled
from repatriation.demo.recovery import recovered
from repatriation.demo.venue import departed, half_scanned, handed_over

SMALLEST = 12  # or there would be no halves to leave
NOON = 12


def stories_of_today(scene: Scene, number: int) -> list[Story]:
    """`number` is that of the first of these rounds."""
    here = timezone.localtime(scene.agenda.present)
    day = here.date() if here.hour >= NOON else here.date() - timedelta(days=1)

    def plan(days: int, place: int, to_south: int = 40, by_message: bool = False) -> Plan:
        size = max(SMALLEST, scaled(LAST_PUBLISHED, scene.scale))
        south = scaled(to_south, scene.scale) if to_south else 0
        later = day + timedelta(days=days)
        return Plan(later, size, south, number=number + place, by_message=by_message)

    ostvale = scene.world.ostvale
    return [
        broken_off(scene, plan(-9, 6)),
        two_people_in_one(scene, ostvale, 4),
        missing_for_a_day(scene, ostvale, 3),
        buried_for_now(scene, ostvale, 6),
        half_received(scene, plan(-2, 0)),
        just_handed_over(scene, plan(-1, 1, to_south=0)),
        on_the_way(scene, plan(0, 2, to_south=0)),
        waiting_for_its_day(scene, plan(4, 3)),
        half_confirmed(scene, plan(7, 4, by_message=True)),
        waiting_for_our_answer(scene, plan(16, 5)),
        on_the_way_from_the_field(scene, day),
    ]


def half_received(scene: Scene, plan: Plan) -> Story:
    """One share received by one officer alone, partly cleared and opened; the other on its way.
    The outgoing containers wait for the southern side to allocate them."""
    plan.not_presented = 3
    incoming = yield from over_the_line(scene, plan)
    scene.agenda.add(attested(scene, plan, incoming))
    (house, share), (_other, other_share) = yield from shared(scene, plan, incoming)
    yield from sent(scene, share, plan.at(0, 16, 10))
    by, alone = house.officers[0], "second officer at the other platform"
    arrival = Arrival(plan.at(1, 6), by, alone_reason=alone)
    containers = yield from received(house, share, arrival)
    harmless = containers[: max(2, len(containers) * 3 // 5)]
    yield from cleared(house, harmless, plan.at(1, 8, 30))
    some = harmless[: len(harmless) // 2]
    yield from opened(scene, some, by, {"alone_reason": alone}, plan.at(1, 9, 30))
    yield from put_aside(house, containers[-1], plan.at(1, 14))
    yield from sent(scene, other_share, plan.at(1, 17))


def just_handed_over(scene: Scene, plan: Plan) -> Story:
    """The first share was sent and is not received; the second waits for a vehicle."""
    incoming = yield from over_the_line(scene, plan)
    shares = yield from shared(scene, plan, incoming)
    yield from sent(scene, shares[0][1], plan.at(0, 16, 10))


def over_the_line(scene: Scene, plan: Plan) -> Told:
    """Everything up to the end of the handover; returns the incoming batch."""
    round = yield from agreed(scene, plan)
    round = yield from scheduled(scene, plan, round)
    incoming, outgoing = yield from both_listed(scene, plan, round)
    yield from both_sealed(scene, plan, incoming, outgoing)
    round = yield from departed(scene, plan, round)
    yield from handed_over(scene, plan, round, incoming, outgoing)
    return incoming


def on_the_way(scene: Scene, plan: Plan) -> Story:
    """In transit, with a sheet that is half scanned."""
    round = yield from agreed(scene, plan)
    round = yield from scheduled(scene, plan, round)
    incoming, outgoing = yield from both_listed(scene, plan, round)
    yield from both_sealed(scene, plan, incoming, outgoing)
    yield from departed(scene, plan, round)
    yield from half_scanned(scene, plan, incoming)


def waiting_for_its_day(scene: Scene, plan: Plan) -> Story:
    """Scheduled; the outgoing list is counted and may be sealed. Of the incoming one both sides
    have a list."""
    round = yield from agreed(scene, plan)
    round = yield from scheduled(scene, plan, round)
    incoming, outgoing = yield from both_listed(scene, plan, round)
    yield from counted(scene, outgoing, at=plan.at(-5, 16, 30))
    yield from listed_again(scene, plan, incoming)
    yield from compared(scene, plan, incoming)


def half_confirmed(scene: Scene, plan: Plan) -> Story:
    """Agreed. Their date is recorded from a message that nobody has checked; the observer's is
    missing."""
    round = yield from agreed(scene, plan)
    round = yield from confirmed_by_north(scene, plan, round)
    yield from recorded_for_south(scene, plan, plan.at(-9, 12), confirm_date, round)


def waiting_for_our_answer(scene: Scene, plan: Plan) -> Story:
    """Proposed and accepted by the southern side."""
    north, south = scene.world.north, scene.world.south
    round = yield from proposed(scene, plan, convenor=south, counterpart=north)
    by = south["coordinator"]
    yield step(plan.at(-21, 11), by, accept_round, round=round, agency=south.agency)


def on_the_way_from_the_field(scene: Scene, day: date) -> Story:
    """Recovered by our team and sent, not yet received."""
    from_field = datetime.combine(day - timedelta(days=2), datetime.min.time())
    at = timezone.make_aware(from_field)
    cases = yield from recovered(scene, SITES[0], at + timedelta(hours=10))
    to = scene.world.lindmere.agency
    yield step(at + timedelta(hours=33), scene.world.team, send_cases, cases=cases, to=to)
