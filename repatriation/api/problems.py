"""Every refusal of the API as RFC 9457, in the words the page shows."""

from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError
from django.http import JsonResponse
from django.utils.translation import gettext as _
from rest_framework.views import exception_handler

from repatriation.errors import DomainError
from repatriation.language import say
from repatriation.ledger.refusals import refusal_of


def problem(status: int, code: str, detail: str, request=None, **more) -> JsonResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if request is not None:
        body |= {"instance": request.path, "request_id": getattr(request, "request_id", "")}
    response = JsonResponse(body | more, status=status, content_type="application/problem+json")
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "60"
    return response


def refused(error: DomainError, request) -> JsonResponse:
    more = {key: value for key, value in error.more.items() if value is not None}
    return problem(error.status, error.code, str(say(error.sentence)), request, **more)


def as_problem(exc, context):
    request = context["request"]._request
    if isinstance(exc, DatabaseError):
        exc = refusal_of(exc) or exc
    if isinstance(exc, DomainError):
        return refused(exc, request)
    if isinstance(exc, SuspiciousOperation):  # too many fields or files; the text is Django's
        return problem(400, "bad_request", _("This request cannot be read."), request)
    if (answer := exception_handler(exc, context)) is None:
        return None  # a mistake of ours: 500
    said = answer.data.get("detail") if isinstance(answer.data, dict) else None
    if answer.status_code == HTTPStatus.NOT_FOUND:
        response = problem(404, "not_found", _("There is no such record."), request)
    elif said is not None and not isinstance(said, list):
        response = problem(answer.status_code, said.code, str(said), request)
    else:
        sentence = _("Some fields need another look. Nothing was saved.")
        response = problem(400, "invalid", sentence, request, errors=list(errors_in(answer.data)))
    for name in ("Allow", "Retry-After"):
        if name in answer.headers:
            response.headers[name] = answer.headers[name]
    return response


def _part(key: str) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    if key == "non_field_errors":
        return ""
    return "/" + str(key).replace("~", "~0").replace("/", "~1")


def errors_in(data, pointer=""):
    """Each wrong field with its JSON pointer."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from errors_in(value, pointer + _part(key))
    elif isinstance(data, list) and any(isinstance(item, dict | list) for item in data):
        for index, item in enumerate(data):
            yield from errors_in(item, f"{pointer}/{index}")
    else:
        for said in data if isinstance(data, list) else [data]:
            yield {
                "pointer": pointer,
                "code": getattr(said, "code", "invalid"),
                "detail": str(said),
            }
