"""Many locked rows are saved in one statement, each with its own values."""

import pytest
from django.db import DataError, transaction

from cases.models import Container
from repatriation.ledger.versions import keep_each, save_each
from tests.factories.remains import ContainerFactory


@pytest.fixture
def containers():
    return ContainerFactory.create_batch(3, state="listed", seal="")


def again(rows):
    return list(Container.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk"))


def test_each_row_keeps_its_own_values_and_gets_its_next_version(
    containers, django_assert_num_queries
):
    goes = containers[0].custodian
    containers[0].state, containers[1].destined_to = "cleared", goes

    with django_assert_num_queries(1):
        keep_each(containers, ["state", "destined_to"])

    first, second, third = again(containers)
    assert [row.state for row in (first, second, third)] == ["cleared", "listed", "listed"]
    assert [row.destined_to for row in (first, second, third)] == [None, goes, None]
    assert [row.version for row in (first, second, third)] == [2, 2, 2]


def test_what_is_not_named_is_not_saved(containers):
    containers[0].state, containers[0].seal = "cleared", "not saved"

    save_each(containers[:1], ["state"])

    (saved,) = again(containers[:1])
    assert (saved.state, saved.seal, saved.version) == ("cleared", "", 1)


def test_a_text_that_is_too_long_is_refused_and_not_cut(containers):
    containers[0].label = "x" * 201

    with pytest.raises(DataError), transaction.atomic():
        save_each(containers, ["label"])


def test_nothing_is_saved_of_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        keep_each([], ["state"])
