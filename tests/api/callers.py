"""Who calls the API in tests, and what they send with every request."""

from datetime import timedelta
from secrets import token_hex
from uuid import uuid4

from django.test import Client
from django.utils import timezone
from oauth2_provider.models import get_access_token_model, get_application_model

from repatriation.accounts.models import User
from repatriation.clients.models import Credential
from repatriation.clients.scopes import scopes_of
from tests.factories.work import at_work

BASE = "/api/v1"


class Caller:
    """A client that speaks JSON and makes an idempotency key for each POST. A person has proven
    who they are wherever that is asked."""

    def __init__(self, *, is_person: bool = False, **headers: str):
        self.client = Client(raise_request_exception=False)
        self.headers, self.is_person = headers, is_person

    def to(self, address: str) -> str:
        whole = _whole(address)
        if self.is_person:
            at_work(self.client, whole)
        return whole

    def get(self, address: str, **headers: str):
        return self.client.get(self.to(address), headers=self.headers | _spelled(headers))

    def post(self, address: str, data=None, *, seen=None, key: str = "", **headers: str):
        known = {"Idempotency-Key": key or uuid4().hex} | _if_match(seen) | _spelled(headers)
        return self.client.post(
            self.to(address),
            data={} if data is None else data,
            content_type="application/json",
            headers=self.headers | known,
        )

    def patch(self, address: str, data, *, seen=None):
        return self.client.patch(
            self.to(address),
            data=data,
            content_type="application/json",
            headers=self.headers | _if_match(seen),
        )

    def upload(self, address: str, data: dict, *, seen=None, key: str = ""):
        known = {"Idempotency-Key": key or uuid4().hex} | _if_match(seen)
        return self.client.post(self.to(address), data=data, headers=self.headers | known)


def person(user: User) -> Caller:
    caller = Caller(is_person=True)
    caller.client.force_login(user)
    return caller


def program(user: User, *scopes: str) -> Caller:
    """With these scopes, or with all that its roles carry."""
    application = get_application_model().objects.create(
        user=user,
        name=user.name,
        client_type="confidential",
        authorization_grant_type="client-credentials",
        client_secret="!",
        hash_client_secret=False,
    )
    number = user.client.credentials.count() + 1
    Credential.objects.create(
        client=user.client, number=number, application=application, made_by=user.client.made_by
    )
    secret = token_hex(20)
    get_access_token_model().objects.create(
        application=application,
        token=secret,
        scope=" ".join(scopes or scopes_of(user)),
        expires=timezone.now() + timedelta(hours=1),
    )
    return Caller(Authorization=f"Bearer {secret}")


def _whole(address: str) -> str:
    return address if address.startswith(("/", "http")) else f"{BASE}/{address}"


def _if_match(seen) -> dict[str, str]:
    """What the caller had read: a row, its version, or a header as it is sent."""
    if seen is None:
        return {}
    version = getattr(seen, "version", seen)
    return {"If-Match": version if isinstance(version, str) else f'"{version}.x"'}


def _spelled(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
