"""Opening a client: by whom, for whom, and what is never kept of its secret."""

import logging

import pytest
from django.db import connection
from oauth2_provider.models import get_access_token_model, get_application_model

from repatriation.accounts.models import User
from repatriation.clients.models import Client
from repatriation.clients.operations.changing import add_credential
from repatriation.clients.operations.stopping import stop_client
from repatriation.errors import Conflict, NotPermitted
from tests.clients.asking import again, caller_with, opened, token_of
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import do


def everything_kept() -> str:
    """Each row of each table, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname !~ '^(pg|sql)_'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        kept = []
        for table in tables:
            cursor.execute(f'SELECT row::text FROM "{table}" AS row')
            kept += [text for (text,) in cursor.fetchall()]
    return "\n".join(kept)


def test_the_store_holds_neither_a_secret_nor_a_token(administrator):
    client, first = opened(administrator)
    second = do(add_credential, by=administrator, client=client)
    tokens = [token_of(first), token_of(second)]
    assert {caller_with(token).get("batches/").status_code for token in tokens} == {200}

    kept = everything_kept()

    assert first.client_id in kept
    assert [word for word in (first.secret, second.secret, *tokens) if word in kept] == []
    assert get_access_token_model().objects.exclude(token="").count() == 0
    hashes = get_application_model().objects.values_list("client_secret", flat=True)
    assert all(len(hash.split("$")) > 3 for hash in hashes)


def test_no_log_holds_a_secret_or_a_token(administrator, caplog):
    caplog.set_level(logging.INFO)

    _client, secret = opened(administrator)
    token = token_of(secret)
    caller_with(token).get("batches/")

    assert secret.secret not in caplog.text
    assert token not in caplog.text
    assert secret.secret not in repr(secret)


def test_an_administrator_opens_clients_of_the_own_side_only(administrator):
    sister = AgencyFactory(party=administrator.agency.party)

    client, _secret = opened(administrator, agency=sister)

    assert client.agency == sister
    assert (client.made_by, client.user.kind) == (administrator, User.Kind.CLIENT)
    with pytest.raises(NotPermitted, match="not one that you manage"):
        opened(administrator, agency=AgencyFactory())
    with pytest.raises(NotPermitted):
        opened(UserFactory(agency=administrator.agency, role="coordinator"))


def test_an_agency_that_is_not_active_gets_no_client(administrator):
    quiet = AgencyFactory(party=administrator.agency.party, is_active=False)

    with pytest.raises(NotPermitted, match="is not active"):
        opened(administrator, agency=quiet)


def test_two_programs_of_an_agency_have_two_names(administrator):
    client, _secret = opened(administrator, name="Register")

    with pytest.raises(Conflict, match=client.reference):
        opened(administrator, name=" register ")
    opened(administrator, agency=AgencyFactory(party=administrator.agency.party))
    do(stop_client, by=administrator, client=again(client))
    opened(administrator, name="Register")

    assert Client.objects.count() == 3


def test_what_one_side_sees_of_clients(administrator):
    client, _secret = opened(administrator)
    sister = AgencyFactory(party=administrator.agency.party)

    seen_by = {
        role: Client.objects.visible_to(UserFactory(agency=sister, role=role)).exists()
        for role in ("administrator", "coordinator", "auditor", "exchange officer")
    }
    other = UserFactory(role="administrator")

    assert [role for role, sees in seen_by.items() if not sees] == ["exchange officer"]
    assert not Client.objects.visible_to(other).exists()
    assert Client.objects.visible_to(UserFactory(agency=None, role="administrator")).exists()
    assert str(client) == client.reference
