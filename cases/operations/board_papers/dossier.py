"""The dossier for members of a board: every case, what speaks for it, and everything that lacks.
It tells no vote: before all are in, none is read."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import transaction

from cases.models import Ballot, Identification
from cases.models.board import Question
from cases.models.identification import ContestReason
from cases.operations.board_papers.cases import draw_cases, draw_lacks
from cases.operations.board_papers.results import draw_results
from cases.operations.board_papers.votes import outcome_said
from cases.policies.bases import dossier_of
from cases.policies.boards import open_ballot
from cases.policies.papers import why_not_issue_dossier
from cases.states import IdentificationState
from repatriation.accounts.models import User
from repatriation.documents.document import Column, Imprint, minute
from repatriation.documents.issued import IssuedPaper
from repatriation.documents.issuing import Stamp, keep_issued, next_stamp
from repatriation.documents.models import DocumentKind, IssuedDocument
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _
from repatriation.errors import require
from repatriation.ledger.locking import lock
from repatriation.ledger.writing import record

DOSSIER = DocumentKind.BOARD_DOSSIER
STATED = _(
    "For the members of the board. Nothing here is decided: it is proposed that the remains listed "
    "are of the person sought under the number %(person)s. It is told to nobody outside. It says "
    "what stood in the register when it was issued; look there for what has come since."
)
BEFORE = (
    Column(S(_("Called")), 2.4),
    Column(S(_("Question")), 3),
    Column(S(_("Ended")), 2.4),
    Column(S(_("Outcome")), 2.4),
)
NOTES, HEIGHT = 4, 12  # rows to write in by hand, and their millimetres


@transaction.atomic
def issue_dossier(
    *, identification: Identification, by: User, languages: Sequence[str]
) -> IssuedDocument:
    identification = lock(identification)
    require(why_not_issue_dossier(by, identification))
    stamp = next_stamp(DOSSIER, identification, by)
    pdf = draw_dossier(identification, stamp, Voice(tuple(languages)), by)
    issued = keep_issued(
        stamp, pdf, kind=DOSSIER, subject=identification, by=by, languages=languages
    )
    record("cases.dossier_issued", identification, by=by, document=issued.pk, number=issued.number)
    return issued


def draw_dossier(identification: Identification, stamp: Stamp, voice: Voice, reader: User) -> bytes:
    imprint = Imprint(str(reader.home), stamp.issued_at, is_demonstration=settings.IS_DEMONSTRATION)
    title, reference = S(_("Dossier for a board")), identification.reference
    paper = IssuedPaper(title, imprint, stamp, reference=reference, voice=voice)
    paper.fact_list(list(_facts(identification)))
    paper.paragraph(S(STATED, {"person": str(identification.person)}))
    draw_lacks(paper, identification)
    dossier = dossier_of(identification)
    draw_cases(paper, dossier, is_decided=False)
    draw_results(paper, dossier)
    before = identification.ballots.exclude(ended_at=None).order_by("pk")
    if before:
        paper.section(S(_("Boards before")))
        paper.ruled_table(BEFORE, (_before(ballot) for ballot in before))
    paper.proof()
    paper.ruled_table([Column(S(_("Notes by hand")))], [], blank_rows=NOTES, blank_height=HEIGHT)
    return paper.to_bytes()


def _facts(identification: Identification) -> Iterator[tuple[object, object]]:
    """Who is called, and never who has voted already."""
    yield S(_("Person sought")), str(identification.person)
    if identification.adds_to:
        yield S(_("Addendum to")), str(identification.adds_to)
    yield S(_("State")), IdentificationState(identification.state).label
    if identification.state == IdentificationState.CONTESTED:
        yield S(_("Contested because")), ContestReason(identification.contested_because).label
        yield S(_("What is contested")), identification.contested_note
    proposed = f"{identification.proposed_by.name}, {identification.agency}"
    yield S(_("Proposed")), f"{minute(identification.proposed_at)}, {proposed}"
    if ballot := open_ballot(identification):
        yield S(_("Question")), Question(ballot.question).label
        if ballot.session:
            meets = minute(ballot.session.meets_at)
            yield S(_("Board session")), f"{ballot.session}, {meets}"
        seats = ballot.seats.select_related("member").order_by("member__name", "pk")
        yield S(_("Members called")), ", ".join(seat.member.name for seat in seats)


def _before(ballot: Ballot) -> tuple[object, ...]:
    ended = minute(ballot.ended_at) if ballot.ended_at else "–"
    return minute(ballot.called_at), Question(ballot.question).label, ended, outcome_said(ballot)
