"""Reads a handover list and says what is wrong with it, without a database and without saving."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchanges.manifests import COLUMNS, MAX_BYTES, ORDERS, Order, Report, read, report_as_json
from repatriation.errors import Sentence, gettext_noop

CLEAN, PROBLEMS, FATAL = 0, 1, 2
NOT_READABLE = gettext_noop("The file cannot be opened: %(why)s.")


class Command(BaseCommand):
    help = (
        "Check a handover list (XLSX, CSV or JSON). Nothing is saved. "
        "Ends with 0 if the list is clean, 1 if it has problems, 2 if it cannot be read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--map",
            dest="said",
            action="append",
            default=[],
            metavar="HEADING=COLUMN",
            help=f"What a column is, nothing to keep it as sent: {', '.join(COLUMNS)}.",
        )
        parser.add_argument(
            "--date-order",
            action="append",
            default=[],
            metavar="HEADING=day|month",
            help="Which comes first in the dates of this column, where both could.",
        )
        parser.add_argument("--format", choices=["json", "text"], default="text")

    def handle(self, *, file, format, said, date_order, **options):
        mapping = {heading: column or None for heading, column in pairs(said)}
        orders: dict[str, Any] = dict(pairs(date_order, ORDERS))
        report = report_of(file, mapping, orders)
        said = report_as_json(report)
        if format == "json":
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(map(printable, in_words(said))))
        sys.exit(FATAL if report.fatal else PROBLEMS if report.problems else CLEAN)


def pairs(said: list[str], known: Sequence[str] = ("", *COLUMNS)) -> Iterator[tuple[str, str]]:
    """A heading may hold “=” itself; what it is never does."""
    for one in said:
        heading, sign, what = one.rpartition("=")
        if not sign or what not in known:
            raise CommandError(f"Say HEADING=WHAT, with one of: {', '.join(filter(None, known))}.")
        yield heading, what


def report_of(file: Path, mapping: dict[str, str | None], orders: dict[str, Order]) -> Report:
    try:
        with file.open("rb") as content:
            data = content.read(MAX_BYTES + 1)  # one more is enough to be too large
    except OSError as error:
        return Report(fatal=Sentence(NOT_READABLE, {"why": error.strerror or str(error)}))
    return read(data, file.name, mapping, orders)


def in_words(said: dict) -> list[str]:
    if said["fatal"]:
        return [said["fatal"]]
    columns = [f"  {heading} -> {column or '-'}" for heading, column in said["mapping"].items()]
    problems = [
        f"  row {problem['row']}, {problem['column'] or '-'}: "
        f"{problem['severity']} {problem['code']}: {problem['message']}"
        for problem in said["problems"]
    ]
    return [
        f"Lines: {said['rows']}",
        "Columns:",
        *columns,
        f"Problems: {len(problems)}",
        *problems,
    ]


def printable(line: str) -> str:
    """A heading must not steer the terminal."""
    return "".join(char if char.isprintable() else "�" for char in line)
