"""Draws every table of moves into docs/states.md, so that the picture cannot be wrong."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from repatriation.workflow import Workflow

MODULES = (
    "exchanges.states",
    "exchanges.agreement_states",
    "cases.states",
    "repatriation.clients.states",
)
PAGE = Path("docs") / "states.md"
HEAD = """\
# States

Made by `python manage.py draw_workflows` from the tables in {modules}; not edited by hand.
Each state says where a thing is. A move that is not drawn here does not exist.
"""


class Command(BaseCommand):
    help = "Draw every workflow into docs/states.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say whether it is current")

    def handle(self, *, check=False, **options):
        page = Path(settings.BASE_DIR) / PAGE
        drawn = whole_page()
        is_current = page.is_file() and page.read_text(encoding="utf-8") == drawn
        if check and not is_current:
            raise CommandError(f"{PAGE} is not current. Run: python manage.py draw_workflows")
        if not is_current:
            page.parent.mkdir(exist_ok=True)
            page.write_text(drawn, encoding="utf-8")
        self.stdout.write(f"{PAGE} is current.")


def workflows() -> Iterator[Workflow]:
    """Each one once, in the order they are written."""
    seen: list[Workflow] = []
    for name in MODULES:
        for value in vars(import_module(name)).values():
            if isinstance(value, Workflow) and value not in seen:
                seen.append(value)
                yield value


def whole_page() -> str:
    modules = " and ".join(f"`{name}`" for name in MODULES)
    parts = [HEAD.format(modules=modules)]
    parts += [f"## {_title(flow)}\n\n{diagram(flow)}\n{table(flow)}" for flow in workflows()]
    return "\n".join(parts)


def diagram(flow: Workflow) -> str:
    """A Mermaid state diagram."""
    lines = [f'state "{_text(flow.state_name(state))}" as {state}' for state in flow.states()]
    lines += [f"[*] --> {state}" for state in flow.initial]
    lines += [
        f"{source} --> {move.leads_to(source)}: {_text(move.label)}"
        for move in flow.transitions.values()
        for source in move.sources
    ]
    lines += [f"{state} --> [*]" for state in flow.final]
    drawn = "\n".join(f"    {line}" for line in lines)
    return f"```mermaid\nstateDiagram-v2\n    direction LR\n{drawn}\n```\n"


def table(flow: Workflow) -> str:
    rows = ["| move | from | to | button |", "|---|---|---|---|"]
    for move in flow.transitions.values():
        sources = ", ".join(_text(flow.state_name(source)) for source in move.sources)
        target = _text(flow.state_name(move.target)) if move.target else "stays"
        rows.append(f"| `{move.verb}` | {sources} | {target} | {_text(move.label)} |")
    return "\n".join(rows) + "\n"


def _title(flow: Workflow) -> str:
    return flow.noun[:1].upper() + flow.noun[1:].replace("_", " ")


def _text(text: object) -> str:
    """Without the signs that mean something to Mermaid or to a table."""
    return "".join(sign for sign in str(text) if sign not in '|":;#`')
