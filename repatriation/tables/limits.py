"""How much of a file is read, so that no list can take the memory or the time of the others."""

from repatriation.tables.refusals import (
    TOO_LONG_CELL,
    TOO_MANY_COLUMNS,
    TOO_MANY_LINES,
    TOO_MUCH_TEXT,
    Unreadable,
)

MAX_BYTES = 10_000_000
MAX_LINES = 100_000
MAX_COLUMNS = 200
MAX_CELL = 32_767  # characters: what a spreadsheet holds in one cell
MAX_CELLS = 2_500_000
MAX_CHARACTERS = 50_000_000
MAX_UNPACKED = 150_000_000  # bytes of XML in a workbook
MAX_TAGS = 8_000_000
MAX_PARTS = 5_000  # files inside a workbook
MAX_PROBLEMS = 10_000
HEAD = 50  # rows in which the header is sought; all before it are titles


class Budget:
    """What one file may still use up, over all its sheets."""

    def __init__(self) -> None:
        self.rows = self.cells = self.characters = self.tags = 0

    def spend(self, row: int, cells: list[str]) -> None:
        """Take one row that is not blank; refuse when the file is larger than any list."""
        longest = max(map(len, cells))
        self.rows += 1
        self.cells += len(cells)
        self.characters += sum(map(len, cells))
        if self.rows > MAX_LINES + HEAD:
            raise Unreadable(TOO_MANY_LINES, limit=MAX_LINES)
        if len(cells) > MAX_COLUMNS:
            raise Unreadable(TOO_MANY_COLUMNS, row=row, limit=MAX_COLUMNS)
        if longest > MAX_CELL:
            raise Unreadable(TOO_LONG_CELL, row=row, limit=MAX_CELL)
        if self.cells > MAX_CELLS or self.characters > MAX_CHARACTERS:
            raise Unreadable(TOO_MUCH_TEXT)
