"""The same key and body get the same answer. Saved in the request's own transaction. Of a page only
what its form made is kept, and only where it led.

What is kept is given again by the endpoint, when it has asked who calls, whether their token may
still do this, and how often they call: a scope that was taken away takes the old answers with it.
"""

import hashlib

from django.db import connection
from django.http import HttpResponse
from django.utils.translation import gettext as _

from repatriation.api.models import Answer
from repatriation.api.problems import problem

LONGEST_KEY = 200


class IdempotencyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST" or not request.user.is_authenticated:
            return self.get_response(request)
        if not request.path.startswith("/api/"):
            return self.page(request)
        key = request.headers.get("Idempotency-Key", "")
        if not key or len(key) > LONGEST_KEY or "\0" in key:
            said = _("Send an Idempotency-Key of your own, at most %(longest)s characters.")
            detail = said % {"longest": LONGEST_KEY}
            return problem(400, "idempotency_key_missing", detail, request)
        if not _is_ours_to_run(f"{request.user.pk}:{key}"):
            said = _("This request is still running; ask again.")
            return problem(409, "still_running", said, request)
        asked = _digest(request)
        request.saved_answer = Answer.objects.filter(actor=request.user, key=key).first()
        if request.saved_answer and request.saved_answer.asked != asked:
            said = _("This Idempotency-Key was used for another request; make a new one.")
            return problem(422, "key_reused", said, request)
        response = self.get_response(request)
        if request.saved_answer:
            return response
        if getattr(response, "is_reading", False):  # what was read is not kept a second time
            return response
        if 200 <= response.status_code < 300:  # a refusal is decided again
            _save(request, key, asked, response)
        return response

    def page(self, request):
        """A form that is sent twice, by a double press, is done once: the second waits for the
        first, and is led where that one led. The key is of the form as it was drawn; typing
        something else makes another request of it."""
        if not request.POST.get("idempotency_key"):
            return self.get_response(request)
        asked = _digest(request)
        _wait_for_turn(f"{request.user.pk}:{asked}")
        if saved := Answer.objects.filter(actor=request.user, key=asked).first():
            return replayed(saved)
        response = self.get_response(request)
        if getattr(response, "is_made", False):
            _save(request, asked, asked, response)
        return response


def _digest(request) -> str:
    """Of address and body. A form is sent with another boundary each time: it does not count."""
    boundary = request.content_params.get("boundary", "").encode()
    body = request.body.replace(boundary, b"") if boundary else request.body
    return hashlib.sha256(request.get_full_path().encode() + b"\0" + body).hexdigest()


def _save(request, key: str, asked: str, response) -> None:
    Answer.objects.create(
        actor=request.user,
        key=key,
        asked=asked,
        status=response.status_code,
        body=response.content,
        headers=dict(response.items()),
    )


def _wait_for_turn(name: str) -> None:
    """Held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _is_ours_to_run(name: str) -> bool:
    """Held to the end of the transaction, and free at once if we are killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        return cursor.fetchone()[0]


class Replay(Exception):
    """This was done already: nothing is done again."""

    def __init__(self, saved: Answer):
        super().__init__(saved.key)
        self.saved = saved


def replay_if_saved(request) -> None:
    """Asked by an endpoint before it does anything."""
    if saved := getattr(request, "saved_answer", None):
        raise Replay(saved)


def replayed(saved: Answer) -> HttpResponse:
    headers = saved.headers | {"Idempotency-Replayed": "true"}
    return HttpResponse(bytes(saved.body), status=saved.status, headers=headers)
