"""What the page of a batch shows."""

from typing import Any

from django.db.models import Count as Number
from django.db.models import QuerySet
from django.utils.translation import ngettext

from cases.models import TallySheet
from exchanges.carried import shortages
from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.batch_lines import lines_of
from exchanges.dashboard.claims import claims_of
from exchanges.dashboard.discrepancy_list import containers_seen
from exchanges.dashboard.exits import offers_of
from exchanges.dashboard.figures import figures_of
from exchanges.dashboard.ladder import ladder_of
from exchanges.dashboard.lists_shown import lists_shown
from exchanges.dashboard.moves import moves_of_batch
from exchanges.dashboard.remarks_shown import checks_shown, remarks_shown
from exchanges.dashboard.said import to_check_of_batch
from exchanges.dashboard.shares_shown import shares_shown
from exchanges.dashboard.sources import direction_of, sources_for
from exchanges.dashboard.trail import batch_trail
from exchanges.models import Discrepancy, ExchangeBatch, ListImport
from exchanges.policies.moves import every_batch_move
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.dashboard.components import Badge, Meaning
from repatriation.dashboard.formats import number_text
from repatriation.dashboard.history import entries_of
from repatriation.dashboard.pages import SignedIn

SHOWN = 12  # of what happened
REGISTER = 20  # of the discrepancies


def batch_page(request: SignedIn, batch: ExchangeBatch) -> dict[str, Any]:
    reader = request.user
    figures = figures_of([batch], reader)
    one = figures[batch.pk]
    discrepancies = Discrepancy.objects.visible_to(reader).filter(batch=batch)
    number = discrepancies.count()
    register = list(discrepancies.select_related("container", "source").order_by("-pk")[:REGISTER])
    return {
        "batch": batch,
        "direction": direction_of(batch),
        "trail": batch_trail(batch),
        "states": [state_badge(batch), *_flags(number)],
        "figures": one,
        "shortage": shortages([batch], reader).get(batch.pk),
        "claims": claims_of(batch, one, sources_for(reader, batch.round)),
        "ladder": ladder_of([batch], figures, reader),
        "moves": moves_of_batch(reader, batch),
        "to_check": to_check_of_batch(batch, reader),
        "lists": lists_shown(one, reader),
        "drafts": _drafts(batch, reader),
        "offers": offers_of(batch, every_batch_move(reader, batch)["list_again"]),
        "lines": lines_of(request, batch),
        "sheets": _sheets(batch, reader),
        "shares": shares_shown(one, reader),
        "discrepancies": register,
        "containers_seen": containers_seen(register, reader),
        "more_discrepancies": max(number - REGISTER, 0),
        "remarks": remarks_shown(batch, reader),
        "checks": checks_shown(batch, reader),
        "entries": entries_of(Event.objects.of(batch)[:SHOWN], reader),
    }


def _flags(number: int) -> list[Badge]:
    if not number:
        return []
    said = ngettext("%(number)s discrepancy", "%(number)s discrepancies", number)
    return [Badge(said % {"number": number_text(number)}, Meaning.WATCH)]


def _drafts(batch: ExchangeBatch, reader: User) -> QuerySet[ListImport]:
    """The reader's own, looked at and not saved."""
    drafts = ListImport.objects.visible_to(reader).filter(batch=batch, manifest=None)
    return drafts.select_related("file", "batch").defer("lines", "report").order_by("-pk")[:5]


def _sheets(batch: ExchangeBatch, reader: User) -> QuerySet[TallySheet]:
    sheets = TallySheet.objects.visible_to(reader).filter(exchange__batch=batch)
    return (
        sheets.select_related("opened_by", "exchange__allocation__mortuary")
        .annotate(scanned=Number("scans"))
        .order_by("-pk")
    )
