"""What is answered where no endpoint answers: problems under /api/, pages elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt

from repatriation.api.problems import problem

HERE = "api-nothing"  # the name of the address below which nothing else was found


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """An address of the API that leads nowhere; one that lacks its slash is named."""
    if nearest := _nearest(request.path):
        said = _("There is nothing at this address. Did you mean %(nearest)s?")
        return problem(404, "no_such_address", said % {"nearest": nearest}, request)
    return problem(404, "no_such_address", _("There is nothing at this address."), request)


def _nearest(path: str) -> str | None:
    other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    try:
        return other if resolve(other).url_name != HERE else None
    except Resolver404:
        return None


def bad_request(request, exception):
    if _is_api(request):
        return problem(400, "bad_request", _("This request cannot be read."), request)
    return defaults.bad_request(request, exception)


def permission_denied(request, exception):
    if _is_api(request):
        return problem(403, "permission_denied", _("You may not do this."), request)
    return defaults.permission_denied(request, exception)


def page_not_found(request, exception):
    if _is_api(request):
        return nothing_here(request)
    return defaults.page_not_found(request, exception)


def server_error(request):
    if _is_api(request):
        said = _(
            "This was a mistake of ours; nothing was saved. Tell your administrator the number "
            "of this request."
        )
        return problem(500, "server_error", said, request)
    return defaults.server_error(request)


def _is_api(request) -> bool:
    return request.path.startswith("/api/")
