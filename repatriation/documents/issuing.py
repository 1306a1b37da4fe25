"""Issuing a paper: its number and code before it is printed, its digest and row after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Max, Model
from django.urls import reverse

from repatriation.accounts.models import User
from repatriation.documents.codes import code_shown, new_code
from repatriation.documents.models import IssuedDocument
from repatriation.files import storage
from repatriation.files.media_types import PDF
from repatriation.ledger.clock import now


@dataclass(frozen=True)
class Stamp:
    """What is printed of the issuing itself. The digest cannot be: it is of the printed bytes."""

    number: int
    code: str
    issued_at: datetime

    @property
    def code_shown(self) -> str:
        return code_shown(self.code)

    @property
    def address(self) -> str:
        """Where whoever holds the paper asks whether we issued it."""
        return f"{settings.BASE_URL}{reverse('verify')}?{urlencode({'code': self.code})}"


def next_stamp(kind: str, subject: Model, by: User) -> Stamp:
    """The next version of the issuer's agency. Two at once end at a constraint."""
    issued = IssuedDocument.objects.of(kind, subject).filter(agency=by.agency_id)
    last = issued.order_by().aggregate(last=Max("number"))["last"] or 0
    return Stamp(last + 1, new_code(), now())


def keep_issued(
    stamp: Stamp,
    pdf: bytes,
    *,
    kind: str,
    subject: Any,
    by: User,
    languages: Sequence[str],
    has_names: bool = False,
) -> IssuedDocument:
    """The bytes go to the vault and the row beside them; nothing of it is edited again."""
    name = f"{subject.reference}-{kind.replace('_', '-')}-{stamp.number}.pdf"
    return IssuedDocument.objects.create(
        kind=kind,
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        reference=subject.reference,
        agency=by.home,
        number=stamp.number,
        code=stamp.code,
        file=storage.store(pdf, name=name, by=by, media_type=PDF),
        languages=",".join(languages),
        has_names=has_names,
        issued_by=by,
        issued_at=stamp.issued_at,
    )
