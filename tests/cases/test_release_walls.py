"""What the database holds of releases, whoever writes."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from cases.models import Release, RemainsCase, TakeBackTask
from cases.models.board import Choice
from cases.states import CaseState
from repatriation.ledger.clock import now
from tests.factories.releases import Releases

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Releases()


@transaction.atomic
def written(write) -> None:
    """With what is looked at when a transaction ends."""
    write()
    connection.check_constraints()


@pytest.mark.parametrize("state", [CaseState.RELEASE_AUTHORISED, CaseState.RELEASED])
def test_no_case_says_that_it_is_released_without_a_release(house, state):
    case = RemainsCase.objects.filter(pk=house.ready().pk)

    with pytest.raises(IntegrityError, match="not what its releases say"):
        written(lambda: case.update(state=state))


@pytest.mark.parametrize("brought", ["authorised", "released"])
def test_no_case_is_numbered_again_while_its_release_stands(house, brought):
    case = RemainsCase.objects.filter(pk=getattr(house, brought)().pk)

    with pytest.raises(IntegrityError, match="not what its releases say"):
        written(lambda: case.update(state=CaseState.NUMBERED))


def test_no_release_rests_on_what_is_not_certified(house):
    case = house.examined()
    identification = house.identified(case=case)
    release = Release(
        reference="RL-26-0001-X",
        case=case,
        to="family",
        identification=identification,
        consent=house.consented(identification),
        label=case.reference,
        authorised_by=house.first,
    )

    with pytest.raises(IntegrityError, match="no certified identification"):
        written(release.save)


@pytest.mark.parametrize("brought", ["authorised", "released"])
def test_nothing_is_contested_without_what_follows(house, brought):
    identification = house.identification_of(getattr(house, brought)())
    identification.state, identification.contested_because = "contested", "contradiction"
    identification.contested_by, identification.contested_at = house.examiner, now()

    with pytest.raises(IntegrityError, match="without a task"):
        written(identification.save)


@pytest.mark.parametrize(
    "change", [{"label": "RC-1"}, {"to": "agency"}, {"decision": "D-9"}, {"consent": None}]
)
def test_what_was_authorised_stays_as_it_was(house, change):
    release = Release.objects.filter(case=house.authorised())

    with pytest.raises(ProgrammingError):
        written(lambda: release.update(**change))


def test_who_authorised_does_not_release_there_either(house):
    release = Release.objects.filter(case=house.released())

    with pytest.raises(IntegrityError, match="who_authorises_does_not_release"):
        written(lambda: release.update(released_by=house.first))


def test_who_releases_is_not_the_witness_there_either(house):
    release = Release.objects.filter(case=house.released())

    with pytest.raises(IntegrityError, match="a_release_is_seen_by_a_second_person"):
        written(lambda: release.update(witness=house.second))


def test_a_release_has_its_receipt_there_too(house):
    release = Release.objects.filter(case=house.released())

    with pytest.raises(IntegrityError, match="by_which_receipt"):
        written(lambda: release.update(receipt=""))


def test_a_task_ends_once(house):
    case = house.released()
    contested = house.contested(house.identification_of(case))
    house.contest_voted(contested, Choice.UPHELD, Choice.UPHELD)
    task = TakeBackTask.objects.filter(release__case=case)

    with pytest.raises(ProgrammingError):
        written(lambda: task.update(outcome="taken_back"))
