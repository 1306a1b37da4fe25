"""The last scan in large letters: what became of it, and what to do about it."""

from dataclasses import dataclass
from uuid import uuid4

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.dashboard.badges import result_badge
from cases.models import Container, RemainsCase, Scan, TallySheet
from cases.models.sheet import Purpose
from cases.operations.scanning import reference_of
from repatriation.dashboard.components import Badge, Move, Text
from repatriation.dashboard.formats import local
from repatriation.dashboard.tags.formats import ref
from repatriation.errors import Sentence, gettext_noop
from repatriation.language import say

EXTRA = gettext_noop(
    "It has our reference {reference} now, and a discrepancy was opened. Write the reference on it."
)
WRITE = gettext_noop(
    "Write this reference on the container. It is ours now, and a discrepancy was opened."
)
MISDIRECTED = gettext_noop(
    "{reference} was not sent to you. It is received, and a discrepancy was opened."
)
RECORDED = gettext_noop("{reference} was recorded already. It counts once.")
AGAIN = gettext_noop("{reference} was scanned at {at}, sheet {sheet}. It counts once.")


@dataclass(frozen=True)
class Result:
    state: Badge
    code: str
    text: Text
    another: Move | None = None
    label_url: str = ""

    @property
    def data(self) -> dict[str, str]:
        """For the script, which says it aloud."""
        return {"said": f"{say(self.state.label)}: {self.code}", "meaning": str(self.state.meaning)}


def last_result(sheet: TallySheet, scan: Scan) -> Result:
    thing = scan.container or scan.case
    state = result_badge(scan, sheet.purpose)
    if thing is None or scan.result == Scan.Result.REFUSED:
        return Result(state, scan.code, reason_of(scan), take_in_move(sheet, scan))
    if scan.result == Scan.Result.EXTRA and not scan.code:
        return Result(state, str(thing), _(WRITE), label_url=label_of(thing))
    if scan.result == Scan.Result.EXTRA:
        is_intake = sheet.purpose == Purpose.RECEIPT
        text = format_html(_(MISDIRECTED if is_intake else EXTRA), reference=ref(thing))
        return Result(state, scan.code, text, label_url=label_of(thing))
    if scan.result == Scan.Result.AGAIN:
        return Result(state, scan.code, again_text(scan, thing), another_move(sheet, scan, thing))
    return Result(state, scan.code, ref(thing))


def reason_of(scan: Scan) -> Sentence | str:
    return Sentence(**scan.said) if scan.said else ""


def label_of(container: Container | RemainsCase) -> str:
    return f"{reverse('cases:containers-labels')}?pick={container.reference}"


def take_in_move(sheet: TallySheet, scan: Scan) -> Move | None:
    """At a mortuary a code that nobody knows may be mistyped: only a person says it is there."""
    if sheet.purpose != Purpose.RECEIPT or scan.container:
        return None
    fields = {"code": scan.code, "is_another": "on", "idempotency_key": uuid4()}
    label = _("It stands before me: take it in")
    return Move("another", label, sheet.get_absolute_url(), fields=fields)


def again_text(scan: Scan, thing: Container | RemainsCase) -> str:
    """When it counted, if that is known to have been by a scan."""
    counted = Scan.objects.filter(
        **{thing.custody_field: thing},
        result__in=(Scan.Result.DONE, Scan.Result.EXTRA),
        pk__lt=scan.pk,
    )
    if not (before := counted.select_related("sheet").order_by("-pk").first()):
        return format_html(_(RECORDED), reference=ref(thing))
    at = local(before.scanned_at).strftime("%H:%M")
    return format_html(_(AGAIN), reference=ref(thing), at=at, sheet=ref(before.sheet))


def another_move(sheet: TallySheet, scan: Scan, thing: Container | RemainsCase) -> Move | None:
    """Labels repeat; our own reference does not. Only a handover takes what is not on the list."""
    if sheet.purpose != Purpose.HANDOVER or reference_of(scan.code) == thing.reference:
        return None
    fields = {"code": scan.code, "is_another": "on", "idempotency_key": uuid4()}
    label = _("This is another container with the same label")
    return Move("another", label, sheet.get_absolute_url(), fields=fields)
