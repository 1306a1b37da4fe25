"""Where a program asks for its token: by client credentials, the library's other ways are shut."""

import base64
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.views import TokenView

from repatriation.accounts.network import network_address
from repatriation.api.throttling import TokenLimits
from repatriation.clients.models import Credential
from repatriation.clients.presence import note_use


class ClientValidator(OAuth2Validator):
    """Beside a right secret: a credential in force, of a client that runs."""

    def authenticate_client(self, request, *args, **kwargs):
        if not super().authenticate_client(request, *args, **kwargs):
            return False
        return Credential.objects.opening().filter(application=request.client).exists()


@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(sensitive_post_parameters("client_secret"), name="dispatch")
class ClientTokenView(TokenView):
    """Wrong secrets are counted for each credential and address: whoever guesses from elsewhere
    does not lock its owner out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("grant_type") != "client_credentials":
            return _refused("unsupported_grant_type")
        if "Authorization" in request.headers and "client_secret" in request.POST:
            return _refused("invalid_request")  # RFC 6749, 2.3: one way; the other is not counted
        client_id = asked_client_id(request)
        limits = TokenLimits(client_id, network_address(request))
        if limits.used_up:
            return limits.put_on(_refused("slow_down", 429))
        response = self._answer(request)
        if response.status_code == 401:
            limits.note_wrong_secret()
        elif response.status_code == 200:
            note_use(Credential.objects.get(application__client_id=client_id))
        return limits.put_on(response)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.authorization_flow_token_response(request)
        except ValueError:  # what neither an id nor a secret can hold: NUL, half of a character
            return _refused("invalid_request")


def asked_client_id(request: HttpRequest) -> str:
    """As the library reads it: HTTP Basic first, then the form."""
    scheme, _space, encoded = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Basic":
        return request.POST.get("client_id", "")
    try:
        decoded = base64.b64decode(encoded).decode()
    except ValueError:  # no base64, or no text
        return ""
    return unquote_plus(decoded.partition(":")[0])


def _refused(error: str, status: int = 400) -> JsonResponse:
    """In the words of OAuth (RFC 6749), which clients of it understand."""
    return JsonResponse({"error": error}, status=status)
