"""The identification report: what a board decided, on what, by whom, and who certified it."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import transaction

from cases.models import Identification
from cases.operations.board_papers.cases import draw_cases
from cases.operations.board_papers.results import draw_results
from cases.operations.board_papers.votes import DECISION, draw_decision
from cases.policies.bases import dossier_of
from cases.policies.papers import why_not_issue_report
from cases.states import IdentificationState
from repatriation.accounts.models import User
from repatriation.documents.document import Imprint, minute
from repatriation.documents.issued import SIGNATURE, IssuedPaper, signature_fields
from repatriation.documents.issuing import Stamp, keep_issued, next_stamp
from repatriation.documents.models import DocumentKind, IssuedDocument
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _
from repatriation.errors import require
from repatriation.ledger.locking import lock
from repatriation.ledger.writing import record

REPORT = DocumentKind.IDENTIFICATION_REPORT
STATED = _(
    "A board has decided that the remains listed here are of the person sought under the number "
    "%(person)s. Names of the person are written by hand; this house prints none. The report holds "
    "until the identification is contested; whether it still holds is answered for its code."
)
NOT_CERTIFIED = _("not certified: this is the scientific decision alone")
CERTIFIED = _("%(number)s, %(agency)s, %(name)s, %(at)s")
MEMBER = _("Board member: %(name)s")
AUTHORITY = _("For the legal authority: %(agency)s")


@transaction.atomic
def issue_report(
    *, identification: Identification, by: User, languages: Sequence[str]
) -> IssuedDocument:
    """Under the lock under which it is contested: none is issued of what falls meanwhile."""
    identification = lock(identification)
    require(why_not_issue_report(by, identification))
    stamp = next_stamp(REPORT, identification, by)
    pdf = draw_report(identification, stamp, Voice(tuple(languages)), by)
    issued = keep_issued(
        stamp, pdf, kind=REPORT, subject=identification, by=by, languages=languages
    )
    record("cases.report_issued", identification, by=by, document=issued.pk, number=issued.number)
    return issued


def draw_report(identification: Identification, stamp: Stamp, voice: Voice, reader: User) -> bytes:
    imprint = Imprint(str(reader.home), stamp.issued_at, is_demonstration=settings.IS_DEMONSTRATION)
    title, reference = S(_("Identification report")), identification.reference
    paper = IssuedPaper(title, imprint, stamp, reference=reference, voice=voice)
    paper.fact_list(list(_facts(identification)))
    paper.paragraph(S(STATED, {"person": str(identification.person)}))
    dossier = dossier_of(identification)
    draw_cases(paper, dossier, is_decided=True)
    draw_results(paper, dossier)
    ballots = identification.ballots.decided().select_related("session", "called_by")
    for ballot in ballots.order_by("pk"):
        paper.section(S(_("Decision of the board")), room=DECISION)
        draw_decision(paper, ballot)
    paper.section(S(_("Signatures")), room=24 + SIGNATURE)
    signature_fields(paper, list(_signers(identification)))
    paper.proof()
    return paper.to_bytes()


def _facts(identification: Identification) -> Iterator[tuple[object, object]]:
    yield S(_("Person sought")), str(identification.person)
    if identification.adds_to:
        yield S(_("Addendum to")), str(identification.adds_to)
    addenda = [str(one) for one in identification.addenda.standing().order_by("pk")]
    if addenda:
        yield S(_("Addenda that stand, each with its own report")), ", ".join(addenda)
    yield S(_("State")), IdentificationState(identification.state).label
    proposed = f"{identification.proposed_by.name}, {identification.agency}"
    yield S(_("Proposed")), f"{minute(identification.proposed_at)}, {proposed}"
    if identification.decided_at:
        yield S(_("Decided")), minute(identification.decided_at)
    yield S(_("Certificate")), _certificate(identification)


def _certificate(identification: Identification) -> S:
    by = identification.certified_by
    is_certified = identification.state == IdentificationState.CERTIFIED
    if by is None or identification.certified_at is None or not is_certified:
        return S(NOT_CERTIFIED)
    told = {
        "number": identification.certificate,
        "agency": str(by.home),
        "name": by.name,
        "at": minute(identification.certified_at),
    }
    return S(CERTIFIED, told)


def _signers(identification: Identification) -> Iterator[S]:
    """Those who decided last, whichever way they voted, and the authority where it certified."""
    last = identification.ballots.decided().order_by("-pk").first()
    votes = last.votes.select_related("voter").order_by("voter__name", "pk") if last else []
    for vote in votes:
        yield S(MEMBER, {"name": vote.voter.name})
    if identification.state == IdentificationState.CERTIFIED and identification.certified_by:
        yield S(AUTHORITY, {"agency": str(identification.certified_by.home)})
