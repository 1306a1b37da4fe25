"""The rows one turn of the application left, to be left again by COPY: the same in the same tables,
under the same constraints and triggers."""

from io import BytesIO

from django.db.models import Field, Max, Model

from cases.models import Container, CustodyEvent
from exchanges.models import BatchPlace, Count, Manifest, ManifestLine
from repatriation.audit.models import Event, Stream
from repatriation.ledger.models import Obligation

# In the order in which they refer to each other.
MODELS: list[type[Model]] = [
    Manifest, ManifestLine, Container, CustodyEvent, BatchPlace, Count, Event, Obligation,
]  # fmt: skip
FAR = 10_000_000  # between the keys of one copy and the next
STREAMS = """
SELECT '{mark}' || name, seq, head FROM audit_stream WHERE name IN
    (SELECT stream FROM audit_event WHERE id > {after} AND id <= {until})
"""


class Copies:
    """Taken before and after the turn; each copy then has keys and references of its own."""

    def __init__(self) -> None:
        self.before, self.after, self.made = _newest(), dict[type[Model], int](), 0

    def end(self) -> None:
        self.after = _newest()

    def next(self, cursor, batch: int) -> list[tuple[str, BytesIO]]:
        """What is copied into which table, ready to be sent."""
        self.made += 1
        mark = f"~{self.made}"
        copies = [self._copy(cursor, model, mark, batch) for model in MODELS]
        events = {"after": self.before[Event], "until": self.after[Event]}
        streams = _taken(cursor, STREAMS.format(mark=mark, **events))
        return [*copies, (f"{Stream._meta.db_table} (name, seq, head)", streams)]

    def _copy(self, cursor, model: type[Model], mark: str, batch: int) -> tuple[str, BytesIO]:
        fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        given = ", ".join(self._given(field, mark, batch) for field in fields)
        table, names = model._meta.db_table, ", ".join(field.column for field in fields)
        between = f"id > {self.before[model]} AND id <= {self.after[model]}"
        rows = _taken(cursor, f"SELECT {given} FROM {table} WHERE {between} ORDER BY id")
        return f"{table} ({names})", rows

    def _given(self, field: Field, mark: str, batch: int) -> str:
        if field.name == "batch":
            return str(batch)
        model = field.model if field.primary_key else field.related_model
        if model in self.before:
            last = self.before[model]
            moved = f"{field.column} + {self.made * FAR}"
            return f"CASE WHEN {field.column} > {last} THEN {moved} ELSE {field.column} END"
        if field.name in ("reference", "stream"):
            return f"'{mark}' || {field.column}"
        return field.column


def _newest() -> dict[type[Model], int]:
    return {model: model._base_manager.aggregate(last=Max("pk"))["last"] or 0 for model in MODELS}


def _taken(cursor, query: str) -> BytesIO:
    rows = BytesIO()
    cursor.copy_expert(f"COPY ({query}) TO STDOUT", rows)
    return rows


def put(cursor, copies: list[tuple[str, BytesIO]]) -> None:
    for table, rows in copies:
        rows.seek(0)
        cursor.copy_expert(f"COPY {table} FROM STDIN", rows)
