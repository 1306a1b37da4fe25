"""One case weighed among everybody sought."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import numpy as np
from django.conf import settings

from cases.identification.parameters import DEFAULT
from cases.identification.people import people_of
from cases.identification.scoring import score_many
from cases.models import MissingPerson
from cases.operations.blocks import people_for
from cases.operations.found_records import post_mortem
from cases.operations.sought import event_of
from cases.operations.told_records import ante_mortem
from cases.operations.weighing import weigh_case
from repatriation.ledger.clock import today
from tests.benchmarks.harness import Work, Workload
from tests.factories.pairs import HERE, Pairs
from tests.factories.steps import Steps

PROFILE = {
    "stature_from": 172, "stature_to": 184, "stature_method": "femur", "age_from": 25,
    "age_to": 40, "age_method": "pubic_symphysis", "hair": "fair",
}  # fmt: skip
AT_ONCE = 5_000


class OneCase(Workload):
    number, name = 14, "one case weighed among the people sought, its best term by term"
    limited_by = "numpy over the columns of its block, which stand ready"
    target, size, small = 3, 100_000, 3_000
    loose = 40  # of few people the limit is a millisecond; the store is asked a dozen times

    def __init__(self, size: int, bare: Any):
        super().__init__(size, bare)
        pairs = Pairs(Steps().north)
        self.case = pairs.case(**PROFILE)
        MissingPerson.objects.bulk_create(_crowd(size, pairs.near()), batch_size=AT_ONCE)
        bare.execute("ANALYZE")
        self.party = self.case.responsible.party_id
        self.found = post_mortem([self.case.pk])[self.case.pk][0]
        told = ante_mortem(people_for(self.case, self.found))
        self.keys = sorted(told)
        self.block = people_of(told[key][0] for key in self.keys)
        self.event = event_of(self.party)

    def application(self) -> Work:
        return lambda: [one.pair[1] for one in weigh_case(self.case).found]

    def limit(self) -> Work:
        return self._by_numpy

    def left(self, result: list[int]) -> object:
        return sorted(result)

    def _by_numpy(self) -> list[int]:
        total = score_many(self.found, self.block, DEFAULT, self.event).total
        best = np.argsort(-total, kind="stable")[: settings.CANDIDATES_KEPT]
        return [self.keys[row] for row in best]


def _crowd(size: int, like: MissingPerson) -> Iterator[MissingPerson]:
    chance = random.Random(size)
    for number in range(size):
        day = today() - timedelta(days=chance.randint(1, 1000))
        yield MissingPerson(
            reference=f"MP-INV-{number}",
            agency=like.agency,
            opened_by=like.opened_by,
            surname="Вигаданий",
            sex=chance.choice(["male"] * 17 + ["female"] * 3),
            born_on=str(chance.randint(1960, 2005)),
            stature_cm=round(chance.gauss(176, 7)),
            hair=chance.choice(["", "black", "brown", "fair", "grey"]),
            last_seen_from=day,
            last_seen_to=day,
            last_seen_latitude=round(float(HERE["latitude"]) + chance.uniform(-1, 1), 5),
            last_seen_longitude=round(float(HERE["longitude"]) + chance.uniform(-1, 1), 5),
        )
