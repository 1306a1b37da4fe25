"""Who is still there. One middleware outside the door's transaction, one inside it."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from repatriation.accounts.devices import IDLE, device_of
from repatriation.accounts.models import OpenSession, User
from repatriation.accounts.sessions import SEEN, needs_second_factor
from repatriation.dashboard.change_user import change_user_url, keep_on_shift
from repatriation.ledger.writing import acting_as, record

NOTED_AFTER = 60  # seconds: a session is written once a minute, not with every page
WITHOUT_SECOND_FACTOR = {
    "second_factor",
    "add_app",
    "add_key",
    "logout",
    "change_user",
    "set_language",
}


class PresenceMiddleware:
    """Notes when a session was last used; on a shared device it ends after ten minutes of none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = request.session.get(SEEN)
        if seen is None or not isinstance(request.user, User):
            return self.get_response(request)
        idle = timezone.now().timestamp() - seen
        if idle > IDLE.total_seconds() and (device := device_of(request)):
            _end(request, request.user, device)
            if not request.path.startswith("/api/"):
                target = change_user_url(request.get_full_path())
                is_part = "HX-Request" in request.headers
                return HttpResponseClientRedirect(target) if is_part else redirect(target)
        elif idle > NOTED_AFTER and not _is_by_itself(request):
            request.session[SEEN] = timezone.now().timestamp()
        return self.get_response(request)


class SecondFactorMiddleware:
    """Without one a person reaches only where it is set up, and the way out. The API says so
    itself (`PersonAuthentication`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match.view_name in WITHOUT_SECOND_FACTOR or request.path.startswith("/api/"):
            return None
        return redirect("second_factor") if needs_second_factor(request) else None


def _end(request: HttpRequest, person: User, device: str) -> None:
    system = User.objects.system()
    with acting_as(system):
        keep_on_shift(request, person, device)
        OpenSession.objects.filter(session_key=request.session.session_key).delete()
        record("accounts.session_ended", person, by=system, why="idle")
        logout(request)


def _is_by_itself(request: HttpRequest) -> bool:
    """A page that asks how its job gets on is not somebody at work."""
    return request.method == "GET" and "HX-Request" in request.headers
