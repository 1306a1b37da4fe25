"""Encrypted bytes on a local volume, addressed by what they say.

No Django and no database here. A file is AES-256-GCM under a nonce of its own; the digest of the
plaintext is bound to it. Its path is a keyed hash of that digest: whoever holds a document and a
copy of the disk, but no key, cannot tell that the document is here.
"""

import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
FORMAT = b"RF1"  # stands before the nonce, so that another cipher can follow one day


class FileDamaged(Exception):
    """What lies on the disk is not what was stored: altered, cut, or under another key."""


class FileMissing(Exception):
    """Nothing lies where the file was stored."""


class Vault:
    def __init__(self, key: bytes, folder: Path):
        if len(key) != KEY_BYTES:
            raise ValueError(f"The key of the file storage must have {KEY_BYTES} bytes.")
        self.folder = folder
        self._cipher = AESGCM(_derived(key, b"repatriation files: content"))
        self._address_key = _derived(key, b"repatriation files: address")

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256 as 64 hex digits; the same bytes lie once."""
        digest = hashlib.sha256(data).hexdigest()
        if not self._is_whole(digest):
            _write(self.path(digest), self._sealed(data, digest))
        return digest

    def get(self, digest: str) -> bytes:
        try:
            sealed = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise FileMissing(f"The stored file {digest[:12]}… is missing.") from None
        return self._opened(sealed, digest)

    def path(self, digest: str) -> Path:
        address = hmac.digest(self._address_key, bytes.fromhex(digest), "sha256").hex()
        return self.folder / address[:2] / address[2:]

    def _is_whole(self, digest: str) -> bool:
        """A damaged file is no reason to refuse good bytes: it is then written again."""
        try:
            self.get(digest)
        except (FileMissing, FileDamaged):
            return False
        return True

    def _sealed(self, data: bytes, digest: str) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return FORMAT + nonce + self._cipher.encrypt(nonce, data, _bound_to(digest))

    def _opened(self, sealed: bytes, digest: str) -> bytes:
        start = len(FORMAT) + NONCE_BYTES
        nonce, secret = sealed[len(FORMAT) : start], sealed[start:]
        try:
            if not sealed.startswith(FORMAT):
                raise InvalidTag
            return self._cipher.decrypt(nonce, secret, _bound_to(digest))
        except (InvalidTag, ValueError):  # ValueError: the nonce itself was cut
            raise FileDamaged(
                f"The stored file {digest[:12]}… was altered, or lies under another key."
            ) from None


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)


def _bound_to(digest: str) -> bytes:
    return FORMAT + bytes.fromhex(digest)


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, also when the power fails; the last of two writers wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
    _sync(path.parent)
    _sync(path.parent.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
