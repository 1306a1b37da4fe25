"""Journey 10, its first part: an interim burial, and an exhumation under a permit a year later."""

from datetime import timedelta

import pytest
import time_machine

from cases.models import CustodyEvent, StorageUnit
from cases.operations.custody import Circumstances
from cases.operations.flagging import lift_hold, place_hold
from cases.operations.keeping import close_unit, open_unit
from cases.operations.storing import exhume, store_cases
from repatriation.audit.verification import broken_streams
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.clock import now
from tests.factories.remains import StorageUnitFactory
from tests.factories.steps import Steps, do

GRAVE = {
    "name": "Section 4, grave 17",
    "kind": "grave",
    "capacity": 2,
    "place": "Havrel municipal cemetery",
    "plot": "Section 4, row 2, no. 17",
}


def test_who_was_buried_for_a_time_is_found_under_the_same_number_a_year_later():
    steps = Steps()
    officer, coordinator = steps.north.mortuary_officer, steps.north.coordinator
    second = steps.north.person("mortuary officer", name="second")
    case, other = steps.numbered("A-1")
    grave = do(open_unit, by=officer, **GRAVE)
    said = Circumstances(storage_unit=grave, witness=second)

    do(store_cases, by=officer, cases=[case, other], circumstances=said)

    assert StorageUnit.objects.with_stored().get(pk=grave.pk).stored == 2
    with pytest.raises(NotPermitted, match="exhumed"):
        do(store_cases, by=officer, cases=[steps.again(case)], circumstances=said)

    with time_machine.travel(now() + timedelta(days=365)):
        table = StorageUnitFactory(agency=officer.agency, name="Table 2")
        said = Circumstances(storage_unit=table, witness=second)
        permit = {"permit": "EX-12/27", "permit_by": "Prosecutor", "circumstances": said}
        do(place_hold, by=coordinator, thing=steps.again(case), order="7/27", reason="DNA again")
        do(exhume, by=officer, things=[steps.again(case)], **permit)
        do(lift_hold, by=coordinator, thing=steps.again(case), because="The sample is taken")

        story = list(CustodyEvent.objects.of(case).values_list("kind", flat=True))
        assert story[:2] == ["exhumed", "buried"]
        assert "gap" not in story
        exhumed = CustodyEvent.objects.of(case).first()
        assert (exhumed.permit, exhumed.storage_unit, exhumed.witness) == (
            "EX-12/27",
            table,
            second,
        )
        assert steps.again(case).reference == case.reference
        assert steps.again(other).storage_unit == grave
        with pytest.raises(RuleBroken, match="Move them first"):
            do(close_unit, by=officer, unit=steps.again(grave))
        do(exhume, by=officer, things=[steps.again(other)], **permit)
        do(close_unit, by=officer, unit=steps.again(grave))
        assert broken_streams() == []
