"""Two lists of one handover, compared by the worker."""

import random
from io import BytesIO
from typing import Any

from exchanges.models import Comparison
from repatriation.jobs.running import run_job
from tests.benchmarks.harness import Work, Workload
from tests.factories.lists import as_csv
from tests.factories.spellings import FATHERS, GIVEN, SURNAMES, spellings
from tests.factories.steps import Steps

HEADINGS = ["label", "claimed_name", "origin_place", "recovered_on"]
ONLY_ON_ONE, OTHERWISE = 0.03, 0.05
LINE = "exchanges_manifestline"
# Both lists, each line beside the one with its number; which differ is known beforehand.
JOINED = """
SELECT * FROM (SELECT *, {number} AS number FROM {line} WHERE manifest_id = %s) AS ours
FULL JOIN (SELECT *, {number} AS number FROM {line} WHERE manifest_id = %s) AS theirs
    USING (number)
""".format(number="ltrim(regexp_replace(label, '[^0-9]', '', 'g'), '0')", line=LINE)
TABLE = (
    "exchanges_comparedline (comparison_id, number, kind, sender_line_id, receiver_line_id,"
    " differs, state)"
)
# The lines another comparison left, as lines of this one: lists have the same positions.
COPIED = """
COPY (
    SELECT {comparison}, line.number, line.kind, ours.id, theirs.id, line.differs, line.state
    FROM exchanges_comparedline AS line
    LEFT JOIN exchanges_manifestline AS first ON first.id = line.sender_line_id
    LEFT JOIN exchanges_manifestline AS second ON second.id = line.receiver_line_id
    LEFT JOIN exchanges_manifestline AS ours
        ON ours.manifest_id = {sender_list} AND ours.position = first.position
    LEFT JOIN exchanges_manifestline AS theirs
        ON theirs.manifest_id = {receiver_list} AND theirs.position = second.position
    WHERE line.comparison_id = {before} ORDER BY line.number
) TO STDOUT
"""
LEFT = """
SELECT line.kind, line.state, line.differs::text, count(*), md5(string_agg(
    concat_ws('|', line.number, ours.label, theirs.label), ',' ORDER BY line.number))
FROM exchanges_comparedline AS line
LEFT JOIN exchanges_manifestline AS ours ON ours.id = line.sender_line_id
LEFT JOIN exchanges_manifestline AS theirs ON theirs.id = line.receiver_line_id
WHERE line.comparison_id = %s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


class TwoLists(Workload):
    number, name = 16, "two lists compared line by line, names in two languages"
    limited_by = "both lists joined by their numbers, read, and COPY of the compared lines"
    target, size, small = 5, 6_000, 300

    def __init__(self, size: int, bare: Any):
        super().__init__(size, bare)
        self.steps, (self.ours, self.theirs) = Steps(), two_lists(size)
        self.before = 0  # the comparison that the application made first

    def application(self) -> Work:
        comparison = self._asked()
        self.before = self.before or comparison.pk
        return lambda: self._compared(comparison)

    def limit(self) -> Work:
        comparison, rows = self._asked(), BytesIO()
        lists = {
            "comparison": comparison.pk, "before": self.before,
            "sender_list": comparison.sender_list_id, "receiver_list": comparison.receiver_list_id,
        }  # fmt: skip
        self.bare.copy_expert(COPIED.format(**lists), rows)
        return lambda: self._copied(comparison, rows)

    def left(self, comparison: Comparison) -> object:
        self.bare.execute(LEFT, [comparison.pk])
        return self.bare.fetchall()

    def _asked(self) -> Comparison:
        """Both lists are filed; no worker has compared them."""
        batch = self.steps.listed(data=self.ours)
        by = self.steps.north.exchange_officer
        self.steps.listed(data=self.theirs, batch=batch, by=by, side="receiver")
        return batch.comparisons.get()

    def _compared(self, comparison: Comparison) -> Comparison:
        run_job(comparison.job_id)
        return comparison

    def _copied(self, comparison: Comparison, rows: BytesIO) -> Comparison:
        lists = [comparison.sender_list_id, comparison.receiver_list_id]
        self.bare.execute("BEGIN")
        self.bare.execute(JOINED, lists)
        self.bare.fetchall()
        rows.seek(0)
        self.bare.copy_expert(f"COPY {TABLE} FROM STDIN", rows)
        self.bare.execute(
            "UPDATE exchanges_comparison SET compared_at = now() WHERE id = %s", [comparison.pk]
        )
        self.bare.execute("COMMIT")
        return comparison


def two_lists(size: int) -> tuple[bytes, bytes]:
    """As two offices keep them: one in Ukrainian, one in Russian and in another order."""
    chance, ours, theirs = random.Random(size), [], []
    for number in range(1, size + 1):
        name = spellings(chance.choice(SURNAMES), chance.choice(GIVEN), chance.choice([*FATHERS]))
        said = [f"Село {number % 50}", f"{chance.randint(1, 28):02}.06.2025"]
        first, second, turn = f"SYN-{number:05}", f"SYN-{number:05}", chance.random()
        if turn < OTHERWISE:
            second = f"syn {number}"
        if not OTHERWISE < turn < OTHERWISE + ONLY_ON_ONE / 2:
            ours.append([first, name[0], *said])
        if not OTHERWISE + ONLY_ON_ONE / 2 < turn < OTHERWISE + ONLY_ON_ONE:
            theirs.append([second, name[1], *said])
    chance.shuffle(theirs)
    return as_csv([HEADINGS, *ours]), as_csv([HEADINGS, *theirs])
