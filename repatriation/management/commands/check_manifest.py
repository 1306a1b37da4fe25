"""Reads a handover list and says what is wrong with it, without a database and without saving."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from exchanges.manifests import MAX_BYTES, Report, read, report_as_json
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
        parser.add_argument("--format", choices=["json", "text"], default="text")

    def handle(self, *, file, format, **options):
        report = report_of(file)
        said = report_as_json(report)
        if format == "json":
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(map(printable, in_words(said))))
        sys.exit(FATAL if report.fatal else PROBLEMS if report.problems else CLEAN)


def report_of(file: Path) -> Report:
    try:
        with file.open("rb") as content:
            data = content.read(MAX_BYTES + 1)  # one more is enough to be too large
    except OSError as error:
        return Report(fatal=Sentence(NOT_READABLE, {"why": error.strerror or str(error)}))
    return read(data, file.name)


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
