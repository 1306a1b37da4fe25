"""A personal effect in the house: recorded, received, stored, sealed, opened, lost and found."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cases.models import EffectEvent, PersonalEffect
from cases.models.examination import Discipline
from cases.models.finding import FindingKind
from cases.operations.effect_acts import When
from cases.operations.effects import (
    assign_effect,
    correct_effect,
    find_effect,
    lose_effect,
    open_packet,
    receive_effect,
    record_effect,
    seal_effect,
    store_effect,
)
from cases.operations.finding import Found, record_findings
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.clock import now
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.effects import INSCRIPTION, ring
from tests.factories.examinations import Examinations
from tests.factories.remains import RemainsCaseFactory, StorageUnitFactory
from tests.factories.steps import do


def test_what_an_officer_records_waits_for_a_custodian(house):
    effect = house.found()

    assert effect.keeper is None
    assert (effect.state, effect.agency) == ("held", house.mortuary)
    assert [one.act for one in effect.custody.all()] == ["found"]

    received = do(receive_effect, by=house.custodian, effect=effect, place="Safe 1")

    assert received.keeper == house.custodian
    assert [one.act for one in effect.custody.all()] == ["found", "received"]


def test_what_a_custodian_records_is_kept_at_once(house):
    assert house.found(by=house.custodian).keeper == house.custodian


def test_nothing_is_recorded_without_a_description(house):
    with pytest.raises(RuleBroken, match="what it looks like"):
        do(
            record_effect,
            by=house.officer,
            found_with=house.case(),
            described=ring(description=" "),
        )


def test_only_those_before_whom_the_remains_lie_record_effects(house):
    case = house.case()
    stranger = UserFactory(agency=AgencyFactory(party=house.side.party), role="mortuary officer")

    for by, said in ((stranger, "neither holds"), (house.first, "Only an examiner")):
        with pytest.raises(NotPermitted, match=said):
            do(record_effect, by=by, found_with=case, described=ring())


def test_a_finding_of_another_case_is_not_its_finding(house):
    examinations = Examinations(house.examiner)
    examination = examinations.started(house.case())
    (finding,) = do(
        record_findings,
        by=house.examiner,
        examination=examination,
        findings=[Found(FindingKind.EFFECT, Discipline.EFFECTS, text="a ring")],
    )

    told = {"found_with": house.case(), "described": ring(), "finding": finding}

    with pytest.raises(RuleBroken, match="of another case"):
        do(record_effect, by=house.officer, **told)
    own = {"found_with": examination.case, "described": ring(), "finding": finding}
    assert do(record_effect, by=house.officer, **own).finding == finding


def test_an_effect_is_put_where_the_agency_has_a_place(house):
    unit = StorageUnitFactory(agency=house.mortuary)
    elsewhere = StorageUnitFactory()

    stored = do(store_effect, by=house.custodian, effect=house.kept(), storage_unit=unit)

    assert (stored.storage_unit, stored.place) == (unit, "")
    for nowhere in ({"storage_unit": elsewhere}, {"place": " "}):
        with pytest.raises(RuleBroken, match="Say where it is"):
            do(store_effect, by=house.custodian, effect=stored, **nowhere)


def test_only_a_custodian_of_its_agency_keeps_it(house):
    effect = house.kept()
    elsewhere = UserFactory(agency=AgencyFactory(), role="effects custodian")

    for by, said in ((house.officer, "Only an effects custodian"), (elsewhere, "does not keep")):
        with pytest.raises(NotPermitted, match=said):
            do(store_effect, by=by, effect=effect, place="Safe 2")


def test_a_packet_is_sealed_and_opened_by_two(house):
    with pytest.raises(RuleBroken, match="Two people"):
        do(seal_effect, by=house.custodian, effect=house.kept(), packet="P-1", witness=None)

    sealed = house.sealed()
    assert sealed.packet == "P-1"
    with pytest.raises(NotPermitted, match="open it first"):
        do(seal_effect, by=house.custodian, effect=sealed, packet="P-2", witness=house.other)
    with pytest.raises(RuleBroken, match="Say why"):
        do(open_packet, by=house.custodian, effect=sealed, note="", witness=house.other)
    with pytest.raises(NotPermitted, match="other than who does"):
        do(open_packet, by=house.custodian, effect=sealed, note="x", witness=house.custodian)

    opened = do(
        open_packet, by=house.custodian, effect=sealed, note="To be dried", witness=house.other
    )
    last = opened.custody.last()
    assert (opened.packet, last.packet, last.witness) == ("", "P-1", house.other)


def test_what_lay_loose_in_a_container_is_assigned_to_a_case_of_it(house):
    case, other = (RemainsCaseFactory(custodian=house.mortuary) for _ in range(2))
    effect = house.kept(case.container)

    with pytest.raises(RuleBroken, match="was not found in"):
        do(assign_effect, by=house.custodian, effect=effect, case=other)
    assigned = do(assign_effect, by=house.custodian, effect=effect, case=case)

    assert (assigned.case, assigned.container) == (case, case.container)
    with pytest.raises(NotPermitted, match="belongs to"):
        do(assign_effect, by=house.custodian, effect=assigned, case=case)


def test_a_missing_effect_is_answered_for_until_it_is_found(house):
    missing = do(lose_effect, by=house.custodian, effect=house.kept(), note="Not in safe 1")

    assert (missing.state, missing.place) == ("missing", "")
    assert missing in PersonalEffect.objects.still_held()
    with pytest.raises(NotPermitted, match="it is not here"):
        do(store_effect, by=house.custodian, effect=missing, place="Safe 2")

    found = do(find_effect, by=house.custodian, effect=missing, place="Safe 2", note="Behind it")
    assert (found.state, found.place) == ("held", "Safe 2")


def test_where_the_remains_go_the_effects_are_received(house):
    effect = house.kept()
    there = house.side.mortuaries[1]
    custodian = UserFactory(agency=there, role="effects custodian")

    with pytest.raises(NotPermitted, match="received by the agency that holds"):
        do(receive_effect, by=custodian, effect=effect, place="Cage")
    effect.case.custodian = there
    effect.case.save()
    received = do(receive_effect, by=custodian, effect=effect, place="Cage")

    assert (received.agency, received.keeper) == (there, custodian)


def test_an_act_is_not_in_the_future_nor_before_the_last_one(house):
    effect = house.kept()
    early, tomorrow = now() - timedelta(days=2), When(now() + timedelta(days=1))

    with pytest.raises(RuleBroken, match="in the future"):
        do(store_effect, by=house.custodian, effect=effect, place="Safe 2", when=tomorrow)
    with pytest.raises(RuleBroken, match="before the last recorded act"):
        do(store_effect, by=house.custodian, effect=effect, place="Safe 2", when=When(early))
    late = When(early, is_late=True)
    do(store_effect, by=house.custodian, effect=effect, place="Safe 2", when=late)

    assert effect.custody.last().is_late


def test_an_act_is_corrected_once_and_stays(house):
    effect = house.kept()

    do(correct_effect, by=house.custodian, effect=effect, number=2, note="It was safe 3")

    assert effect.custody.count() == 3
    assert effect.custody.last().corrects == effect.custody.get(seq=2)
    for number in (2, 3, 9):
        again = house.again(effect)
        with pytest.raises(RuleBroken, match="no act"):
            do(correct_effect, by=house.custodian, effect=again, number=number, note="Again")


def test_the_store_keeps_what_was_found_and_every_act(house):
    effect = house.sealed()

    for change in (
        lambda: PersonalEffect.objects.filter(pk=effect.pk).update(inscription="Another"),
        lambda: PersonalEffect.objects.filter(pk=effect.pk).update(case=house.case()),
        lambda: PersonalEffect.objects.filter(pk=effect.pk).delete(),
        lambda: EffectEvent.objects.update(note="Another"),
        lambda: EffectEvent.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("who_acts_on_an_effect_is_not_the_witness", {"act": "stored", "witness": "custodian"}),
        ("an_effect_is_sealed_opened_and_given_by_two", {"act": "sealed", "packet": "P-1"}),
        ("an_effect_leaves_on_a_paper_to_somebody", {"act": "to_bureau", "witness": "other"}),
        ("an_act_that_is_asked_about_says_why", {"act": "missed"}),
        ("an_evidence_hold_names_its_order", {"act": "held", "note": "x"}),
        ("a_seal_has_a_number", {"act": "sealed", "witness": "other"}),
        ("a_correction_of_an_act_names_it", {"act": "corrected", "note": "x"}),
    ],
)
def test_the_store_refuses_an_act_that_is_not_whole(house, name, said):
    effect = house.kept()
    said = said | ({"witness": getattr(house, said["witness"])} if "witness" in said else {})
    row = EffectEvent(effect=effect, seq=9, agency=house.mortuary, recorded_by=house.custodian)
    for field, value in said.items():
        setattr(row, field, value)
    row.recorded_at = row.occurred_at = now()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save()


def test_no_event_says_what_is_written_on_it(house):
    house.sealed()

    assert not [event for event in Event.objects.all() if INSCRIPTION in str(event.details)]


def test_who_is_not_of_the_house_reads_no_inscription(house):
    effect = house.kept()
    auditor = UserFactory(agency=house.side.agency, role="auditor")
    rows = PersonalEffect.objects

    assert rows.shown_to(house.custodian).get(pk=effect.pk).written == INSCRIPTION
    assert rows.visible_to(auditor).shown_to(auditor).get(pk=effect.pk).written == ""
    assert not rows.visible_to(house.side.coordinator).exists()
    stranger = UserFactory(agency=AgencyFactory(), role="effects custodian")
    assert not rows.visible_to(stranger).exists()
