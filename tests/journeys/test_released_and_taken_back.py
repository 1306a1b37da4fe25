"""Journeys 2 and 10, their second halves: revoked after a release; buried before one."""

from datetime import timedelta

import pytest
import time_machine

from cases.models import CustodyEvent, TakeBackTask
from cases.models.board import Choice
from cases.models.release import WhyBack
from cases.operations.certifying import annul_certificate
from cases.operations.coming_back import take_back
from cases.operations.custody import Circumstances
from cases.operations.releasing import close_released
from cases.operations.storing import exhume, store_cases
from cases.states import CaseState
from repatriation.audit.verification import broken_streams
from repatriation.ledger.clock import now
from tests.factories.releases import Releases
from tests.factories.remains import StorageUnitFactory
from tests.factories.steps import do

pytestmark = pytest.mark.django_db


def test_an_identity_revoked_after_the_release_brings_the_remains_back():
    house = Releases()
    case = house.released()
    contested = house.contested(house.identification_of(case))
    revoked = house.contest_voted(contested, Choice.REVOKED, Choice.REVOKED)

    do(annul_certificate, by=house.authority, identification=revoked, annulment="N-1")
    assert TakeBackTask.objects.open().get().because == "revoked"
    said = {"because": WhyBack.EXHUMED, "note": "From the family grave", "label": case.reference}
    permit = {"permit": "EX-3", "permit_by": "Prosecutor of Havrel", "witness": house.witness}
    back = do(take_back, by=house.first, case=house.again(case), **said, **permit)

    assert (back.reference, back.state) == (case.reference, CaseState.NUMBERED)
    assert not TakeBackTask.objects.open().exists()
    case = house.examined(back)
    house.consented(house.certified(case=case))
    assert house.released(house.authorise(house.again(case))).state == CaseState.RELEASED
    assert broken_streams() == []


def test_who_was_buried_for_a_time_is_identified_exhumed_and_given_to_the_family():
    house = Releases()
    officer, case = house.side.mortuary_officer, house.case()
    grave = StorageUnitFactory(
        agency=house.mortuary, name="Grave 17", kind="grave", place="Havrel", plot="4-17"
    )
    buried = Circumstances(storage_unit=grave, witness=house.witness)
    do(store_cases, by=officer, cases=[case], circumstances=buried)

    with time_machine.travel(now() + timedelta(days=365)):
        house.consented(house.certified(case=house.again(case)))
        out = Circumstances(witness=house.witness)
        things = [house.again(case)]
        permit = {"permit": "EX-12/27", "permit_by": "Prosecutor of Havrel"}
        do(exhume, by=officer, things=things, circumstances=out, **permit)
        released = house.release(house.authorise(house.examined(house.again(case))))
        closed = do(close_released, by=house.first, case=released)

        story = list(CustodyEvent.objects.of(case).values_list("kind", flat=True))
        assert story[:3] == ["released", "exhumed", "buried"]
        assert CustodyEvent.objects.of(case)[1].permit_by == "Prosecutor of Havrel"
        assert closed.state == CaseState.CLOSED
        assert broken_streams() == []
