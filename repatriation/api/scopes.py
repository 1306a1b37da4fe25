"""Which scope an action needs, and whether its caller has it. What scopes are is said elsewhere."""

from django.utils.translation import gettext as _
from oauth2_provider.scopes import BaseScopes
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission

from repatriation.clients.scopes import Scope, declare_scopes, declared_scopes, scopes_of

__all__ = ["HasScope", "Scope", "Scopes", "declare_scopes", "declared_scopes", "scopes_of"]

NO_METHOD = (None, "metadata")  # what is not there is said as 405


class Scopes(BaseScopes):
    """What the OAuth library asks when a client asks for a token."""

    def get_all_scopes(self):
        return {name: scope.says for name, scope in declared_scopes().items()}

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        return scopes_of(application.user) if application and application.user else []

    def get_default_scopes(self, application=None, request=None, *args, **kwargs):
        return self.get_available_scopes(application, request)


class HasScope(BasePermission):
    """A person with a session, or a program whose token carries the action's scope, and that may
    still ask for it: what is taken from a client is taken from its tokens too."""

    def has_permission(self, request, view):
        if not request.user.is_authenticated:
            return False
        if request.auth is None or view.action in NO_METHOD:
            return True
        needed = view.scopes[view.action]
        if needed not in request.auth.scope.split():
            said = _("This token lacks the scope “%(scope)s”; ask for a token with it.")
            raise PermissionDenied(said % {"scope": needed}, "insufficient_scope")
        if needed not in scopes_of(request.user):
            said = _(
                "The scope “%(scope)s” was taken from this client; ask your administrator for it."
            )
            raise PermissionDenied(said % {"scope": needed}, "insufficient_scope")
        return True
