"""Rotation: several credentials of one client, each with its end, its last use and its maker."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from repatriation.audit.models import Event
from repatriation.clients.models import Credential
from repatriation.clients.operations.changing import add_credential, retire_credential
from repatriation.clients.policies import MOST_CREDENTIALS
from repatriation.clients.presence import note_use
from repatriation.errors import NotPermitted, Stale
from tests.clients.asking import Tokens, again, ask, caller_with, opened, token_of
from tests.factories.accounts import UserFactory
from tests.factories.steps import do


def test_a_second_credential_comes_in_beside_the_first(administrator):
    client, first = opened(administrator)

    second = do(add_credential, by=administrator, client=client)

    tokens = [token_of(first), token_of(second)]
    assert {caller_with(token).get("batches/").status_code for token in tokens} == {200}
    numbers = [(one.number, one.made_by) for one in client.credentials.all()]
    assert numbers == [(1, administrator), (2, administrator)]
    kinds = [event.kind for event in Event.objects.of(client).order_by("seq")]
    assert kinds == ["accounts.client_created", "accounts.credential_added"]


def test_a_retired_credential_opens_nothing_and_neither_do_its_tokens(administrator):
    client, first = opened(administrator)
    second = do(add_credential, by=administrator, client=client)
    old, new = caller_with(token_of(first)), caller_with(token_of(second))

    do(retire_credential, by=administrator, client=again(client), number=1)

    assert old.get("batches/").status_code == 401
    assert (ask(*first).status_code, ask(*first).json()["error"]) == (401, "invalid_client")
    assert new.get("batches/").status_code == 200
    retired = client.credentials.get(number=1)
    assert (retired.retired_by, retired.retired_at is None) == (administrator, False)
    assert Event.objects.of(client).order_by("seq").last().kind == "accounts.credential_retired"


def test_a_token_that_outlived_its_credential_opens_nothing(administrator):
    """One that was given out while its credential was being retired."""
    client, secret = opened(administrator)
    caller = caller_with(token_of(secret))

    client.credentials.update(retired_by=administrator, retired_at=timezone.now())

    assert Tokens.exists()
    assert caller.get("batches/").status_code == 401


def test_a_credential_is_retired_once(administrator):
    client, _secret = opened(administrator)
    do(retire_credential, by=administrator, client=client, number=1)

    with pytest.raises(NotPermitted, match="retired already"):
        do(retire_credential, by=administrator, client=again(client), number=1)


def test_a_client_has_so_many_credentials_at_once(administrator):
    client, _secret = opened(administrator)
    for _ in range(MOST_CREDENTIALS - 1):
        do(add_credential, by=administrator, client=again(client))

    with pytest.raises(NotPermitted, match="at most 5"):
        do(add_credential, by=administrator, client=again(client))
    do(retire_credential, by=administrator, client=again(client), number=1)
    do(add_credential, by=administrator, client=again(client))


def test_a_page_sent_twice_makes_one_credential(administrator):
    client, _secret = opened(administrator)
    do(add_credential, by=administrator, client=client)

    with pytest.raises(Stale):
        do(add_credential, by=administrator, client=client)


def test_a_credential_ends_when_it_was_said_to(administrator):
    client, secret = opened(administrator, days=90)
    caller = caller_with(token_of(secret))
    credential = client.credentials.get()
    assert timedelta(days=89) < credential.expires_at - timezone.now() <= timedelta(days=90)

    client.credentials.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert caller.get("batches/").status_code == 401
    assert ask(*secret).status_code == 401


def test_a_credential_may_be_good_until_it_is_retired(administrator):
    client, secret = opened(administrator, days=None)

    assert client.credentials.get().expires_at is None
    assert caller_with(token_of(secret)).get("batches/").status_code == 200


@pytest.mark.parametrize("role", ["coordinator", "auditor", "data protection officer"])
def test_who_only_sees_clients_makes_no_credentials(administrator, role):
    client, _secret = opened(administrator)
    reader = UserFactory(agency=administrator.agency, role=role)

    with pytest.raises(NotPermitted):
        do(add_credential, by=reader, client=client)
    with pytest.raises(NotPermitted):
        do(retire_credential, by=reader, client=client, number=1)


def test_the_last_use_is_kept_once_a_minute_after_the_answer(administrator):
    """One query more, the first time; and it is not in the transaction that only reads."""
    client, secret = opened(administrator)
    caller = caller_with(token_of(secret))
    Credential.objects.update(last_used_at=None)
    caller.get("agencies/")
    Credential.objects.update(last_used_at=None)

    with CaptureQueriesContext(connection) as first:
        caller.get("agencies/")
    with CaptureQueriesContext(connection) as second:
        caller.get("agencies/")

    updates = [q["sql"] for q in first if q["sql"].startswith("UPDATE")]
    assert len(updates) == 1
    assert "clients_credential" in updates[0]
    own = [q for q in first if "SAVEPOINT" not in q["sql"]]
    assert len(own) == len([q for q in second if "SAVEPOINT" not in q["sql"]]) + 1
    assert client.credentials.get().last_used_at is not None


def test_a_use_within_a_minute_changes_nothing(administrator):
    client, _secret = opened(administrator)
    credential = client.credentials.get()
    note_use(credential)
    noted = client.credentials.get()
    note_use(noted)
    note_use(credential)  # one that was read before it was noted
    assert client.credentials.get().last_used_at == noted.last_used_at

    minute_ago = timezone.now() - timedelta(seconds=61)
    client.credentials.update(last_used_at=minute_ago)
    note_use(client.credentials.get())

    assert client.credentials.get().last_used_at > minute_ago


def test_asking_for_a_token_is_a_use(administrator):
    client, secret = opened(administrator)

    token_of(secret)

    assert client.credentials.get().last_used_at is not None
    assert again(client).version == 1
