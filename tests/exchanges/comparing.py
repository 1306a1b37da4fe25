"""Two lists of one batch, filed and compared."""

from exchanges.models import ComparedLine, Comparison
from exchanges.operations.answering import answer_lines
from repatriation.jobs.running import run_job
from tests.factories.steps import Steps, do, list_of


def compared(steps: Steps, ours: bytes | tuple, theirs: bytes | tuple, batch=None) -> Comparison:
    """The sender's list and the receiver's, and what the worker made of them."""
    batch = steps.listed(data=_data(ours), batch=batch)
    steps.listed(data=_data(theirs), batch=batch, by=steps.north.exchange_officer, side="receiver")
    return run(steps.again(batch))


def run(batch) -> Comparison:
    """The worker's part, for the newest comparison."""
    comparison = batch.comparisons.order_by("-pk").first()
    run_job(comparison.job_id)
    comparison.refresh_from_db()
    return comparison


def line_of(comparison: Comparison, label: str) -> ComparedLine:
    lines = comparison.lines.select_related("sender_line", "receiver_line")
    return next(line for line in lines if label in {(line.sender_line or line.receiver_line).label})


def answer(by, line: ComparedLine, act: str, text="", **said):
    batch = type(line.comparison.batch).objects.get(pk=line.comparison.batch_id)
    return do(answer_lines, by=by, batch=batch, lines=[line], act=act, text=text, **said)


def _data(lines: bytes | tuple) -> bytes:
    return lines if isinstance(lines, bytes) else list_of(*lines)
