"""The other way in: our own team numbers what it finds, and a mortuary takes it."""

import pytest
from django.db import IntegrityError

from cases.models import CustodyEvent, RemainsCase
from cases.operations.custody import Circumstances
from cases.operations.receiving import receive_cases
from cases.operations.recovering import open_site, recover_remains
from cases.operations.sending import send_cases
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def team(steps):
    return steps.north.transport_lead


@pytest.fixture
def recovered(steps, team):
    site = do(open_site, by=team, place="Orin ridge")
    return do(recover_remains, by=team, site=site, remains=["body", "fragment"])


def send(steps, cases, team):
    return do(send_cases, by=team, cases=cases, to=steps.north.mortuaries[0])


def test_what_is_found_is_numbered_where_it_is_found(steps, recovered):
    case = recovered[0]

    assert case.reference.startswith("RC-")
    assert case.custodian == case.responsible == steps.north.agency
    event = CustodyEvent.objects.of(case).get()
    assert (event.kind, event.from_holder, event.to_holder) == ("recovered", None, case.custodian)


def test_a_mortuary_receives_what_was_sent_to_it(steps, recovered, team):
    send(steps, recovered, team)
    officer = steps.north.mortuary_officer
    assert RemainsCase.objects.visible_to(officer).count() == 2

    said = Circumstances(alone_reason="night")
    do(receive_cases, by=officer, cases=recovered, circumstances=said)

    case = RemainsCase.objects.first()
    assert case.custodian == steps.north.mortuaries[0]
    assert (case.destined_to, case.state) == (None, "numbered")
    kinds = CustodyEvent.objects.of(case).values_list("kind", flat=True)
    assert list(kinds) == ["received", "sent", "recovered"]


def test_nobody_receives_what_is_not_on_its_way_to_them(steps, recovered, team):
    send(steps, recovered, team)
    elsewhere = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])
    said = Circumstances(alone_reason="night")

    with pytest.raises(NotPermitted, match="not on its way to your agency"):
        do(receive_cases, by=elsewhere, cases=recovered, circumstances=said)


def test_what_is_on_its_way_is_not_sent_again(steps, recovered, team):
    send(steps, recovered, team)

    with pytest.raises(NotPermitted, match="on its way already"):
        send(steps, recovered, team)


def test_remains_are_sent_to_a_mortuary_of_the_own_side(steps, recovered, team):
    for agency in (steps.south.mortuaries[0], steps.north.agency):
        with pytest.raises(RuleBroken, match="not a mortuary of your side"):
            do(send_cases, by=team, cases=recovered, to=agency)


def test_a_recovery_says_what_was_found(steps, team):
    site = do(open_site, by=team, place="Orin ridge")

    with pytest.raises(RuleBroken, match="at least one body"):
        do(recover_remains, by=team, site=site, remains=[])


def test_a_site_is_another_agencys_own(steps, team):
    site = do(open_site, by=team, place="Orin ridge")

    with pytest.raises(RuleBroken, match="opened by another agency"):
        do(recover_remains, by=steps.north.mortuary_officer, site=site, remains=["body"])


def test_an_observer_records_no_recovery(steps):
    with pytest.raises(NotPermitted, match="Only a recovery team"):
        do(open_site, by=steps.world.observer, place="Orin ridge")


def test_remains_come_from_one_place(recovered):
    with pytest.raises(IntegrityError, match="remains_come_from_one_place"):
        RemainsCase.objects.filter(pk=recovered[0].pk).update(recovery_site=None)


def test_the_other_side_sees_none_of_it(steps, recovered):
    assert not RemainsCase.objects.visible_to(steps.south.coordinator).exists()
    assert not RemainsCase.objects.visible_to(steps.world.observer).exists()
    assert RemainsCase.objects.visible_to(steps.north.coordinator).exists()
    assert not RemainsCase.objects.visible_to(steps.north.mortuary_officer).exists()
