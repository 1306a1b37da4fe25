"""The table of scopes in docs/api.md, as the endpoints declare them now."""

from django.core.management.base import BaseCommand

from repatriation.clients.scopes import Scope, declared_scopes
from repatriation.roles import ROLES

PEOPLE_ONLY = ("administrator", "data protection officer")
HEAD = ["| scope | lets a program | carried by |", "|---|---|---|"]


class Command(BaseCommand):
    help = "Print the table of scopes that stands in docs/api.md."

    def handle(self, **options):
        self.stdout.write("\n".join(table()))


def table() -> list[str]:
    rows = [f"| `{n}` | {s.says} | {carriers(s)} |" for n, s in declared_scopes().items()]
    return [*HEAD, *rows]


def carriers(scope: Scope) -> str:
    if not scope.permissions:
        return "every role"
    roles = [role for role, held in ROLES.items() if scope.is_within(set(held))]
    return ", ".join(role for role in roles if role not in PEOPLE_ONLY)
