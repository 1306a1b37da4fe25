"""One workload after the other, each in a fresh copy of the migrated store."""

import sys
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from tests.benchmarks import batches, candidates, comparisons, moves, names, report
from tests.benchmarks.harness import Result, Workload, measure
from tests.conftest import COPY, connect_to, fresh_copy, migrate_template, owner

WORKLOADS: list[type[Workload]] = [
    names.NameSearch,
    moves.OneMove,
    moves.ManyMoves,
    batches.SealedBatch,
    batches.ListOverTheApi,
    candidates.OneCase,
    comparisons.TwoLists,
]


def run(only: list[str]) -> int:
    chosen = [kind for kind in WORKLOADS if not only or str(kind.number) in only]
    results = [_said(result) for result in _measured(chosen)]
    if not only:
        report.write(results)
    sys.stdout.write(f"{report.last_line(results)}\n")
    return 0 if all(result.is_within for result in results) else 1


def _measured(kinds: list[type[Workload]]) -> Iterator[Result]:
    settings.API_REQUESTS_PER_MINUTE = settings.TOKENS_PER_MINUTE = 1_000_000
    application = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    with owner() as cursor:
        migrate_template(cursor)
    for kind in kinds:
        connect_to(COPY, **application)
        fresh_copy()
        with owner(COPY) as bare:
            yield measure(kind(kind.size, bare))


def _said(result: Result) -> Result:
    sys.stdout.write(f"{report.line(result)}\n")
    sys.stdout.flush()
    return result
