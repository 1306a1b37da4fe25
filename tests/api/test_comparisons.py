"""Two compared lists over the API: figures, lines, and answers to many at once."""

import pytest

from exchanges.models import Statement
from repatriation.ledger.clock import today
from tests.api.callers import person
from tests.exchanges.comparing import compared, line_of
from tests.factories.steps import Steps

OURS = "label;claimed_name;seal\nA-1;;1\nA-2;Умовенко Приклад;2\nA-3;;3\nA-4;;4\n".encode()
THEIRS = "label;claimed_name;seal\nA-1;;1\nа 02;Вигаданюк Зразок;2\nB-9;;9\nA-4;;44\n".encode()


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def comparison(steps):
    return compared(steps, OURS, THEIRS)


def test_the_figures_and_the_lines_are_read(steps, comparison):
    caller, at = person(steps.north.exchange_officer), f"batches/{comparison.batch}/comparison/"

    shown = caller.get(at).json()
    lines = caller.get(f"{at}lines/?state=open&differs=true").json()["results"]

    assert shown["states"] == {"agreed": 1, "open": 4}
    assert shown["kinds"]["only_sender"] == 1
    assert [(one["sender_label"], one["differs"]) for one in lines] == [
        ("A-2", ["claimed_name"]),
        ("A-4", ["seal"]),
    ]
    assert lines[0]["sender_name"] == "Умовенко Приклад"


def test_many_are_answered_each_with_its_result(steps, comparison):
    caller, at = person(steps.north.exchange_officer), f"batches/{comparison.batch}/comparison/"
    items = [
        {"line": line_of(comparison, "A-2").number, "act": "agree"},
        {"line": line_of(comparison, "A-1").number, "act": "agree"},
        {"line": line_of(comparison, "A-4").number, "act": "dispute"},
        {"line": 99, "act": "agree"},
        {"line": line_of(comparison, "A-3").number, "act": "withdraw"},
    ]

    answer = caller.post(f"{at}lines:bulk", {"items": items})

    assert answer.status_code == 200, answer.content
    assert [one["status"] for one in answer.json()["results"]] == [200, 409, 422, 400, 403]
    assert line_of(comparison, "A-2").state == "agreed"


def test_what_the_other_side_wrote_is_one_statement(steps, comparison):
    caller, at = person(steps.north.exchange_officer), f"batches/{comparison.batch}/comparison/"
    paper = {"source": "message 4", "said_on": today().isoformat(), "act": "dispute", "text": "why"}
    labels = ("A-2", "A-3")
    items = [{"line": line_of(comparison, label).number} | paper for label in labels]

    answer = caller.post(f"{at}lines:bulk", {"items": items})

    assert [one["status"] for one in answer.json()["results"]] == [200, 200]
    assert Statement.objects.get(act="answers").words.count() == 2


def test_lines_are_for_the_two_sides_and_nothing_for_strangers(steps, comparison):
    at = f"batches/{comparison.batch}/comparison/"

    lines = person(steps.north.transport_lead).get(f"{at}lines/").json()["results"]

    assert {one["sender_name"] for one in lines} == {""}
    for user in (Steps().north.coordinator, steps.north.mortuary_officer):
        assert person(user).get(at).status_code == 404
        assert person(user).get(f"{at}lines/").status_code == 404
