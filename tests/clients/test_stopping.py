"""The switch: everything of a client ends at once, and comes back only with a new secret."""

import pytest

from repatriation.audit.models import Event
from repatriation.clients.models import Client
from repatriation.clients.operations.changing import add_credential, change_scopes
from repatriation.clients.operations.stopping import (
    restart_client,
    stop_client,
    stop_clients_of,
)
from repatriation.errors import NotPermitted, TransitionNotAllowed
from repatriation.notifications import registry
from tests.clients.asking import Tokens, again, ask, caller_with, opened, token_of
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import do


def test_the_very_next_request_of_a_stopped_client_is_refused(administrator):
    client, first = opened(administrator)
    second = do(add_credential, by=administrator, client=client)
    callers = [caller_with(token_of(secret)) for secret in (first, second)]
    assert {caller.get("batches/").status_code for caller in callers} == {200}

    do(stop_client, by=administrator, client=again(client))

    assert {caller.get("batches/").status_code for caller in callers} == {401}
    assert {ask(*secret).status_code for secret in (first, second)} == {401}
    assert not Tokens.exists()
    assert (again(client).stopped_by, again(client).state) == (administrator, "stopped")


def test_a_token_that_outlived_its_client_opens_nothing(administrator):
    """One that was given out while the client was being stopped."""
    client, secret = opened(administrator)
    caller = caller_with(token_of(secret))

    Client.objects.update(state="stopped", stopped_by=administrator, stopped_at=client.made_at)

    assert caller.get("batches/").status_code == 401
    assert ask(*secret).status_code == 401


def test_a_client_starts_again_with_a_new_secret_only(administrator):
    client, old = opened(administrator)
    old_token = caller_with(token_of(old))
    do(stop_client, by=administrator, client=client)

    new = do(restart_client, by=administrator, client=again(client))

    assert caller_with(token_of(new)).get("batches/").status_code == 200
    assert ask(*old).status_code == 401
    assert old_token.get("batches/").status_code == 401
    assert (again(client).stopped_by, again(client).stopped_at) == (None, None)
    kinds = [event.kind for event in Event.objects.of(client).order_by("seq")]
    assert kinds[1:] == ["accounts.client_stopped", "accounts.client_restarted"]


def test_one_switch_stops_every_client_of_an_agency_and_no_other(administrator):
    own = [opened(administrator, name=name)[0] for name in ("One", "Two")]
    sister = AgencyFactory(party=administrator.agency.party)
    _other, secret = opened(administrator, agency=sister)
    do(stop_client, by=administrator, client=own[0])

    stopped = do(stop_clients_of, by=administrator, agency=administrator.agency)

    assert stopped == [own[1]]
    assert {again(client).state for client in own} == {"stopped"}
    assert caller_with(token_of(secret)).get("batches/").status_code == 200
    with pytest.raises(NotPermitted, match="no client that is running"):
        do(stop_clients_of, by=administrator, agency=administrator.agency)


def test_what_is_stopped_is_neither_stopped_nor_changed(administrator):
    client, _secret = opened(administrator)
    do(stop_client, by=administrator, client=client)

    for operation, more in (
        (stop_client, {}),
        (add_credential, {}),
        (change_scopes, {"scopes": ["batches:read"]}),
    ):
        with pytest.raises(TransitionNotAllowed):
            do(operation, by=administrator, client=again(client), **more)


def test_what_runs_is_not_started_again(administrator):
    client, _secret = opened(administrator)

    with pytest.raises(TransitionNotAllowed, match="is running"):
        do(restart_client, by=administrator, client=client)


@pytest.mark.parametrize("role", ["coordinator", "auditor", "data protection officer"])
def test_who_only_sees_clients_stops_none(administrator, role):
    client, _secret = opened(administrator)
    reader = UserFactory(agency=administrator.agency, role=role)

    for operation, what in (
        (stop_client, {"client": client}),
        (restart_client, {"client": client}),
        (stop_clients_of, {"agency": client.agency}),
    ):
        with pytest.raises(NotPermitted):
            do(operation, by=reader, **what)


def test_another_side_stops_nothing(administrator):
    client, _secret = opened(administrator)
    stranger = UserFactory(role="administrator")

    with pytest.raises(NotPermitted):
        do(stop_client, by=stranger, client=client)
    with pytest.raises(NotPermitted):
        do(stop_clients_of, by=stranger, agency=client.agency)


CHANGES = {
    "accounts.client_created": "was opened",
    "accounts.credential_added": "has a further credential",
    "accounts.client_scopes_changed": "may ask for was changed",
    "accounts.client_stopped": "was stopped",
    "accounts.client_restarted": "was started again",
}


@pytest.mark.parametrize("kind", CHANGES)
def test_the_whole_side_hears_what_an_administrator_does_with_a_client(administrator, kind):
    client, _secret = opened(administrator)
    do(add_credential, by=administrator, client=client)
    do(change_scopes, by=administrator, client=again(client), scopes=["batches:read"])
    do(stop_client, by=administrator, client=again(client))
    do(restart_client, by=administrator, client=again(client))
    colleague = UserFactory(agency=administrator.agency, role="coordinator")
    elsewhere = AgencyFactory(party=administrator.agency.party)
    of_the_side = UserFactory(agency=elsewhere, role="coordinator")
    UserFactory(agency=administrator.agency, role="mortuary officer")
    UserFactory(role="coordinator")

    event = Event.objects.of(client).filter(facts__kind=kind).order_by("pk").first()
    notice = registry.notice_of(event)

    assert set(notice.recipients) == {administrator, colleague, of_the_side}
    assert client.reference in str(notice.sentence)
    assert CHANGES[kind] in str(notice.sentence)
    assert notice.link == client.get_absolute_url()
