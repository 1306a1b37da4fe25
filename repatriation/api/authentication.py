"""A program comes in with a bearer token and is, from then on, a User like any other."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _
from oauth2_provider.models import get_access_token_model
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from repatriation.accounts.models import User


class ClientMiddleware:
    """Finds the token by its checksum, before the door asks who acts; never reads the body."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.token = None
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        request.has_bearer = request.path.startswith("/api/") and scheme.lower() == "bearer"
        if request.has_bearer and (token := _valid(secret.strip())):
            request.token, request.user = token, token.application.user
        return self.get_response(request)


def _valid(secret: str):
    """The token of an active agency's active program, or None."""
    checksum = hashlib.sha256(secret.encode()).hexdigest()
    return (
        get_access_token_model()
        .objects.select_related("application__user__agency__party")
        .filter(
            token_checksum=checksum,
            expires__gt=timezone.now(),
            application__user__kind=User.Kind.CLIENT,
            application__user__is_active=True,
            application__user__agency__is_active=True,
        )
        .first()
    )


class ClientAuthentication(BaseAuthentication):
    def authenticate(self, request):
        asked = request._request
        if not asked.has_bearer:
            return None
        if asked.token is None:
            raise AuthenticationFailed(
                _("This token is unknown or has expired; ask for a new one.")
            )
        return asked.user, asked.token

    def authenticate_header(self, request):
        return "Bearer"
