"""Where a program asks for its token: by client credentials, the library's other ways are shut."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.views import TokenView


@method_decorator(csrf_exempt, name="dispatch")
class ClientTokenView(TokenView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("grant_type") != "client_credentials":
            return _refused("unsupported_grant_type")
        try:
            return self.authorization_flow_token_response(request)
        except ValueError:  # what neither an id nor a secret can hold: NUL, half of a character
            return _refused("invalid_request")


def _refused(error: str) -> JsonResponse:
    """In the words of OAuth (RFC 6749), which clients of it understand."""
    return JsonResponse({"error": error}, status=400)
