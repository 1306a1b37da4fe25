"""The page of an examination, how one begins, and what a case says of its examinations."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.dashboard.badges import state_badge
from cases.dashboard.cases import case_of
from cases.dashboard.examinations.deeds import DEEDS, examination_of
from cases.dashboard.examinations.files import shown_with
from cases.dashboard.pages import ask_again
from cases.dashboard.teeth import drawn
from cases.models import Examination, ExaminationItem, Finding, RemainsCase, RestrictedFinding
from cases.models.examination import SETTLED, ItemState
from cases.models.finding import FindingKind, teeth_of
from cases.operations.examining import start_examination
from cases.policies.examinations import examination_moves, why_not_record, why_not_start
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Choice, Meaning, Move
from repatriation.dashboard.moves import fold
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages
from repatriation.dashboard.panels import Panel, panel_on

ITEM = {
    ItemState.NOT_STARTED: Meaning.OPEN,
    ItemState.ASSIGNED: Meaning.OPEN,
    ItemState.IN_PROGRESS: Meaning.GOING,
    ItemState.DONE: Meaning.DONE,
    ItemState.NOT_APPLICABLE: Meaning.NONE,
    ItemState.NOT_POSSIBLE: Meaning.NONE,
}
# What comes next, in the order of an examination: it stays in sight with its reason.
NEXT = ("describe", "lock", "complete", "review")


@login_required
def examination(request: SignedIn, reference: str) -> HttpResponse:
    row = examination_of(request, reference)
    findings = list(row.findings.standing().select_related("recorded_by"))
    shown = {
        "examination": row,
        "states": [state_badge(row)],
        "tabs": [
            Choice(_("Overview"), row.get_absolute_url(), is_current=True),
            Choice(_("History"), reverse("history", args=[row.reference])),
        ],
        "items": [
            (item, item_badge(item), _url_of(request.user, row, item))
            for item in row.items.select_related("assigned_to", "by")
        ],
        "elements": _of(findings, FindingKind.ELEMENT),
        "features": _of(findings, FindingKind.FEATURE),
        "teeth": drawn(teeth_of(findings)),
        "things": [one for one in findings if one.kind in THINGS],
        "struck": row.findings.exclude(corrected_by=None).order_by("number"),
        "files": shown_with(request.user, row),
        "restricted": RestrictedFinding.objects.visible_to(request.user).filter(examination=row),
        "others": row.case.examinations.exclude(pk=row.pk).order_by("number"),
        "moves": fold(moves_of(request.user, row), _following(row)),
    }
    return render(request, "cases/examination.html", shown)


THINGS = (
    FindingKind.CLOTHING,
    FindingKind.EFFECT,
    FindingKind.DISC,
    FindingKind.DOCUMENT,
    FindingKind.OTHER,
)


@login_required
@refusals_to_messages
def start(request: SignedIn, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    if request.method == "POST":
        begun = start_examination(case=as_seen(request, case), by=request.user)
        messages.success(request, _("Begun as %(examination)s.") % {"examination": begun})
        return redirect(begun)
    why_not = why_not_start(request.user, case)
    label = _("Begin the examination")
    move = Move("start", label, request.path, why_not=why_not, version=case.version)
    crumbs = [(_("Cases"), reverse("cases:cases")), (str(case), case.get_absolute_url())]
    says = _(
        "The checklist of %(case)s opens: effects, imaging, friction ridges, anthropology, "
        "pathology, odontology, DNA sampling."
    ) % {"case": case}
    return ask_again(request, move, crumbs=crumbs, says=says)


def moves_of(user: User, row: Examination) -> list[Move]:
    why_not, following = examination_moves(user, row), _following(row)
    url = row.get_absolute_url()
    return [
        Move(
            deed.verb,
            deed.title,
            f"{url}{deed.path}/",
            why_not[deed.verb],
            is_lead=deed.verb == following and not why_not[deed.verb],
            opens=True,
        )
        for deed in DEEDS.values()
    ]


def _url_of(user: User, row: Examination, item: ExaminationItem) -> str:
    """Where it is recorded how far this discipline is; nowhere for who may not."""
    if why_not_record(user, row, item.discipline):
        return ""
    return f"{row.get_absolute_url()}item/?discipline={item.discipline}"


def item_badge(item: ExaminationItem) -> Badge:
    return Badge(item.get_state_display().capitalize(), ITEM[ItemState(item.state)])


def _of(findings: Sequence[Finding], kind: FindingKind) -> list[Finding]:
    return [one for one in findings if one.kind == kind]


def _following(row: Examination) -> str:
    if row.state == "complete":
        return "review"
    if not row.profile_locked_at:
        return "lock" if row.sex else "describe"
    return "complete"


@panel_on("cases.remainscase")
def examinations_of_case(user: User, case: RemainsCase) -> Panel | None:
    """For those who read findings, and for whoever may begin."""
    if not (user.has_perm("cases.see_findings") or user.has_perm("cases.examine_remains")):
        return None
    rows = Examination.objects.visible_to(user).filter(case=case).order_by("-number")
    url = reverse("cases:case-examine", args=[case.reference])
    start_move = Move(
        "start", _("Begin the examination"), url, why_not_start(user, case), opens=True
    )
    shown: dict[str, Any] = {
        "rows": [(row, state_badge(row), _progress(row)) for row in rows],
        "moves": [start_move] if case.state == "numbered" else [],
    }
    return Panel(_("Examination"), "cases/panels/examinations.html", shown)


def _progress(row: Examination) -> str:
    items = list(row.items.all())
    done = sum(item.state in SETTLED for item in items)
    return _("%(done)s of %(all)s disciplines") % {"done": done, "all": len(items)}
