"""The batches of a round: opened, listed from a real file, counted and sealed."""

from datetime import datetime
from typing import Any

from exchanges.manifests.reading import read
from exchanges.models import ExchangeBatch, ExchangeRound, Manifest
from exchanges.operations.batches import open_batch
from exchanges.operations.counting import count_batch
from exchanges.operations.listing import file_list
from exchanges.operations.sealing import record_seal, seal_batch
from exchanges.operations.stating import check_statement
from repatriation.accounts.models import User
from repatriation.demo.agenda import step
from repatriation.demo.arranging import message
from repatriation.demo.contents import LANGUAGES, draw_lines
from repatriation.demo.lists import ListLine, list_file
from repatriation.demo.plans import Plan, Scene, Told
from repatriation.files import storage


def both_listed(scene: Scene, plan: Plan, round: ExchangeRound) -> Told:
    """The incoming batch, and the outgoing one or None."""
    north, south = scene.world.north, scene.world.south
    opener = north["exchange officer"] if plan.by_message else south["exchange officer"]
    sides = {"sender": south.agency, "receiver": north.agency}
    at = plan.at(-6, 10)
    incoming = yield step(at, opener, open_batch, round=round, **sides)
    outgoing = None
    if plan.to_south:
        by = north["exchange officer"]
        sides = {"sender": north.agency, "receiver": south.agency}
        outgoing = yield step(plan.at(-6, 14), by, open_batch, round=round, **sides)
    yield from _incoming_list(scene, plan, incoming, opener)
    if outgoing:
        lines = draw_lines(
            scene,
            plan.to_south,
            series=900 + plan.number,
            language="en",
            day=plan.day,
            outgoing=True,
        )
        note = f"({plan.mark} figure)" if plan.mark else ""
        at, by = plan.at(-5, 15), north["exchange officer"]
        data, name = list_file(lines, "en", plan.number, name=f"{plan.day}_to_south", title=note)
        yield step(at, by, file_list_from_bytes, batch=outgoing, data=data, name=name)
    return incoming, outgoing


def _incoming_list(scene: Scene, plan: Plan, batch: ExchangeBatch, by: User) -> Told:
    """As its sender wrote it; sometimes a second version follows, with one line less."""
    language = LANGUAGES[plan.number % len(LANGUAGES)]
    lines = draw_lines(
        scene, plan.listed, series=100 + plan.number, language=language, day=plan.day
    )
    versions = [lines]
    if plan.is_corrected:
        struck = ListLine("X-" + lines[0].label, lines[0].seal, "bag")
        versions.insert(0, [*lines, struck])
    for number, version in enumerate(versions, 1):
        at = plan.at(-5, 9 + 2 * number)
        name = f"{plan.day}_v{number}"
        data, file = list_file(version, language, plan.number, name=name)
        said = _received_by_message(plan, at) if plan.by_message else {}
        yield step(at, by, file_list_from_bytes, batch=batch, data=data, name=file, **said)


def _received_by_message(plan: Plan, at: datetime) -> dict[str, Any]:
    return {"said_on": at.date(), "source": f"{message(plan, at)}, list attached"}


def file_list_from_bytes(
    *, batch: ExchangeBatch, data: bytes, name: str, by: User, **said: Any
) -> Manifest:
    """The file is kept as it came, read like any other, and filed as it was read."""
    file = storage.store(data, name=name, by=by)
    return file_list(batch=batch, file=file, report=read(data, name), by=by, **said)


def counted(scene: Scene, batch: ExchangeBatch, *, at: datetime) -> Told:
    """By an officer of the sender who did not pack."""
    world = scene.world
    is_ours = batch.sender_id == world.north.agency.pk
    side, house = (world.north, world.lindmere) if is_ours else (world.south, world.morrowfen)
    yield step(
        at,
        side.second("exchange officer"),
        count_batch,
        batch=batch,
        containers=batch.list_in_force.lines.count(),
        packed_by=house.officers[-1],
    )


def both_sealed(
    scene: Scene, plan: Plan, incoming: ExchangeBatch, outgoing: ExchangeBatch | None
) -> Told:
    north, south = scene.world.north, scene.world.south
    if outgoing:
        yield from counted(scene, outgoing, at=plan.at(-4, 9))
        yield step(plan.at(-4, 16), north["exchange officer"], seal_batch, batch=outgoing)
    if not plan.by_message:
        yield from counted(scene, _again(incoming), at=plan.at(-3, 9))
        yield step(plan.at(-2, 16), south["exchange officer"], seal_batch, batch=incoming)
        return
    at = plan.at(-3, 12)
    statement = yield step(
        at,
        north["exchange officer"],
        record_seal,
        batch=incoming,
        said_on=at.date(),
        source=f"Signed paper {plan.number}-P, photographed",
    )
    yield step(plan.at(-2, 11), north["coordinator"], check_statement, statement=statement)


def _again(batch: ExchangeBatch) -> ExchangeBatch:
    return ExchangeBatch.objects.get(pk=batch.pk)
