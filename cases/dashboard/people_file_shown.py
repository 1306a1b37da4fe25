"""What the pages of an import of people show: how far it is, what is looked at, what came of it."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.people_file_forms import PeopleColumnsForm
from cases.models import ImportedRecord, MissingPerson, PersonImport
from cases.models.register import Became, FileFormat, Verdict
from cases.operations.importing_people import same_file_of_people
from cases.policies.person_files import import_moves
from repatriation.accounts.models import User
from repatriation.dashboard.components import Amount, Badge, Meaning, Move, Progress
from repatriation.dashboard.formats import day_text
from repatriation.dashboard.pages import SignedIn
from repatriation.errors import Sentence
from repatriation.jobs.models import Job

PAGE = 50
STATES = {
    Job.State.QUEUED: Meaning.OPEN,
    Job.State.RUNNING: Meaning.GOING,
    Job.State.DONE: Meaning.DONE,
    Job.State.FAILED: Meaning.STOP,
    Job.State.CANCELLED: Meaning.NONE,
}
VERDICTS = {
    Verdict.NEW: Meaning.OPEN,
    Verdict.KNOWN: Meaning.GOING,
    Verdict.LIKELY: Meaning.WATCH,
    Verdict.PROBLEM: Meaning.STOP,
}
RESULTS = {
    Became.WAITS: Meaning.OPEN,
    Became.OPENED: Meaning.DONE,
    Became.UPDATED: Meaning.DONE,
    Became.UNCHANGED: Meaning.NONE,
    Became.LEFT: Meaning.WATCH,
    Became.REFUSED: Meaning.STOP,
}
WAITS = gettext_lazy("It waits for a worker.")


def progress_of(job: Job, title: str, here: str, user: User) -> Progress:
    cancel = Move(
        "cancel", _("Cancel"), reverse("job-cancel", args=[job.pk]), fields={"back": here}
    )
    return Progress(
        title=title,
        done=job.done,
        total=job.total,
        note=job.said_problem or (WAITS if job.state == Job.State.QUEUED else ""),
        state=Badge(Job.State(job.state).label, STATES[Job.State(job.state)]),
        poll_url=here if job.is_open else "",
        cancel=cancel if job.is_open and job.by_id == user.pk else None,
    )


def import_shown(request: SignedIn, draft: PersonImport) -> dict[str, Any]:
    """Which of the three it is: being read, to be looked at, or saved."""
    here, user = draft.get_absolute_url(), request.user
    shown: dict[str, Any] = {"draft": draft, "steps": [_("File"), _("Preview"), _("Result")]}
    if draft.report is None and draft.job:
        title = _("The file is being read") if draft.job.is_open else _("The file was not read")
        again = Move("again", _("Read it again"), f"{here}read/", fields=_seen(draft))
        return shown | {
            "job": progress_of(draft.job, title, here, user),
            "moves": [] if draft.job.is_open else [again],
            "step": 1,
        }
    if draft.confirmed_at and draft.saving and draft.saving.is_open:
        shown |= {"job": progress_of(draft.saving, _("The people are being saved"), here, user)}
    return shown | _looked_at(request, draft)


def _looked_at(request: SignedIn, draft: PersonImport) -> dict[str, Any]:
    report: dict[str, Any] = draft.report or {}
    fatal = Sentence(**report["fatal"]) if report["fatal"] else None
    records = draft.records.filter(job=draft.job_id).order_by("position")
    asked = request.GET.get("only", "")
    pages = Paginator(_narrowed(records, asked), PAGE)
    page = pages.get_page(request.GET.get("page"))
    return {
        "fatal": fatal,
        "amounts": _amounts(draft, report["tally"]),
        "rows": _rows(list(page), draft, request.user),
        "page": page,
        "only": asked,
        "same_file": same_file_of_people(draft, request.user),
        "columns": _columns(draft, report) if _has_columns(draft, fatal) else None,
        "moves": [] if draft.saving and draft.saving.is_open else moves_of(request.user, draft),
        "step": 3 if draft.confirmed_at else 2,
        "is_likely": bool(report["tally"]["likely"]) and not draft.confirmed_at,
        "why_not": import_moves(request.user, draft)["save"],
    }


def _narrowed(records: Any, asked: str) -> Any:
    if asked == "problems":
        return records.exclude(problems=[], refusal=None)
    return records


def _has_columns(draft: PersonImport, fatal: Sentence | None) -> bool:
    is_table = draft.format == FileFormat.TABLE and not draft.confirmed_at
    return is_table and bool((draft.report or {}).get("mapping") or not fatal)


def _columns(draft: PersonImport, report: dict[str, Any]) -> PeopleColumnsForm:
    mapping = dict(report["mapping"])
    return PeopleColumnsForm(mapping=mapping, initial={"date_order": draft.date_order})


def _amounts(draft: PersonImport, tally: dict[str, int]) -> list[Amount]:
    if not draft.confirmed_at:
        return [Amount(verdict.label, tally[verdict]) for verdict in Verdict]
    rows = draft.records.filter(job=draft.job_id)
    became = list(rows.values_list("became", flat=True))
    return [Amount(one.label, became.count(one)) for one in Became]


def moves_of(user: User, draft: PersonImport) -> list[Move]:
    """Saving is asked for in a form of its own; here it is only gone on with."""
    another = Move("another", _("Upload another file"), reverse("cases:people-imports"), opens=True)
    if draft.confirmed_at and draft.records.filter(job=draft.job_id, became="").exists():
        url, why_not = f"{draft.get_absolute_url()}save/", import_moves(user, draft)["save"]
        go_on = Move("save", _("Save the rest"), url, why_not=why_not, fields=_seen(draft))
        return [go_on, another]
    return [another]


def _seen(draft: PersonImport) -> dict[str, Any]:
    """Which reading the person looks at."""
    return {"job": draft.job_id}


def _rows(records: list[ImportedRecord], draft: PersonImport, user: User) -> list[dict[str, Any]]:
    keys = [row.person_id for row in records]
    people = {one.pk: one for one in MissingPerson.objects.visible_to(user).filter(pk__in=keys)}
    return [_row(row, draft, people.get(row.person_id or 0)) for row in records]


def _row(row: ImportedRecord, draft: PersonImport, person: MissingPerson | None) -> dict[str, Any]:
    parts = (row.told.get(part, "") for part in ("surname", "given_name", "patronymic"))
    became, verdict = Became(row.became), Verdict(row.verdict)
    is_saved = draft.confirmed_at and row.became
    refusal = [Sentence(**row.refusal)] if row.refusal else []
    return {
        "row": row,
        "name": " ".join(filter(None, parts)),
        "born": _day(row.told.get("born_on", "")),
        "state": Badge(became.label, RESULTS[became])
        if is_saved
        else Badge(verdict.label, VERDICTS[verdict]),
        "person": person,
        "says": [
            *((problem["column"], Sentence(**problem["sentence"])) for problem in row.problems),
            *(("", sentence) for sentence in refusal),
        ],
    }


def _day(told: str) -> str:
    """A year or a month alone stays as it was written."""
    day = parse_date(told) if len(told) == len("2025-06-05") else None
    return day_text(day) if day else told
