"""Messages of a round over the API: written, read by sight, recorded and checked."""

import pytest

from repatriation.ledger.clock import today
from tests.api.callers import person, program
from tests.factories.steps import Steps

TEXT = {"text": "The bridge is closed on Tuesday."}
PAPER = {"said_on": today().isoformat(), "source": "letter 9"}


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def round(steps):
    return steps.again(steps.observed().round)


def write(caller, round, *, status=201, **said):
    answer = caller.post(f"rounds/{round}/messages/", said)
    assert answer.status_code == status, answer.content
    return answer.json()


def read(caller, round):
    return caller.get(f"rounds/{round}/messages/").json()["results"]


def test_a_sides_program_writes_and_the_others_reads(steps, round):
    north, south = (program(side.program("coordinator")) for side in (steps.north, steps.south))

    first, second = write(north, round, **TEXT), write(south, round, text="Understood.")

    assert [first["number"], second["number"]] == [1, 2]
    assert (first["stands"], first["moves"]["check"] is None) == (True, False)
    for caller in (north, south):
        assert [one["text"] for one in read(caller, round)] == [TEXT["text"], "Understood."]


def test_the_intermediary_is_told_its_field_and_nothing_of_the_rest(steps, round):
    north, observer = person(steps.north.coordinator), person(steps.world.observer)
    write(north, round, **TEXT)
    write(north, round, **TEXT, for_intermediary="Another road.")

    seen = read(observer, round)

    assert [(one["number"], one["text"]) for one in seen] == [(1, "")]
    assert seen[0]["for_intermediary"] == "Another road."
    kinds = [one["kind"] for one in observer.get(f"rounds/{round}/history/").json()["results"]]
    assert kinds.count("exchanges.message_written") == 1
    assert TEXT["text"] not in str(north.get(f"rounds/{round}/history/").content)
    own = write(observer, round, for_intermediary="Seen.")
    assert (own["number"], read(north, round)[-1]["for_intermediary"]) == (2, "Seen.")
    assert "one field alone" in write(observer, round, status=422, **TEXT)["detail"]


def test_nobody_else_learns_that_there_are_any(steps):
    share = steps.sent("A-1", batch=steps.observed())
    round = steps.again(share.batch.round)
    write(person(steps.north.coordinator), round, **TEXT)

    assert read(person(steps.north.mortuary_officer), round) == []
    answer = person(Steps().north.coordinator).get(f"rounds/{round}/messages/")
    assert answer.status_code == 404


def test_what_is_recorded_is_checked_by_a_second_person(steps, round):
    first, second = person(steps.north.coordinator), person(steps.north.exchange_officer)
    write(first, round, **TEXT)

    made = write(first, round, agency=steps.south.agency.code, **TEXT, **PAPER)

    assert (made["number"], made["stands"]) == (2, False)
    at = f"rounds/{round}/messages/2/check/"
    assert first.post(at).status_code == 403
    checked = second.post(at).json()
    assert (checked["number"], checked["stands"]) == (2, True)
    assert second.post(f"rounds/{round}/messages/7/check/").status_code == 404


def test_a_correction_names_what_it_corrects(steps, round):
    north = person(steps.north.coordinator)
    write(north, round, **TEXT)

    newer = write(north, round, text="On Wednesday.", corrects=1)

    assert [one["is_corrected"] for one in read(north, round)] == [True, False]
    assert (newer["number"], newer["is_corrected"]) == (2, False)
    write(north, round, status=404, text="On Friday.", corrects=9)
    write(north, round, status=422, text="On Friday.", corrects=1)


def test_a_message_has_words(steps, round):
    problem = write(person(steps.north.coordinator), round, status=422)

    assert "Write the message" in problem["detail"]
