"""Who is refused, and with which words: one line for each condition of a policy."""

from datetime import timedelta

import pytest

from cases.models import CustodyEvent
from cases.operations.custody import Circumstances
from cases.operations.opening import open_container
from cases.operations.sending import send_cases
from cases.operations.sheets import open_sheet
from cases.policies import held as policies
from cases.policies.moves import case_moves, container_moves
from repatriation.errors import NotPermitted
from repatriation.ledger.clock import now
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


def refused(answer, says):
    return answer is None if says is None else answer is not None and says in str(answer)


@pytest.mark.parametrize(
    ("verb", "role", "at", "says"),
    [
        ("receive", "transport lead", 0, "Only a mortuary officer receives"),
        ("receive", "mortuary officer", 0, "not on its way"),
        ("clear", "mortuary officer", 0, "Only an explosives officer"),
        ("clear", "explosives officer", 1, "does not hold this"),
        ("clear", "explosives officer", 0, None),
        ("open", "explosives officer", 0, "Only a mortuary officer opens"),
        ("open", "mortuary officer", 1, "does not hold this"),
        ("open", "mortuary officer", 0, None),
        ("store", "explosives officer", 0, "stores and moves"),
        ("store", "mortuary officer", 1, "does not hold this"),
        ("store", "mortuary officer", 0, None),
    ],
)
def test_of_a_received_container(steps, verb, role, at, says):
    container = steps.received("A-1").places.get().container
    user = steps.north.person(role, at=steps.north.mortuaries[at])

    assert refused(getattr(policies, f"why_not_{verb}")(user, container), says)


def test_a_program_clears_nothing(steps):
    container = steps.received("A-1").places.get().container
    program = UserFactory(agency=container.custodian, role="explosives officer", program=True)

    assert refused(policies.why_not_clear(program, container), "by a person")


def test_only_what_was_received_is_stored(steps):
    steps.listed("A-1")
    container = CustodyEvent.objects.first().container
    officer = UserFactory(agency=container.custodian, role="mortuary officer")

    assert refused(policies.why_not_store_container(officer, container), "that was received")
    container.state = "withdrawn"
    assert refused(policies.why_not_store_container(officer, container), "that was received")


def test_of_a_case(steps):
    case = steps.numbered("A-1")[0]
    officer = steps.north.mortuary_officer
    explosives = steps.north.explosives_officer

    assert policies.why_not_send(officer, case) is None
    assert refused(policies.why_not_send(explosives, case), "sends remains on")
    do(send_cases, by=officer, cases=[case], to=steps.north.mortuaries[1])
    on_its_way = steps.again(case)
    assert refused(policies.why_not_store(officer, on_its_way), "stored where it arrives")
    assert refused(policies.why_not_send(officer, on_its_way), "on its way already")


def test_of_a_recovery(steps):
    nobody = UserFactory(agency=None, role="coordinator")

    assert refused(policies.why_not_recover(nobody), "belong to no agency")
    assert refused(policies.why_not_recover(steps.north.explosives_officer), "Only a recovery")
    assert policies.why_not_recover(steps.north.coordinator) is None


def test_of_an_event(steps):
    steps.numbered("A-1")
    opened = CustodyEvent.objects.get(kind="opened")
    listed = CustodyEvent.objects.get(kind="listed")
    second = steps.north.person("mortuary officer", name="second")
    explosives = steps.north.explosives_officer

    assert refused(policies.why_not_review(explosives, opened), "Only a mortuary officer")
    assert policies.why_not_review(second, opened) is None
    cleared = CustodyEvent.objects.get(kind="cleared")
    assert refused(policies.why_not_review(second, cleared), "not done alone")
    assert refused(policies.why_not_correct(explosives, opened), "Only a mortuary officer")
    elsewhere = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])
    assert refused(policies.why_not_correct(elsewhere, listed), "does not hold this")
    gap = CustodyEvent(kind="gap", container=opened.container)
    assert refused(policies.why_not_correct(second, gap), "A gap or a correction")


def test_moves_of_a_container_and_a_case_are_all_refused_to_an_observer(steps):
    case = steps.numbered("A-1")[0]
    observer = steps.world.observer

    assert all(container_moves(observer, case.container).values())
    assert all(case_moves(observer, case).values())


def test_a_sheet_is_opened_by_who_may_do_what_it_is_for(steps):
    lead = steps.north.transport_lead

    for purpose, says in (("clearing", "Only an explosives officer"), ("storing", "Only a mort")):
        with pytest.raises(NotPermitted, match=says):
            do(open_sheet, by=lead, purpose=purpose, place="Yard", alone_reason="night")


def test_an_opening_may_be_entered_late(steps):
    container = steps.cleared("A-1")[0]
    yesterday = now() - timedelta(days=1)
    late = Circumstances(alone_reason="night", is_late=True)

    do(
        open_container,
        by=steps.north.mortuary_officer,
        container=container,
        remains=["body"],
        circumstances=late,
        occurred_at=yesterday,
    )

    assert CustodyEvent.objects.get(kind="opened").occurred_at == yesterday
