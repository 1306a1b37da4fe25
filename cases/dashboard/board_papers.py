"""The papers of a board: which versions were issued, and a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.dashboard.identifications import TITLE as IDENTIFICATIONS
from cases.dashboard.identifications import identification_of
from cases.dashboard.pages import ask_form
from cases.dashboard.sessions import TITLE as SESSIONS
from cases.dashboard.sessions import session_of
from cases.models import BoardSession
from cases.operations.board_papers.dossier import DOSSIER, issue_dossier
from cases.operations.board_papers.minutes import MINUTES, issue_minutes
from cases.operations.board_papers.report import REPORT, issue_report
from cases.policies import papers as policies
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.forms import posted
from repatriation.dashboard.pages import SignedIn, as_seen
from repatriation.dashboard.panels import Panel, panel_on
from repatriation.dashboard.paper_forms import LanguagesForm
from repatriation.documents.holding import still_holds
from repatriation.documents.models import IssuedDocument
from repatriation.files import storage
from repatriation.files.media_types import PDF


@dataclass(frozen=True)
class Paper:
    """`of` is what the operation calls the record it is about."""

    kind: str
    title: Text
    lead: Text
    of: str
    issue: Callable[..., IssuedDocument]
    why_not: Callable[[User, Any], str | None]


PAPERS = {
    "report": Paper(
        REPORT,
        gettext_lazy("Identification report"),
        gettext_lazy(
            "What the board decided, on which evidence of each case, and who certified it. It "
            "prints no name of the person. When the identification is contested it holds no longer."
        ),
        "identification",
        issue_report,
        policies.why_not_issue_report,
    ),
    "dossier": Paper(
        DOSSIER,
        gettext_lazy("Dossier for a board"),
        gettext_lazy(
            "For its members: every case, what speaks for it, and everything that is missing. It "
            "tells no vote."
        ),
        "identification",
        issue_dossier,
        policies.why_not_issue_dossier,
    ),
    "minutes": Paper(
        MINUTES,
        gettext_lazy("Minutes"),
        gettext_lazy("Who was there, and what became of each item, with votes and dissent."),
        "session",
        issue_minutes,
        policies.why_not_issue_minutes,
    ),
}


@login_required
def paper(request: SignedIn, reference: str, path: str) -> HttpResponse:
    row, one = _row(request, reference, PAPERS[path]), PAPERS[path]
    form = LanguagesForm(posted(request), first=get_language())
    name = f"cases:{one.of}-{path}"
    lists: dict[str, Text] = {"identification": IDENTIFICATIONS, "session": SESSIONS}

    def save(**_typed: Any) -> str:
        seen = {one.of: as_seen(request, row)}
        issued = one.issue(**seen, by=request.user, languages=form.languages)
        messages.success(request, _("Version %(number)s is issued.") % {"number": issued.number})
        return reverse(name, args=[row.reference])

    return ask_form(
        request,
        form,
        save,
        row=row,
        template="cases/custody_record.html",
        crumbs=[
            (lists[one.of], reverse(f"cases:{one.of}s")),
            (row.reference, row.get_absolute_url()),
        ],
        title=one.title,
        kind=row.reference,
        lead=one.lead,
        submit=_("Issue a new version"),
        why_not=one.why_not(request.user, row),
        papers=[
            (issued, reverse(f"{name}-file", args=[row.reference, issued.pk]))
            for issued in _shown(request.user, one, row)
        ],
    )


@login_required
def paper_file(request: SignedIn, reference: str, pk: int, path: str) -> HttpResponse:
    row, one = _row(request, reference, PAPERS[path]), PAPERS[path]
    issued = get_object_or_404(_issued(request.user, one, row), pk=pk)
    disposition = content_disposition_header(True, issued.file.name)
    headers = {"Content-Disposition": disposition}
    return HttpResponse(storage.read(issued.file), content_type=PDF, headers=headers)


@panel_on("cases.identification")
@panel_on("cases.boardsession")
def papers_of(user: User, row: Any) -> Panel:
    """Where the papers of a record are read and issued."""
    name = "session" if isinstance(row, BoardSession) else "identification"
    moves = [
        Move(
            path,
            one.title,
            reverse(f"cases:{name}-{path}", args=[row.reference]),
            why_not=one.why_not(user, row),
            opens=True,
        )
        for path, one in PAPERS.items()
        if one.of == name
    ]
    issued = {move.verb: _issued(user, PAPERS[move.verb], row).count() for move in moves}
    shown = {"papers": [(move, issued[move.verb]) for move in moves]}
    return Panel(_("Papers"), "cases/panels/papers.html", shown)


def _row(request: SignedIn, reference: str, one: Paper) -> Any:
    return {"identification": identification_of, "session": session_of}[one.of](request, reference)


def _issued(user: User, one: Paper, row: Any) -> QuerySet[IssuedDocument]:
    issued = IssuedDocument.objects.visible_to(user).of(one.kind, row)
    return issued.select_related("issued_by", "agency", "file").with_newer()


def _shown(user: User, one: Paper, row: Any) -> list[IssuedDocument]:
    issued: list[Any] = list(_issued(user, one, row))
    for document in issued:
        document.has_fallen = not still_holds(document)
    return issued
