"""What the sending side writes of its containers, and what will be found in them."""

from datetime import date, timedelta
from random import Random

from cases.models.remains import RemainsKind
from repatriation.demo.lists import ListLine
from repatriation.demo.names import BROKEN, LABEL_STYLES, PLACES, SEAL_STYLES, full_name
from repatriation.demo.plans import Scene

KINDS = ["bag"] * 17 + ["box"] * 2 + ["coffin"]
WHOSE = ["theirs"] * 16 + ["unknown"] * 3 + ["civilian"]
LANGUAGES = ("uk", "ru", "en", "uk", "ru")


def draw_lines(
    scene: Scene, count: int, *, series: int, language: str, day: date, outgoing: bool = False
) -> list[ListLine]:
    """So many lines in one style of labels, as one office writes them."""
    chance, shares = scene.chance, scene.shares
    label, seal = chance.choice(LABEL_STYLES), chance.choice(SEAL_STYLES)
    first = chance.randint(100, 4000)
    lines = [
        ListLine(
            label=label.format(series=series, number=number),
            seal=seal.format(number=first + number),
            kind="coffin" if outgoing else chance.choice(KINDS),
            whose=chance.choice(WHOSE),
            place=chance.choice(PLACES[language]),
            recovered=day - timedelta(days=chance.randint(20, 400)),
        )
        for number in range(1, count + 1)
    ]
    for line in chance.sample(lines, shares.named.of(count)):
        line.name = full_name(language, chance)
        line.born = f"{chance.randint(1965, 2003)}"
    _disturb(lines, language, scene)
    return lines


def _disturb(lines: list[ListLine], language: str, scene: Scene) -> None:
    """What is wrong on every real list: labels that repeat or lack, torn seals, empty cells."""
    chance, shares, count = scene.chance, scene.shares, len(lines)
    for line in chance.sample(lines, count // 12):
        line.seal = BROKEN[language]
    for line in chance.sample(lines, count // 10):
        line.people = None
    for line in chance.sample(lines, count // 25):
        line.people = 2
    if count < 4:
        return
    free = list(range(1, count))
    for _ in range(shares.repeated.of(count)):
        at = free.pop(chance.randrange(len(free)))
        lines[at].label = lines[at - 1].label
    for _ in range(shares.unlabelled.of(count)):
        lines[free.pop(chance.randrange(len(free)))].label = ""


def found_inside(scene: Scene) -> list[RemainsKind]:
    """What is numbered when a container is opened."""
    shares, chance = scene.shares, scene.chance
    if shares.several.includes_next():
        return [RemainsKind.BODY, *_parts(chance)]
    if shares.parts_only.includes_next():
        return [RemainsKind.BODY_PART]
    return [RemainsKind.BODY]


def found_in_the_field(chance: Random) -> list[RemainsKind]:
    return [RemainsKind.BODY] * chance.randint(1, 3) + _parts(chance)


def _parts(chance: Random) -> list[RemainsKind]:
    kinds = [RemainsKind.BODY_PART, RemainsKind.FRAGMENT, RemainsKind.MIXED_FRAGMENTS]
    return [RemainsKind.BODY_PART, *chance.sample(kinds, chance.randint(0, 1))]
