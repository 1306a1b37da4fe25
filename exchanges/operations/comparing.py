"""Two lists are compared by a worker; what was decided of an unchanged pair is carried on."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from django.db import transaction

from exchanges.manifests.columns import COLUMNS
from exchanges.manifests.comparing import Pair, Pairing, compare
from exchanges.models import ComparedLine, Comparison, ExchangeBatch, Manifest, Side
from exchanges.policies import comparisons as policies
from exchanges.states import BatchState, LineState, batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import Conflict, Sentence, gettext_noop, require
from repatriation.jobs.running import OPEN, Step, job_kind, start_job
from repatriation.ledger.adding import add_each
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import acting_as, record

Kind = ComparedLine.Kind
KINDS = {
    Pairing.SAME: Kind.SAME,
    Pairing.OTHERWISE: Kind.OTHERWISE,
    Pairing.PROBABLE: Kind.PROBABLE,
    Pairing.ONLY_FIRST: Kind.ONLY_SENDER,
    Pairing.ONLY_SECOND: Kind.ONLY_RECEIVER,
}
ONE_LIST = gettext_noop("Two lists are compared; one side has filed none yet.")
DONE = gettext_noop("These lists are compared already, or being compared.")
Row = tuple[int, dict]  # key of the line, and its values


def compare_again(batch: ExchangeBatch, by: User) -> Comparison | None:
    """For an operation that has locked the batch and filed a list."""
    lists = {
        "sender_list": batch.list_of(Side.SENDER),
        "receiver_list": batch.list_of(Side.RECEIVER),
    }
    if not all(lists.values()):
        return None
    comparison = Comparison.objects.create(batch=batch, asked_by=by, asked_at=now(), **lists)
    return _have_compared(comparison, by)


@transaction.atomic
def compare_anew(*, batch: ExchangeBatch, by: User) -> Comparison:
    """After the work was cancelled, or failed."""
    batch = lock(batch)
    require(policies.why_not_compare(by, batch))
    comparison = policies.comparison_of(batch)
    if comparison is None:
        raise Conflict(Sentence(ONE_LIST))
    if comparison.compared_at or (comparison.job and comparison.job.state in OPEN):
        raise Conflict(Sentence(DONE))
    return _have_compared(comparison, by)


@job_kind("exchanges.compare_lists")
def compare_lists(step: Step) -> str:
    """The worker's part: no transaction is open while it compares."""
    comparison = Comparison.objects.select_related(
        "sender_list", "receiver_list", "batch__sender", "batch__receiver"
    ).get(pk=step.job.subject_id)
    step.progress(0, 3)
    found = _find_pairs(comparison)
    step.progress(2, 3)
    with acting_as(step.job.by):
        _keep_result(comparison, *found, step.job.by)
    step.progress(3, 3)
    return comparison.get_absolute_url()


@transaction.atomic
def compare_at_once(*, comparison: Comparison, by: User) -> Comparison:
    """Where no worker is waited for; its job will find it done."""
    require(policies.why_not_compare(by, comparison.batch))
    _keep_result(comparison, *_find_pairs(comparison), by)
    return comparison


def settle(batch: ExchangeBatch, comparison: Comparison, by: User) -> None:
    """A batch is compared when no line is open. It is locked by the caller."""
    is_open = comparison.lines.filter(state=LineState.OPEN).exists()
    if batch.state != BatchState.LISTED or is_open:
        return
    batch.state = batch_workflow.require("settle", batch.state).target
    keep(batch)
    record("exchanges.comparison_settled", batch, by=by, comparison=comparison.pk)


def rows_of(manifest: Manifest) -> list[Row]:
    rows = manifest.lines.order_by("position").values_list("pk", *COLUMNS)
    return [(key, dict(zip(COLUMNS, values, strict=True))) for key, *values in rows]


def _find_pairs(comparison: Comparison) -> tuple[list[Pair], list[Row], list[Row]]:
    first, second = rows_of(comparison.sender_list), rows_of(comparison.receiver_list)
    pairs = compare([values for _key, values in first], [values for _key, values in second])
    return pairs, first, second


def _have_compared(comparison: Comparison, by: User) -> Comparison:
    comparison.job = start_job("exchanges.compare_lists", subject=comparison, by=by)
    comparison.save(update_fields=["job"])
    return comparison


def _keep_result(
    comparison: Comparison, pairs: list[Pair], first: list[Row], second: list[Row], by: User
) -> None:
    """Unless a newer version was filed meanwhile: that one is compared by itself."""
    batch = lock_each([comparison.batch])[0]
    comparison = lock_each([comparison])[0]
    if comparison.compared_at or comparison != policies.comparison_of(batch):
        return
    decided = _decided_before(comparison)
    lines = []
    for number, pair in enumerate(pairs, 1):
        ours = first[pair.first] if pair.first is not None else None
        theirs = second[pair.second] if pair.second is not None else None
        line = ComparedLine(
            comparison=comparison,
            number=number,
            kind=KINDS[pair.pairing],
            sender_line_id=ours and ours[0],
            receiver_line_id=theirs and theirs[0],
            differs=list(pair.differs),
        )
        line.state = state_at_first(line)
        if earlier := decided[_said(line, ours, theirs)]:
            before = earlier.pop(0)
            line.state, line.carried_from_id = before.state, before.carried_from_id or before.pk
        lines.append(line)
    add_each(lines)
    comparison.compared_at = now()
    comparison.save()
    record(
        "exchanges.lists_compared",
        batch,
        by=by,
        comparison=comparison.pk,
        lines=len(lines),
        open=sum(one.state == LineState.OPEN for one in lines),
    )
    settle(batch, comparison, by)


def state_at_first(line: ComparedLine) -> LineState:
    """Where both lists say the same, nobody need say so."""
    if line.kind == Kind.SAME and not line.differs:
        return LineState.AGREED
    return LineState.OPEN


def _decided_before(comparison: Comparison) -> dict[Hashable, list[ComparedLine]]:
    """What stood decided in the comparison before, by what the lists said."""
    decided: dict[Hashable, list[ComparedLine]] = defaultdict(list)
    before = comparison.batch.comparisons.filter(pk__lt=comparison.pk)
    last = before.exclude(compared_at=None).order_by("-pk").first()
    if last is None:
        return decided
    said = dict(_rows_of_both(last))
    for line in last.lines.exclude(state=LineState.OPEN).order_by("number"):
        if line.state != state_at_first(line):
            ours, theirs = said.get(line.sender_line_id), said.get(line.receiver_line_id)
            decided[_said(line, ours, theirs)].append(line)
    return decided


def _rows_of_both(comparison: Comparison) -> Iterator[tuple[int | None, Row]]:
    for manifest in (comparison.sender_list, comparison.receiver_list):
        for row in rows_of(manifest):
            yield row[0], row


def _said(line: ComparedLine, ours: Row | None, theirs: Row | None) -> Hashable:
    """A decision holds for the pair it was made of: any other word in it, and it is open again."""
    values = [tuple(row[1].values()) if row else None for row in (ours, theirs)]
    return (str(line.kind), *values, tuple(line.differs))
