"""Personal effects over the API: recorded, kept, held, given; what a program is never told."""

import pytest

from cases.models import PersonalEffect
from tests.api.callers import person, program
from tests.factories.accounts import UserFactory
from tests.factories.effects import INSCRIPTION, Effects
from tests.factories.steps import Steps


@pytest.fixture
def house(db):
    return Effects()


def moved(user, row, verb, given, status=200):
    answer = person(user).post(f"effects/{row}/{verb}/", given, seen=Steps.again(row))
    assert answer.status_code == status, answer.content
    return answer.json()


def test_an_effect_goes_its_whole_way(house):
    case = house.authorised()
    ring = {"kind": "ring", "description": "a plain ring", "inscription": INSCRIPTION}
    created = person(house.officer).post("effects/", {"case": str(case), **ring})
    assert created.status_code == 201
    row = PersonalEffect.objects.get()
    by, second = house.custodian, house.other.email
    moved(by, row, "receive", {"place": "Safe 1"})
    moved(by, row, "seal", {"packet": "P-1", "witness": second})
    order = {"order": "O-7", "note": "An investigation"}
    moved(house.authority, row, "hold", order)
    paper = {"receipt": "E-1", "receiver": "Mother One", "witness": second}
    house.released(house.again(case))

    refused = moved(by, row, "give-to-family", paper, status=403)
    assert "order O-7" in refused["detail"]
    moved(house.authority, row, "lift", {"note": "Closed"})
    given = moved(by, row, "give-to-family", paper)

    assert given["state"] == "to_family"
    acts = [one["act"] for one in given["custody"]]
    assert acts == ["to_family", "lifted", "held", "sealed", "received", "found"]
    assert "Mother One" not in str(given)


def test_an_effect_is_of_one_thing_it_was_found_with(house):
    ring = {"kind": "ring", "description": "a plain ring"}

    answer = person(house.officer).post("effects/", ring)

    assert answer.status_code == 422
    assert "case or the container" in answer.json()["detail"]


def test_a_finding_that_is_not_there_is_a_sentence(house):
    case = house.case()
    ring = {"kind": "ring", "description": "a plain ring", "finding": 3, "examination": "EX-1"}

    answer = person(house.officer).post("effects/", {"case": str(case), **ring})

    assert answer.status_code == 422
    assert "no finding 3" in answer.json()["detail"]


def test_a_program_reads_and_keeps_nothing(house):
    row = house.kept()
    keeper = UserFactory(agency=house.mortuary, role="effects custodian", program=True)
    caller = program(keeper, "effects:read", "effects:keep")

    listed = caller.get("effects/").json()["results"]
    refused = caller.post(f"effects/{row}/store/", {"place": "Safe 2"}, seen=row)

    assert [one["reference"] for one in listed] == [row.reference]
    assert INSCRIPTION not in str(listed)
    assert refused.status_code == 403
    assert "by a person" in refused.json()["detail"]


def test_a_case_is_closed_with_a_word_on_its_effects(house):
    effect = house.of_released()
    url, by = f"cases/{effect.case}/close-released/", person(house.first)

    refused = by.post(url, {}, seen=Steps.again(effect.case))
    closed = by.post(url, {"effects_stay": "Not called for"}, seen=Steps.again(effect.case))

    assert refused.status_code == 422
    assert effect.reference in refused.json()["detail"]
    assert closed.status_code == 200
