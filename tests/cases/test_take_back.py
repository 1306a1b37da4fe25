"""What stops when an identity falls, what has to come back, and how it comes back."""

import pytest
from django.utils import translation

from cases.models import CustodyEvent, Release, TakeBackTask
from cases.models.board import Choice
from cases.models.identification import ContestReason
from cases.models.release import WhyBack
from cases.operations.certifying import annul_certificate
from cases.operations.coming_back import take_back
from cases.operations.contesting import contest_resting_on
from cases.operations.releasing import close_released, reopen_released
from cases.states import CaseState, IdentificationState, ReleaseState
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.writing import acting_as
from tests.factories.releases import Releases
from tests.factories.steps import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Releases()


def back(house, case, because=WhyBack.WRONG_RELEASE, **more):
    said = {"label": case.reference, "note": "Seen at the grave", "witness": house.witness} | more
    return do(take_back, by=house.first, case=case, because=because, **said)


def test_contesting_withdraws_an_authorisation_at_once(house):
    case = house.authorised()

    house.contested(house.identification_of(case))

    release = Release.objects.get(case=case)
    assert house.again(case).state == CaseState.EXAMINED
    assert release.state == ReleaseState.WITHDRAWN
    assert release.withdrawn_by == house.coordinator
    assert not TakeBackTask.objects.exists()


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_what_the_register_wrote_is_said_in_the_readers_language(house, language):
    case = house.authorised()
    house.contested(house.identification_of(case))
    release = Release.objects.get(case=case)

    with translation.override(language):
        said = release.why_withdrawn

    assert release.withdrawn_because == "the identification is contested" != said


def test_what_a_person_wrote_is_left_as_it_is(house):
    assert Release(withdrawn_because="Another day").why_withdrawn == "Another day"


def test_what_falls_by_itself_withdraws_it_too(house):
    case = house.authorised()

    with acting_as(house.examiner):
        contest_resting_on(
            because=ContestReason.REMAINS_MIXED, note="", by=house.examiner, cases=[case]
        )

    assert house.again(case).state == CaseState.EXAMINED


def test_where_remains_have_left_a_task_opens(house):
    case = house.released()

    house.contested(house.identification_of(case))

    task = TakeBackTask.objects.open().get()
    assert (task.release.case, task.because) == (case, "contested")
    assert house.again(case).state == CaseState.RELEASED


def test_upholding_ends_the_task(house):
    case = house.released()
    contested = house.contested(house.identification_of(case))

    house.contest_voted(contested, Choice.UPHELD, Choice.UPHELD)

    task = TakeBackTask.objects.get()
    assert (task.outcome, task.ended_at is None) == ("upheld", False)
    assert house.again(case).state == CaseState.RELEASED


def test_what_is_upheld_may_be_authorised_again(house):
    case = house.authorised()
    contested = house.contested(house.identification_of(case))
    house.contest_voted(contested, Choice.UPHELD, Choice.UPHELD)

    assert house.authorise(house.again(case)).state == CaseState.RELEASE_AUTHORISED


def test_revoking_after_a_release_and_the_take_back(house):
    case = house.released()
    contested = house.contested(house.identification_of(case))
    revoked = house.contest_voted(contested, Choice.REVOKED, Choice.REVOKED)
    revoked = do(annul_certificate, by=house.authority, identification=revoked, annulment="N-1")

    task = TakeBackTask.objects.open().get()
    assert revoked.state == IdentificationState.REVOKED
    assert task.because == "revoked"
    case = back(house, house.again(case))

    task.refresh_from_db()
    assert task.outcome == "taken_back"
    assert case.state == CaseState.NUMBERED
    assert case.custodian == house.mortuary
    last = CustodyEvent.objects.of(case).first()
    assert (last.kind, last.from_holder, last.to_holder) == ("returned", None, house.mortuary)


def test_what_came_back_keeps_its_number_and_its_story(house):
    case = house.released()

    again = back(house, case, WhyBack.REFUSED)

    assert again.reference == case.reference
    kinds = list(CustodyEvent.objects.of(again).values_list("kind", flat=True))
    assert kinds[:2] == ["returned", "released"]
    assert "gap" not in kinds
    release = Release.objects.get(case=case)
    assert (release.state, release.back_because) == (ReleaseState.DONE, "refused")


def test_what_came_back_is_released_again_after_all_has_been_met(house):
    case = house.examined(back(house, house.released()))

    assert house.release(house.authorise(case), receipt="R-6").state == CaseState.RELEASED


def test_an_exhumation_names_its_permit_and_who_issued_it(house):
    case = house.released()

    with pytest.raises(RuleBroken, match="exhumation permit"):
        back(house, case, WhyBack.EXHUMED, permit="EX-1")
    back(house, case, WhyBack.EXHUMED, permit="EX-1", permit_by="Prosecutor of Havrel")

    last = CustodyEvent.objects.of(case).first()
    assert (last.kind, last.permit, last.permit_by) == ("exhumed", "EX-1", "Prosecutor of Havrel")


def test_other_remains_than_those_that_left_are_not_taken_back_for_them(house):
    case, other = house.released(), house.case()

    with pytest.raises(RuleBroken, match="Stop"):
        back(house, case, label=other.reference)


def test_a_take_back_says_what_happened(house):
    with pytest.raises(RuleBroken, match="Say what happened"):
        back(house, house.released(), note=" ")


def test_only_what_was_released_is_taken_back(house):
    with pytest.raises(TransitionNotAllowed, match="Only released"):
        back(house, house.authorised())


def test_a_case_that_is_to_come_back_is_not_closed(house):
    case = house.released()
    house.contested(house.identification_of(case))

    with pytest.raises(NotPermitted, match="taken back"):
        do(close_released, by=house.first, case=house.again(case))


def test_a_closed_case_gets_a_task_too_and_is_opened_to_be_taken_back(house):
    case = do(close_released, by=house.first, case=house.released())
    house.contested(house.identification_of(case))
    assert TakeBackTask.objects.open().count() == 1

    case = do(reopen_released, by=house.first, case=house.again(case), because="To take back")

    assert back(house, case).state == CaseState.NUMBERED


def test_an_identification_of_released_remains_is_proposed(house):
    to = house.side.mortuaries[1]
    case = house.authorise(house.examined(), to="agency", agency=to, decision="D-1")
    case = house.release(case)

    assert house.identified(case=case).state == IdentificationState.IDENTIFIED
