"""Somebody looked for by name among 100,000: with a slip, in another script, by initials."""

import random
import sys
from itertools import chain, cycle
from typing import Any

from cases.identification.names import keys, sort_key
from cases.models import MissingPerson
from tests.benchmarks.harness import Work, Workload
from tests.cases.people.recall import measure_recall
from tests.factories.crowd import Query, crowd, queries
from tests.factories.register import register
from tests.factories.seeking import Seeking

# By the same keys through the same index, the likest of them by trigrams: no rows of people, no
# right to read them, and no first names that are one.
LIKEST = """
SELECT person_id FROM cases_personname WHERE keys && %(keys)s::varchar[] AND withdrawn_at IS NULL
ORDER BY similarity(sort_key, %(sort_key)s) DESC, id LIMIT 50
"""
FULL = 100_000
EACH, LEAST = {True: 100, False: 5}, 0.95


class NameSearch(Workload):
    number, name = 5, "somebody looked for by name: with a slip, in another script, by initials"
    limited_by = "the names that share a key, the likest by trigrams, in one SELECT"
    target, size, small, repeats = 2, FULL, 2_000, 20
    loose = 24  # of few names the limit takes a third of a millisecond: less than to read rows

    def __init__(self, size: int, bare: Any):
        super().__init__(size, bare)
        self.by = Seeking().liaison
        people = crowd(size)
        self.rows = register(people, self.by)
        bare.execute("ANALYZE")
        measured = measure_recall(people, self.rows, self.by, each=EACH[size == FULL])
        if measured.recall < LEAST:
            raise AssertionError(str(measured))
        if size == FULL:
            sys.stdout.write(f"{measured}\n")
        asked = list(queries(people, 20))
        random.Random(1).shuffle(asked)
        whole = next(query for query in asked if query.way == "cross-script")
        self.asked = {leg: chain([whole], cycle(asked)) for leg in ("application", "limit")}

    def application(self) -> Work:
        query = next(self.asked["application"])
        return lambda: (query, self._called(query.text))

    def limit(self) -> Work:
        query = next(self.asked["limit"])
        row = {"keys": sorted(keys(query.text)), "sort_key": sort_key(query.text)}
        return lambda: (query, self._likest(row))

    def left(self, result: tuple[Query, list[int]]) -> object:
        """Whether the one looked for is there: the limit knows less of names, and finds fewer."""
        query, found = result
        return self.rows[query.person] in found

    def _called(self, text: str) -> list[int]:
        people = MissingPerson.objects.visible_to(self.by).shown_to(self.by)
        called = people.called(self.by, text).select_related("agency")
        return [person.pk for person in called.order_by("likeness")]

    def _likest(self, row: dict[str, Any]) -> list[int]:
        self.bare.execute(LIKEST, row)
        return [person for (person,) in self.bare.fetchall()]
