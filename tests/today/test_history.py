"""History: what happened, who did it, and whether the chain is whole; for those who may see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Container, RecoverySite, RemainsCase, StorageUnit, TallySheet
from cases.operations.custody import Circumstances
from cases.operations.recovering import open_site
from cases.operations.storing import store_containers
from exchanges.models import Discrepancy, ExchangeBatch, ExchangeRound
from repatriation.audit.models import Event, stream_of
from repatriation.dashboard.formats import short_digest
from repatriation.dashboard.history import told_kinds
from repatriation.ledger.writing import acting_as, record
from tests.conftest import owner
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    steps = Steps()
    steps.numbered("A-1", "A-2", "A-2")
    do(open_site, by=steps.north.coordinator, place="Field 4")
    return steps


@pytest.fixture
def look(client, steps):
    """The page of a row's history, as somebody sees it."""

    def looked(row, by):
        client.force_login(by)
        return client.get(f"/history/{row}/")

    return looked


@pytest.mark.parametrize(
    ("model", "role"),
    [
        (Container, "coordinator"),
        (RemainsCase, "coordinator"),
        (ExchangeRound, "coordinator"),
        (ExchangeBatch, "coordinator"),
        (Discrepancy, "coordinator"),
        (RecoverySite, "coordinator"),
        (TallySheet, "transport lead"),
    ],
)
def test_whatever_has_a_reference_has_a_history(look, steps, model, role):
    row = model.objects.order_by("pk").first()

    answer = look(row, steps.north.person(role))

    events = Event.objects.filter(stream=stream_of(row)).count()
    assert answer.status_code == 200
    assert len(answer.context["entries"]) == events > 0
    assert "Chain verified" in answer.content.decode()


def test_what_may_not_be_seen_has_no_history(look, steps):
    stranger = Steps().north.coordinator

    for model in (Container, RemainsCase, ExchangeRound, ExchangeBatch, Discrepancy, TallySheet):
        assert look(model.objects.order_by("pk").first(), stranger).status_code == 404


@pytest.mark.parametrize("text", ["nonsense", "CN-26-000001-A", "SA-26-0001-1", "CN-26-999999-"])
def test_what_is_no_reference_is_not_there(client, steps, text):
    client.force_login(steps.north.coordinator)

    assert client.get(f"/history/{text}/").status_code == 404


def test_a_reference_typed_otherwise_leads_to_its_one_address(client, steps):
    container = Container.objects.first()
    client.force_login(steps.north.coordinator)

    answer = client.get(f"/history/{str(container).lower()}/")

    assert answer.url == f"/history/{container}/"


def test_the_own_side_is_named_by_its_people_and_the_other_by_its_agency(look, steps):
    round, us, them = ExchangeRound.objects.first(), steps.north, steps.south

    ours = look(round, us.coordinator).content.decode()
    theirs = look(round, them.coordinator).content.decode()

    assert us.coordinator.name in ours
    assert them.coordinator.name not in ours
    assert str(them.agency) in ours
    assert us.transport_lead.name not in theirs
    assert str(us.agency) in theirs


def test_each_entry_has_its_place_in_the_chain_and_its_digest(look, steps):
    container = Container.objects.first()
    last = Event.objects.of(container).first()

    page = look(container, steps.north.coordinator).content.decode()

    assert f"no. {last.seq}, {short_digest(bytes(last.hash).hex())}" in page


def test_what_was_entered_late_says_so_and_both_times(look, steps):
    container = Container.objects.order_by("pk").last()
    unit = StorageUnit.objects.create(agency=container.custodian, name="Shelf 1")
    yesterday = timezone.now() - timedelta(days=1)
    said = Circumstances(storage_unit=unit, alone_reason="one on duty", is_late=True)

    do(
        store_containers,
        by=steps.north.mortuary_officer,
        containers=[container],
        circumstances=said,
        occurred_at=yesterday,
    )

    answer = look(container, steps.north.coordinator)
    entry = answer.context["entries"][0]
    assert entry.at == yesterday
    assert entry.recorded_at - yesterday >= timedelta(days=1)
    assert "entered late" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_chain_that_was_changed_behind_our_back_is_said_to_be_broken(client):
    steps = Steps()
    round = steps.proposed()
    with owner(connection.settings_dict["NAME"]) as cursor:  # the application could not
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER append_only")
        cursor.execute(
            "UPDATE audit_event SET body = replace(body, 'round_opened', 'round_closed')"
            " WHERE stream = %s AND seq = 1",
            [stream_of(round)],
        )
    client.force_login(steps.north.coordinator)

    page = client.get(f"/history/{round}/").content.decode()

    assert "Chain broken" in page
    assert "Chain verified" not in page


def test_a_longer_history_costs_no_more_queries(look, steps, client, django_assert_num_queries):
    batch, reader = ExchangeBatch.objects.get(), steps.north.coordinator
    look(batch, reader)
    with CaptureQueriesContext(connection) as first:
        client.get(f"/history/{batch}/")
    with acting_as(reader):
        for number in range(20):
            record("exchanges.batch_counted", batch, by=reader, containers=number)

    with django_assert_num_queries(len(first)):
        client.get(f"/history/{batch}/")


def test_a_long_history_goes_on_on_the_next_page(look, steps, client):
    batch, reader = ExchangeBatch.objects.get(), steps.north.coordinator
    with acting_as(reader):
        for number in range(60):
            record("exchanges.batch_counted", batch, by=reader, containers=number)
    first = look(batch, reader).context["listing"]

    rest = client.get(first.after).context["listing"]

    numbers = [event.seq for event in [*first.rows, *rest.rows]]
    assert numbers == list(range(numbers[0], 0, -1))


def test_every_kind_of_event_that_happened_has_its_sentence(steps):
    happened = set(Event.objects.values_list("facts__kind", flat=True))

    assert happened - told_kinds() == set()
