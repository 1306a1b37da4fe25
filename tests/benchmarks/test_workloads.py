"""Every workload at a small size, with every change: its two legs do the same, and its ratio has
not come loose. What a ratio is worth is measured by `make bench`, at full size."""

import pytest
from django.db import connection

from tests.benchmarks.harness import measure
from tests.benchmarks.running import WORKLOADS
from tests.conftest import owner


@pytest.fixture
def bare():
    with owner(connection.settings_dict["NAME"]) as cursor:
        yield cursor


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", WORKLOADS, ids=lambda kind: str(kind.number))
def test_a_workload_costs_a_few_times_its_limit(kind, bare):
    result = measure(kind(kind.small, bare), rounds=3, tries=1)

    assert result.ratio <= kind.loose * kind.target, sorted(result.ratios)
