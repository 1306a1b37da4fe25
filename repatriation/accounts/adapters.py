"""What allauth asks its hosts: who shows a second factor, where one may go, how secrets lie."""

import base64
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import clear_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from repatriation.accounts.backends import PersonBackend
from repatriation.accounts.models import User
from repatriation.accounts.network import is_own_path
from repatriation.accounts.sessions import Proof, begin_session

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


class SecondFactorStage(AuthenticateStage):
    """Nobody is asked again who came back, on a shared device, within the shift. Who has another
    password by now, or was shut out, since the first step begins again."""

    def handle(self) -> tuple:
        self.state["password"] = self._password_as_it_is()
        return super().handle()

    def exit(self) -> Any:
        is_same = self.state.get("password") == self._password_as_it_is() != ""
        return super().exit() if is_same else self.abort()

    def _password_as_it_is(self) -> str:
        """A digest; empty for whoever may not come in."""
        user: Any = self.login.user
        person = PersonBackend().get_user(user.pk)
        return person.get_session_auth_hash() if person else ""

    def _should_handle(self, request: HttpRequest) -> bool:
        came_back = Proof.CAME_BACK in methods_of(request, self.login.user)
        return not came_back and super()._should_handle(request)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody joins by themselves, and nothing here answers scripts in JSON."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page that opens says it: the name of who is signed in stands on each."""

    def is_safe_url(self, url: str) -> bool:
        return is_own_path(url)

    def get_login_stages(self) -> list[str]:
        return [f"{__name__}.{SecondFactorStage.__name__}"]

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """The only way in. allauth's notes of the way, the e-mail among them, stay outside."""
        methods = methods_of(request, user)
        clear_authentication_records(request)
        super().login(request, user)
        begin_session(request, User.objects.get(pk=user.pk), proof_of(methods))


def methods_of(request: HttpRequest, user: AbstractBaseUser | None) -> set[str]:
    return {record["method"] for record in get_authentication_records(request, user)}


def proof_of(methods: set[str]) -> Proof:
    if Proof.CAME_BACK in methods:
        return Proof.CAME_BACK
    return Proof.FULL if "mfa" in methods else Proof.PASSWORD


def _cipher() -> AESGCM:
    key = base64.b64decode(settings.FILES_KEY, validate=True)
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key))
