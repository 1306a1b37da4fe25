"""A person uses the API with the browser's session, by the same rule as its pages."""

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied

from repatriation.accounts.sessions import needs_second_factor


class SecondFactorNeeded(PermissionDenied):
    default_code = "second_factor_needed"
    default_detail = _(
        "Everybody here needs a second factor. Set one up in the browser, then ask again."
    )


class PersonAuthentication(SessionAuthentication):
    def authenticate(self, request):
        found = super().authenticate(request)
        if found and needs_second_factor(request._request):
            raise SecondFactorNeeded
        return found
