"""The cells of a row by their headings, without a table of headings for every row.

A dictionary for each of a hundred thousand lines takes more memory than all their text.
"""

from collections.abc import Iterator, Mapping, Sequence

from repatriation.tables.characters import as_stored, is_blank


class Cells(Mapping[str, str]):
    """What stands under these headings, as sent. A blank cell is not there."""

    __slots__ = ("_cells", "_places")

    def __init__(self, cells: Sequence[str], places: Mapping[str, int]):
        """`places` belongs to the whole list; it may still grow while the list is read."""
        self._cells, self._places = cells, places

    def __getitem__(self, name: str) -> str:
        place = self._places[name]
        if place >= len(self._cells) or is_blank(self._cells[place]):
            raise KeyError(name)
        return as_stored(self._cells[place])

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._places if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))
