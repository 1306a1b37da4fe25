"""Workloads on custody: one act, and the same act on many containers, with events and rules."""

from typing import Any

from cases.models import Container
from cases.operations.custody import Circumstances
from cases.operations.storing import store_containers
from repatriation.audit.models import stream_of
from repatriation.ledger.canonical import canonical
from repatriation.ledger.clock import now
from repatriation.ledger.writing import APPEND
from tests.benchmarks.harness import Work, Workload
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.remains import ContainerFactory, StorageUnitFactory
from tests.factories.steps import do

CUSTODY = """
INSERT INTO cases_custodyevent (container_id, seq, kind, from_holder_id, to_holder_id,
    storage_unit_id, place, handed_over_by, outside_witness, alone_reason, note, permit, permit_by,
    is_on_paper, is_late, occurred_at, recorded_at, recorded_by_id)
SELECT id, %(seq)s, 'stored', %(agency)s, %(agency)s, %(unit)s, '', '', '', 'night', '', '', '',
    false, false, %(at)s, %(at)s, %(by)s
FROM unnest(%(ids)s) AS id
"""
CHANGE = "UPDATE cases_container SET storage_unit_id = %s, version = version + 1 WHERE id = ANY(%s)"
LEFT = """
SELECT count(*), count(DISTINCT custody.container_id), max(custody.kind), max(custody.alone_reason),
    max(custody.storage_unit_id), (SELECT count(*) FROM ledger_obligation)
FROM cases_custodyevent AS custody JOIN cases_container AS container
    ON container.id = custody.container_id AND container.storage_unit_id = custody.storage_unit_id
"""


class ManyMoves(Workload):
    """Both legs store the same containers, again and again."""

    number, name = 9, "100 containers stored in one move: locked, checked, told of each"
    limited_by = "INSERT … SELECT unnest, the rows' UPDATE and append_event for each, one commit"
    target, size, small, repeats = 5, 100, 100, 5

    def __init__(self, size: int, bare: Any):
        super().__init__(size, bare)
        self.officer = UserFactory(agency=AgencyFactory(mortuary=True), role="mortuary officer")
        home = self.officer.agency
        self.unit = StorageUnitFactory(agency=home)
        self.containers = ContainerFactory.create_batch(size, custodian=home)
        self.turns, self.before = 0, [0, 0]

    def application(self) -> Work:
        self.turns += 1
        found = list(Container.objects.visible_to(self.officer))
        said = Circumstances(storage_unit=self.unit, alone_reason="night")
        deed = {"containers": found, "circumstances": said}
        return lambda: do(store_containers, by=self.officer, **deed)

    def limit(self) -> Work:
        self.turns += 1
        at, ids = now(), [container.pk for container in self.containers]
        entries = sorted((stream_of(each), self._body(each, at)) for each in self.containers)
        row = {
            "seq": self.turns, "agency": self.officer.agency_id, "unit": self.unit.pk,
            "by": self.officer.pk, "at": at, "ids": ids,
        }  # fmt: skip
        return lambda: self._insert(
            row, ids, [list(column) for column in zip(*entries, strict=True)]
        )

    def _insert(self, row: dict[str, Any], ids: list[int], entries: list[list[str]]) -> None:
        self.bare.execute("BEGIN")
        self.bare.execute(CUSTODY, row)
        self.bare.execute(CHANGE, [self.unit.pk, ids])
        self.bare.execute(APPEND, entries)
        self.bare.execute("COMMIT")

    def _body(self, container: Container, at) -> str:
        return canonical(
            {
                "kind": "cases.container_stored",
                "subject": [container._meta.label_lower, container.pk],
                "actor": self.officer.pk,
                "occurred_at": at.isoformat(),
                "recorded_at": at.isoformat(),
                "details": {"storage_unit": self.unit.pk},
            }
        )

    def left(self, _result: Any) -> object:
        self.bare.execute(LEFT)
        rows, *same, told = self.bare.fetchone()
        before, self.before = self.before, [rows, told]
        return rows - before[0], told - before[1], same


class OneMove(ManyMoves):
    number, name = 8, "one container stored: its custody event and its event in the record"
    limited_by = "the two INSERTs, and the row's UPDATE, in one commit"
    target, size, small, repeats = 4, 1, 1, 100
