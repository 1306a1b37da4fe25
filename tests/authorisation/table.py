"""Reads table.txt: who may do what, and to whose. See its head for how it is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
NOBODY = "-"


@dataclass(frozen=True)
class Line:
    """One move of one noun: for each role, the relations in which it may."""

    noun: str
    move: str
    cells: Mapping[str, str]
    is_for_people: bool = False

    def __str__(self) -> str:
        return f"{self.noun}: {self.move}"

    def allows(self, role: str, relation: str) -> bool:
        return relation in self.cells[role]

    @property
    def is_hidden(self) -> bool:
        """Not refused where it may not be made: it is not there."""
        return self.move.split()[0] in ("see", "read", "print")


@dataclass(frozen=True)
class Table:
    roles: tuple[str, ...]
    relations: Mapping[str, Mapping[str, str]]  # noun, letter, in words
    lines: Mapping[tuple[str, str], Line]

    def line(self, noun: str, move: str) -> Line:
        found = self.lines.get((noun, move))
        assert found, f"table.txt says nothing of the move “{move}” of “{noun}”: add its line."
        return found

    def sees(self, noun: str, role: str, relation: str) -> bool:
        return self.line(noun, "see").allows(role, relation)


@cache
def the_table() -> Table:
    return read((HERE / "table.txt").read_text())


def read(text: str) -> Table:
    roles: dict[str, str] = {}
    relations: dict[str, dict[str, str]] = {}
    lines: dict[tuple[str, str], Line] = {}
    noun, columns = "", tuple[str, ...]()
    for row in _rows(text):
        if found := re.fullmatch(r"(\w+) +is (?:the |an? )?(.+)", row):
            roles[found[1]] = found[2]
        elif found := re.fullmatch(r"\[(.+?)\]", row):
            noun = found[1]
            relations[noun] = {}
        elif found := re.fullmatch(r"(\w) = (.+)", row):
            relations[noun][found[1]] = found[2]
        elif row.startswith("| "):
            columns = tuple(roles[name] for name in row[2:].split())
        else:
            line = _line(row, noun, columns, set(relations[noun]))
            lines[noun, line.move] = line
    return Table(tuple(roles.values()), relations, lines)


def _rows(text: str) -> Iterator[str]:
    for row in text.splitlines():
        if said := row.partition("#")[0].strip():
            yield said


def _line(row: str, noun: str, columns: tuple[str, ...], letters: set[str]) -> Line:
    """The name of the move ends where two blanks stand."""
    move, _gap, rest = row.partition("  ")
    cells = rest.split()
    says = f"table.txt, “{noun}: {move}”"
    assert len(cells) == len(columns), f"{says} has {len(cells)} cells for {len(columns)} roles."
    for cell in cells:
        unknown = set(cell) - letters
        assert cell == NOBODY or not unknown, f"{says}: nobody said what {unknown} stands for."
    said = dict(zip(columns, (cell.replace(NOBODY, "") for cell in cells), strict=True))
    return Line(noun, move.removesuffix(" *"), said, is_for_people=move.endswith(" *"))
