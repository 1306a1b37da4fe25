"""What a client was doing when it was stopped is not done."""

from repatriation.api.authentication import UNKNOWN
from repatriation.api.problems import problem
from repatriation.clients.presence import still_stands

READING = ("GET", "HEAD", "OPTIONS")


class StandingMiddleware:
    """Last in the door's transaction, so that whoever has stopped a client knows: from here on it
    saves nothing, and neither does a request of it that was running."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_change = request.token and request.method not in READING and response.status_code < 400
        if is_change and not still_stands(request.token.application.credential):
            return problem(401, "authentication_failed", str(UNKNOWN), request)
        return response
