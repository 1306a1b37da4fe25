"""Remains are divided, closed as non-human by two, and opened again by two."""

import pytest
from django.db import DatabaseError, transaction

from cases.models import CustodyEvent, RemainsCase
from cases.operations.custody import Circumstances
from cases.operations.declaring import confirm_declaration, declare_human, declare_non_human
from cases.operations.dividing import divide_case
from cases.operations.flagging import place_hold
from cases.operations.storing import store_cases
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.boards import Boards
from tests.factories.remains import StorageUnitFactory
from tests.factories.steps import Steps, do

WHY = Circumstances(note="Two left femora")


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def officer(steps):
    return steps.north.mortuary_officer


@pytest.fixture
def examiner(steps):
    return steps.north.forensic_examiner


@pytest.fixture
def case(steps):
    return steps.numbered("A-1")[0]


def divide(case, by, remains=("body_part",), said=WHY):
    return do(divide_case, by=by, case=case, remains=list(remains), circumstances=said)


def close(steps, case, examiner, second):
    do(declare_non_human, by=examiner, case=steps.again(case), account="Bovine rib")
    return do(confirm_declaration, by=second, thing=steps.again(case))


def test_a_part_gets_a_new_number_and_the_parent_keeps_its_own(case, examiner):
    part = divide(case, examiner)[0]

    assert part.parent == case
    assert (part.custodian, part.container) == (case.custodian, case.container)
    assert CustodyEvent.objects.of(case).first().kind == "divided"
    assert CustodyEvent.objects.of(part).get().kind == "numbered"


def test_a_division_says_what_and_why(case, examiner):
    with pytest.raises(RuleBroken, match="at least one part"):
        divide(case, examiner, remains=[])
    with pytest.raises(RuleBroken, match="do not belong together"):
        divide(case, examiner, said=Circumstances())


def test_nothing_is_taken_from_under_a_decision():
    boards = Boards()
    identification = boards.proposed()
    case = identification.covered.first().case
    by = boards.examiner

    with pytest.raises(NotPermitted, match="A decision about these remains"):
        divide(case, by)
    with pytest.raises(NotPermitted, match="A decision about these remains"):
        do(declare_non_human, by=by, case=case, account="Bovine rib")


def test_non_human_is_declared_by_an_examiner_and_confirmed_by_another(
    steps, case, examiner, officer
):
    with pytest.raises(NotPermitted, match="Only a forensic examiner"):
        do(declare_non_human, by=officer, case=case, account="Looks like a dog")
    with pytest.raises(RuleBroken, match="Say what was found"):
        do(declare_non_human, by=examiner, case=case, account=" ")
    do(declare_non_human, by=examiner, case=case, account="Bovine rib")
    with pytest.raises(NotPermitted, match="another person confirms"):
        do(confirm_declaration, by=examiner, thing=steps.again(case))

    done = do(confirm_declaration, by=officer, thing=steps.again(case))

    assert done.state == "closed"


def test_a_closed_case_is_not_moved_and_comes_back_by_two(steps, case, examiner, officer):
    closed = close(steps, case, examiner, officer)
    unit = StorageUnitFactory(agency=officer.agency)
    said = Circumstances(storage_unit=unit, alone_reason="night")

    with pytest.raises(NotPermitted, match="closed"):
        do(store_cases, by=officer, cases=[closed], circumstances=said)
    do(declare_human, by=examiner, case=steps.again(case), account="A child's rib after all")
    with pytest.raises(NotPermitted, match="another person confirms"):
        do(confirm_declaration, by=examiner, thing=steps.again(case))
    again = do(confirm_declaration, by=officer, thing=steps.again(case))

    assert again.state == "numbered"
    assert close(steps, case, examiner, officer).state == "closed"


def test_what_a_legal_hold_is_on_is_not_closed(steps, case, examiner, officer):
    do(declare_non_human, by=examiner, case=case, account="Bovine rib")
    said = {"order": "7/26", "reason": "Inquiry"}
    do(place_hold, by=steps.north.coordinator, thing=steps.again(case), **said)

    with pytest.raises(NotPermitted, match="legal hold"):
        do(confirm_declaration, by=officer, thing=steps.again(case))


def test_a_case_is_not_divided_while_a_declaration_about_it_waits(steps, case, examiner):
    do(declare_non_human, by=examiner, case=case, account="Bovine rib")

    with pytest.raises(NotPermitted, match="waits for its second person"):
        divide(steps.again(case), examiner)


def test_the_database_closes_and_reopens_nothing_without_two(steps, case, examiner, officer):
    with pytest.raises(DatabaseError, match="second person"), transaction.atomic():
        RemainsCase.objects.filter(pk=case.pk).update(state="closed")
    close(steps, case, examiner, officer)
    with pytest.raises(DatabaseError, match="second person"), transaction.atomic():
        RemainsCase.objects.filter(pk=case.pk).update(state="numbered")


def test_the_parent_of_a_part_is_never_rewritten(case, examiner):
    part = divide(case, examiner)[0]

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RemainsCase.objects.filter(pk=part.pk).update(parent=None)
