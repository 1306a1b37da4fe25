"""The one door to stored files: `store` and `read`."""

import base64
import binascii
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from repatriation.files.media_types import require_media_type
from repatriation.files.models import StoredFile
from repatriation.files.vault import Vault

LONGEST_NAME = 200


def store(data: bytes, *, name: str, by, media_type: str = "") -> StoredFile:
    """Keep the bytes; repeating it gives the same row.

    `media_type` is what the caller expects; FileRefused when the content is something else or
    nothing we keep. `by` may be None for what the house makes by itself. The bytes are written
    before the row: a transaction that fails afterwards leaves bytes without a row, never the
    other way round.
    """
    found = require_media_type(data, name, media_type)
    digest = vault().put(data)
    with transaction.atomic():
        stored, _ = StoredFile.objects.get_or_create(
            sha256=digest,
            name=_bare(name),
            media_type=found,
            made_by=by,
            defaults={"size": len(data)},
        )
    return stored


def read(stored: StoredFile) -> bytes:
    """The bytes as they were stored; FileMissing or FileDamaged when the disk says otherwise."""
    return vault().get(stored.sha256)


def vault() -> Vault:
    return _vault(settings.FILES_KEY, Path(settings.FILES_DIR))


@cache
def _vault(key: str, folder: Path) -> Vault:
    try:
        return Vault(base64.b64decode(key, validate=True), folder)
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured("FILES_KEY must be 32 random bytes in base64.") from error


def _bare(name: str) -> str:
    """Without a folder and without signs that cannot be seen; the ending stays when it is cut."""
    seen = "".join(sign for sign in name if sign.isprintable())
    bare = seen.replace("\\", "/").rpartition("/")[2].strip()
    return bare if len(bare) <= LONGEST_NAME else f"{bare[: LONGEST_NAME - 9]}…{bare[-8:]}"
