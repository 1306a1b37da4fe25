"""What a program's token may be used for: `<nouns>:read`, and one scope per move.

A scope that stands for a move names the permission behind it; a program can ask only for scopes
whose permission its roles carry. Apps declare theirs beside their endpoints.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from oauth2_provider.scopes import BaseScopes
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission

NO_METHOD = (None, "metadata")  # what is not there is said as 405


@dataclass(frozen=True)
class Scope:
    """Without permissions it is for every program: rows are narrowed by `visible_to`. With
    several, any of them is enough."""

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
    return dict(sorted(_scopes.items()))


def scopes_of(user) -> list[str]:
    """What this program may ask for."""
    held = user.get_all_permissions()
    return [name for name, scope in declared_scopes().items() if scope.is_within(held)]


class Scopes(BaseScopes):
    def get_all_scopes(self):
        return {name: scope.says for name, scope in declared_scopes().items()}

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        return scopes_of(application.user) if application and application.user else []

    def get_default_scopes(self, application=None, request=None, *args, **kwargs):
        return self.get_available_scopes(application, request)


class HasScope(BasePermission):
    """A person with a session, or a program whose token carries the action's scope."""

    def has_permission(self, request, view):
        if not request.user.is_authenticated:
            return False
        if request.auth is None or view.action in NO_METHOD:
            return True
        needed = view.scopes[view.action]
        if needed not in request.auth.scope.split():
            said = _("This token lacks the scope “%(scope)s”; ask for a token with it.")
            raise PermissionDenied(said % {"scope": needed}, "insufficient_scope")
        return True
