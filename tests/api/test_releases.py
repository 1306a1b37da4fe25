"""Releases over the API: people carry them out, programs read, and nobody reads who received."""

import pytest

from cases.models import Release, TakeBackTask
from tests.api.callers import person, program
from tests.factories.accounts import UserFactory
from tests.factories.releases import Releases

NAMES = ("Driver One", "Havrel", "Вигаданенко")


@pytest.fixture
def house(db):
    return Releases()


def sent(house, user, case, verb, **said):
    answer = person(user).post(f"cases/{case}/{verb}/", said, seen=house.again(case))
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_remains_are_authorised_released_closed_and_taken_back(house):
    case = house.ready()
    label, witness = {"label": case.reference}, house.witness.email

    shown = sent(house, house.first, case, "authorise-release", to="family", **label)
    assert shown["state"] == "release_authorised"
    assert "another release officer" in shown["moves"]["release"]
    leaving = {"receipt": "R-1", "receiver": "Driver One", "witness": witness}
    shown = sent(house, house.second, case, "release", burial_place="Havrel", **leaving, **label)
    assert shown["state"] == "released"
    assert sent(house, house.first, case, "close-released")["state"] == "closed"
    sent(house, house.first, case, "reopen-released", because="A paper")
    came = {"because": "refused", "note": "Brought back", "witness": witness}
    assert sent(house, house.first, case, "take-back", **came, **label)["state"] == "numbered"

    (row,) = person(house.first).get("releases/").json()["results"]
    whole = person(house.first).get(f"releases/{row['reference']}/").json()
    assert (row["case"], row["to"], row["state"]) == (case.reference, "family", "done")
    assert (whole["receipt"], whole["back_because"]) == ("R-1", "refused")


def test_an_authorisation_is_withdrawn(house):
    case = house.authorised()

    shown = sent(house, house.first, case, "withdraw-authorisation", because="Another day")

    assert shown["state"] == "examined"
    assert Release.objects.get().withdrawn_because == "Another day"


def test_another_label_is_refused_in_a_sentence(house):
    case, other = house.ready(), house.case()

    said = {"to": "family", "label": other.reference}
    answer = person(house.first).post(f"cases/{case}/authorise-release/", said, seen=case)

    assert answer.status_code == 422
    assert f"The label says {other.reference}" in answer.json()["detail"]


def test_a_program_reads_releases_and_moves_none(house):
    case = house.ready()
    user = UserFactory(agency=house.mortuary, role="release officer", program=True)
    said = {"to": "family", "label": case.reference}

    refused = program(user).post(f"cases/{case}/authorise-release/", said, seen=case)
    listed = program(user, "releases:read").get("releases/")

    assert refused.status_code == 403
    assert "by people, not by a program" in refused.json()["detail"]
    assert listed.json()["results"] == []
    assert house.again(case).state == "examined"


def test_who_received_the_remains_and_where_they_lie_is_in_no_answer(house):
    case = house.released()
    house.contested(house.identification_of(case))
    caller, release = person(house.first), Release.objects.get()

    addresses = ("releases/", f"releases/{release}/", "take-back-tasks/", f"cases/{case}/")
    answers = [caller.get(address) for address in addresses]

    assert {answer.status_code for answer in answers} == {200}
    told = "".join(answer.content.decode() for answer in answers)
    assert [name for name in NAMES if name in told] == []


def test_what_is_to_be_taken_back_is_listed_until_it_is_back(house):
    case = house.released()
    house.contested(house.identification_of(case))
    caller = person(house.first)

    (task,) = caller.get("take-back-tasks/?is_open=true").json()["results"]
    came = {"because": "wrong_release", "note": "Contested", "alone_reason": "night"}
    sent(house, house.first, case, "take-back", label=case.reference, **came)

    assert (task["case"], task["because"]) == (case.reference, "contested")
    assert task["release"] == Release.objects.get().reference
    assert caller.get("take-back-tasks/?is_open=true").json()["results"] == []
    assert TakeBackTask.objects.get().outcome == "taken_back"


def test_who_sees_no_releases_reads_none(house):
    house.contested(house.identification_of(house.released()))
    stranger = person(house.side.explosives_officer)

    assert stranger.get("releases/").json()["results"] == []
    assert stranger.get(f"releases/{Release.objects.get()}/").status_code == 404
    assert stranger.get("take-back-tasks/").json()["results"] == []
