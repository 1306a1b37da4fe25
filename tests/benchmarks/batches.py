"""Workloads on handover lists: a whole batch up to its seal, and a list over the API."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from exchanges.models import ExchangeBatch
from exchanges.operations import counting, importing, sealing
from repatriation.jobs.running import run_job
from repatriation.ledger.models import Obligation
from tests.api.callers import program
from tests.benchmarks.copies import Copies, put
from tests.benchmarks.harness import Work, Workload
from tests.factories.lists import csv_list
from tests.factories.steps import Steps, do

SEAL = """
UPDATE exchanges_exchangebatch SET state = 'sealed', sealed_manifest_id = list.id,
    sealed_at = now(), sealed_by_id = list.filed_by_id, sealed_digest = encode(sha256(convert_to(
        (SELECT string_agg(line::text, ',' ORDER BY position) FROM exchanges_manifestline AS line
         WHERE manifest_id = list.id), 'UTF8')), 'hex')
FROM exchanges_manifest AS list WHERE list.batch_id = exchanges_exchangebatch.id
    AND exchanges_exchangebatch.id = %s
"""
LEFT = """
SELECT batch.state, count(*), count(place.id), count(custody.id),
    md5(string_agg(concat_ws('|', line.label, line.as_sent, line.recovered_on, container.label,
        container.state, custody.kind, custody.to_holder_id), ',' ORDER BY line.position))
FROM exchanges_exchangebatch AS batch
JOIN exchanges_manifest AS list ON list.batch_id = batch.id
JOIN exchanges_manifestline AS line ON line.manifest_id = list.id
LEFT JOIN exchanges_batchplace AS place ON place.line_id = line.id
LEFT JOIN cases_container AS container ON container.id = place.container_id
LEFT JOIN cases_custodyevent AS custody ON custody.container_id = container.id
WHERE batch.id = %s GROUP BY batch.state
"""


class OfLists(Workload):
    """The limit copies the rows that the application left at its first turn."""

    ends_with = ""  # what else the limit does to its batch

    def __init__(self, size: int, bare: Any):
        super().__init__(size, bare)
        self.steps, self.data = Steps(), csv_list(size, "uk")
        self.copies: Copies | None = None
        self.told = Obligation.objects.count()  # of events; in a copy they name their first subject

    def application(self) -> Work:
        batch = self.steps.batch()
        if self.copies:
            return lambda: self.bring(batch)
        self.copies = Copies()
        return lambda: (self.bring(batch), self.copies.end())[0]

    def limit(self) -> Work:
        batch = self.steps.batch()
        rows = self.copies.next(self.bare, batch.pk)
        return lambda: self._put(rows, batch)

    def _put(self, rows, batch: ExchangeBatch) -> ExchangeBatch:
        self.bare.execute("BEGIN")
        put(self.bare, rows)
        self.bare.execute(self.ends_with, [batch.pk])
        self.bare.execute("COMMIT")
        return batch

    def left(self, batch: ExchangeBatch) -> object:
        self.bare.execute(LEFT, [batch.pk])
        rows, before, self.told = self.bare.fetchall(), self.told, Obligation.objects.count()
        return rows, self.told - before

    def bring(self, batch: ExchangeBatch) -> ExchangeBatch:
        raise NotImplementedError


class SealedBatch(OfLists):
    number, name = 10, "a batch: its list uploaded, read by a worker, confirmed, counted, sealed"
    limited_by = "COPY of the same rows into the same tables, and one digest, in one transaction"
    target, size, small = 4, 6_000, 600
    ends_with = SEAL

    def bring(self, batch: ExchangeBatch) -> ExchangeBatch:
        officer, again = self.steps.south.exchange_officer, self.steps.again
        packer = self.steps.south.person("exchange officer", name="packer")
        upload = {"batch": batch, "data": self.data, "name": "list.csv"}
        draft = do(importing.start_import, by=officer, **upload)
        run_job(draft.job_id)
        do(importing.confirm_import, by=officer, draft=again(draft))
        counted = {"containers": self.size, "packed_by": packer}
        do(counting.count_batch, by=officer, batch=again(batch), **counted)
        do(sealing.seal_batch, by=officer, batch=again(batch))
        return batch


class ListOverTheApi(OfLists):
    number, name = 11, "a CSV list sent over the API with a token: read, checked, filed"
    limited_by = "COPY of the same rows into the same tables, in one transaction"
    target, size, small = 4, 10_000, 600
    ends_with = "UPDATE exchanges_exchangebatch SET state = 'listed' WHERE id = %s"

    def __init__(self, size: int, bare: Any):
        super().__init__(size, bare)
        self.caller = program(self.steps.south.program("exchange officer"))

    def bring(self, batch: ExchangeBatch) -> ExchangeBatch:
        file = SimpleUploadedFile("list.csv", self.data, "text/csv")
        address = f"batches/{batch.reference}/manifests/"
        answer = self.caller.upload(address, {"file": file}, seen=batch)
        if answer.status_code != 201:
            raise AssertionError(answer.content)
        return batch
