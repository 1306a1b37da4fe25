"""Different moves of the same remains meet: one is told so, or both happen, and no row is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import (
    Attachment,
    CustodyEvent,
    Declaration,
    EffectEvent,
    PersonalEffect,
    RemainsCase,
    StorageUnit,
)
from cases.models.attachment import AttachmentKind
from cases.models.examination import Discipline
from cases.models.remains import RemainsKind
from cases.operations import declaring, flagging
from cases.operations.attaching import attach_file
from cases.operations.custody import Circumstances
from cases.operations.dividing import divide_case
from cases.operations.effects import store_effect
from cases.operations.effects_leaving import give_to_family
from cases.operations.examining import complete_examination
from cases.operations.keeping import close_unit
from cases.operations.receiving import receive_containers
from cases.operations.storing import store_cases
from exchanges.models import Count
from exchanges.operations import intake
from repatriation.audit.verification import broken_streams
from repatriation.errors import NotPermitted, Stale
from tests.factories.boards import Boards
from tests.factories.effects import Effects
from tests.factories.examinations import Examinations
from tests.factories.remains import StorageUnitFactory
from tests.factories.samples import REPORT
from tests.factories.steps import do
from tests.races.at_once import at_once
from tests.races.races import NIGHT, move

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4  # of two people who meet


@pytest.fixture
def officer(steps):
    return steps.north.mortuary_officer


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_case_is_divided_or_declared_and_never_both(steps, officer, _round):
    case = steps.numbered("A-1")[0]
    before = RemainsCase.objects.count()
    said = {"remains": [RemainsKind.BODY_PART], "circumstances": Circumstances(note="Two femora")}
    examiner = steps.north.forensic_examiner

    outcomes = at_once(
        [
            move(divide_case, officer, case=steps.again(case), **said),
            move(declaring.declare_non_human, examiner, case=steps.again(case), account="Bovine"),
        ]
    )

    assert (len(outcomes.done), outcomes.broken) == (1, [])
    assert [type(refusal) for refusal in outcomes.refused] == [Stale]
    parts = RemainsCase.objects.count() - before
    assert parts + Declaration.objects.count() == 1
    assert broken_streams() == []


def test_two_confirm_the_same_declaration_and_it_stands_by_one(steps, officer):
    case = steps.numbered("A-1")[0]
    examiner, another = steps.north.forensic_examiner, steps.north.coordinator
    do(declaring.declare_non_human, by=examiner, case=case, account="Bovine rib")

    outcomes = at_once(
        move(declaring.confirm_declaration, one, thing=steps.again(case))
        for one in (officer, another)
    )

    assert (len(outcomes.done), outcomes.broken) == (1, [])
    assert [type(refusal) for refusal in outcomes.refused] == [Stale]
    declaration = Declaration.objects.get()
    assert declaration.confirmed_by in (officer, another)
    assert steps.again(case).state == "closed"


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_who_store_into_the_last_place_both_do_and_are_both_written(steps, officer, _round):
    first, second = steps.numbered("A-1")
    unit = StorageUnit.objects.create(agency=officer.agency, name="Reefer 1", capacity=1)
    said = {"circumstances": Circumstances(storage_unit=unit, alone_reason="night")}

    outcomes = at_once(move(store_cases, officer, cases=[one], **said) for one in (first, second))

    assert (len(outcomes.done), outcomes.refused, outcomes.broken) == (2, [], [])
    assert StorageUnit.objects.with_stored().get(pk=unit.pk).stored == 2
    assert CustodyEvent.objects.filter(kind="stored").count() == 2
    assert broken_streams() == []


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_what_is_in_quarantine_is_moved_only_after_that_is_lifted(steps, officer, _round):
    case, expert = steps.numbered("A-1")[0], steps.north.explosives_officer
    unit = StorageUnit.objects.create(agency=officer.agency, name="Shelf 4")
    do(flagging.quarantine_case, by=officer, case=case, reason="A fuse in the cloth")
    seen = steps.again(case)
    said = {"circumstances": Circumstances(storage_unit=unit, alone_reason="night")}

    outcomes = at_once(
        [
            move(flagging.lift_quarantine, expert, case=seen, because="Taken out"),
            move(store_cases, officer, cases=[seen], **said),
        ]
    )

    told = {type(refusal) for refusal in outcomes.refused}
    now = steps.again(case)
    assert outcomes.broken == []
    assert told <= {Stale, NotPermitted}
    assert now.flags == []
    assert bool(now.storage_unit_id) is (told == set())


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_what_arrives_while_an_intake_ends_is_counted(steps, officer, _round):
    share = steps.sent("A-1", "A-2")
    arriving = [place.container for place in share.places.select_related("container")]

    outcomes = at_once(
        [
            move(intake.finish_intake, officer, allocation=steps.again(share)),
            *(
                move(receive_containers, officer, containers=[one], circumstances=NIGHT)
                for one in arriving
            ),
        ]
    )

    assert (len(outcomes.done), outcomes.refused, outcomes.broken) == (3, [], [])
    assert Count.objects.filter(stage="intake").order_by("pk").last().containers == 2
    assert broken_streams() == []


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_effect_is_put_in_a_unit_or_the_unit_is_closed(_round):
    house = Effects()
    effect = house.kept()
    unit = StorageUnitFactory(agency=house.mortuary, name="Safe 2")
    keeper = house.side.person("mortuary officer", name="keeper", at=house.mortuary)
    told = {"effect": effect, "storage_unit": unit}

    outcomes = at_once(
        [
            lambda: do(store_effect, by=house.custodian, **told),
            lambda: do(close_unit, by=keeper, unit=unit),
        ]
    )

    assert outcomes.broken == []
    assert (len(outcomes.done), len(outcomes.refused)) == (1, 1)
    unit.refresh_from_db()
    assert unit.is_active == PersonalEffect.objects.filter(storage_unit=unit).exists()


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_effect_is_given_away_once(_round):
    house = Effects()
    effect = house.of_released()
    paper = {"receipt": "E-1", "receiver": "Mother One", "witness": house.witness}

    outcomes = at_once(
        [
            lambda by=by: do(give_to_family, by=by, effect=effect, **paper)
            for by in (house.custodian, house.other)
        ]
    )

    assert outcomes.broken == []
    assert (len(outcomes.done), len(outcomes.refused)) == (1, 1)
    assert EffectEvent.objects.filter(effect=effect, act="to_family").count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_file_is_attached_before_the_review_or_not_at_all(steps, _round):
    boards = Boards(steps.north)
    by = Examinations(boards.examiner)
    open_one = by.settled(by.locked(boards.case()))
    told = {"kind": AttachmentKind.DOCUMENT, "discipline": Discipline.EFFECTS}
    file = SimpleUploadedFile("paper.pdf", REPORT)

    outcomes = at_once(
        [
            lambda: do(attach_file, by=by.examiner, examination=open_one, file=file, **told),
            lambda: do(complete_examination, by=by.examiner, examination=open_one),
        ]
    )

    assert outcomes.broken == []
    assert (len(outcomes.done), len(outcomes.refused)) == (1, 1)
    open_one.refresh_from_db()
    assert Attachment.objects.exists() == (open_one.state == "open")
