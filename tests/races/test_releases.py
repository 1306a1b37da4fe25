"""Remains leave while somebody doubts who they are: nothing stays out that nobody asks back."""

import pytest
from django.db import IntegrityError

from cases.models import CustodyEvent, Release, TakeBackTask
from cases.models.release import ReleaseTo
from cases.operations import authorising
from cases.operations.authorising import authorise_release
from cases.operations.consents import withdraw_consent
from cases.operations.contesting import contest_identification
from cases.operations.releasing import release_remains
from repatriation.audit.verification import broken_streams
from repatriation.ledger.clock import today
from tests.factories.releases import Releases
from tests.factories.steps import do
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house():
    return Releases()


@pytest.fixture
def officers(house):
    """Of one mortuary, none of whom authorised anything."""
    return [
        house.side.person("release officer", name=f"officer {number}", at=house.mortuary)
        for number in range(CROWD)
    ]


def authorising_it(house, case, by):
    said = {"to": ReleaseTo.FAMILY, "label": case.reference}
    return lambda: do(authorise_release, by=by, case=case, **said)


def releasing_it(house, case, by):
    papers = {"receipt": "R-5", "receiver": "Driver One", "witness": house.witness}
    return lambda: do(release_remains, by=by, case=case, label=case.reference, **papers)


def contesting_it(house, case):
    row = house.again(house.identification_of(case))
    told = {"because": "contradiction", "note": "The stature differs."}
    return lambda: do(contest_identification, by=house.coordinator, identification=row, **told)


def withdrawing_consent(house, case):
    relative = house.identification_of(case).person.relatives.get()
    said = {"purpose": "release", "withdrawn_on": today(), "because": "Another wish"}
    person = house.again(relative.person)
    return lambda: do(withdraw_consent, by=house.liaison, person=person, relative=relative, **said)


def is_followed(case) -> bool:
    """What is out is asked back, and nothing may leave any more."""
    out = Release.objects.out().filter(case=case)
    asked = TakeBackTask.objects.open().filter(release__in=out)
    may_leave = Release.objects.authorised().filter(case=case)
    return asked.count() == out.count() and not may_leave.exists()


def test_sixteen_release_while_another_contests_and_what_left_is_asked_back(house, officers):
    case = house.authorised()
    acts = [releasing_it(house, case, by) for by in officers]

    outcomes = at_once([*acts[:8], contesting_it(house, case), *acts[8:]])

    assert outcomes.broken == []
    assert house.again(house.identification_of(case)).state == "contested"
    assert Release.objects.out().count() <= 1
    assert is_followed(case)
    assert broken_streams() == []


def test_sixteen_cases_leave_or_are_authorised_while_each_is_contested(house, officers):
    """A pair for each case, so that either of the two may come first."""
    cases = [house.authorised() if number % 2 else house.ready() for number in range(6)]
    acts = []
    for number, case in enumerate(cases):
        act = releasing_it if number % 2 else authorising_it
        acts += [act(house, case, officers[number]), contesting_it(house, case)]

    outcomes = at_once(acts)

    assert outcomes.broken == []
    assert all(is_followed(case) for case in cases)


def test_nothing_leaves_on_a_consent_that_was_withdrawn_before(house, officers):
    """A pair for each case, so that either of the two may come first."""
    cases = [house.authorised() for _ in range(6)]
    acts = []
    for case, officer in zip(cases, officers, strict=False):
        acts += [withdrawing_consent(house, case), releasing_it(house, case, officer)]

    outcomes = at_once(acts)

    assert outcomes.broken == []
    for release in Release.objects.filter(case__in=cases).select_related("consent"):
        is_late = release.consent.withdrawn_at and release.state == "done"
        assert not is_late or release.consent.withdrawn_at > release.released_at


def test_of_all_officers_who_release_at_once_one_does(house, officers):
    case = house.authorised()

    outcomes = at_once([releasing_it(house, case, by) for by in officers])

    assert (len(outcomes.done), len(outcomes.refused)) == (1, CROWD - 1)
    assert outcomes.broken == outcomes.caught == []
    assert Release.objects.out().get().released_by in officers
    assert CustodyEvent.objects.of(case).filter(kind="released").count() == 1


def test_of_all_officers_who_authorise_at_once_one_does(house, officers):
    case = house.ready()

    outcomes = at_once([authorising_it(house, case, by) for by in officers])

    assert (len(outcomes.done), len(outcomes.refused)) == (1, CROWD - 1)
    assert outcomes.broken == outcomes.caught == []
    assert Release.objects.authorised().count() == 1


def test_without_the_lock_of_the_identification_the_database_refuses(house, officers, monkeypatch):
    """Taken away: what makes who contests wait until the authorisation is there to withdraw. The
    trigger is the second wall."""
    case = house.ready()
    contest, ask = contesting_it(house, case), authorising.require_needs

    def contested_meanwhile(row, to):
        ask(row, to)
        assert at_once([contest]).broken == []

    def unlocked(row):
        return authorising.standing_identification(row), None

    monkeypatch.setattr(authorising, "locked_ground", unlocked)
    monkeypatch.setattr(authorising, "require_needs", contested_meanwhile)

    with pytest.raises(IntegrityError, match="rests on no certified identification"):
        authorising_it(house, case, officers[0])()

    assert is_followed(case)
