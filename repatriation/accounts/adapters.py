"""What allauth asks its hosts: how a secret is kept, and what an app or a key is told of us."""

import base64
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest

NONCE_BYTES = 12
PURPOSE = b"repatriation accounts: second factors"


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of apps and recovery codes lie encrypted, under a key the database never sees."""

    def encrypt(self, text: str) -> str:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        sealed = base64.b64decode(encrypted_text)
        return _cipher().decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None).decode()

    def _get_site_name(self) -> str:
        """What an app or a key calls us: not the address, which every office has its own of."""
        return str(settings.REGISTER_NAME)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody joins by themselves, and nothing here answers scripts in JSON."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False


def _cipher() -> AESGCM:
    key = base64.b64decode(settings.FILES_KEY, validate=True)
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key))
