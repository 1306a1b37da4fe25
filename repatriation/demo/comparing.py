"""The receiver's own list of a batch, compared with the sender's: a few lines are disputed. And
what came back from a round that was broken off, listed again."""

from collections import Counter
from dataclasses import replace
from typing import Any

from cases.models import Container
from exchanges.models import ComparedLine, Comparison, ExchangeBatch, LineWord, Side
from exchanges.operations.answering import answer_lines
from exchanges.operations.comparing import compare_at_once
from exchanges.operations.listing_again import list_again
from exchanges.policies.comparisons import comparison_of
from repatriation.accounts.models import User
from repatriation.demo.agenda import step
from repatriation.demo.listing import file_list_from_bytes
from repatriation.demo.lists import ListLine, list_file
from repatriation.demo.plans import Plan, Scene, Told

Act, Kind = LineWord.Act, ComparedLine.Kind
OTHERWISE = str.maketrans("-/", "/-")
SEVERAL = 2


def listed_again(scene: Scene, plan: Plan, batch: ExchangeBatch) -> Told:
    """A second version names containers that went home with their sender; a person says that
    they are the same."""
    by = scene.world.south["exchange officer"]
    back = Container.objects.filter(state="taken_back", custodian=by.agency).exclude(label="")
    containers = list(back.order_by("pk")[:SEVERAL])
    if not containers:
        return
    more = [ListLine(one.label, seal="", kind="bag") for one in containers]
    version = [*_lines_of(batch), *more]
    data, name = list_file(version, "uk", plan.number, name=f"{plan.day}_v2")
    yield step(plan.at(-5, 17), by, file_list_from_bytes, batch=batch, data=data, name=name)
    yield step(plan.at(-5, 17, 20), by, list_again, batch=batch, containers=containers)


def compared(scene: Scene, plan: Plan, batch: ExchangeBatch) -> Told:
    """Two labels written otherwise, two other seals, one line that each side has alone. One
    dispute is replied to; some lines wait for whoever signs in."""
    north, south = scene.world.north["exchange officer"], scene.world.south["exchange officer"]
    ours = _as_we_have_it(_lines_of(batch))
    data, name = list_file(ours, "en", plan.number, name=f"{plan.day}_ours")
    filed = {"batch": batch, "data": data, "name": name}
    comparison = yield step(plan.at(-4, 9), north, filed_and_compared, **filed)
    otherwise, another = _of_kind(comparison, Kind.OTHERWISE), _of_kind(comparison, Kind.SAME)
    alone = _of_kind(comparison, Kind.ONLY_RECEIVER)
    words: list[tuple[User, str, list[ComparedLine], str]] = [
        (north, Act.AGREE, otherwise[:1], ""),
        (north, Act.DISPUTE, another[:1], "Our photograph of this bag shows another seal."),
        (south, Act.REPLY, another[:1], "It was sealed anew; the new number is on the bag."),
        (south, Act.DISPUTE, alone[:1], "Not in our store. Which message named it?"),
    ]
    for number, (by, act, lines, text) in enumerate(words):
        said: dict[str, Any] = {"batch": batch, "lines": lines, "act": act, "text": text}
        yield step(plan.at(-4, 10, number * 15), by, answer_lines, **said)


def filed_and_compared(*, by: User, **filed: Any) -> Comparison:
    """At once: a worker would compare them today, and not on that day."""
    manifest = file_list_from_bytes(by=by, side=Side.RECEIVER, **filed)
    comparison = comparison_of(manifest.batch)
    if comparison is None:
        raise ValueError(f"{manifest}: there is no list to compare it with.")
    return compare_at_once(comparison=comparison, by=by)


def _lines_of(batch: ExchangeBatch) -> list[ListLine]:
    lines = batch.list_in_force.lines.order_by("position")
    return [
        ListLine(line.label, line.seal, line.container_kind or "bag", place=line.origin_place)
        for line in lines
    ]


def _as_we_have_it(lines: list[ListLine]) -> list[ListLine]:
    """Only of lines whose label stands once: of others nobody can say which is meant."""
    standing = Counter(line.label for line in lines)
    once = [line for line in lines if line.label and standing[line.label] == 1]
    written = [replace(line, label=line.label.translate(OTHERWISE)) for line in once[:SEVERAL]]
    sealed = [replace(line, seal="77 0419") for line in once[SEVERAL : 2 * SEVERAL]]
    return [*written, *sealed, *once[2 * SEVERAL : -1], ListLine("НБ-77/9", "88 1207", "bag")]


def _of_kind(comparison: Comparison, kind: str) -> list[ComparedLine]:
    return list(comparison.lines.filter(kind=kind, state="open").order_by("number"))
