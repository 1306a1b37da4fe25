"""What was measured, in words and in docs/benchmarks.md."""

import platform
import subprocess
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path
from statistics import median

from django.db import connection

from tests.benchmarks.harness import STEADY, Result

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
KEPT = "\n## Beside the ratios\n"
HEAD = """\
# Benchmarks

Written by `make bench` down to the last line of ratios; what follows is kept. How
it measures is in `tests/benchmarks/harness.py`.

Each workload is timed beside its **limit**: the same rows by plain SQL in one session that stays,
with the same constraints and triggers. Both take turns in the same run, and what they left is
compared before anything is timed. The ratio is the median over the rounds, with the smallest and
the largest. Where the limit took more than {steady} times as long in one round as in another, the
machine was too busy, and the run does not count. The store keeps nothing through a power cut here
(`fsync` is off), so seconds are no promise; ratios are what is looked at.

Commit {commit}, {date}; {machine}.

| # | workload | size | its limit | application | limit | ratio | target | |
|---|---|---|---|---|---|---|---|---|
"""


def line(result: Result) -> str:
    kind, ratios = result.workload, result.ratios
    said = f"{kind.number:>3}  {result.ratio:5.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
    return f"{said}  target {kind.target}, {verdict(result)}: {kind.name}"


def verdict(result: Result) -> str:
    if not result.counts:
        return f"does not count: the limit spread over {result.spread:.1f}"
    return "within" if result.is_within else "not within"


def last_line(results: list[Result]) -> str:
    within = sum(result.is_within for result in results)
    return f"{within} of {len(results)} workloads are within their target."


def write(results: list[Result]) -> None:
    head = HEAD.format(
        steady=STEADY, commit=_commit(), date=f"{datetime.now(UTC):%Y-%m-%d}", machine=_machine()
    )
    _before, heading, kept = PAGE.read_text().partition(KEPT)
    rows = "".join(map(_row, results))
    PAGE.write_text(f"{head}{rows}\n{last_line(results)}\n{heading}{kept}")


def _row(result: Result) -> str:
    kind, ratios = result.workload, result.ratios
    cells = [
        kind.number, kind.name, f"{kind.size:,}", kind.limited_by,
        _time(result.application), _time(result.limit),
        f"{result.ratio:.1f} ({min(ratios):.1f} to {max(ratios):.1f})",
        kind.target, verdict(result),
    ]  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |\n"


def _time(seconds: list[float]) -> str:
    taken = median(seconds)
    return f"{taken:.2f} s" if taken >= 1 else f"{taken * 1000:.1f} ms"


def _commit() -> str:
    asked = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(asked, cwd=PAGE.parent, capture_output=True, text=True).stdout.strip()


def _machine() -> str:
    model = next(
        (
            text.partition(":")[2].strip()
            for text in Path("/proc/cpuinfo").read_text().splitlines()
            if text.startswith("model name")
        ),
        platform.machine(),
    )
    server = connection.pg_version
    return (
        f"{cpu_count()} cores, {model}, Python {platform.python_version()}, "
        f"PostgreSQL {server // 10_000}"
    )
