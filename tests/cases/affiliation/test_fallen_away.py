"""What a decision on affiliation rested on falls away later: nothing leaves on it any more."""

import pytest

from cases.models import Examination, Sample
from cases.models.affiliation import AffiliationGround, WhyContested
from cases.models.board import Choice
from cases.models.result import Conclusion
from cases.operations.declaring import confirm_declaration, declare_non_human
from cases.operations.examining import reopen_examination
from cases.operations.flagging import place_hold
from cases.operations.results import withdraw_result
from cases.states import AffiliationState, SampleState
from repatriation.audit.models import Event
from repatriation.errors import RuleBroken, TransitionNotAllowed
from repatriation.notifications.registry import notice_of
from tests.factories.samples import Laboratory
from tests.factories.steps import do

pytestmark = pytest.mark.django_db


def again(decision):
    return type(decision).objects.get(pk=decision.pk)


def lost(house, case):
    Sample.objects.filter(case=case).update(state=SampleState.LOST, because="In the post")


def held(house, case):
    do(place_hold, by=house.coordinator, thing=case, order="7/27", reason="Inquiry")


@pytest.mark.parametrize(
    ("fall", "said"),
    [(lost, "no sample of it is retained"), (held, "hold")],
    ids=["sample", "hold"],
)
def test_a_return_is_not_authorised_on_what_has_fallen_away(house, fall, said):
    decision = house.affiliated()
    fall(house, house.again(decision.case))

    with pytest.raises(RuleBroken, match=said):
        house.return_authorised(again(decision))


def test_a_sample_lost_after_the_authorisation_keeps_them_here(house):
    case = house.return_authorised(house.affiliated())
    lost(house, case)

    with pytest.raises(RuleBroken, match="no sample of it is retained"):
        house.release(case)


def test_non_human_remains_are_of_nobodys_dead(house):
    decision = house.affiliated()
    do(
        declare_non_human,
        by=house.side.person("forensic examiner", name="bones"),
        case=house.again(decision.case),
        account="Bovine rib",
    )

    do(
        confirm_declaration,
        by=house.side.mortuary_officer,
        thing=house.again(decision.case),
    )

    now = again(decision)
    assert (now.state, now.contested_because) == (AffiliationState.CONTESTED, WhyContested.REMAINS)
    called = house.before_board(now)
    with pytest.raises(RuleBroken, match="declared as non-human"):
        house.all_vote(called, Choice.UPHELD, Choice.UPHELD)


def test_a_reopened_examination_keeps_them_here(house):
    decision = house.affiliated()
    examination = Examination.objects.get(case=decision.case)
    do(
        reopen_examination,
        by=house.examiner,
        examination=examination,
        because="A second disc in the boot",
    )

    with pytest.raises(TransitionNotAllowed, match="in examination"):
        house.return_authorised(again(decision))


def test_a_laboratorys_report_that_was_withdrawn_carries_no_affiliation(house):
    """Neither the decision that it speaks for stands, nor the authorisation that rests on it."""
    grounds = (AffiliationGround.UNIFORM, AffiliationGround.LABORATORY)
    decision = house.affiliated(*grounds)
    other = house.affiliated()
    case = house.return_authorised(decision)
    laboratory = Laboratory(house)
    sample = laboratory.sample(house.examined_one())
    Sample.objects.filter(pk=sample.pk).update(case=case)
    laboratory.sent(sample)
    told = {"conclusion": Conclusion.PROFILE, "log10_lr": None}
    result = laboratory.result(sample, **told)

    do(withdraw_result, by=laboratory.analyst, result=result, because="Two tubes were exchanged")

    now = again(decision)
    assert (now.state, now.contested_because) == (AffiliationState.CONTESTED, WhyContested.EVIDENCE)
    assert house.again(case).state == "examined"
    assert again(other).state == AffiliationState.DECIDED


def test_only_examined_remains_await_their_return(house):
    decision = house.affiliated()
    awaiting = type(decision).objects.awaiting_return
    assert list(awaiting()) == [decision]

    examination = Examination.objects.get(case=decision.case)
    house_examiner = house.side.person("forensic examiner", name="who opens again")
    do(reopen_examination, by=house_examiner, examination=examination, because="An X-ray came.")

    assert list(awaiting()) == []


def test_boards_on_affiliation_are_told_as_boards_on_identity(house):
    decision = house.disputed(house.affiliated())

    for kind, people in (
        ("board_called", set(house.members)),
        ("board_decided", {house.examiner, house.coordinator}),
        ("contested", {house.examiner, house.coordinator}),
    ):
        event = Event.objects.filter(facts__kind=f"cases.affiliation_{kind}").get()
        notice = notice_of(event)
        assert set(notice.recipients) == people, kind
        assert decision.reference in str(notice.sentence)
        for person in people:
            assert type(decision).objects.visible_to(person).filter(pk=decision.pk).exists()
