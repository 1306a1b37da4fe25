"""The custody record of one container or case on paper: every act in its order, with its holders,
both times and its witness; gaps as gaps, corrections beside what they correct."""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.db import transaction

from cases.models import Container, CustodyEvent, RemainsCase
from cases.models.custody import CustodyKind
from cases.policies.papers import why_not_issue_custody_record
from repatriation.accounts.models import User
from repatriation.accounts.sides import who_acted
from repatriation.audit.models import Event
from repatriation.documents.document import Column, Imprint, Marked, minute
from repatriation.documents.issued import IssuedPaper
from repatriation.documents.issuing import Stamp, keep_issued, next_stamp
from repatriation.documents.models import DocumentKind, IssuedDocument
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _
from repatriation.errors import require
from repatriation.ledger.locking import lock
from repatriation.ledger.writing import record

RECORD = DocumentKind.CUSTODY_RECORD
NAMED = (
    "from_holder",
    "to_holder",
    "storage_unit",
    "sheet",
    "witness",
    "recorded_by__agency",
    "review__reviewed_by__agency",
)
COLUMNS = (
    Column(S(_("No.")), 0.5, "R"),
    Column(S(_("What happened")), 2),
    Column(S(_("From, to")), 2.2),
    Column(S(_("Where")), 1.8),
    Column(S(_("Happened, recorded")), 2.6),
    Column(S(_("By whom, before whom")), 2.4),
    Column(S(_("Remarks")), 2.6),
)
CHAIN = _("%(record)s: entry %(number)s, SHA-256 %(digest)s")
STATED = _(
    "Every act that the register holds of %(record)s, in its order. Nothing was left out and "
    "nothing filled in: where nobody recorded who held it, a gap stands. A correction stands "
    "beside what it corrects."
)


@transaction.atomic
def issue_custody_record(
    *, row: Container | RemainsCase, by: User, languages: Sequence[str]
) -> IssuedDocument:
    row = lock(row)
    require(why_not_issue_custody_record(by))
    stamp = next_stamp(RECORD, row, by)
    pdf = draw_custody_record(row, stamp, Voice(tuple(languages)), by)
    issued = keep_issued(stamp, pdf, kind=RECORD, subject=row, by=by, languages=languages)
    record("cases.custody_record_issued", row, by=by, document=issued.pk, number=issued.number)
    return issued


def draw_custody_record(
    row: Container | RemainsCase, stamp: Stamp, voice: Voice, reader: User
) -> bytes:
    """As its reader is told it: the own side by its people, another side by its agency."""
    imprint = Imprint(str(reader.home), stamp.issued_at, is_demonstration=settings.IS_DEMONSTRATION)
    title = S(_("Custody record"))
    paper = IssuedPaper(title, imprint, stamp, reference=row.reference, voice=voice, wide=True)
    events = list(CustodyEvent.objects.story_of(row).select_related(*NAMED))[::-1]
    paper.fact_list(list(_facts(row, events)))
    paper.paragraph(S(STATED, {"record": row.reference}))
    paper.ruled_table(COLUMNS, _rows(events, voice, reader))
    paper.proof()
    return paper.to_bytes()


def _facts(
    row: Container | RemainsCase, events: list[CustodyEvent]
) -> Iterator[tuple[object, object]]:
    """Without the sender's label, which may hold a name."""
    if isinstance(row, RemainsCase):
        yield S(_("Numbered from")), str(row.origin)
    elif row.seal:
        yield S(_("Seal number")), row.seal
    yield S(_("Held by")), str(row.custodian)
    yield S(_("Answers for it")), str(row.responsible)
    yield S(_("Storage unit")), str(row.storage_unit or "–")
    yield S(_("Acts")), len(events)
    yield S(_("Gaps")), sum(event.kind == CustodyKind.GAP for event in events)
    yield S(_("Corrections")), sum(event.kind == CustodyKind.CORRECTED for event in events)
    for link in _chains(row):
        yield S(_("Chain of the register")), link


def _chains(row: Container | RemainsCase) -> Iterator[S]:
    """The last link of each stream the acts stand in, to compare with a copy of the register."""
    container = row.container if isinstance(row, RemainsCase) else None
    for one in (container, row):
        last = Event.objects.of(one).first() if one else None
        if last:
            digest = bytes(last.hash).hex()
            yield S(CHAIN, {"record": str(one), "number": last.seq, "digest": digest})


def _rows(events: list[CustodyEvent], voice: Voice, reader: User) -> Iterator[tuple[object, ...]]:
    places = {event.pk: number for number, event in enumerate(events, 1)}
    corrected = {event.corrects_id: places[event.pk] for event in events if event.corrects_id}
    for number, event in enumerate(events, 1):
        row = (
            number,
            CustodyKind(event.kind).label,
            _lines(voice, _holders(event)),
            _lines(voice, _where(event)),
            _lines(voice, _times(event)),
            _lines(voice, _people(event, reader)),
            _lines(voice, _remarks(event, places, corrected, reader)),
        )
        yield Marked(row) if event.kind == CustodyKind.GAP else row


def _lines(voice: Voice, parts: Iterable[object]) -> str:
    return "\n".join(voice.said(part) for part in parts)


def _holders(event: CustodyEvent) -> Iterator[object]:
    if event.from_holder:
        yield S(_("from %(holder)s"), {"holder": str(event.from_holder)})
    if event.to_holder:
        yield S(_("to %(holder)s"), {"holder": str(event.to_holder)})
    elif event.kind == CustodyKind.GAP:
        yield S(_("nobody knows"))


def _where(event: CustodyEvent) -> Iterator[object]:
    vehicle = event.sheet.vehicle if event.sheet else ""
    yield from (part for part in (event.place, vehicle) if part)
    if event.storage_unit:
        yield str(event.storage_unit)


def _times(event: CustodyEvent) -> Iterator[object]:
    yield minute(event.occurred_at)
    yield S(_("recorded %(at)s"), {"at": minute(event.recorded_at)})


def _people(event: CustodyEvent, reader: User) -> Iterator[object]:
    if event.handed_over_by:
        yield S(_("given by %(name)s"), {"name": event.handed_over_by})
    yield S(_("by %(name)s"), {"name": who_acted(event.recorded_by, reader)})
    if witness := event.witness.name if event.witness else event.outside_witness:
        yield S(_("before %(name)s"), {"name": witness})


def _remarks(
    event: CustodyEvent, places: dict[int, int], corrected: dict[int, int], reader: User
) -> Iterator[object]:
    if event.corrects_id:
        yield S(_("corrects no. %(number)s"), {"number": places.get(event.corrects_id, "–")})
    if event.pk in corrected:
        yield S(_("corrected by no. %(number)s"), {"number": corrected[event.pk]})
    if event.sheet:
        yield S(_("tally sheet %(sheet)s"), {"sheet": event.sheet.reference})
    if event.is_on_paper:
        yield S(_("entered from paper"))
    if event.is_late:
        yield S(_("entered late"))
    if event.note:
        yield event.note
    if event.alone_reason:
        yield S(_("alone: %(reason)s"), {"reason": event.alone_reason})
        yield _review(event, reader)


def _review(event: CustodyEvent, reader: User) -> S:
    review = getattr(event, "review", None)
    if review is None:
        return S(_("not reviewed yet"))
    said = {"name": who_acted(review.reviewed_by, reader), "at": minute(review.reviewed_at)}
    return S(_("reviewed by %(name)s, %(at)s"), said)
