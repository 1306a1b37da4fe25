"""Photographs and files of an examination: kept, shown when they are asked for, withdrawn."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cases.models import Attachment, Examination
from cases.models.attachment import PICTURES, AttachmentKind
from cases.models.examination import Discipline
from cases.operations.taking_back import take_back
from cases.policies import examinations as policies
from repatriation.accounts.models import User
from repatriation.audit.models import AccessLog, stream_of
from repatriation.errors import Sentence, TooLarge, gettext_noop, require
from repatriation.files import storage
from repatriation.files.media_types import JPEG, PDF
from repatriation.files.models import StoredFile
from repatriation.files.pictures import draw_anew
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record
from repatriation.tables.limits import MAX_BYTES

TOO_LARGE = gettext_noop("The file is larger than %(most)s MB. Nothing was saved.")


def attach_file(
    *,
    examination: Examination,
    discipline: Discipline,
    kind: AttachmentKind,
    file: UploadedFile,
    by: User,
    caption: str = "",
    is_restricted: bool = False,
) -> Attachment:
    """While the examination is open. A picture is drawn anew, which strips where and with what it
    was taken; a document is a PDF. Of a restricted one the event says no more than of a restricted
    finding."""
    require(policies.why_not_attach(by, examination, discipline, is_restricted=is_restricted))
    data = file.read()
    if len(data) > MAX_BYTES:
        raise TooLarge(Sentence(TOO_LARGE, {"most": MAX_BYTES // 1_000_000}))
    kept, preview = _kept(data, kind, by)
    with transaction.atomic():
        examination = lock(examination)
        require(policies.why_not_attach(by, examination, discipline, is_restricted=is_restricted))
        row = Attachment.objects.create(
            examination=examination,
            number=Attachment.objects.filter(examination=examination).count() + 1,
            discipline=discipline,
            kind=kind,
            caption=caption.strip(),
            is_restricted=is_restricted,
            file=kept,
            preview=preview,
            sent_sha256=hashlib.sha256(data).hexdigest(),
            added_by=by,
            added_at=now(),
        )
        keep(examination)
        if is_restricted:
            record("cases.restricted_recorded", examination, by=by)
        else:
            record("cases.file_attached", examination, by=by, number=row.number)
    return row


@transaction.atomic
def withdraw_attachment(
    *, examination: Examination, attachment: Attachment, because: str, by: User
) -> Attachment:
    """Of another person, say: it is shown no more, and that it was there stays known."""
    examination = lock(examination)
    require(policies.why_not_withdraw_attachment(by, attachment))
    attachment = take_back(attachment, because, by)
    keep(examination)
    if attachment.is_restricted:
        record("cases.restricted_withdrawn", examination, by=by)
    else:
        record("cases.file_withdrawn", examination, by=by, number=attachment.number)
    return attachment


def show_attachment(*, attachment: Attachment, by: User) -> tuple[bytes, str]:
    """The content and what it is. Each viewing is written down: who, what, when."""
    AccessLog.objects.create(actor=by, subject=stream_of(attachment), what="attachment")
    return storage.read(attachment.file), attachment.file.media_type


def viewings_of(attachments: Iterable[Attachment]) -> Counter[int]:
    """How often each was shown, by its key."""
    keys = {stream_of(row): row.pk for row in attachments}
    seen = AccessLog.objects.filter(subject__in=keys).values_list("subject", flat=True)
    return Counter(keys[subject] for subject in seen)


def _kept(data: bytes, kind: AttachmentKind, by: User) -> tuple[StoredFile, StoredFile | None]:
    """No name of a file is kept: it may be one of a person."""
    if kind not in PICTURES:
        return storage.store(data, name=f"{kind}.pdf", by=by, media_type=PDF), None
    picture = draw_anew(data)
    kept = storage.store(picture.data, name=str(kind), by=by, media_type=picture.media_type)
    return kept, storage.store(picture.preview, name="preview", by=by, media_type=JPEG)
