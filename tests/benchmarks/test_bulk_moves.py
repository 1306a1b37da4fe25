"""What a move of many containers costs, beside the same rows by plain SQL in the same run.

Ratios and never seconds: both legs take turns, so whatever else the machine does slows both.
"""

from statistics import median
from time import perf_counter

import pytest
from django.db import connection, transaction

from cases.models import Container, CustodyEvent
from cases.operations.custody import Circumstances
from cases.operations.storing import store_containers
from repatriation.audit.models import Event, stream_of
from repatriation.audit.verification import broken_streams
from repatriation.ledger.canonical import canonical
from repatriation.ledger.clock import now
from repatriation.ledger.writing import APPEND
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.remains import ContainerFactory, StorageUnitFactory
from tests.factories.steps import do

MANY, ROUNDS = 500, 5
TARGET = 5  # times the bare rows, with locks, policies, checks and canonical text
CUSTODY = """
INSERT INTO cases_custodyevent (container_id, seq, kind, from_holder_id, to_holder_id,
    storage_unit_id, place, handed_over_by, outside_witness, alone_reason, note, is_on_paper,
    is_late, occurred_at, recorded_at, recorded_by_id)
SELECT id, %(seq)s, 'stored', %(agency)s, %(agency)s, %(unit)s, '', '', '', 'night', '', false,
    false, %(at)s, %(at)s, %(by)s
FROM unnest(%(ids)s) AS id
"""
CHANGE = "UPDATE cases_container SET storage_unit_id = %s, version = version + 1 WHERE id = ANY(%s)"


@pytest.fixture
def officer():
    return UserFactory(agency=AgencyFactory(kind="mortuary"), role="mortuary officer")


@pytest.fixture
def unit(officer):
    return StorageUnitFactory(agency=officer.agency)


@pytest.fixture
def containers(officer):
    return ContainerFactory.create_batch(MANY, custodian=officer.agency, state="received")


def by_operation(containers, unit, officer) -> None:
    said = Circumstances(storage_unit=unit, alone_reason="night")
    do(store_containers, by=officer, containers=containers, circumstances=said)


def by_plain_sql(containers, unit, officer, seq: int) -> None:
    """The rows that the operation leaves, and nothing else: no reading, no lock, no rule."""
    at, ids = now(), [container.pk for container in containers]
    entries = sorted(
        (stream_of(container), _body(container, unit, officer, at.isoformat()))
        for container in containers
    )
    row = {"seq": seq, "agency": officer.agency_id, "unit": unit.pk, "by": officer.pk}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CUSTODY, row | {"at": at, "ids": ids})
        cursor.execute(CHANGE, [unit.pk, ids])
        cursor.execute(APPEND, [list(column) for column in zip(*entries, strict=True)])


def _body(container, unit, officer, at: str) -> str:
    return canonical(
        {
            "kind": "cases.container_stored",
            "subject": [container._meta.label_lower, container.pk],
            "actor": officer.pk,
            "occurred_at": at,
            "recorded_at": at,
            "details": {"storage_unit": unit.pk},
        }
    )


def seconds(work, *arguments) -> float:
    began = perf_counter()
    work(*arguments)
    return perf_counter() - began


def test_many_moves_cost_a_few_times_their_bare_rows(containers, unit, officer):
    ratios = []
    for number in range(ROUNDS):
        plain = seconds(by_plain_sql, containers, unit, officer, 2 * number + 1)
        whole = seconds(by_operation, containers, unit, officer)
        ratios.append(whole / plain)

    assert CustodyEvent.objects.count() == Event.objects.count() == 2 * ROUNDS * MANY
    kinds = CustodyEvent.objects.values_list("kind", "to_holder", "storage_unit").distinct()
    assert list(kinds) == [("stored", officer.agency_id, unit.pk)]  # both legs wrote the same
    assert broken_streams() == []
    assert median(ratios) <= TARGET, sorted(ratios)


def test_the_number_of_queries_does_not_grow_with_the_number_of_containers(
    containers, unit, officer, django_assert_max_num_queries
):
    by_operation(containers[:1], unit, officer)  # what is asked once of a person is known

    with django_assert_max_num_queries(20):
        by_operation(containers, unit, officer)

    assert Container.objects.filter(storage_unit=unit).count() == MANY
