"""How many of those who are looked for stand among the first ten, by the way they were typed."""

from dataclasses import dataclass, field

from cases.models import MissingPerson, PersonName
from repatriation.accounts.models import User
from tests.factories.crowd import WAYS, Invented, queries

FIRST = 10


@dataclass
class Recall:
    asked: int = 0
    first_ten: int = 0
    found: int = 0
    candidates: int = 0  # others of the register who share a key
    shown: int = 0

    @property
    def line(self) -> str:
        return (
            f"{self.first_ten / self.asked:.3f} | {self.found / self.asked:.3f} | "
            f"{self.candidates / self.asked:.0f} | {self.shown / self.asked:.0f}"
        )


@dataclass
class Measured:
    ways: dict[str, Recall] = field(default_factory=lambda: {way: Recall() for way in WAYS})

    @property
    def recall(self) -> float:
        asked = sum(way.asked for way in self.ways.values())
        return sum(way.first_ten for way in self.ways.values()) / asked

    def __str__(self) -> str:
        rows = [f"| {way} | {one.line} |" for way, one in self.ways.items()]
        head = "| typed | in the first 10 | found | share a key | shown |\n|---|---|---|---|---|"
        return "\n".join([head, *rows, f"In the first ten of all: {self.recall:.3f}."])


def measure_recall(people: list[Invented], rows: list[int], by: User, each: int) -> Measured:
    """`rows` are the keys of the people in the store. Nobody is counted as found because somebody
    else of the same name is."""
    measured = Measured()
    for query in queries(people, each):
        person, way = rows[query.person], measured.ways[query.way]
        called = MissingPerson.objects.visible_to(by).called(by, query.text).order_by("likeness")
        found = list(called.values_list("pk", flat=True))
        way.asked += 1
        way.first_ten += person in found[:FIRST]
        way.found += person in found
        way.shown += len(found) - (person in found)
        way.candidates += PersonName.objects.keyed_as(query.text).exclude(person=person).count()
    return measured
