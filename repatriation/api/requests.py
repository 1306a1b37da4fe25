"""What is settled about a request, of either kind, before anything reads its body."""

import uuid
from time import monotonic

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from repatriation.api.problems import problem
from repatriation.logs import REQUEST_ID, bind, forget, get_logger

FORM = 64 * 1024  # bytes: what a form sends around its file
LONGEST_LENGTH = 12  # digits
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}
log = get_logger(__name__)


class RequestMiddleware:
    """The caller's X-Request-ID, or ours, echoed on every answer; and one line in the log.

    A caller's must be a UUID: in the log another text could say anything of anybody.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = request.headers.get("X-Request-ID", "")
        request.request_id = asked if REQUEST_ID.match(asked) else uuid.uuid4().hex
        began = monotonic()
        forget()
        bind(request_id=request.request_id)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.request_id
        log.info(
            "request",
            route=getattr(request.resolver_match, "view_name", None),
            method=request.method if request.method in METHODS else "other",
            status=response.status_code,
            duration_ms=round(1000 * (monotonic() - began)),
        )
        forget()
        return response


class UploadCapMiddleware:
    """Too large is a sentence, said before the body is read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_upload = request.content_type == "multipart/form-data"
        cap = settings.REQUEST_BODY_CAPS["upload" if is_upload else "other"]
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_number = length.isdecimal() and len(length) < LONGEST_LENGTH
        if is_number and int(length) <= cap + (FORM if is_upload else 0):
            return self.get_response(request)
        said = _("What was sent is larger than %(most)s MB. Nothing was saved.")
        said %= {"most": cap // settings.MEGABYTE}
        if request.path.startswith("/api/"):
            return problem(413, "too_large", said, request)
        return render(request, "413.html", {"said": said}, status=413)
