"""The page of a phone at a vehicle or a bay: one field, one result, whatever the sheet is for."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import DatabaseError, transaction
from django.db.models import Count
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.dashboard.badges import result_badge
from cases.dashboard.pages import shown_panels
from cases.dashboard.paper import ManyForm
from cases.dashboard.readings import from_paper, readings_of
from cases.dashboard.results import last_result, reason_of
from cases.models import Scan, TallySheet
from cases.models.sheet import Purpose
from cases.operations.scanning import Reading, scan
from cases.policies.held import why_not_use_sheet
from repatriation.accounts.models import User
from repatriation.dashboard.components import Amount, Badge, Meaning, Move
from repatriation.dashboard.components import Scan as Line
from repatriation.dashboard.formats import counted
from repatriation.dashboard.pages import SignedIn, refusal_text
from repatriation.errors import DomainError
from repatriation.headers import Power, allowing
from repatriation.language import say

RECENT = 10
SUBMIT = {
    Purpose.HANDOVER: gettext_lazy("Count"),
    Purpose.RECEIPT: gettext_lazy("Receive"),
    Purpose.CLEARING: gettext_lazy("Clear"),
    Purpose.STORING: gettext_lazy("Store"),
}


@login_required
@allowing(Power.SCAN)
def sheet(request: SignedIn, reference: str) -> HttpResponse:
    """A form or the script posts scans here; either may bring several, and any of them again."""
    row = sheet_of(request, reference)
    if request.method != "POST":
        return render(request, "cases/sheet.html", page_of(request, row))
    if "codes" in request.POST:
        return enter_many(request, row)
    answer = Answer(request, row)
    try:
        readings = readings_of(request, row)
        with transaction.atomic():
            return answer.saved(save(row, readings, request.user))
    except (DomainError, DatabaseError) as error:
        return answer.refused(error)


def enter_many(request: SignedIn, sheet: TallySheet) -> HttpResponse:
    """From paper, all or nothing: what was typed stays until it is saved."""
    form, status = ManyForm(request.POST), 422
    if form.is_valid():
        readings = from_paper(form.cleaned_data["lines"], request.POST.get("idempotency_key"))
        try:
            with transaction.atomic():
                scans = save(sheet, readings, request.user)
            messages.success(request, many_text(scans, sheet.purpose))
            for said in refused_lines(scans, readings):
                messages.warning(request, said)
            return redirect(sheet)
        except (DomainError, DatabaseError) as error:
            form.add_error(None, refusal_text(error))
            status = getattr(error, "status", 409)
    page = page_of(request, sheet) | {"many": form, "key": request.POST.get("idempotency_key")}
    return render(request, "cases/sheet.html", page, status=status)


@require_safe
@login_required
@allowing(Power.ASK)
def worker(request: SignedIn) -> HttpResponse:
    """Stands beside the sheets, because it may show what stands below its own address only."""
    return render(request, "cases/worker.js", content_type="text/javascript")


def sheet_of(request: SignedIn, reference: str) -> TallySheet:
    sheets = TallySheet.objects.visible_to(request.user)
    return get_object_or_404(
        sheets.select_related("agency", "witness", "storage_unit"), reference=reference
    )


def save(sheet: TallySheet, readings: list[Reading], by: User) -> list[Scan]:
    """What this person sent before is saved, even if the sheet was ended since."""
    keys = [reading.key for reading in readings]
    known = set(Scan.objects.filter(key__in=keys, scanned_by=by).values_list("key", flat=True))
    fresh = [reading for reading in readings if reading.key not in known]
    return scan(sheet=sheet, readings=fresh, by=by) if fresh else []


class Answer:
    """The same said to a browser, as a page, and to the script, which puts it into its page."""

    def __init__(self, request: SignedIn, sheet: TallySheet):
        self.request, self.sheet = request, sheet
        accepted = ["text/html", "application/json"]
        self.is_script = request.get_preferred_type(accepted) == "application/json"

    def saved(self, scans: list[Scan]) -> HttpResponse:
        if not self.is_script:
            return redirect(self.sheet)
        shown = panel_of(self.request, self.sheet)
        result = shown["result"]
        panel = render_to_string("cases/_scan_panel.html", shown, self.request)
        return JsonResponse({"panel": panel, "result": result.data if result else None})

    def refused(self, error: DomainError | DatabaseError) -> HttpResponse:
        said = refusal_text(error)
        if self.is_script:
            return JsonResponse({"detail": said}, status=getattr(error, "status", 409))
        if code := self.request.POST.get("code", "").strip()[:40]:
            said = _("“%(code)s” was not saved. %(why)s") % {"code": code, "why": said}
        messages.error(self.request, said)
        return redirect(self.sheet)


def page_of(request: SignedIn, sheet: TallySheet) -> dict[str, object]:
    url = sheet.get_absolute_url()
    return {
        "sheet": sheet,
        "title": title_of(sheet),
        "submit": SUBMIT[Purpose(sheet.purpose)],
        "key": str(uuid4()),
        "close": Move(
            "close",
            _("End this sheet"),
            f"{url}close/",
            why_not=why_not_use_sheet(request.user, sheet),
            asks=True,
        ),
        "many": ManyForm(),
        "unsaved": [Line("…", Badge(_("Not yet saved"), Meaning.WATCH), sheet.opened_at)],
        **panel_of(request, sheet),
    }


def panel_of(request: SignedIn, sheet: TallySheet) -> dict[str, Any]:
    """What changes with each scan."""
    newest = list(sheet.scans.select_related("container", "case").order_by("-pk")[:RECENT])
    mine = next((scan for scan in newest if scan.scanned_by_id == request.user.pk), None)
    return {
        "sheet": sheet,
        "result": last_result(sheet, mine) if mine else None,
        "amounts": amounts_of(sheet),
        "panels": shown_panels(request, sheet),
        "recent": [line_of(scan, sheet.purpose) for scan in newest],
    }


def amounts_of(sheet: TallySheet) -> list[Amount]:
    """Own figures only; what is expected is told by whoever knows it, in a panel of its own."""
    by_result = dict(sheet.scans.values_list("result").annotate(Count("pk")))
    done, extra = (by_result.get(result, 0) for result in (Scan.Result.DONE, Scan.Result.EXTRA))
    amounts = [Amount(_("Scanned here"), done + extra)]
    if sheet.purpose == Purpose.HANDOVER:
        amounts.append(Amount(_("Of these not on the list"), extra))
    return [*amounts, Amount(_("Refused"), by_result.get(Scan.Result.REFUSED, 0))]


def line_of(scan: Scan, purpose: str) -> Line:
    thing = scan.container or scan.case
    return Line(str(thing or scan.code), result_badge(scan, purpose), scan.scanned_at)


def title_of(sheet: TallySheet) -> str:
    purpose = sheet.get_purpose_display()
    title = f"{purpose}, {sheet.vehicle}" if sheet.vehicle else str(purpose)
    return title[:1].upper() + title[1:]


def refused_lines(scans: list[Scan], readings: list[Reading]) -> list[str]:
    """Kept, and not done: the first of them by the line they stood in."""
    refused = {scan.key: scan for scan in scans if scan.result == Scan.Result.REFUSED}
    lines = [
        _("Line %(number)s, “%(code)s”: refused. %(why)s")
        % {"number": number, "code": reading.code, "why": say(reason_of(refused[reading.key]))}
        for number, reading in enumerate(readings, 1)
        if reading.key in refused
    ]
    more = len(lines) - RECENT
    rest = [_("And %(number)s more refused.") % {"number": more}] if more > 0 else []
    return lines[:RECENT] + rest


def many_text(scans: list[Scan], purpose: str) -> str:
    """12 scans saved. Received: 10. Scanned before: 1. Refused: 1."""
    numbers: dict[str, int] = {}
    for one in scans:
        label = str(result_badge(one, purpose).label)
        numbers[label] = numbers.get(label, 0) + 1
    parts = [f"{label}: {number}." for label, number in numbers.items()]
    saved = _("%(scans)s saved.") % {"scans": counted(len(scans), "scans")}
    return " ".join([saved, *parts])
