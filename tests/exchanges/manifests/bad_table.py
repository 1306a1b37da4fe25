"""The table of bad files in docs/handover-lists.md."""

import re
from pathlib import Path

from exchanges.manifests import COLUMNS, Report, read
from tests.factories.bad_files import FILES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "handover-lists.md"
START, END = "| file | what is told |\n|---|---|\n", "\n## The digest of a list"
ALL_COLUMNS = ", ".join(COLUMNS)


def table() -> list[str]:
    return [f"| {name} | {_told(read(make(), 'list'))} |" for name, make in FILES.items()]


def rows_of_the_page() -> list[str]:
    return PAGE.read_text().partition(START)[2].partition(END)[0].strip().splitlines()


def _told(report: Report) -> str:
    if report.fatal:
        return str(report.fatal).replace(ALL_COLUMNS, "…")
    codes = dict.fromkeys(f"`{one.code}` ({one.severity})" for one in report.problems)
    lines = f"{report.rows} line{'s' if report.rows > 1 else ''} read"
    letters = report.read_as.encoding
    as_ = f" as {letters}" if letters not in (None, "utf-8") else ""
    return re.sub(r"\|", "\\|", ": ".join(filter(None, [lines + as_, ", ".join(codes)])))


def write() -> None:
    text = PAGE.read_text()
    before, start, rest = text.partition(START)
    PAGE.write_text(before + start + "\n".join(table()) + "\n" + END + rest.partition(END)[2])


if __name__ == "__main__":
    write()
