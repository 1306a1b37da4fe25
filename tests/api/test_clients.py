"""An agency's program: how it is opened, what it may ask for, and what its token opens."""

import base64
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import get_access_token_model, get_application_model

from repatriation.accounts.models import User
from repatriation.api.scopes import declared_scopes, scopes_of
from repatriation.api.tasks import purge_tokens
from repatriation.audit.models import Event
from repatriation.clients.operations.opening import create_client
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.roles import ROLES
from repatriation.urls import urlpatterns
from tests.api.callers import Caller, person, program
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import Steps, do

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


@pytest.fixture
def agency():
    return AgencyFactory()


def opened(agency, *roles, name="Register of the agency"):
    system = User.objects.system()
    return do(create_client, by=system, agency=agency, name=name, roles=roles)


def ask(client_id: str, secret: str, scope: str = ""):
    basic = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    data = {"grant_type": "client_credentials"} | ({"scope": scope} if scope else {})
    return Client().post("/oauth/token/", data, headers={"Authorization": f"Basic {basic}"})


def test_a_client_comes_in_with_its_secret(agency):
    credentials = opened(agency, "exchange officer")

    token = ask(*credentials).json()["access_token"]
    answer = Caller(Authorization=f"Bearer {token}").get("batches/")

    assert answer.status_code == 200
    user = User.objects.get(kind=User.Kind.CLIENT)
    assert (user.agency, user.has_usable_password()) == (agency, False)
    assert Event.objects.of(user.client).get().kind == "accounts.client_created"


def test_neither_secret_nor_token_is_stored_as_it_is(agency):
    client_id, secret = opened(agency, "exchange officer")
    token = ask(client_id, secret).json()["access_token"]

    assert secret not in get_application_model().objects.get().client_secret
    assert get_access_token_model().objects.get().token != token


def test_a_wrong_secret_opens_nothing(agency):
    client_id, _secret = opened(agency, "exchange officer")

    answer = ask(client_id, "guess")

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_a_client_asks_only_for_what_its_roles_carry(agency):
    credentials = opened(agency, "coordinator")

    own = ask(*credentials, "rounds:read rounds:close")
    more = ask(*credentials, "rounds:read batches:seal")

    assert own.json()["scope"] == "rounds:read rounds:close"
    assert (more.status_code, more.json()["error"]) == (400, "invalid_scope")


def test_a_token_opens_what_its_scopes_name():
    steps = Steps()
    batch = steps.listed()
    reader = program(steps.south.program("exchange officer"), "batches:read")

    read, sealed = (
        reader.get(f"batches/{batch}/"),
        reader.post(f"batches/{batch}/seal/", seen=batch),
    )

    assert read.status_code == 200
    assert (sealed.status_code, sealed.json()["code"]) == (403, "insufficient_scope")
    assert "“batches:seal”" in sealed.json()["detail"]


def test_a_program_seals_what_people_counted():
    steps = Steps()
    batch = steps.listed("A-1")
    packer = steps.south.person("exchange officer", name="packer")
    body = {"containers": 1, "packed_by": packer.email}
    sealer = program(steps.south.program("exchange officer"), "batches:seal", "batches:count")

    machine = sealer.post(f"batches/{batch}/count/", body, seen=batch)
    counted = person(steps.south.exchange_officer).post(f"batches/{batch}/count/", body, seen=batch)
    sealed = sealer.post(f"batches/{batch}/seal/", seen=counted.headers["ETag"])

    assert (machine.status_code, machine.json()["code"]) == (403, "not_permitted")
    assert (sealed.status_code, sealed.json()["state"]) == (200, "sealed")


def test_a_token_ends_with_its_agency():
    steps = Steps()
    caller = program(steps.south.program("exchange officer"))
    agency = steps.south.agency
    agency.is_active = False
    agency.save()

    assert caller.get("batches/").status_code == 401


def test_every_action_has_a_scope_that_is_declared():
    endpoints = [
        one.callback
        for each in urlpatterns
        if hasattr(each, "url_patterns")
        for one in each.url_patterns
        if hasattr(one.callback, "actions")
    ]

    for callback in endpoints:
        endpoint = callback.cls(**callback.initkwargs)
        needed = {endpoint.scopes[action] for action in callback.actions.values()}
        assert needed <= set(declared_scopes()), endpoint
    assert len(endpoints) > 60


