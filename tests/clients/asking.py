"""How a program asks for its token, and where its tokens and credentials are kept."""

import base64

from django.test import Client as Browser
from oauth2_provider.models import get_access_token_model

from repatriation.clients.models import Client
from repatriation.clients.operations.opening import create_client
from tests.api.callers import Caller
from tests.factories.steps import do

Tokens = get_access_token_model().objects


def ask(client_id: str, secret: str, scope: str = "", **more):
    basic = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    data = {"grant_type": "client_credentials"} | ({"scope": scope} if scope else {})
    headers = {"Authorization": f"Basic {basic}"}
    return Browser().post("/oauth/token/", data, headers=headers, **more)


def token_of(secret, scope: str = "") -> str:
    answer = ask(*secret, scope)
    assert answer.status_code == 200, answer.content
    return answer.json()["access_token"]


def caller_with(token: str) -> Caller:
    return Caller(Authorization=f"Bearer {token}")


def opened(by, agency=None, **more):
    """A client and its secret."""
    said = {"name": "Register", "roles": ["exchange officer"]} | more
    secret = do(create_client, by=by, agency=agency or by.agency, **said)
    return Client.objects.get(credentials__application__client_id=secret.client_id), secret


def again(client: Client) -> Client:
    """As it stands now, as a page that is opened anew shows it."""
    return Client.objects.select_related("user__agency").get(pk=client.pk)
