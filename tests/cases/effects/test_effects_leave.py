"""An effect leaves, or is held as evidence, is destroyed as a hazard, or comes back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.models import EffectEvent, PersonalEffect, Release
from cases.operations.effect_acts import When
from cases.operations.effects_leaving import (
    hold_effect,
    lift_hold_of_effect,
    return_with_remains,
    send_to_bureau,
    take_back_effect,
)
from cases.operations.releasing import close_released
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from tests.factories.accounts import AgencyFactory
from tests.factories.steps import do


def test_a_family_receives_them_on_the_release_of_the_remains(house):
    effect = house.of_released()

    given = house.give(effect)

    last = given.custody.last()
    assert (given.state, given.place) == ("to_family", "")
    assert (last.release.case, last.receipt, last.witness) == (given.case, "E-1", house.other)


def test_no_family_receives_them_before_the_remains(house):
    with pytest.raises(NotPermitted, match="they were not yet"):
        house.give(house.kept())


def test_nor_is_it_said_to_have_happened_before(house):
    effect = house.of_released()
    early = Release.objects.get().released_at - timedelta(hours=1)

    with pytest.raises(RuleBroken, match="before they were released"):
        house.give(effect, when=When(early, is_late=True))


@pytest.mark.parametrize("missing", ["receipt", "receiver"])
def test_nothing_is_given_without_a_receipt(house, missing):
    with pytest.raises(RuleBroken, match="number of the receipt"):
        house.give(house.of_released(), **{missing: " "})


def test_nothing_is_given_without_a_second_person(house):
    with pytest.raises(RuleBroken, match="Two people"):
        house.give(house.of_released(), witness=None)


def test_what_is_held_as_evidence_stays_until_the_authority_lifts_it(house):
    effect = house.of_released()
    told = {"order": "O-7", "note": "An open investigation"}
    held = do(hold_effect, by=house.authority, effect=effect, **told)

    for leave in (house.give, house.destroy):
        with pytest.raises(NotPermitted, match="order O-7"):
            leave(house.again(held))
    with pytest.raises(NotPermitted, match="held as evidence already"):
        do(hold_effect, by=house.authority, effect=held, **told)
    lifted = do(lift_hold_of_effect, by=house.authority, effect=held, note="Closed")

    assert house.give(lifted).state == "to_family"
    assert [one.act for one in lifted.custody.all()][2:] == ["held", "lifted", "to_family"]


def test_only_the_authority_of_the_side_holds_evidence_and_by_an_order(house):
    effect = house.kept()
    with pytest.raises(NotPermitted, match="Only the legal authority"):
        do(hold_effect, by=house.custodian, effect=effect, order="O-7", note="x")
    with pytest.raises(RuleBroken, match="number of the legal"):
        do(hold_effect, by=house.authority, effect=effect, order=" ", note="x")
    with pytest.raises(NotPermitted, match="not held as evidence"):
        do(lift_hold_of_effect, by=house.authority, effect=effect, note="x")


def test_the_store_lets_nothing_leave_that_is_held(house):
    held = house.held()

    with (
        pytest.raises(IntegrityError, match="nothing_under_an_evidence_hold"),
        transaction.atomic(),
    ):
        PersonalEffect.objects.filter(pk=held.pk).update(state="to_bureau", place="")


def test_the_bureau_of_the_own_side_is_sent_them(house):
    told = {"receipt": "B-3", "witness": house.other}

    sent = do(send_to_bureau, by=house.custodian, effect=house.kept(), bureau=house.bureau, **told)

    assert (sent.state, sent.custody.last().receiver) == ("to_bureau", "Information Bureau")
    foreign = AgencyFactory(kind="information_bureau")
    for wrong in (foreign, house.mortuary):
        with pytest.raises(NotPermitted, match="not the information bureau"):
            do(send_to_bureau, by=house.custodian, effect=house.kept(), bureau=wrong, **told)


def test_they_go_back_with_remains_that_were_returned(house):
    effect = house.kept()
    told = {"receipt": "B-3", "receiver": "Convoy 1", "witness": house.other}
    with pytest.raises(NotPermitted, match="not released to the other party"):
        do(return_with_remains, by=house.custodian, effect=effect, **told)

    release = house.gone_to_the_other_party(effect.case)
    returned = do(return_with_remains, by=house.custodian, effect=house.again(effect), **told)

    assert returned.state == "returned"
    assert returned.custody.last().release == release


def test_an_explosives_officer_destroys_a_hazard_before_a_second_person(house):
    with pytest.raises(NotPermitted, match="Only an explosives officer"):
        house.destroy(house.kept(), by=house.custodian)
    with pytest.raises(RuleBroken, match="Two people"):
        house.destroy(house.kept(), witness=None)
    with pytest.raises(RuleBroken, match="Say why"):
        house.destroy(house.kept(), note=" ")

    destroyed = house.destroy(house.kept())

    assert (destroyed.state, destroyed.hazard) == ("destroyed", "explosive")
    with pytest.raises(TransitionNotAllowed, match="Only what has left"):
        do(take_back_effect, by=house.custodian, effect=destroyed, note="x", place="Safe 1")


def test_what_was_given_wrongly_comes_back_under_its_number(house):
    given = house.give(house.of_released())

    back = do(take_back_effect, by=house.custodian, effect=given, note="Not theirs", place="Safe 1")

    assert (back.state, back.place, back.reference) == ("held", "Safe 1", given.reference)


def test_a_case_is_not_closed_over_effects_that_nobody_mentions(house):
    effect = house.of_released()

    with pytest.raises(RuleBroken, match=f"still held: {effect.reference}"):
        do(close_released, by=house.first, case=effect.case)
    closed = do(
        close_released, by=house.first, case=effect.case, effects_stay="The family has not come"
    )

    assert closed.state == "closed"
    assert Release.objects.get().effects_stay == "The family has not come"
    assert list(PersonalEffect.objects.left_behind()) == [effect]


def test_a_case_is_closed_when_its_effects_have_followed(house):
    given = house.give(house.of_released())

    closed = do(close_released, by=house.first, case=house.again(given.case))

    assert closed.state == "closed"
    assert not PersonalEffect.objects.left_behind().exists()


def test_who_received_them_is_read_by_those_whose_work_it_is(house):
    house.give(house.of_released())
    rows = EffectEvent.objects.filter(act="to_family")

    assert rows.shown_to(house.custodian).get().received == "Mother One"
    assert rows.shown_to(house.officer).get().received == ""
