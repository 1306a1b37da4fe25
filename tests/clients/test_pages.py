"""The pages of an agency's administrator: a list, a page for each client, and its moves."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repatriation.clients.models import Client, Credential
from repatriation.clients.operations.changing import add_credential
from repatriation.clients.operations.stopping import stop_client
from tests.clients.asking import again, ask, opened
from tests.factories.accounts import ClientFactory, UserFactory
from tests.factories.steps import do
from tests.factories.work import at_work

SECRET = "Copy the secret now."


@pytest.fixture
def look(client, administrator):
    """What the administrator sees, or sends; they have proven who they are."""
    client.force_login(administrator)

    def opened_page(address: str, sent: dict | None = None):
        at_work(client, address)
        return client.get(address) if sent is None else client.post(address, sent)

    return opened_page


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def new(**more) -> dict:
    return {"name": "Their register", "scopes": ["batches:read"], "days": "365"} | more


def test_a_client_is_opened_on_the_page_and_its_secret_is_shown_this_once(look, administrator):
    first = look("/clients/new/")
    second = look("/clients/new/?roles=exchange+officer")
    made = look("/clients/new/?roles=exchange+officer", new(agency=administrator.agency.pk))

    assert "Mortuary officer" in text(first)
    assert "Seal batches (batches:seal)" in text(second)
    assert "rounds:close" not in text(second)
    client = Client.objects.get()
    credential = client.credentials.get()
    assert (made.status_code, client.scopes) == (200, ["batches:read"])
    assert SECRET in text(made)
    assert made.headers["Cache-Control"] == "no-store"
    secret = text(made).split(f"{credential.public_id}</code>")[1].split("<code")[1]
    secret = secret.split(">")[1].split("<")[0]
    assert ask(credential.public_id, secret).status_code == 200
    for address in (client.get_absolute_url(), f"/history/{client}/", "/clients/", "/inbox/"):
        assert secret not in text(look(address))


def test_a_program_without_a_role_is_asked_for_one(look):
    assert look("/clients/new/?roles=administrator").status_code == 422


def test_what_was_typed_stays_after_a_refusal(look, administrator):
    opened(administrator, name="Register")

    address = "/clients/new/?roles=exchange+officer"
    answer = look(address, new(name="Register", agency=administrator.agency.pk))

    assert answer.status_code == 409
    assert "has this name already" in text(answer)
    assert 'value="Register"' in text(answer)
    assert Client.objects.count() == 1


def test_a_second_secret_is_shown_once_and_the_first_is_retired(look, administrator):
    client, first = opened(administrator)
    here = client.get_absolute_url()

    made = look(f"{here}add-credential/", {"version": client.version, "days": "90"})
    repeated = look(f"{here}add-credential/", {"version": client.version, "days": "90"})
    asked = look(f"{here}retire-1/")
    retired = look(f"{here}retire-1/", {"version": again(client).version})

    assert (made.status_code, SECRET in text(made)) == (200, True)
    assert (repeated.status_code, SECRET in text(repeated)) == (412, False)
    assert "It opens nothing from now on" in text(asked)
    assert (retired.status_code, retired.url) == (302, here)
    assert ask(*first).status_code == 401
    shown = text(look(here))
    assert {"In force", "Retired"} <= {word for word in ("In force", "Retired") if word in shown}
    assert Credential.objects.count() == 2


def test_a_client_is_stopped_and_started_again_on_its_page(look, administrator):
    client, _secret = opened(administrator)
    here = client.get_absolute_url()

    asked = look(f"{here}stop/")
    look(f"{here}stop/", {"version": client.version})
    stopped = look(here)
    started = look(f"{here}restart/", {"version": again(client).version, "days": "for-ever"})

    assert "What it is doing now is not saved" in text(asked)
    assert "This client is stopped. Open now: Start it again." in text(stopped)
    assert (started.status_code, SECRET in text(started)) == (200, True)
    assert again(client).state == "running"


def test_scopes_are_changed_in_words(look, administrator):
    client, _secret = opened(administrator)
    here = client.get_absolute_url()

    asked = look(f"{here}change-scopes/")
    sent = {"version": client.version, "scopes": ["batches:read", "venues:read"]}
    changed = look(f"{here}change-scopes/", sent)
    shown = text(look(here))

    assert "Seal batches (batches:seal)" in text(asked)
    assert changed.status_code == 302
    assert "Read venues" in shown
    assert again(client).scopes == ["batches:read", "venues:read"]
    assert "It may no longer ask for:" in shown


def test_all_clients_of_an_agency_are_stopped_at_once(look, administrator):
    clients = [opened(administrator, name=name)[0] for name in ("One", "Two")]

    done = look("/clients/stop/", {"agency": administrator.agency.pk})
    after = look("/clients/stop/", {"agency": administrator.agency.pk})

    assert (done.status_code, done.url) == (302, "/clients/")
    assert {again(client).state for client in clients} == {"stopped"}
    assert after.status_code == 422


def test_a_reader_sees_the_moves_with_the_reason_why_not(client, administrator):
    row, _secret = opened(administrator)
    coordinator = UserFactory(agency=administrator.agency, role="coordinator")
    client.force_login(coordinator)

    listed, shown = client.get("/clients/"), client.get(row.get_absolute_url())

    assert "Only an administrator of this agency" in text(listed)
    assert "Only an administrator of this agency" in text(shown)
    assert 'href="/clients/"' in text(shown)


@pytest.mark.parametrize("role", ["exchange officer", "mortuary officer"])
def test_who_has_nothing_to_do_with_clients_finds_none(client, administrator, role):
    row, _secret = opened(administrator)
    client.force_login(UserFactory(agency=administrator.agency, role=role))

    assert client.get("/clients/").status_code == 403
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.get(f"/history/{row}/").status_code == 404
    assert 'href="/clients/"' not in text(client.get("/inbox/"))


def test_another_sides_clients_are_not_there(client, administrator):
    row, _secret = opened(administrator)
    client.force_login(UserFactory(role="administrator"))

    moves = ("", "add-credential/", "retire-1/", "change-scopes/", "stop/", "restart/")
    for move in moves:
        address = f"{row.get_absolute_url()}{move}"
        at_work(client, address)
        assert client.get(address).status_code == 404, move
        assert client.post(address, {"version": 1}).status_code == 404, move
    assert row.reference not in text(client.get("/clients/"))


def test_filters_narrow_the_list(look, administrator):
    running, _secret = opened(administrator, name="Lists of the bureau")
    stopped, _secret = opened(administrator, name="Scanner")
    do(stop_client, by=administrator, client=stopped)

    def found(query: str) -> set[str]:
        shown = text(look(f"/clients/?{query}"))
        return {str(row) for row in (running, stopped) if row.reference in shown}

    assert found("") == {str(running), str(stopped)}
    assert found("state=stopped") == {str(stopped)}
    assert found("q=bureau") == {str(running)}
    assert found(f"agency={administrator.agency.pk}") == {str(running), str(stopped)}
    assert "No client fits" in text(look("/clients/?q=nothing"))


def test_a_list_costs_the_same_however_long_it_is(look, administrator):
    def queries(address: str) -> int:
        look(address)
        with CaptureQueriesContext(connection) as asked:
            assert look(address).status_code == 200
        return len(asked)

    client, _secret = opened(administrator)
    few = [queries("/clients/"), queries(client.get_absolute_url())]
    for number in range(12):
        program = UserFactory(agency=administrator.agency, kind="client", name=f"P {number}")
        ClientFactory(user=program, made_by=administrator)
    for _ in range(3):
        do(add_credential, by=administrator, client=again(client))

    assert [queries("/clients/"), queries(client.get_absolute_url())] == few
