"""What was found in a container, beside what its line claims: opened by itself, and once."""

import pytest

from cases.models import Container
from cases.operations.custody import Circumstances
from cases.operations.declaring import (
    confirm_declaration,
    declare_destroyed,
    declare_non_human,
)
from cases.operations.opening import empty_containers, open_again, open_container
from cases.operations.quarantine import quarantine_container
from exchanges.models import Discrepancy
from exchanges.operations.contents import _difference
from tests.factories.steps import Steps, do

ALONE = Circumstances(alone_reason="night")


@pytest.fixture
def steps():
    return Steps()


def opened(steps, container, *remains):
    said = {"remains": list(remains), "circumstances": ALONE}
    do(open_container, by=steps.north.mortuary_officer, container=container, **said)
    return Container.objects.get(pk=container.pk)


def emptied(steps, container):
    return do(empty_containers, by=steps.north.mortuary_officer, containers=[container])[0]


def codes():
    return [one.code for one in Discrepancy.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("found", "claimed", "code"),
    [
        ([], None, "container_empty"),
        ([], 1, "container_empty"),
        (["body"], None, ""),
        (["body"], 1, ""),
        (["body", "body_part"], 1, ""),
        (["body", "body"], None, "several_individuals"),
        (["body", "body"], 2, ""),
        (["body", "body", "body"], 2, "several_individuals"),
        (["body"], 2, "count_mismatch"),
        (["body_part", "fragment"], 2, ""),
        (["mixed_fragments"], 3, ""),
    ],
)
def test_only_what_is_certain_of_any_number_of_people_is_a_difference(found, claimed, code):
    assert _difference(found, claimed)[0] == code


def test_it_is_opened_when_the_container_is_emptied(steps):
    container = opened(steps, steps.cleared("A-1")[0], "body", "body")
    assert codes() == []

    emptied(steps, container)

    assert codes() == ["several_individuals"]
    assert Discrepancy.objects.get().source == container.custodian


def test_what_was_overlooked_is_compared_again_and_opened_once(steps):
    container = emptied(steps, opened(steps, steps.cleared("A-1")[0]))
    why = Circumstances(alone_reason="night", note="A packet under the lining")
    officer = steps.north.mortuary_officer

    again = do(open_again, by=officer, container=container, circumstances=why)
    emptied(steps, again)

    assert codes() == ["container_empty"]


def test_non_human_remains_are_told_to_the_exchange_when_two_have_said_so(steps):
    case = steps.numbered("A-1")[0]
    said = {"case": case, "account": "Bovine rib"}
    do(declare_non_human, by=steps.north.forensic_examiner, **said)
    assert codes() == []

    do(confirm_declaration, by=steps.north.mortuary_officer, thing=steps.again(case))

    assert codes() == ["non_human"]


def test_a_destroyed_container_is_told_to_the_exchange(steps):
    container = steps.received("A-1").places.get().container
    officer, expert = steps.north.mortuary_officer, steps.north.explosives_officer
    do(quarantine_container, by=officer, container=container, hazard="explosive")
    said = {"account": "Blown up in the pit", "container": steps.again(container)}
    do(declare_destroyed, by=expert, **said)

    do(confirm_declaration, by=officer, thing=steps.again(container))

    assert codes() == ["condition_worse"]
