"""Figures of contents and identity, told by the API; and an intermediary that withdraws."""

import pytest

from exchanges.models import ExchangeRound
from repatriation.ledger.clock import today
from tests.api.callers import person, program
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps

CONTENTS = {"way": "to_convenor", "rung": "contents", "opened": 2, "cases": 3}
PAPER = {"said_on": today().isoformat(), "source": "message 9"}


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def round(steps):
    return steps.again(steps.handed_over("A-1", "A-2", batch=steps.observed()).round)


def tell(steps, caller, round, *, status=201, **more):
    answer = caller.post(f"rounds/{round}/figures/", CONTENTS | more, seen=steps.again(round))
    assert answer.status_code == status, answer.content
    return answer.json()


def read(caller, round):
    return caller.get(f"rounds/{round}/figures/").json()["results"]


def test_the_receiving_sides_program_tells_and_the_others_reads(steps, round):
    north, south = (program(side.program("coordinator")) for side in (steps.north, steps.south))

    told = tell(steps, north, round, distinguished=2)

    assert (told["number"], told["stands"], told["identified"]) == (1, True, None)
    assert read(south, round)[0]["cases"] == 3
    assert read(person(steps.world.observer), round) == []
    assert person(steps.north.mortuary_officer).get(f"rounds/{round}/figures/").status_code == 404


def test_the_intermediary_reads_what_is_meant_for_it(steps, round):
    tell(steps, person(steps.north.coordinator), round, is_for_intermediary=True)

    assert [one["opened"] for one in read(person(steps.world.observer), round)] == [2]


def test_what_is_recorded_is_checked_by_a_second_person(steps, round):
    first, second = steps.north.coordinator, steps.north.exchange_officer
    said = {"agency": steps.south.agency.code, **PAPER}

    told = tell(steps, person(first), round, **said)

    assert not told["stands"]
    at = f"rounds/{round}/figures/{told['number']}/check/"
    assert person(first).post(at).status_code == 403
    assert person(second).post(at).json()["stands"]
    assert person(second).post(f"rounds/{round}/figures/7/check/").status_code == 404


def test_a_figure_that_cannot_be_is_refused_in_a_sentence(steps, round):
    wrong = {"rung": "identity", "opened": None, "cases": None}
    wrong |= {"distinguished": 1, "identified": 2, "certified": 0}

    problem = tell(steps, person(steps.north.coordinator), round, status=409, **wrong)

    assert "among those identified" in problem["detail"]


def test_an_intermediary_withdraws_and_both_sides_go_on(steps):
    round = steps.again(steps.observed().round)
    observer = UserFactory(
        agency=steps.world.observers, role="intermediary's observer", program=True
    )

    answer = program(observer).post(
        f"rounds/{round}/withdraw/", {"reason": "security"}, seen=steps.again(round)
    )
    assert (answer.status_code, answer.json()["state"]) == (200, "agreed")
    moves = person(steps.north.coordinator).get(f"rounds/{round}/").json()["moves"]
    assert moves["go-on"] is None
    for side, state in ((steps.north, "agreed"), (steps.south, "scheduled")):
        caller = person(side.coordinator)
        answer = caller.post(f"rounds/{round}/go-on/", seen=steps.again(round))
        assert (answer.status_code, answer.json()["state"]) == (200, state)
    assert ExchangeRound.objects.get().state == "scheduled"


def test_its_withdrawal_on_paper_names_it(steps):
    round = steps.again(steps.observed().round)
    said = {"reason": "weather", "agency": steps.world.observers.code, **PAPER}

    answer = person(steps.north.coordinator).post(
        f"rounds/{round}/withdraw/", said, seen=steps.again(round)
    )

    assert (answer.status_code, answer.json()["state"]) == (200, "scheduled")
    statements = person(steps.north.transport_lead).get(f"rounds/{round}/statements/").json()
    number = statements["results"][-1]["number"]
    person(steps.north.transport_lead).post(f"rounds/{round}/statements/{number}/check/")
    assert ExchangeRound.objects.get().state == "agreed"
