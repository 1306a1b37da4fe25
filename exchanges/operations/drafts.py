"""A draft between its reading and its confirmation: what was read, kept where it can be looked at.

Lines are rows, written in chunks: a hundred thousand of them in one value would be larger than the
store takes, and every look at a few would unpack them all.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from exchanges.manifests import Choices, Line, Problem, ReadAs, Report, date_questions
from exchanges.models import DraftLine, ListImport
from repatriation.errors import Conflict, Sentence, Stale, gettext_noop
from repatriation.jobs.models import Job
from repatriation.ledger.adding import add_facts
from repatriation.ledger.locking import lock_each

FILED = gettext_noop("This import was confirmed already; the list is filed.")
READ_AGAIN = gettext_noop(
    "This file was read again while you looked at the preview. Nothing was saved; look at it again."
)
CHUNK = 1000  # lines


def open_draft(seen: ListImport) -> ListImport:
    """Its job is its version: each reading is another one."""
    draft: ListImport = lock_each([seen])[0]
    if draft.manifest_id:
        raise Conflict(Sentence(FILED))
    if draft.job_id != seen.job_id:
        raise Stale(Sentence(READ_AGAIN))
    return draft


def stage_lines(draft: ListImport, job: Job, report: Report) -> Iterator[int]:
    """Keep the lines, a chunk in each step; gives how many are kept. What earlier jobs left is
    swept, and what this one left when its worker died; never what a later one has kept."""
    DraftLine.objects.filter(draft=draft, job__lte=job.pk).delete()
    for start in range(0, len(report.lines), CHUNK):
        chunk = report.lines[start : start + CHUNK]
        add_facts(DraftLine, [_row_of(line, draft, job) for line in chunk])
        yield start + len(chunk)


def _row_of(line: Line, draft: ListImport, job: Job) -> dict[str, Any]:
    return {
        "draft_id": draft.pk,
        "job_id": job.pk,
        "position": line.position,
        "row": line.row,
        "has_no_label": line.has_no_label,
        "values": dict(line.values),
        "as_sent": dict(line.as_sent),
    }


def sweep_lines(draft: ListImport) -> None:
    DraftLine.objects.filter(draft=draft).delete()


def report_of(draft: ListImport, *, with_lines: bool = True) -> Report:
    """The report of a draft that was read; without lines once it is filed."""
    data: dict[str, Any] = draft.report or {}
    problems = [
        Problem(p["row"], p["column"], p["code"], Sentence(**p["sentence"]), p["severity"])
        for p in data["problems"]
    ]
    mapping = dict(data["mapping"])
    return Report(
        fatal=Sentence(**data["fatal"]) if data["fatal"] else None,
        rows=data["rows"],
        mapping=mapping,
        problems=problems,
        lines=list(lines_of_draft(draft)) if with_lines else [],
        read_as=ReadAs(**data["read_as"]),
        choices=choices_of(draft),
    )


def choices_of(draft: ListImport) -> Choices:
    """With which the preview was read: a person's, or saved ones."""
    said = (draft.report or {}).get("choices", {})
    return Choices(dict(said.get("mapping", [])), said.get("date_order", {}))


def questions_of(draft: ListImport) -> dict[str, Any]:
    """What is asked about the dates of each column, and what was answered."""
    if not draft.report:
        return {"questions": [], "answers": {}}
    report = report_of(draft, with_lines=False)
    return {"questions": date_questions(report), "answers": dict(report.choices.date_order)}


def tally_of(report: Report) -> dict[str, int]:
    """Each line once: it stops the import, or somebody should look at it, or it is ready."""
    lines = {line.row for line in report.lines}
    stops = {p.row for p in report.problems if p.severity == "error"} & lines
    warned = ({p.row for p in report.problems} & lines) - stops
    ready = len(lines) - len(stops) - len(warned)
    return {"ready": ready, "warned": len(warned), "stopped": len(stops)}


def report_data(report: Report) -> dict[str, Any]:
    """Sentences as data, so that each reader is told in their own language; the mapping as pairs,
    because the store does not keep the order of keys."""
    return {
        "fatal": report.fatal.as_data() if report.fatal else None,
        "rows": report.rows,
        "tally": tally_of(report),
        "mapping": list(report.mapping.items()),
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "code": problem.code,
                "severity": problem.severity,
                "sentence": problem.sentence.as_data(),
            }
            for problem in report.problems
        ],
        "read_as": asdict(report.read_as),
        "choices": {
            "mapping": list(report.choices.mapping.items()),
            "date_order": dict(report.choices.date_order),
        },
    }


def lines_of_draft(draft: ListImport) -> Iterator[Line]:
    """As they were read, in the order of the file."""
    mapping = dict((draft.report or {})["mapping"])
    rows = DraftLine.objects.filter(draft=draft, job=draft.job_id).order_by("position")
    columns = ("position", "row", "values", "as_sent", "has_no_label")
    for position, row, values, as_sent, has_no_label in rows.values_list(*columns).iterator(CHUNK):
        extra = {name: text for name, text in as_sent.items() if mapping[name] is None}
        yield Line(position, row, values, as_sent, extra, has_no_label)
