"""Rows that come by thousands are written as they were given, whatever stands in them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from cases.models import Container
from cases.states import ContainerState
from repatriation.jobs.models import Job
from repatriation.ledger.adding import FEW, add_each, add_facts
from repatriation.ledger.clock import now
from repatriation.references import reference
from tests.factories.accounts import AgencyFactory, UserFactory

AWKWARD = [
    "", "\\N", "\\.", "NULL", '"', '""', "a\nb", "a\r\nb", "a,b", "\t", " ", "\\", "'", "{}",
    "мішок",
]  # fmt: skip
MANY = FEW + len(AWKWARD)


@pytest.fixture
def agency():
    return AgencyFactory(mortuary=True)


def containers(agency, labels):
    return [
        Container(
            reference=reference("CN", 25, n), label=label, custodian=agency, responsible=agency
        )
        for n, label in enumerate(labels, 1)
    ]


@pytest.mark.parametrize("count", [len(AWKWARD), MANY], ids=["few", "many"])
def test_a_row_is_kept_as_it_was_given(agency, count):
    labels = (AWKWARD * 3)[:count]

    added = add_each(containers(agency, labels))

    kept = Container.objects.order_by("pk")
    assert [container.label for container in kept] == labels
    assert [container.pk for container in kept] == [container.pk for container in added]
    assert {container.storage_unit for container in kept} == {None}
    assert {(c.state, c.version, tuple(c.flags)) for c in kept} == {(ContainerState.LISTED, 1, ())}


def test_an_added_row_is_saved_as_a_known_one(agency):
    first = add_each(containers(agency, ["A"] * MANY))[0]

    first.label = "B"
    first.save()

    assert Container.objects.filter(label="B").count() == 1
    assert Container.objects.count() == MANY


@pytest.mark.parametrize("count", [2, MANY], ids=["few", "many"])
def test_facts_have_the_defaults_of_what_is_not_said(count):
    user, at = UserFactory(), now() - timedelta(days=1)
    fact = {"kind": "x", "by_id": user.pk, "subject_label": "a.b", "subject_id": 1, "made_at": at}

    keys = add_facts(Job, [fact] * count)

    kept = Job.objects.filter(pk__in=keys)
    assert kept.count() == count
    assert {(job.state, job.problem, job.made_at) for job in kept} == {("queued", None, at)}


@pytest.mark.parametrize("count", [2, MANY], ids=["few", "many"])
def test_what_a_constraint_refuses_is_refused(agency, count):
    same = containers(agency, ["A"] * count)
    same[1].reference = same[0].reference

    with pytest.raises(IntegrityError):
        add_each(same)


def test_nothing_added_is_nothing_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert add_each([]) == add_facts(Job, []) == []
