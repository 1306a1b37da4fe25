"""Clients that were open before they had pages keep coming in."""

from importlib import import_module

from django.apps import apps
from oauth2_provider.models import get_application_model

from repatriation.accounts.models import User
from repatriation.clients.models import Client
from tests.clients.asking import caller_with, token_of
from tests.factories.accounts import UserFactory

before = import_module("repatriation.clients.migrations.0002_clients_of_before")


def test_a_client_of_before_gets_a_page_and_keeps_what_it_could_ask_for():
    user = UserFactory(kind=User.Kind.CLIENT, role="exchange officer")
    more = {"client_type": "confidential", "authorization_grant_type": "client-credentials"}
    application = get_application_model().objects.create(user=user, client_secret="x", **more)
    quiet = UserFactory(kind=User.Kind.CLIENT)

    before.give_each_a_page(apps, None)

    client = Client.objects.get(user=user)
    assert Client.objects.get(user=quiet).reference > client.reference
    assert client.credentials.get().expires_at is None
    caller = caller_with(token_of((application.client_id, "x")))
    assert caller.get("batches/").status_code == 200
    assert "batches:seal" in client.scopes
