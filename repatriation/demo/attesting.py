"""A handover as three sources tell it: what each counted, a spot check, what each remarks, and
what became of the differences."""

from exchanges.models import Discrepancy, ExchangeBatch, Remark
from exchanges.models.spot_check import SpotFinding
from exchanges.operations.attesting import attest_count
from exchanges.operations.remarking import make_remark
from exchanges.operations.settling import (
    accept_discrepancy,
    answer_discrepancy,
    contest_answer,
)
from exchanges.operations.spot_checking import draw_sample, report_sample
from repatriation.demo.agenda import step
from repatriation.demo.plans import Plan, Scene, Told

Code, What = Discrepancy.Code, SpotFinding.What
SAMPLE = 5


def attested(scene: Scene, plan: Plan, batch: ExchangeBatch) -> Told:
    """The sender counts what it listed; the receiver and the observers what was there."""
    world = scene.world
    north, south, observer = world.north, world.south, world.observer
    observed = {"batch": batch, "agency": world.observers}
    check = yield step(plan.at(0, 14, 20), observer, draw_sample, size=SAMPLE, **observed)
    findings: dict[int, str] = dict.fromkeys(check.positions, What.AS_LISTED)
    findings[check.positions[0]] = What.SEAL
    yield step(plan.at(0, 14, 40), observer, report_sample, check=check, findings=findings)
    listed = batch.list_in_force.lines.count()
    there = batch.places.filter(outcome="handed_over").count()
    for minute, (by, agency, containers) in enumerate(
        (
            (north["exchange officer"], north.agency, there),
            (south["exchange officer"], south.agency, listed),
            (observer, world.observers, there),
        )
    ):
        said = {"batch": batch, "agency": agency, "containers": containers}
        yield step(plan.at(0, 14, 45 + minute), by, attest_count, **said)
    by, text = south["exchange officer"], "Loading took place in darkness, by agreement."
    yield step(plan.at(0, 14, 50), by, make_remark, batch=batch, agency=south.agency, text=text)
    reservation = {
        "kind": Remark.Kind.RESERVATION,
        "text": "We sign for the containers we counted, not for the list.",
        "is_for_intermediary": True,
    }
    ours = {"batch": batch, "agency": north.agency}
    yield step(plan.at(0, 14, 55), north["exchange officer"], make_remark, **ours, **reservation)
    yield from _answered(scene, plan, batch)


def counted_otherwise(scene: Scene, plan: Plan, batch: ExchangeBatch) -> Told:
    """Where the sender published another figure for the same handover: its own count."""
    if plan.stated_more:
        by, ours = scene.world.south["exchange officer"], batch.places.filter(outcome="handed_over")
        said = {"batch": batch, "agency": scene.world.south.agency}
        containers = ours.count() + plan.stated_more
        yield step(plan.at(0, 14, 20), by, attest_count, containers=containers, **said)


def _answered(scene: Scene, plan: Plan, batch: ExchangeBatch) -> Told:
    """Of the missing containers one is accepted as missing, one is answered and waits, one is
    not answered; the difference of the counts is contested."""
    theirs, ours = scene.world.south["coordinator"], scene.world.north["coordinator"]
    missing = list(batch.discrepancies.filter(code=Code.CONTAINER_MISSING).order_by("pk"))
    # What the sender itself opened is not its own to answer.
    counted = batch.discrepancies.filter(code=Code.COUNT_MISMATCH)
    differing = list(counted.exclude(source=batch.sender).order_by("pk"))
    answers = [(row, "It was left in the store at loading.") for row in missing[:2]]
    answers += [(row, "Our list of the wagons says what was loaded.") for row in differing[:1]]
    for number, (row, text) in enumerate(answers):
        said = {"discrepancy": row, "text": text}
        yield step(plan.at(1, 10, number * 5), theirs, answer_discrepancy, **said)
    for row in missing[:1]:
        text = "It is short; we expect it with the next round."
        yield step(plan.at(1, 11), ours, accept_discrepancy, discrepancy=row, text=text)
    for row in differing[:1]:
        text = "Three wagons were counted twice, and photographed."
        yield step(plan.at(1, 11, 20), ours, contest_answer, discrepancy=row, text=text)
