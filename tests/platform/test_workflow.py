"""Moves as data: what is open, what is refused and in which words."""

import pytest

from repatriation.errors import TransitionNotAllowed
from repatriation.workflow import Transition, Workflow

STATES = {"draft": "draft", "listed": "listed", "sealed": "sealed", "gone": "gone"}
MOVES = (
    Transition("list", ("draft",), "listed", "File the list"),
    Transition(
        "seal",
        ("listed",),
        "sealed",
        "Seal",
        refusal="A batch is sealed when its list is filed; this one is %(state)s.",
    ),
    Transition("cancel", ("draft", "listed"), "gone", "Cancel"),
    Transition("reopen", ("sealed",), "listed", "Reopen", refusal="Not from %(state)s: %(open)s."),
)
batch = Workflow("batch", *MOVES, states=STATES, initial=("draft",), final=("gone",))


def test_an_open_move_is_returned_with_its_target():
    assert batch.why_not("seal", "listed") is None
    assert batch.require("seal", "listed").target == "sealed"
    assert batch.open_from("draft") == ["list", "cancel"]


def test_a_closed_move_is_refused_in_its_own_sentence_with_what_is_open():
    with pytest.raises(TransitionNotAllowed) as refused:
        batch.require("seal", "draft")
    assert str(refused.value) == (
        "A batch is sealed when its list is filed; this one is draft. "
        "Open now: File the list, Cancel."
    )
    assert refused.value.more == {"state": "draft", "open": ["list", "cancel"]}


def test_a_move_without_a_sentence_of_its_own_still_says_where_it_is_possible():
    assert str(batch.why_not("list", "listed")) == (
        "“File the list” is possible only in the state “draft”. The state now is “listed”. "
        "Open now: Seal, Cancel."
    )
    assert "only in one of these states: draft, listed." in str(batch.why_not("cancel", "sealed"))


def test_nothing_open_is_said_without_a_loose_end():
    assert str(batch.why_not("seal", "gone")).endswith("is gone. No move is open from here.")
    assert str(batch.why_not("reopen", "gone")) == "Not from gone: nothing."


def test_a_state_that_was_retired_is_shown_as_it_is_stored():
    assert str(batch.state_name("packed_long_ago")) == "packed_long_ago"
    assert batch.why_not("seal", "packed_long_ago")


def test_a_table_without_gaps_has_no_dead_ends():
    assert batch.unreachable() == set()
    assert batch.dead_ends() == set()


def test_an_island_and_a_trap_are_found():
    states = {**STATES, "island": "island"}
    holed = Workflow("batch", *MOVES[:2], states=states, initial=("draft",))
    assert holed.unreachable() == {"gone", "island"}
    assert holed.dead_ends() == {"sealed", "gone", "island"}


@pytest.mark.parametrize(
    "moves",
    [
        (Transition("list", ("draft",), "lost", "List"),),
        (Transition("list", ("nowhere",), "listed", "List"),),
        (Transition("list", (), "listed", "List"),),
        (
            Transition("list", ("draft",), "listed", "A"),
            Transition("list", ("gone",), "draft", "B"),
        ),
    ],
)
def test_nonsense_is_refused_when_the_table_is_written(moves):
    with pytest.raises(ValueError, match="batch"):
        Workflow("batch", *moves, states=STATES, initial=("draft",))
