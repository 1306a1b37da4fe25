"""Two who stop at once, and a client that is stopped while its request runs."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from repatriation.audit.models import Event
from repatriation.clients.operations.changing import add_credential
from repatriation.clients.operations.stopping import stop_client, stop_clients_of
from tests.clients.asking import again, caller_with, opened, token_of
from tests.factories.steps import Steps, do
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30


def stops_of(client) -> int:
    kind = "accounts.client_stopped"
    return Event.objects.of(client).filter(facts__kind=kind).count()


def test_of_many_who_stop_a_client_one_does(administrator):
    client, _secret = opened(administrator)

    outcomes = at_once(
        [lambda: do(stop_client, by=administrator, client=again(client)) for _ in range(CROWD)]
    )

    assert (len(outcomes.done), outcomes.broken) == (1, [])
    assert stops_of(client) == 1


def test_who_stops_one_and_who_stops_all_meet(administrator):
    clients = [opened(administrator, name=name)[0] for name in "abc"]
    all_at_once = [
        lambda: do(stop_clients_of, by=administrator, agency=administrator.agency) for _ in range(4)
    ]
    one_by_one = [
        lambda row=row: do(stop_client, by=administrator, client=again(row)) for row in clients
    ]

    outcomes = at_once(all_at_once + one_by_one)

    assert outcomes.broken == []
    assert [stops_of(client) for client in clients] == [1, 1, 1]


def test_of_many_who_add_a_credential_from_one_page_one_does(administrator):
    client, _secret = opened(administrator)
    seen = [again(client) for _ in range(CROWD)]

    outcomes = at_once(
        [lambda row=row: do(add_credential, by=administrator, client=row) for row in seen]
    )

    assert (len(outcomes.done), outcomes.broken) == (1, [])
    assert sorted(client.credentials.values_list("number", flat=True)) == [1, 2]


def wait_until(is_so) -> None:
    """For as long as somebody may take; what is waited for is asked of the store."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)


def is_somebody_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def test_what_a_client_was_doing_when_it_was_stopped_is_not_done():
    """Its request waits for a row that we hold; before we let go of it, the client is stopped."""
    steps = Steps()
    sheet = steps.sheet(steps.in_transit("A-1"))
    keeper = steps.north.person("administrator")
    own, secret = opened(keeper, roles=["transport lead"])
    caller, answers = caller_with(token_of(secret)), []
    address = f"sheets/{sheet.reference}/close/"

    def close():
        answers.append(caller.post(address, {}, seen=sheet))
        connections.close_all()

    with transaction.atomic():
        type(sheet).objects.select_for_update().get(pk=sheet.pk)
        request = threading.Thread(target=close)
        request.start()
        wait_until(is_somebody_waiting)
        stopper = threading.Thread(target=lambda: (stop(keeper, own), connections.close_all()))
        stopper.start()
        stopper.join(PATIENCE)
        assert again(own).state == "stopped"
    request.join(PATIENCE)

    assert [answer.status_code for answer in answers] == [401]
    assert type(sheet).objects.get(pk=sheet.pk).closed_at is None


def stop(keeper, client) -> None:
    do(stop_client, by=keeper, client=again(client))
