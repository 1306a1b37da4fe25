"""Journey 3: remains decided as the other side's are packed, listed, sealed, handed over and
acknowledged; by a counterpart that signs in, and by one that only sends paper."""

import pytest

from cases.models import Container, CustodyEvent, Release, RemainsCase
from cases.operations.scanning import Reading
from cases.states import CaseState, ContainerState
from exchanges.models import Discrepancy, Statement
from exchanges.operations.acknowledging import acknowledge_batch, record_taken_over
from exchanges.operations.handover import finish_handover, open_handover_sheet, scan_handover
from exchanges.operations.intake import verify_count
from exchanges.operations.running import close_round, hand_over_round
from exchanges.operations.stating import check_statement
from exchanges.operations.taking_back import record_taken_back
from exchanges.states import BatchState, RoundState
from repatriation.ledger.clock import today
from tests.factories.returning import Returning
from tests.factories.steps import do


@pytest.fixture
def road():
    return Returning()


def test_a_counterpart_that_signs_in_scans_takes_over_and_acknowledges(road):
    case = road.authorised()
    container = road.packed(case)
    batch = road.departed(container)
    assert road.again(container).state == ContainerState.LISTED

    lead = road.south.transport_lead
    header = {"place": "Havrel Ford", "vehicle": "Lorry 1", "handed_over_by": "North officer"}
    sheet = do(open_handover_sheet, by=lead, batch=batch, **header)
    do(scan_handover, by=lead, sheet=sheet, readings=[Reading(container.reference)])
    case = road.again(case)
    assert case.state == CaseState.RELEASED
    do(finish_handover, by=lead, batch=road.again(batch))

    by = road.south.exchange_officer
    do(acknowledge_batch, by=by, batch=road.again(batch), containers=1, receipt="R-12")
    batch = do(verify_count, by=road.south.coordinator, batch=road.again(batch))

    assert batch.state == BatchState.COUNT_VERIFIED
    assert road.again(case).state == CaseState.CLOSED
    assert not Discrepancy.objects.exists()
    release = Release.objects.get(case=case)
    assert (release.released_by, release.container) == (lead, container)
    assert not RemainsCase.objects.visible_to(road.south.coordinator).exists()


def test_a_counterpart_that_only_sends_paper_is_waited_for_by_nobody(road):
    cases = [road.authorised(), road.authorised()]
    containers = [road.packed(case) for case in cases]
    batch = road.departed(*containers)
    act = {"source": "Act 9, signed at the siding", "said_on": today()}

    do(
        record_taken_over,
        by=road.north.transport_lead,
        batch=batch,
        refused=[containers[1]],
        **act,
    )
    assert road.again(batch).state == BatchState.IN_TRANSIT
    do(check_statement, by=road.north.exchange_officer, statement=Statement.objects.latest("pk"))
    batch = road.again(batch)

    assert batch.state == BatchState.HANDED_OVER
    assert [road.again(case).state for case in cases] == ["released", "release_authorised"]
    assert road.again(containers[1]).state == ContainerState.REFUSED
    assert Discrepancy.objects.get().code == "refused_at_venue"

    letter = {"source": "Letter 77", "said_on": today(), "receipt": "R-77"}
    do(acknowledge_batch, by=road.north.coordinator, batch=batch, containers=1, **letter)
    assert road.again(cases[0]).state == CaseState.RELEASED
    do(check_statement, by=road.north.exchange_officer, statement=Statement.objects.latest("pk"))
    do(verify_count, by=road.north.coordinator, batch=road.again(batch))
    round = do(hand_over_round, by=road.north.coordinator, round=road.again(batch.round))
    round = do(close_round, by=road.north.coordinator, round=round)

    assert road.again(cases[0]).state == CaseState.CLOSED
    assert round.state == RoundState.CLOSED


def test_what_is_taken_back_later_comes_back_under_its_number(road):
    case = road.authorised()
    container = road.packed(case)
    batch = road.departed(container)
    act = {"source": "Act 9", "said_on": today()}
    do(record_taken_over, by=road.north.transport_lead, batch=batch, **act)
    do(check_statement, by=road.north.exchange_officer, statement=Statement.objects.latest("pk"))
    assert road.again(case).state == CaseState.RELEASED

    do(
        record_taken_back,
        by=road.south.exchange_officer,
        batch=road.again(batch),
        containers=[container],
        reason="not_agreed",
        source="Note 3",
        said_on=today(),
    )
    do(
        check_statement,
        by=road.south.coordinator,
        statement=Statement.objects.latest("pk"),
    )

    case = road.again(case)
    assert case.state == CaseState.NUMBERED
    assert Release.objects.get(case=case).back_because == "returned"
    told = CustodyEvent.objects.of(case).values_list("kind", flat=True)
    assert list(told[:2]) == ["taken_back", "handed_over"]
    assert Container.objects.get(pk=container.pk).custodian == road.north.agency
