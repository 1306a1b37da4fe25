"""A program comes in with a bearer token and is, from then on, a User like any other."""

import hashlib

from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import get_access_token_model
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from repatriation.accounts.models import User
from repatriation.clients.presence import note_use
from repatriation.clients.states import ClientState
from repatriation.logs import get_logger

UNKNOWN = _("This token is unknown or has expired; ask for a new one.")
log = get_logger(__name__)


class ClientMiddleware:
    """Finds the token by its checksum, before the door asks who acts; never reads the body. When
    the answer is made it notes the use, outside of the door's transaction: reading only reads."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.token = None
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        request.has_bearer = request.path.startswith("/api/") and scheme.lower() == "bearer"
        if request.has_bearer and (token := _valid(secret.strip())):
            request.token, request.user = token, token.application.user
        response = self.get_response(request)
        if request.token:
            _note_use(request.token.application.credential)
        return response


def _valid(secret: str):
    """The token of a credential in force, of a running client of an active agency; or None."""
    checksum, moment = hashlib.sha256(secret.encode()).hexdigest(), timezone.now()
    found = (
        get_access_token_model()
        .objects.select_related(
            "application__credential",
            "application__user__client",
            "application__user__agency__party",
        )
        .filter(
            token_checksum=checksum,
            expires__gt=moment,
            application__credential__retired_at=None,
            application__credential__client__state=ClientState.RUNNING,
            application__user__kind=User.Kind.CLIENT,
            application__user__is_active=True,
            application__user__agency__is_active=True,
        )
        .exclude(application__credential__isnull=True)
        .exclude(application__credential__expires_at__lte=moment)
    )
    return found.first()


def _note_use(credential) -> None:
    """An answer that is made is given, whether or not its time can be written down."""
    try:
        note_use(credential)
    except DatabaseError as error:
        log.warning("use_not_noted", exc_info=error)


class ClientAuthentication(BaseAuthentication):
    def authenticate(self, request):
        asked = request._request
        if not asked.has_bearer:
            return None
        if asked.token is None:
            raise AuthenticationFailed(UNKNOWN)
        return asked.user, asked.token

    def authenticate_header(self, request):
        return "Bearer"
