"""What Today and the admin say of clients to those who keep them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from repatriation.clients.models import Client, Credential
from repatriation.clients.operations.changing import retire_credential
from repatriation.clients.operations.stopping import stop_client
from tests.clients.asking import again, opened
from tests.factories.accounts import UserFactory
from tests.factories.steps import do

EXPIRES = "Credential 1 of Register expires in"
SHUT_OUT = "Register cannot come in"


@pytest.fixture
def today(client):
    def seen_by(user) -> str:
        client.force_login(user)
        return " ".join(client.get("/").content.decode().split())

    return seen_by


@pytest.mark.parametrize(("days", "is_said"), [(29, True), (31, False), (None, False)])
def test_a_credential_that_ends_within_a_month_is_said(today, administrator, days, is_said):
    opened(administrator, days=days)

    assert (EXPIRES in today(administrator)) == is_said


def test_only_those_who_can_renew_it_are_reminded(today, administrator):
    opened(administrator, days=10)
    coordinator = UserFactory(agency=administrator.agency, role="coordinator")

    assert EXPIRES in today(administrator)
    assert EXPIRES not in today(coordinator)
    assert EXPIRES not in today(UserFactory(role="administrator"))


def test_what_is_retired_or_stopped_needs_no_renewal(today, administrator):
    one, _secret = opened(administrator, days=10)
    do(retire_credential, by=administrator, client=one, number=1)
    assert EXPIRES not in today(administrator)
    assert SHUT_OUT in today(administrator)

    do(stop_client, by=administrator, client=again(one))

    assert SHUT_OUT not in today(administrator)


def test_a_program_whose_last_credential_ran_out_is_late(today, administrator):
    opened(administrator, days=10)
    assert SHUT_OUT not in today(administrator)

    Credential.objects.update(expires_at=timezone.now() - timedelta(days=1))

    shown = today(administrator)
    assert SHUT_OUT in shown
    assert EXPIRES not in shown


def test_the_admin_lists_clients_and_leads_to_their_pages(client, administrator):
    row, _secret = opened(administrator)
    administrator.is_staff = True
    administrator.save()
    client.force_login(administrator)

    listed = client.get("/admin/clients/client/").content.decode()
    shown = client.get(f"/admin/clients/client/{row.pk}/change/").content.decode()
    added = client.get("/admin/clients/client/add/")
    posted = client.post(f"/admin/clients/client/{row.pk}/change/", {"state": "stopped"})

    assert row.reference in listed
    assert row.get_absolute_url() in shown
    assert (added.status_code, added.url) == (302, "/clients/new/")
    assert posted.status_code == 403
    assert again(row).state == "running"
    assert (
        client.post(f"/admin/clients/client/{row.pk}/delete/", {"post": "yes"}).status_code == 403
    )
    assert Client.objects.count() == 1


def test_the_admins_list_costs_the_same_however_long_it_is(client, administrator):
    administrator.is_staff = True
    administrator.save()
    client.force_login(administrator)

    def queries() -> int:
        client.get("/admin/clients/client/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/admin/clients/client/").status_code == 200
        return len(asked)

    opened(administrator)
    few = queries()
    for number in range(8):
        opened(administrator, name=f"Program {number}")

    assert queries() == few
