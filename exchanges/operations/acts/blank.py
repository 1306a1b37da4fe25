"""An act to fill in by hand, where nothing can be printed at the venue."""

from django.conf import settings

from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.operations.acts.drawing import TITLE, draw_signatures
from exchanges.operations.acts.remarks import draw_remarks
from exchanges.operations.acts.sections import facts_of_round
from repatriation.documents.document import Column, Document, Imprint
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _
from repatriation.ledger.clock import now

HIGH = 10  # millimetres
NOTE = _(
    "To be filled in by hand and signed in as many copies as there are signers. It is entered "
    "later, from the paper and marked so."
)


def blank_act(batch: ExchangeBatch, voice: Voice, issuer: str) -> bytes:
    imprint = Imprint(issuer, now(), is_demonstration=settings.IS_DEMONSTRATION)
    paper = Document(S(TITLE), imprint, reference=batch.reference, voice=voice)
    paper.add_page()
    manifest = batch.sealed_manifest
    facts = facts_of_round(batch)
    if manifest:
        facts.append(
            (S(_("Handover list")), S(_("version %(number)s"), {"number": manifest.number}))
        )
        facts.append((S(_("Digest of the seal (SHA-256)")), batch.sealed_digest))
    paper.fact_list(facts)
    paper.paragraph(S(NOTE))
    _draw_rows(paper)
    draw_remarks(paper, [])
    draw_signatures(paper)
    return paper.to_bytes()


def _draw_rows(paper: Document) -> None:
    outcomes: list[object] = [outcome.label for outcome in BatchPlace.Outcome]
    paper.section(S(_("Containers by outcome")))
    columns = [
        Column(S(_("Outcome")), 2),
        Column(S(_("In numbers")), 1),
        Column(S(_("In words")), 3),
    ]
    told = [*outcomes, S(_("not on the list"))]
    paper.ruled_table(columns, [(one, "", "") for one in told], row_height=HIGH)
    paper.section(
        S(_("Counts, each with its source")),
        note=S(_("What different sources counted stands side by side and is never added.")),
    )
    columns = [
        Column(S(_("Counted by")), 2),
        Column(S(_("In numbers")), 1),
        Column(S(_("In words")), 3),
    ]
    paper.ruled_table(columns, [], blank_rows=3, blank_height=HIGH)
    paper.section(S(_("Vehicles and tally sheets")))
    columns = [
        Column(S(_("Vehicle, place")), 2),
        Column(S(_("Handed over by")), 2),
        Column(S(_("Received by")), 2),
        Column(S(_("Witness")), 2),
        Column(S(_("Containers")), 1.4),
    ]
    paper.ruled_table(columns, [], blank_rows=4, blank_height=HIGH)
