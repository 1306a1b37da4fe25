"""Missing, under a legal hold, in quarantine: beside the state, opened and lifted with a reason."""

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import CustodyEvent, Flag, RemainsCase
from cases.operations.custody import Circumstances
from cases.operations.flagging import (
    lift_hold,
    lift_quarantine,
    place_hold,
    quarantine_case,
    report_found,
    report_missing,
)
from cases.operations.receiving import receive_cases
from cases.operations.sending import send_cases
from cases.operations.storing import store_cases
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.remains import StorageUnitFactory
from tests.factories.steps import Steps, do

ALONE = Circumstances(alone_reason="night")


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def officer(steps):
    return steps.north.mortuary_officer


@pytest.fixture
def case(steps):
    return steps.numbered("A-1")[0]


def put(case, officer, unit):
    said = Circumstances(storage_unit=unit, alone_reason="night")
    do(store_cases, by=officer, cases=[case], circumstances=said)


def test_what_is_missing_is_found_before_it_is_stored(steps, case, officer):
    unit = StorageUnitFactory(agency=officer.agency)
    do(report_missing, by=officer, thing=case, reason="Not on its shelf")
    missing = steps.again(case)

    assert (missing.flags, missing.storage_unit) == (["missing"], None)
    with pytest.raises(NotPermitted, match="record it as found"):
        put(missing, officer, unit)
    with pytest.raises(RuleBroken, match="where it was found"):
        do(report_found, by=officer, thing=missing, because="Seen", circumstances=ALONE)
    where = Circumstances(storage_unit=unit)
    do(report_found, by=officer, thing=missing, because="Behind the door", circumstances=where)

    found = steps.again(case)
    assert (found.flags, found.storage_unit, found.state) == ([], unit, "numbered")
    kinds = list(CustodyEvent.objects.of(case).values_list("kind", flat=True)[:2])
    assert kinds == ["found", "missed"]
    flag = Flag.objects.get()
    assert (flag.reason, flag.lifted_because) == ("Not on its shelf", "Behind the door")


def test_who_receives_what_is_missing_has_found_it(steps, case, officer):
    second = steps.north.mortuaries[1]
    there = steps.north.person("mortuary officer", at=second)
    do(send_cases, by=officer, cases=[case], to=second)
    do(report_missing, by=officer, thing=steps.again(case), reason="The car did not arrive")

    do(receive_cases, by=there, cases=[case], circumstances=ALONE)

    assert steps.again(case).flags == []
    assert Flag.objects.get().lifted_by == there


def test_another_agency_says_nothing_of_what_is_missing(steps, case):
    stranger = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])

    with pytest.raises(NotPermitted, match="does not hold this"):
        do(report_missing, by=stranger, thing=case, reason="Gone")


def test_a_legal_hold_names_its_order_and_is_lifted_with_a_reason(steps, case, officer):
    coordinator = steps.north.coordinator
    with pytest.raises(NotPermitted, match="Only the legal authority"):
        do(place_hold, by=officer, thing=case, order="7/26", reason="Inquiry")
    with pytest.raises(RuleBroken, match="number of the legal authority"):
        do(place_hold, by=coordinator, thing=case, order=" ", reason="Inquiry")

    do(place_hold, by=coordinator, thing=case, order="7/26", reason="Inquiry")
    with pytest.raises(NotPermitted, match="already"):
        do(place_hold, by=coordinator, thing=steps.again(case), order="8/26", reason="Again")
    with pytest.raises(RuleBroken, match="Say why"):
        do(lift_hold, by=coordinator, thing=steps.again(case), because="")
    do(lift_hold, by=coordinator, thing=steps.again(case), because="Order 9/26")

    assert steps.again(case).flags == []


def test_another_side_holds_nothing_of_ours(steps, case):
    with pytest.raises(NotPermitted, match="another side"):
        do(place_hold, by=steps.south.coordinator, thing=case, order="1", reason="Ours")


def test_a_case_in_quarantine_is_not_moved_until_an_explosives_officer_lifts_it(
    steps, case, officer
):
    do(quarantine_case, by=officer, case=case, reason="A grenade in the clothing")

    with pytest.raises(NotPermitted, match="in quarantine"):
        put(steps.again(case), officer, StorageUnitFactory(agency=officer.agency))
    with pytest.raises(NotPermitted, match="Only an explosives officer"):
        do(lift_quarantine, by=officer, case=steps.again(case), because="It looks safe")
    expert = steps.north.explosives_officer
    do(lift_quarantine, by=expert, case=steps.again(case), because="Removed")

    assert steps.again(case).flags == []


def test_several_flags_stand_side_by_side(steps, case, officer):
    do(place_hold, by=steps.north.coordinator, thing=case, order="7/26", reason="Inquiry")
    do(report_missing, by=officer, thing=steps.again(case), reason="Gone")

    assert steps.again(case).flags == ["legal_hold", "missing"]
    where = Circumstances(place="Cold room")
    said = {"because": "Seen", "circumstances": where}
    do(report_found, by=officer, thing=steps.again(case), **said)
    assert steps.again(case).flags == ["legal_hold"]


def test_the_database_shows_no_flag_that_is_not_open(case):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match="flags that are shown"), transaction.atomic():
        RemainsCase.objects.filter(pk=case.pk).update(flags=["missing"])


def test_a_flag_is_lifted_once_and_never_rewritten(steps, case, officer):
    do(report_missing, by=officer, thing=case, reason="Gone")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Flag.objects.update(reason="Never was")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_flag")
    where = Circumstances(place="Cold room")
    do(report_found, by=officer, thing=steps.again(case), because="Seen", circumstances=where)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Flag.objects.update(lifted_because="Something else")
