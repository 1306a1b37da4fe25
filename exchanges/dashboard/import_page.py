"""What the pages of an import show: how far the worker is, the preview, and the last question."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exchanges.dashboard.deeds import told
from exchanges.dashboard.differences import reads_claims
from exchanges.dashboard.differences_shown import DifferencesShown
from exchanges.dashboard.preview import PAGE, Preview
from exchanges.dashboard.problem_groups import rows_text
from exchanges.dashboard.saved_shown import saved_shown
from exchanges.dashboard.trail import around_batch
from exchanges.models import ListImport, Side
from exchanges.operations.known_files import same_file
from exchanges.operations.versions import differences_of_draft, version_before
from exchanges.policies.batches import batch_moves
from exchanges.policies.sides import Why, is_of_side
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning, Move, Progress
from repatriation.dashboard.formats import counted, number_text
from repatriation.dashboard.pages import SignedIn
from repatriation.jobs.models import Job

MOST_DIFFERENCES = 10  # beside the preview; all of them have a page
MEANINGS = {
    Job.State.QUEUED: Meaning.OPEN,
    Job.State.RUNNING: Meaning.GOING,
    Job.State.DONE: Meaning.DONE,
    Job.State.FAILED: Meaning.STOP,
    Job.State.CANCELLED: Meaning.NONE,
}
NOTES = {
    Job.State.QUEUED: gettext_lazy("It waits for a worker."),
    Job.State.CANCELLED: gettext_lazy("It was stopped; nothing of it was kept but the file."),
}


def progress_page(draft: ListImport) -> dict[str, Any]:
    """While a worker reads; or after it could not."""
    job = draft.job
    if job is None:  # only while the row is being made
        raise Http404
    progress = Progress(
        title=_("The file is being read") if job.is_open else _("The file was not read"),
        done=job.done,
        total=job.total,
        note=job.said_problem or NOTES.get(Job.State(job.state)) or "",
        state=Badge(Job.State(job.state).label, MEANINGS[Job.State(job.state)]),
        poll_url=draft.get_absolute_url() if job.is_open else "",
        cancel=_cancel(job, draft.get_absolute_url()) if job.is_open else None,
    )
    again = Move("again", _("Read it again"), _url("import-again", draft), fields=_as_read(draft))
    moves = [] if job.is_open else [again, _another_file(draft)]
    return _frame(draft) | {"job": progress, "moves": moves, "step": 1}


def preview_page(request: SignedIn, draft: ListImport) -> dict[str, Any]:
    preview = _preview(request, draft)
    return _frame(draft) | {
        "preview": preview,
        "says": _says(preview),
        "moves": _moves(preview, draft, request.user),
        "earlier": _rows_url(draft, preview.after - PAGE) if preview.after else "",
        "later": _rows_url(draft, preview.until) if preview.until < preview.lines else "",
        "problems_url": _url("import-problems", draft),
        "columns_url": _url("import-columns", draft),
        "dates_url": _url("import-dates", draft),
        "saved": saved_shown(draft),
        **_differences(draft, request.user),
        "same_file": same_file(sha256=draft.file.sha256, batch=draft.batch, by=request.user),
        "step": 2,
    }


def confirm_page(draft: ListImport, user: User) -> dict[str, Any]:
    """`told` names the other side, whoever files."""
    batch = draft.batch
    preview = Preview(draft) if draft.report else None
    own = is_of_side(user, batch.sender)
    return around_batch(batch, _("Save the handover list")) | {
        "move": _saving(preview, draft, user, url=_url("import-confirm", draft)),
        "says": _("%(lines)s become version %(number)s of %(whose)s handover list of %(batch)s.")
        % {
            "whose": Side(draft.side).label,
            "lines": counted(preview.lines if preview else 0, "lines"),
            "number": next_number(draft),
            "batch": batch,
        },
        "told": told(batch.receiver if own else batch.sender),
        "back": draft.get_absolute_url(),
    }


def _differences(draft: ListImport, reader: User) -> dict[str, Any]:
    """The first of them; nothing where this would be the first version."""
    before = version_before(draft, reader)
    if before is None:
        return {}
    found = differences_of_draft(before, draft)
    shown = DifferencesShown(found, reads_claims(reader, draft.batch), size=MOST_DIFFERENCES)
    return {
        "before": before,
        "differences": shown,
        "differences_url": _url("import-differences", draft),
    }


def next_number(draft: ListImport) -> int:
    last = draft.batch.list_of(draft.side)
    return last.number + 1 if last else 1


def _preview(request: SignedIn, draft: ListImport) -> Preview:
    """`row` is a row of the file, from the table of problems; `after` leads from page to page."""
    row, after = request.GET.get("row", ""), request.GET.get("after", "")
    if row.isdecimal() and len(row) < 8:
        return Preview.at_row(draft, int(row))
    return Preview(draft, int(after) // PAGE * PAGE if after.isdecimal() and len(after) < 8 else 0)


def _says(preview: Preview) -> str:
    stops = len({one.row for one in preview.stopping})
    if not stops:
        return _("Every line can be saved as it is.")
    return ngettext(
        "%(number)s row stops the import; everything else can be saved as it is.",
        "%(number)s rows stop the import; everything else can be saved as it is.",
        stops,
    ) % {"number": number_text(stops)}


def _moves(preview: Preview, draft: ListImport, user: User) -> list[Move]:
    stops = bool(preview.fatal or preview.stopping)
    saving, another = _saving(preview, draft, user, is_lead=not stops), _another_file(draft, stops)
    moves = [another, saving] if stops else [saving, another]
    if rows := preview.without_label:
        label = ngettext(
            "Mark %(number)s row “no label on the list”",
            "Mark %(number)s rows “no label on the list”",
            len(rows),
        )
        said = label % {"number": number_text(len(rows))}
        url = _url("import-no-label", draft)
        moves.insert(1, Move("no-label", said, url, fields=_as_read(draft)))
    leaving = Move("leave", _("Leave without saving"), draft.batch.get_absolute_url(), opens=True)
    return [*moves, leaving]


def _saving(
    preview: Preview | None, draft: ListImport, user: User, *, url: str = "", is_lead: bool = False
) -> Move:
    """A link to the last question; there, with `url`, the move itself."""
    label = _("Save as version %(number)s") % {"number": next_number(draft)}
    return Move(
        "save",
        label,
        url or _url("import-confirm", draft),
        why_not=_why_not_save(preview, draft, user),
        version=draft.batch.version,
        fields=_as_read(draft),
        is_lead=is_lead,
        asks=not url,
    )


def _why_not_save(preview: Preview | None, draft: ListImport, user: User) -> Why:
    if why_not := batch_moves(user, draft.batch)["list"]:
        return why_not
    if preview is None:
        return _("This file is still being read. Wait for the preview, then confirm.")
    if preview.fatal:
        return preview.fatal
    if rows := preview.without_label:
        return _("Rows without a label: %(rows)s.") % {"rows": rows_text(rows)}
    if preview.stopping:
        rows = sorted({one.row for one in preview.stopping})
        return _("Rows that stop the import: %(rows)s.") % {"rows": rows_text(rows)}
    return None


def _another_file(draft: ListImport, is_lead: bool = False) -> Move:
    url = reverse("exchanges:import-new", args=[draft.batch.reference])
    return Move("another", _("Upload a corrected file"), url, opens=True, is_lead=is_lead)


def _cancel(job: Job, back: str) -> Move:
    url = reverse("job-cancel", args=[job.pk])
    return Move("cancel", _("Cancel"), url, fields={"back": back})


def _as_read(draft: ListImport) -> dict[str, Any]:
    """Which reading the person looks at."""
    return {"job": draft.job_id}


def _rows_url(draft: ListImport, after: int) -> str:
    return f"{draft.get_absolute_url()}?after={max(after, 0)}#sheet"


def _frame(draft: ListImport) -> dict[str, Any]:
    page = around_batch(draft.batch, _("Import a handover list"))
    return page | {"draft": draft, "steps": [_("File"), _("Preview"), _("Confirm")]}


def _url(name: str, draft: ListImport) -> str:
    return reverse(f"exchanges:{name}", args=[draft.batch.reference, draft.pk])
