"""What is particular to rounds: drafts, words of another side, moves that are said."""

from datetime import timedelta

import pytest

from repatriation.ledger.clock import today
from tests.api.callers import person, program
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps


@pytest.fixture
def steps():
    return Steps()


def test_what_another_side_said_stands_when_a_second_person_read_it(steps):
    round = steps.proposed()
    first = person(steps.north.coordinator)
    second = person(steps.north.person("coordinator", name="second"))
    body = {"agency": steps.south.agency.code, "said_on": today().isoformat(), "source": "Letter"}

    recorded = first.post(f"rounds/{round}/accept/", body, seen=round)
    said = first.get(f"rounds/{round}/statements/").json()["results"][0]
    own = first.post(f"rounds/{round}/statements/1/check/")
    checked = second.post(f"rounds/{round}/statements/1/check/")

    assert recorded.status_code == 200, recorded.content
    assert (said["number"], said["is_recorded_for"], said["stands"]) == (1, True, False)
    assert said["moves"]["check"] == own.json()["detail"]
    assert own.status_code == 403
    assert (checked.status_code, checked.json()["stands"]) == (200, True)
    assert second.post(f"rounds/{round}/statements/2/check/").status_code == 404


def test_a_statement_keeps_its_number_under_a_filter(steps):
    round = steps.proposed()
    first = person(steps.north.coordinator)
    first.post(f"rounds/{round}/accept/", seen=round)
    body = {"agency": steps.south.agency.code, "said_on": today().isoformat(), "source": "Letter"}
    first.post(f"rounds/{round}/accept/", body, seen=steps.again(round))

    waiting = first.get(f"rounds/{round}/statements/?stands=false").json()["results"]

    assert [one["number"] for one in waiting] == [2]


def test_both_sides_by_their_programs_and_the_round_is_agreed(steps):
    round = steps.proposed()

    for side in (steps.north, steps.south):
        seen = steps.again(round)
        answer = program(side.program("coordinator")).post(f"rounds/{round}/accept/", seen=seen)
        assert answer.status_code == 200, answer.content

    assert answer.json()["state"] == "agreed"


def test_a_plan_is_changed_until_it_is_scheduled(steps):
    round = steps.scheduled()
    caller = person(steps.north.coordinator)

    answer = caller.patch(f"rounds/{round}/", {"transport": "Train"}, seen=round)

    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert answer.json()["detail"] == caller.get(f"rounds/{round}/").json()["moves"]["plan"]


def test_a_new_date_has_to_be_confirmed_anew(steps):
    round = steps.agreed()
    caller = person(steps.north.coordinator)
    confirmed = caller.post(f"rounds/{round}/confirm-date/", seen=round)

    later = (today() + timedelta(days=3)).isoformat()
    moved = caller.patch(f"rounds/{round}/", {"date": later}, seen=confirmed.headers["ETag"])

    assert confirmed.json()["moves"]["confirm-date"] == "Your side has confirmed this date."
    assert moved.json()["moves"]["confirm-date"] is None


def test_a_round_of_an_own_agency_is_no_round(steps):
    body = {"counterpart": steps.north.mortuaries[0].code}

    answer = person(steps.north.coordinator).post("rounds/", body)

    assert (answer.status_code, answer.json()["code"]) == (422, "rule_broken")


def test_where_a_new_round_stands_is_in_the_header(steps):
    body = {"counterpart": steps.south.agency.code}

    made = person(steps.north.coordinator).post("rounds/", body)

    assert made.headers["Location"] == f"/api/v1/rounds/{made.json()['reference']}/"


def test_who_belongs_to_no_agency_sees_nothing_and_opens_nothing(steps):
    steps.proposed()
    caller = person(UserFactory(agency=None, role="coordinator"))

    assert caller.get("rounds/").json()["results"] == []
    answer = caller.post("rounds/", {"counterpart": steps.south.agency.code})
    assert answer.status_code == 403