def test_a_scope_names_permissions_that_some_role_carries():
    carried = {permission for permissions in ROLES.values() for permission in permissions}

    for name, scope in declared_scopes().items():
        assert set(scope.permissions) <= carried, name
        assert bool(scope.permissions) != name.endswith((":read", "inbox:mark", "jobs:cancel"))


def test_a_client_without_a_role_may_only_read():
    scopes = scopes_of(UserFactory(program=True))

    assert {name.partition(":")[2] for name in scopes} == {"read", "mark", "cancel"}


@pytest.mark.parametrize(
    ("roles", "name", "said"),
    [
        (["sealer"], "x", "is not a role"),
        (["administrator"], "x", "is for people"),
        (["coordinator"], "  ", "Give the client a name"),
    ],
)
def test_a_client_that_makes_no_sense_is_refused(agency, roles, name, said):
    with pytest.raises(RuleBroken, match=said):
        opened(agency, *roles, name=name)


def test_only_an_administrator_opens_clients(agency):
    administrator = UserFactory(role="administrator")

    do(create_client, by=administrator, agency=administrator.agency, name="x", roles=["auditor"])
    with pytest.raises(NotPermitted):
        do(create_client, by=administrator, agency=agency, name="x", roles=["auditor"])
    with pytest.raises(NotPermitted):
        do(create_client, by=UserFactory(), agency=agency, name="x", roles=["auditor"])


def test_the_command_prints_the_secret_once(agency):
    out = StringIO()

    call_command(
        "create_client",
        agency.code,
        "Their register",
        "--role",
        "exchange officer",
        "--role",
        "transport lead",
        stdout=out,
        stderr=StringIO(),
    )

    printed = dict(line.split(": ") for line in out.getvalue().splitlines())
    assert ask(printed["client_id"], printed["client_secret"]).status_code == 200
    assert len(User.objects.get(kind=User.Kind.CLIENT).role_names()) == 2


@pytest.mark.parametrize(("code", "role"), [("nobody", "auditor"), (None, "sealer")])
def test_the_command_says_what_is_wrong(agency, code, role):
    with pytest.raises(CommandError):
        call_command("create_client", code or agency.code, "x", "--role", role)


@pytest.mark.parametrize(
    "grant", ["password", "authorization_code", "refresh_token", "", DEVICE, "\0", "implicit"]
)
def test_there_is_one_way_to_a_token(agency, grant):
    client_id, secret = opened(agency, "exchange officer")
    data = {"grant_type": grant, "client_id": client_id, "client_secret": secret}

    answer = Client().post("/oauth/token/", data | {"username": "x", "password": "y", "code": "z"})

    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")


@pytest.mark.parametrize("nonsense", ["", "\0", "a\0b", "é", "x" * 5_000, "%00", ":", "'"])
def test_nonsense_for_an_id_or_a_secret_opens_nothing(agency, nonsense):
    client_id, secret = opened(agency, "exchange officer")
    encoded = base64.b64encode(nonsense.encode()).decode()
    data = {"grant_type": "client_credentials"}

    answers = [
        ask(nonsense, secret),
        ask(client_id, nonsense),
        Client().post("/oauth/token/", data, headers={"Authorization": f"Basic {encoded}"}),
        Client().post("/oauth/token/", data, headers={"Authorization": f"Basic {nonsense}"}),
        Client().post("/oauth/token/", data | {"client_id": nonsense, "client_secret": nonsense}),
    ]

    assert {answer.status_code for answer in answers} <= {400, 401}


def test_tokens_that_expired_are_deleted(agency):
    credentials = opened(agency, "exchange officer")
    ask(*credentials), ask(*credentials)
    tokens = get_access_token_model().objects
    yesterday = timezone.now() - timedelta(days=1)
    tokens.filter(pk=tokens.first().pk).update(expires=yesterday)

    for _ in range(2):
        purge_tokens()

    assert tokens.count() == 1
