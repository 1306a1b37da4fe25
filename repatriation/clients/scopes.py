"""What a program's token may be used for: `<nouns>:read`, and one scope per move.

A scope that stands for a move names the permission behind it. Apps declare theirs beside their
endpoints; a client may ask for those that were chosen for it and that its roles still carry.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.urls import get_resolver

from repatriation.accounts.models import User


@dataclass(frozen=True)
class Scope:
    """`says` is a message id. Without permissions it is for every program: rows are narrowed by
    `visible_to`. With several, any of them is enough."""

    says: str
    permissions: tuple[str, ...] = ()

    def is_within(self, held: set[str]) -> bool:
        return not self.permissions or not held.isdisjoint(self.permissions)


_scopes: dict[str, Scope] = {}


def declare_scopes(table: Mapping[str, Scope]) -> None:
    """An app that carries another's move further declares the scope again, with its own
    permission: a tally sheet is scanned by whoever stores, and by whoever hands over."""
    for name, scope in table.items():
        known = _scopes.get(name)
        more = known.permissions if known else ()
        _scopes[name] = Scope(scope.says, tuple(dict.fromkeys((*more, *scope.permissions))))


def declared_scopes() -> dict[str, Scope]:
    """In the order of their names. Endpoints are loaded with the addresses that lead to them."""
    get_resolver().url_patterns  # noqa: B018  each endpoint declares its own
    return dict(sorted(_scopes.items()))


def scopes_of_roles(roles: Iterable[str]) -> dict[str, Scope]:
    """What a client with these roles could be given."""
    granted = Permission.objects.filter(group__name__in=list(roles)).distinct()
    pairs = granted.values_list("content_type__app_label", "codename")
    return _within({f"{app}.{verb}" for app, verb in pairs})


def scopes_of(user: User) -> list[str]:
    """What this program may ask for now: chosen for it, and still carried by its roles."""
    client = getattr(user, "client", None)
    if client is None:
        return []
    chosen = set(client.scopes)
    return [name for name in _within(user.get_all_permissions()) if name in chosen]


def _within(held: set[str]) -> dict[str, Scope]:
    return {name: scope for name, scope in declared_scopes().items() if scope.is_within(held)}
