"""A handover list is filed: a new version, its containers, and what it contradicts."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db import transaction

from cases.models import Container
from cases.operations.listing import list_containers, list_packed
from cases.states import ContainerState
from exchanges.manifests.digest import digest
from exchanges.manifests.report import Report
from exchanges.models import BatchPlace, Discrepancy, ExchangeBatch, Manifest, ManifestLine, Side
from exchanges.operations.batches import leave
from exchanges.operations.comparing import compare_again
from exchanges.operations.discrepancies import open_discrepancies
from exchanges.operations.lists import label_key, row_of
from exchanges.policies import batches as policies
from exchanges.policies.sides import is_of_side, own_side
from exchanges.states import BatchState, batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.files.models import StoredFile
from repatriation.ledger.adding import Row, add_facts
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep, save_each
from repatriation.ledger.writing import record

STOPPED = gettext_noop(
    "This list cannot be filed as it is: some rows need another look. Nothing was saved."
)
EMPTY = gettext_noop("This list has no lines; there is nothing to file.")


@transaction.atomic
def file_list(
    *,
    batch: ExchangeBatch,
    file: StoredFile,
    report: Report,
    by: User,
    side: Side | None = None,
    said_on: date | None = None,
    source: str = "",
) -> Manifest:
    """By its own side a list is its own entry; by the other side it is recorded from what that side
    sent, and names it. Without `side` it is the own side's, or the other's if a source is named.
    A correction is a new version.

    The sender's list makes the containers: they keep their reference where the label is the same,
    others are withdrawn or added. The receiver's is only compared with it.
    """
    batch = lock(batch)
    require(policies.why_not_list(by, batch))
    move = batch_workflow.require("list", batch.state)
    if report.fatal:
        raise RuleBroken(report.fatal)
    if report.stops_import:
        raise RuleBroken(Sentence(STOPPED))
    if not report.lines:
        raise RuleBroken(Sentence(EMPTY))
    side = side or own_side(by, batch, is_from_other=bool(source))
    manifest = _new_version(batch, side, file, report, by, said_on, source)
    rows = [row_of(line, manifest) for line in report.lines]
    lines = dict(zip(add_facts(ManifestLine, rows), rows, strict=True))
    if side == Side.SENDER:
        _open_duplicates(batch, _place(batch, lines, by), by)
    if side == Side.SENDER or batch.state != BatchState.DRAFT:
        batch.state = move.target
    keep(batch)
    compare_again(batch, by)
    record(
        "exchanges.list_filed" if side == Side.SENDER else "exchanges.receivers_list_filed",
        batch,
        by=by,
        manifest=manifest.pk,
        number=manifest.number,
        lines=len(lines),
        digest=manifest.digest,
    )
    return manifest


def _new_version(
    batch, side: Side, file, report: Report, by: User, said_on, source: str
) -> Manifest:
    last = batch.list_of(side)
    read_as = report.read_as
    return Manifest.objects.create(
        batch=batch,
        side=side,
        number=last.number + 1 if last else 1,
        file=file,
        read_as={
            "format": read_as.format,
            "encoding": read_as.encoding,
            "delimiter": read_as.delimiter,
            "sheet": read_as.sheet,
        },
        mapping=dict(report.mapping),
        digest=digest(report.lines),
        filed_by=by,
        filed_at=now(),
        is_recorded_for=not is_of_side(by, batch.agency_of(side)),
        said_on=said_on,
        source=source.strip(),
    )


def _place(batch, lines: dict[int, Row], by: User) -> list[tuple[str, Container]]:
    """The n-th line with a label is the n-th container with it; what is left over leaves."""
    standing = defaultdict(list)
    for place in batch.places.filter(left_at=None).select_related("container").order_by("pk"):
        standing[place.label_key].append(place)
    kept, new = [], []
    for key, line in lines.items():
        label = label_key(line["label"])
        if label and standing[label]:
            place = standing[label].pop(0)
            place.line_id = key
            kept.append(place)
        else:
            new.append((label, key, line))
    leave([place for places in standing.values() for place in places], by)
    save_each(kept, ["line"])
    return [(place.label_key, place.container) for place in kept] + _add(batch, new, by)


def _add(batch, lines: list[tuple[str, int, Row]], by: User) -> list[tuple[str, Container]]:
    """A line whose label is the reference of a container that the sender packed is that one, where
    the sender files its list itself: nobody else says what of it goes."""
    packed = _packed(batch, lines) if is_of_side(by, batch.sender) else {}
    listed = list_packed(containers=list(packed.values()), holder=batch.sender, by=by)
    by_key = {one.pk: one for one in listed}
    known = {key: by_key[container.pk] for key, container in packed.items()}
    fresh = _fresh(batch, [line for line in lines if line[1] not in packed], by)
    containers = [known[key] if key in known else next(fresh) for _label, key, _line in lines]
    labels = [label for label, _key, _line in lines]
    places = [
        {"batch_id": batch.pk, "container_id": container.pk, "line_id": key, "label_key": label}
        for container, (label, key, _line) in zip(containers, lines, strict=True)
    ]
    add_facts(BatchPlace, places)
    return list(zip(labels, containers, strict=True))


def _packed(batch, lines: list[tuple[str, int, Row]]) -> dict[int, Container]:
    """By the key of the line; each container once."""
    asked = {line["label"].strip(): key for _label, key, line in reversed(lines)}
    rows = Container.objects.filter(
        reference__in=asked, state=ContainerState.PACKED, custodian__party=batch.sender.party_id
    )
    return {asked[row.reference]: row for row in rows}


def _fresh(batch, lines: list[tuple[str, int, Row]], by: User) -> Iterator[Container]:
    made = list_containers(
        lines=[
            {
                "label": line["label"],
                "seal": line.get("seal", ""),
                "kind": line.get("container_kind", ""),
            }
            for _label, _key, line in lines
        ],
        holder=batch.sender,
        by=by,
    )
    return iter(made)


def _open_duplicates(batch, places: list[tuple[str, Container]], by: User) -> None:
    """A repeated label is a warning and a discrepancy, never a refusal."""
    by_label = defaultdict(list)
    for label, container in places:
        if label:
            by_label[label].append(container)
    repeated = [c for containers in by_label.values() if len(containers) > 1 for c in containers]
    open_discrepancies(Discrepancy.Code.LABEL_DUPLICATE, batch=batch, containers=repeated, by=by)
