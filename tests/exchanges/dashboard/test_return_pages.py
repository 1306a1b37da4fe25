"""A return on its pages: packed, listed, taken over from paper, acknowledged."""

import pytest
from django.test import Client

from cases.models import Container
from exchanges.models import ExchangeBatch, Statement
from tests.factories.returning import Returning
from tests.factories.work import at_work


@pytest.fixture
def road():
    return Returning()


def signed_in(user, address) -> Client:
    client = Client()
    client.force_login(user)
    at_work(client, address)
    return client


def send(user, address, row=None, **typed):
    version = {} if row is None else {"version": type(row).objects.get(pk=row.pk).version}
    return signed_in(user, address).post(address, version | typed)


def read(user, address) -> str:
    answer = signed_in(user, address).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_scanned_labels_are_packed_and_a_strange_one_is_kept_as_typed(road):
    case = road.authorised()

    refused = send(road.packer, "/cases/pack/", codes="RC-26-999999-X", kind="coffin")
    assert refused.status_code == 422
    assert "RC-26-999999-X" in refused.content.decode()
    send(road.packer, "/cases/pack/", codes=case.reference, kind="coffin", seal="S-1")

    container = Container.objects.get(state="packed")
    assert case.reference in read(road.packer, container.get_absolute_url())
    assert container.reference in read(road.packer, f"/cases/{case}/")


def test_who_packs_finds_on_today_what_waits(road):
    case = road.authorised()

    assert f"/cases/pack/?pick={case}" in read(road.packer, "/")


def test_from_the_list_to_what_the_paper_says(road):
    container = road.packed()
    batch = road.going()
    address, officer = batch.get_absolute_url(), road.north.exchange_officer

    send(officer, f"{address}list-packed/", batch, containers=[container.reference])
    assert container.reference in read(officer, address)
    road.sealed_packed(container, batch=batch)
    started = road.again(batch).round
    send(road.north.coordinator, f"{started.get_absolute_url()}start/", started)

    paper = {"source": "Act 9", "said_on": "2025-01-01"}
    send(road.north.transport_lead, f"{address}take-over/", batch, **paper)
    statement = Statement.objects.latest("pk")
    send(officer, f"{started.get_absolute_url()}check-{statement.pk}/")
    assert road.again(batch).state == "handed_over"

    typed = {"containers": "1", "receipt": "R-7"}
    send(road.south.exchange_officer, f"{address}acknowledge/", batch, **typed)

    assert ExchangeBatch.objects.get(pk=batch.pk).state == "received"
    assert "Acknowledged" in read(officer, address)
