"""What a program's token may be used for: `<nouns>:read`, and one scope per move.

A scope that stands for a move names the permission behind it; a program can ask only for scopes
whose permission its roles carry. Apps declare theirs beside their endpoints.
"""

from dataclasses import dataclass

from oauth2_provider.scopes import BaseScopes
from rest_framework.permissions import BasePermission


@dataclass(frozen=True)
class Scope:
    says: str
    permission: str | None = None  # None: for every program; rows are narrowed by `visible_to`


_scopes: dict[str, Scope] = {}


def declare_scopes(table: dict[str, Scope]) -> None:
    _scopes.update(table)


def scopes_of(user) -> list[str]:
    """What this program may ask for."""
    held = user.get_all_permissions()
    return [
        name for name, scope in _scopes.items() if not scope.permission or scope.permission in held
    ]


class Scopes(BaseScopes):
    def get_all_scopes(self):
        return {name: scope.says for name, scope in _scopes.items()}

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        return scopes_of(application.user) if application and application.user else []

    def get_default_scopes(self, application=None, request=None, *args, **kwargs):
        return self.get_available_scopes(application, request)


class HasScope(BasePermission):
    """A person with a session, or a program whose token carries the action's scope."""

    def has_permission(self, request, view):
        if not request.user.is_authenticated:
            return False
        if request.auth is None:
            return True
        needed = view.scopes.get(view.action)
        return view.action == "metadata" or (needed in request.auth.scope.split())
