"""Associations and individuals over the API: what is shown to whom, and every move."""

import pytest

from cases.models import Association, Individual
from cases.operations.presuming import set_presumptive
from tests.api.callers import person, program
from tests.factories.accounts import UserFactory
from tests.factories.associations import Associations
from tests.factories.boards import Boards
from tests.factories.steps import Steps, do


@pytest.fixture
def house(db):
    return Associations()


def body(first, second, **more):
    names = {"first": first.reference, "second": second.reference}
    return names | {"basis": "articulation", "note": "The elbow fits."} | more


def moved(caller, row, verb, given=None):
    answer = caller.post(f"associations/{row}/{verb}/", given or {}, seen=Steps.again(row))
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_an_association_goes_its_whole_way(house):
    first, second = house.parts(2)

    created = person(house.examiner).post("associations/", body(second, first))
    row = Association.objects.get()
    read = person(house.second).get(f"associations/{row}/").json()
    accepted = moved(person(house.second), row, "accept")
    individual = person(house.second).get(f"individuals/{Individual.objects.get()}/").json()
    withdrawn = moved(person(house.second), row, "withdraw", {"because": "An error."})

    assert created.status_code == 201
    assert (read["first"], read["second"]) == (first.reference, second.reference)
    assert read["contradictions"] == []
    assert (read["moves"]["accept"], accepted["state"]) == (None, "accepted")
    assert "Only a proposed" in accepted["moves"]["reject"]
    assert individual["cases"] == 2
    assert [one["case"] for one in individual["members"]] == [first.reference, second.reference]
    assert (withdrawn["state"], withdrawn["withdrawn_because"]) == ("withdrawn", "An error.")
    gone = person(house.second).get(f"individuals/{Individual.objects.get()}/").json()
    assert (gone["state"], gone["cases"]) == ("dissolved", 0)
    assert all(one["left_at"] for one in gone["members"])


def test_it_is_rejected_with_a_reason(house):
    row = house.proposed(*house.parts(2))

    rejected = moved(person(house.second), row, "reject", {"because": "No fit."})

    assert (rejected["state"], rejected["decided_because"]) == ("rejected", "No fit.")


def test_a_program_reads_and_decides_nothing(house):
    row = house.proposed(*house.parts(2))
    user = UserFactory(agency=house.examiner.agency, role="forensic examiner", program=True)
    caller = program(user, "associations:read", "associations:decide")

    assert caller.get(f"associations/{row}/").status_code == 200
    answer = caller.post(f"associations/{row}/accept/", {}, seen=row)
    assert (answer.status_code, Association.objects.get().state) == (403, "proposed")
    assert "not by a program" in answer.json()["detail"]


def test_nothing_of_it_says_whom_the_remains_are_taken_for(house):
    boards = Boards(house.side)
    first, second = house.parts(2)
    someone = boards.person()
    do(set_presumptive, by=boards.examiner, case=first, person=someone, evidence="a rose tattoo")
    identification = boards.identified(case=Steps.again(first), person=someone)
    third = house.side.person("forensic examiner", name="third")
    row = house.accept(house.proposed(first, second, by=third))
    caller = person(house.second)

    answers = [
        caller.get(address).content.decode()
        for address in (
            "associations/",
            f"associations/{row}/",
            f"associations/{row}/history/",
            "individuals/",
            f"individuals/{Individual.objects.get()}/",
            f"individuals/{Individual.objects.get()}/history/",
        )
    ]

    for word in ("rose", "presum", someone.surname, someone.reference, identification.reference):
        assert not [text for text in answers if word in text]


def test_the_same_pair_on_the_same_basis_is_a_sentence(house):
    first, second = house.parts(2)
    house.proposed(first, second)

    answer = person(house.second).post("associations/", body(first, second))

    assert answer.status_code == 409
    assert "on this basis already" in answer.json()["detail"]


def test_the_other_side_sees_none(house):
    house.accepted(*house.parts(2))
    other = UserFactory(agency=Steps().south.agency, role="forensic examiner")

    for noun in ("associations", "individuals"):
        assert person(other).get(f"{noun}/").json()["results"] == []
