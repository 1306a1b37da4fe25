"""How a page speaks of what an operation refused, and of which version it was drawn from."""

from functools import wraps

from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django_htmx.middleware import HtmxDetails

from repatriation.accounts.models import User
from repatriation.errors import DomainError
from repatriation.language import say
from repatriation.ledger.refusals import refusal_of


class SignedIn(HttpRequest):
    """A request behind `login_required`, as a view may rely on it."""

    user: User
    htmx: HtmxDetails


def refusals_to_messages(view):
    """Show a refusal on the object's own page: the URL of a move is `<object>/<move>/`."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except (DomainError, DatabaseError) as error:
            messages.error(request, refusal_text(error))
        return redirect("../")

    return wrapped


def refusal_text(error: DomainError | DatabaseError) -> str:
    """The sentence; a DatabaseError without one is a mistake of ours and is raised again."""
    if isinstance(error, DomainError):
        return str(say(error.sentence))
    if not (refusal := refusal_of(error)):
        raise error
    return str(say(refusal.sentence))


def as_seen(request, row):
    """The row as it was when the form was drawn, so that `lock` can tell."""
    row.version = seen_version(request)
    return row


def seen_version(request) -> int:
    """What stands hidden in the form; where nothing does, 0, which no row has."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def csrf_failure(request, reason=""):  # noqa: ARG001  Django calls it
    return render(request, "403_csrf.html", status=403)
