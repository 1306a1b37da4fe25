"""Between a list as it was read and its rows in the store."""

from collections.abc import Iterable
from typing import Any

from exchanges.manifests.columns import COLUMNS
from exchanges.manifests.report import Line
from exchanges.models import Manifest, ManifestLine
from repatriation.ledger.adding import Row
from repatriation.tables.folding import fold_label

LONGEST = 200
TEXTS = [name for name in COLUMNS if name != "claimed_individuals"]


def label_key(label: str) -> str:
    """What a container is found by: folding may lengthen a label, the store keeps 200 letters."""
    return fold_label(label)[:LONGEST]


def row_of(line: Line, manifest: Manifest) -> Row:
    """What was read goes to its column; every cell is kept as it was sent."""
    return {
        "manifest_id": manifest.pk,
        "position": line.position,
        "row": line.row,
        "has_no_label": line.has_no_label,
        "as_sent": dict(line.as_sent),
        **line.values,
    }


def lines_of(manifest: Manifest) -> Iterable[Line]:
    """The rows as they were read, in the order they were sent: what a seal is over."""
    unknown = {header for header, column in manifest.mapping.items() if column is None}
    for row in manifest.lines.order_by("position").iterator(2000):
        yield Line(
            position=row.position,
            row=row.row,
            values=_values(row),
            as_sent=row.as_sent,
            extra={name: text for name, text in row.as_sent.items() if name in unknown},
            has_no_label=row.has_no_label,
        )


def _values(row: ManifestLine) -> dict[str, Any]:
    """As the reader gives them: what is empty is absent, except the label."""
    values: dict[str, Any] = {name: getattr(row, name) for name in TEXTS if getattr(row, name)}
    if row.claimed_individuals is not None:
        values["claimed_individuals"] = row.claimed_individuals
    return {"label": row.label} | values
