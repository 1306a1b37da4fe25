"""A tally sheet is used and ended by those whose work it is for, not by all who see it."""

import pytest

from cases.operations.scanning import Reading, scan
from cases.operations.sheets import close_sheet, open_sheet
from repatriation.errors import NotPermitted
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def clearing(steps):
    by = steps.north.explosives_officer
    return do(open_sheet, by=by, purpose="clearing", place="Yard")


@pytest.mark.parametrize("role", ["auditor", "mortuary officer", "coordinator"])
def test_who_sees_a_sheet_and_does_not_that_work_neither_scans_nor_ends(steps, clearing, role):
    reader = steps.north.person(role, at=clearing.agency)

    with pytest.raises(NotPermitted):
        do(close_sheet, by=reader, sheet=clearing)
    with pytest.raises(NotPermitted):
        do(scan, by=reader, sheet=clearing, readings=[Reading("CN-26-000001-X")])

    assert steps.again(clearing).closed_at is None
    assert not clearing.scans.exists()


def test_another_agency_of_the_side_does_not_end_it(steps, clearing):
    second = steps.north.person("explosives officer", at=steps.north.mortuaries[1])

    with pytest.raises(NotPermitted):
        do(close_sheet, by=second, sheet=clearing)


def test_whose_work_it_is_ends_it(steps, clearing):
    ended = do(close_sheet, by=steps.north.explosives_officer, sheet=clearing)

    assert ended.closed_at
