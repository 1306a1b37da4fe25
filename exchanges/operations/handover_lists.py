"""The handover list on paper, to tick off at the venue; without the claimed names, because paper is
left lying about."""

from collections.abc import Iterable

from django.conf import settings

from cases.models.container import ContainerKind
from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.operations.acts.sections import facts_of_round
from repatriation.documents.document import Column, Imprint
from repatriation.documents.tables import table_sheet
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _
from repatriation.ledger.clock import now

COLUMNS = (
    Column(S(_("Line")), 0.7, "R"),
    Column(S(_("Label as sent")), 2),
    Column(S(_("Our reference")), 1.8),
    Column(S(_("Kind")), 0.8),
    Column(S(_("Seal number")), 1.2),
    Column(S(_("Outcome")), 1.4),
)
SIGNERS = (S(_("Handed over by")), S(_("Received by")), S(_("Witness")))


def handover_list(batch: ExchangeBatch, places: Iterable[BatchPlace], issuer: str) -> bytes:
    return table_sheet(
        title=S(_("Handover list")),
        imprint=Imprint(issuer, now(), is_demonstration=settings.IS_DEMONSTRATION),
        reference=batch.reference,
        facts=[
            *facts_of_round(batch),
            (S(_("Digest of the seal (SHA-256)")), batch.sealed_digest or "–"),
        ],
        columns=COLUMNS,
        rows=(_row(place) for place in places),
        signers=SIGNERS,
    )


def _row(place: BatchPlace) -> tuple[object, ...]:
    container = place.container
    return (
        place.line.position if place.line else "–",
        container.label or S(_("no label")),
        container.reference,
        ContainerKind(container.kind).label if container.kind else "",
        container.seal,
        _outcome(place),
    )


def _outcome(place: BatchPlace) -> object:
    if place.line is None:
        return S(_("not on the list"))
    return BatchPlace.Outcome(place.outcome).label if place.outcome else ""
