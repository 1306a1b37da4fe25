"""Every table of moves is whole, and docs/states.md shows it as it is."""

import pytest
from django.core.management import CommandError, call_command

from repatriation.errors import Sentence
from repatriation.management.commands.draw_workflows import diagram, table, workflows
from repatriation.workflow import Transition, Workflow

FLOWS = list(workflows())
every_workflow = pytest.mark.parametrize("flow", FLOWS, ids=[flow.noun for flow in FLOWS])
lamp = Workflow(
    "lamp",
    Transition("light", ("dark",), "lit", 'Light | it: "now"'),
    Transition("break", ("dark", "lit"), "broken", "Break"),
    states={"dark": "dark", "lit": "lit", "broken": "broken"},
    initial=("dark",),
    final=("broken",),
)


def test_there_are_workflows_to_check():
    assert {"round", "batch"} <= {flow.noun for flow in FLOWS}
    assert len({flow.noun for flow in FLOWS}) == len(FLOWS)


@every_workflow
def test_every_state_can_be_reached(flow):
    assert flow.unreachable() == set()


@every_workflow
def test_every_state_but_a_final_one_has_a_way_out(flow):
    assert flow.dead_ends() == set()


@every_workflow
def test_every_refusal_is_a_whole_sentence(flow):
    for verb, move in flow.transitions.items():
        assert move.label
        for state in set(flow.states()) - set(move.sources):
            refusal = flow.why_not(verb, state)
            assert isinstance(refusal, Sentence)
            assert str(refusal).endswith((".", "!"))
            assert "%(" not in str(refusal)


def test_a_diagram_shows_where_things_begin_move_and_end():
    lines = [line.strip() for line in diagram(lamp).splitlines()]
    assert lines[0] == "```mermaid"
    assert "[*] --> dark" in lines
    assert "dark --> lit: Light  it now" in lines
    assert "lit --> broken: Break" in lines
    assert "broken --> [*]" in lines


def test_a_table_names_every_move():
    assert "| `break` | dark, lit | broken | Break |" in table(lamp)


def test_the_page_in_the_repository_is_current():
    call_command("draw_workflows", check=True, verbosity=0)


def test_a_page_that_is_not_current_is_told(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"states\.md is not current"):
        call_command("draw_workflows", check=True)
    call_command("draw_workflows", verbosity=0)
    call_command("draw_workflows", check=True, verbosity=0)
    assert (tmp_path / "docs" / "states.md").read_text().startswith("# States")


def test_what_votes_lead_to_is_never_said_to_be_open():
    flow = Workflow(
        "thing",
        Transition("begin", ("new",), "voted", label="Begin"),
        Transition("decide", ("voted",), "done", label="Decide", is_outcome=True),
        Transition("recall", ("voted",), "new", label="Recall"),
        states=[("new", "new"), ("voted", "voted"), ("done", "done")],
        initial=["new"],
        final=["done"],
    )

    assert str(flow.why_not("begin", "voted")).endswith("Open now: Recall.")
