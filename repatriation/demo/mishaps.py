"""What goes otherwise: a round broken off, a hazard, remains of two people in one case, one missing
for a day."""

from datetime import datetime, timedelta
from typing import Any

from cases.models import Container, RemainsCase
from cases.models.container import Hazard
from cases.models.remains import RemainsKind
from cases.operations.custody import Circumstances
from cases.operations.dividing import divide_case
from cases.operations.flagging import report_found, report_missing
from cases.operations.quarantine import quarantine_container
from cases.operations.sheets import close_sheet
from cases.operations.storing import store_cases
from cases.states import CaseState
from exchanges.models import BatchPlace
from exchanges.models.statement import Reason
from exchanges.operations.acts.issuing import issue_act
from exchanges.operations.handover import finish_handover
from exchanges.operations.interrupting import break_off_round, dispute
from exchanges.operations.refusing import refuse_containers
from exchanges.operations.running import hand_over_round
from exchanges.operations.taking_back import take_back_batch
from repatriation.demo.agenda import Story, step, wait
from repatriation.demo.arranging import agreed, scheduled
from repatriation.demo.intake import all_received
from repatriation.demo.listing import both_listed, both_sealed
from repatriation.demo.plans import Plan, Scene, Told
from repatriation.demo.venue import departed, half_scanned
from repatriation.demo.world import Mortuary

LANGUAGES_OF_ACTS = ("en", "uk")


def broken_off(scene: Scene, plan: Plan) -> Story:
    """Half of it is scanned, one container is refused, then there is shelling near the road: the
    rest goes home with its sender, and the outgoing batch whole. The other side disputes why."""
    north, south = scene.world.north, scene.world.south
    round = yield from agreed(scene, plan)
    round = yield from scheduled(scene, plan, round)
    incoming, outgoing = yield from both_listed(scene, plan, round)
    yield from both_sealed(scene, plan, incoming, outgoing)
    yield from departed(scene, plan, round)
    sheet = yield from half_scanned(scene, plan, incoming)
    by = north["transport lead"]
    yield step(plan.at(0, 9, 50), by, close_sheet, sheet=sheet)
    unread = incoming.places.filter(left_at=None, outcome="").select_related("container")
    refused: dict[str, Any] = {"containers": [unread.latest("pk").container], "batch": incoming}
    damaged = {"reason": BatchPlace.Reason.DAMAGED, "note": "Torn along the side, no seal"}
    yield step(plan.at(0, 10), by, refuse_containers, **refused, **damaged)
    why = {"reason": Reason.SECURITY, "note": "Shelling near the eastern approach"}
    said = {"round": round, "agency": north.agency}
    yield step(plan.at(0, 10, 20), by, break_off_round, **said, **why)
    if outgoing:
        theirs = south["exchange officer"]
        yield step(plan.at(0, 10, 50), theirs, take_back_batch, batch=outgoing)
    yield step(plan.at(0, 11), by, finish_handover, batch=incoming)
    yield step(plan.at(0, 11, 30), by, hand_over_round, round=round)
    yield step(plan.at(0, 12), by, issue_act, batch=incoming, languages=LANGUAGES_OF_ACTS)
    yield from all_received(scene, plan, incoming, None)
    yield step(
        plan.at(2, 9),
        south["coordinator"],
        dispute,
        statement=round.statements.latest("pk"),
        agency=south.agency,
        note="No fire within sight of the road was reported to us.",
    )


def put_aside(house: Mortuary, container: Container, at: datetime) -> Told:
    """By the explosives officer, who has not said yet what became of it."""
    yield step(
        at,
        house.explosives_officer,
        quarantine_container,
        container=container,
        hazard=Hazard.EXPLOSIVE,
        circumstances=Circumstances(place=f"{house.agency.name}, yard"),
    )


def buried_for_now(scene: Scene, house: Mortuary, days: int) -> Story:
    """Nobody is known to ask for these remains yet: a grave with a number, found again later."""
    at = scene.agenda.present - timedelta(days=days)
    yield wait(at)
    if case := _in_store(house, 2):
        said = Circumstances(storage_unit=house.graves[0], witness=house.officers[-1])
        yield step(at, house.officers[0], store_cases, cases=[case], circumstances=said)


def two_people_in_one(scene: Scene, house: Mortuary, days: int) -> Story:
    """A case numbered as one body turns out to hold parts of another person."""
    at = scene.agenda.present - timedelta(days=days)
    yield wait(at)
    if case := _in_store(house, 0):
        note = "A second left femur: parts of another person."
        said = Circumstances(alone_reason="examiner at the other table", note=note)
        by, parts = house.officers[0], [RemainsKind.BODY_PART]
        yield step(at, by, divide_case, case=case, remains=parts, circumstances=said)


def missing_for_a_day(scene: Scene, house: Mortuary, days: int) -> Story:
    """Not on its shelf in the evening; found on another the next morning."""
    at = scene.agenda.present - timedelta(days=days)
    yield wait(at)
    if case := _in_store(house, 1):
        by = house.officers[0]
        yield step(at, by, report_missing, thing=case, reason="Not on its shelf at the count.")
        found = Circumstances(storage_unit=house.shelves[-1], alone_reason="early shift")
        because = "Found one shelf lower at the second count."
        later = at + timedelta(hours=14)
        yield step(later, by, report_found, thing=case, because=because, circumstances=found)


def _in_store(house: Mortuary, place: int) -> RemainsCase | None:
    """Among the oldest that lie there unexamined."""
    lying = RemainsCase.objects.filter(custodian=house.agency, state=CaseState.NUMBERED, flags=[])
    return lying.order_by("pk")[place : place + 1].first()
