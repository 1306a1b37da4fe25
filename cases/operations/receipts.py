"""The receipt of released remains, on paper: signed by hand by who releases, sees and receives."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import transaction

from cases.models import Release
from cases.models.release import ReleaseTo
from cases.policies.papers import why_not_issue_receipt
from repatriation.accounts.models import User
from repatriation.documents.document import Imprint, minute
from repatriation.documents.issued import IssuedPaper, signature_fields
from repatriation.documents.issuing import Stamp, keep_issued, next_stamp
from repatriation.documents.models import DocumentKind, IssuedDocument
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _
from repatriation.errors import require
from repatriation.ledger.locking import lock
from repatriation.ledger.writing import record

RECEIPT = DocumentKind.RELEASE_RECEIPT
STATED = _(
    "The remains under the number %(case)s are handed over. The label on them was read before "
    "those who sign, and says this number. Names of the deceased and of relatives are written by "
    "hand; this house prints none."
)
SIGNERS = (_("Released by"), _("Before the second person"), _("Received by"))


@transaction.atomic
def issue_receipt(*, release: Release, by: User, languages: Sequence[str]) -> IssuedDocument:
    """To be signed when the remains leave; afterwards with who released them and when."""
    release = lock(release)
    require(why_not_issue_receipt(by, release.case))
    stamp = next_stamp(RECEIPT, release, by)
    pdf = draw_receipt(release, stamp, Voice(tuple(languages)), by)
    issued = keep_issued(stamp, pdf, kind=RECEIPT, subject=release, by=by, languages=languages)
    case, number = release.case, issued.number
    record("cases.receipt_issued", case, by=by, document=issued.pk, number=number)
    return issued


def draw_receipt(release: Release, stamp: Stamp, voice: Voice, reader: User) -> bytes:
    demonstration = settings.IS_DEMONSTRATION
    imprint = Imprint(str(reader.home), stamp.issued_at, is_demonstration=demonstration)
    title = S(_("Receipt of remains"))
    paper = IssuedPaper(title, imprint, stamp, reference=release.reference, voice=voice)
    paper.fact_list(list(_facts(release)))
    paper.paragraph(S(STATED, {"case": release.case.reference}))
    paper.section(S(_("Signatures")))
    signature_fields(paper, [S(signer) for signer in SIGNERS])
    paper.proof()
    return paper.to_bytes()


def _facts(release: Release) -> Iterator[tuple[object, object]]:
    yield S(_("Remains case")), release.case.reference
    yield S(_("Kind")), release.case.get_kind_display()
    yield S(_("Released to")), ReleaseTo(release.to).label
    if release.agency:
        yield S(_("Agency")), str(release.agency)
        yield S(_("Decision")), release.decision
    if release.identification:
        yield S(_("Identification")), release.identification.reference
        yield S(_("Certificate")), release.identification.certificate
    if release.referral:
        yield S(_("Order of the legal authority")), release.referral.order
    yield S(_("Authorised")), minute(release.authorised_at)
    if release.released_at:
        yield S(_("Released")), minute(release.released_at)
        yield S(_("Number of the receipt")), release.receipt
