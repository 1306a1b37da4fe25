"""The act on paper: two languages, figures in numbers and words, places for three to sign."""

from django.conf import settings

from cases.models.container import ContainerKind
from exchanges.models import BatchPlace, Discrepancy
from exchanges.operations.acts.gathering import Handover
from exchanges.operations.acts.remarks import draw_remarks, draw_samples
from exchanges.operations.acts.sections import (
    draw_counts,
    draw_discrepancies,
    draw_figures,
    draw_vehicles,
    facts_of_list,
    facts_of_round,
)
from repatriation.documents.document import Column, Document, Imprint
from repatriation.documents.issued import IssuedPaper, signature_fields
from repatriation.documents.issuing import Stamp
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _

TITLE = _("Handover act")
SIGNERS = (
    _("For the side that hands over"),
    _("For the side that receives"),
    _("Witness, for the neutral intermediary"),
)
Place, Reason = BatchPlace.Outcome, BatchPlace.Reason


def draw_act(handover: Handover, stamp: Stamp, voice: Voice, issuer: str) -> bytes:
    imprint = Imprint(issuer, stamp.issued_at, is_demonstration=settings.IS_DEMONSTRATION)
    batch = handover.batch
    paper = IssuedPaper(S(TITLE), imprint, stamp, reference=batch.reference, voice=voice)
    paper.fact_list([*facts_of_round(batch), *facts_of_list(handover)])
    draw_figures(paper, handover)
    draw_counts(paper, handover)
    draw_vehicles(paper, handover)
    draw_samples(paper, handover)
    draw_discrepancies(paper, handover)
    draw_remarks(paper, handover.remarks)
    draw_signatures(paper)
    paper.proof()
    _draw_annexes(paper, handover)
    return paper.to_bytes()


def draw_signatures(paper: Document) -> None:
    """All three stand together."""
    if paper.will_page_break(105):
        paper.add_page()
    paper.section(S(_("Signatures")))
    signature_fields(paper, [S(signer) for signer in SIGNERS])


def _draw_annexes(paper: Document, handover: Handover) -> None:
    paper.add_page()
    paper.section(
        S(_("Annex 1. Containers")),
        note=S(_("Labels as the sender wrote them. A claimed name is not an identification."))
        if handover.has_names
        else S(_("Labels as the sender wrote them.")),
    )
    columns = [
        Column(S(_("Line")), 1, "R"),
        Column(S(_("Label as sent")), 2),
        Column(S(_("Our reference")), 1.9),
        Column(S(_("Kind")), 0.9),
        Column(S(_("Seal number")), 1.2),
        Column(S(_("Outcome")), 2.4),
    ]
    if handover.has_names:
        columns.append(Column(S(_("Claimed name, as written")), 2.2))
    paper.ruled_table(columns, (_row(place, handover, paper.voice) for place in handover.places))
    if handover.discrepancies:
        _draw_register(paper, handover)


def _row(place: BatchPlace, handover: Handover, voice: Voice) -> tuple[object, ...]:
    container = place.container
    row: tuple[object, ...] = (
        place.line.position if place.line else "–",
        container.label or S(_("no label")),
        container.reference,
        voice.said(ContainerKind(container.kind).label) if container.kind else "",
        container.seal,
        _outcome(place, voice),
    )
    if handover.has_names:
        row += (place.name,)  # type: ignore[attr-defined]
    return row


def _outcome(place: BatchPlace, voice: Voice) -> str:
    """Both languages in one line, or the annex is twice as long."""
    if place.line is None and place.outcome == Place.HANDED_OVER:
        return voice.said(S(_("not on the list")))
    said = voice.said(Place(place.outcome).label) if place.outcome else "–"
    return f"{said}\n{voice.said(Reason(place.reason).label)}" if place.reason else said


def _draw_register(paper: Document, handover: Handover) -> None:
    paper.section(S(_("Annex 2. Discrepancies")))
    columns = [
        Column(S(_("Discrepancy")), 1.5),
        Column(S(_("What")), 2.8),
        Column(S(_("Container")), 1.5),
        Column(S(_("Listed")), 0.7, "R"),
        Column(S(_("Counted")), 0.8, "R"),
        Column(S(_("Opened by")), 1.8),
    ]
    rows = (
        (
            one.reference,
            paper.voice.said(Discrepancy.Code(one.code).label),
            one.container.reference if one.container else "–",
            "–" if one.listed is None else one.listed,
            "–" if one.counted is None else one.counted,
            str(one.source),
        )
        for one in handover.discrepancies
    )
    paper.ruled_table(columns, rows)
