"""What is remembered of signing in and out: events of the person, and tries that failed.

Before somebody has signed in the register itself acts, so the event names the person as subject.
Tries stand in PostgreSQL and not in the cache: a dead cache refuses nobody and opens nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from repatriation.accounts.models import SignInTry, User
from repatriation.accounts.models.sign_in import SPRAYED, TRIES, WINDOW
from repatriation.ledger.writing import record


@dataclass(frozen=True)
class Limit:
    """`who` is a keyed digest: what it is made of cannot be read from it."""

    who: str
    tries: int


def of_email(email: str, address: str) -> Limit:
    """One e-mail from one address: a guesser elsewhere does not lock the person out."""
    return Limit(_digest("accounts.sign_in", f"{email.strip().lower()}\0{address}"), TRIES)


def of_address(address: str) -> Limit:
    """One password tried on many e-mails. A whole office may share an address, hence more."""
    return Limit(_digest("accounts.sign_in.address", address), SPRAYED)


def of_codes(person: User) -> Limit:
    """Of the person, from wherever: who comes so far knows the password already."""
    return Limit(_digest("accounts.sign_in.code", str(person.pk)), TRIES)


def of_password(person: User) -> Limit:
    """Typed again by whoever sits before an open page."""
    return Limit(_digest("accounts.password", str(person.pk)), TRIES)


def of_step_up(person: User) -> Limit:
    """Proving again, before work that needs it."""
    return Limit(_digest("accounts.step_up", str(person.pk)), TRIES)


def is_locked_out(limits: Sequence[Limit]) -> bool:
    """Guesses that come at once wait for each other, so that none slips past the count."""
    with connection.cursor() as cursor:
        for limit in limits:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [limit.who])
    counting = SignInTry.objects.counting()
    return any(counting.filter(who=limit.who).count() >= limit.tries for limit in limits)


def note_try(limits: Sequence[Limit]) -> None:
    SignInTry.objects.filter(tried_at__lt=timezone.now() - WINDOW).delete()
    SignInTry.objects.bulk_create(SignInTry(who=limit.who) for limit in limits)


def note_failure(limits: Sequence[Limit], email: str) -> None:
    """An e-mail nobody has is counted like any other, and leaves no event."""
    note_try(limits)
    if person := User.objects.filter(email__iexact=email.strip()).first():
        record("accounts.sign_in_failed", person, by=User.objects.system())


def forget_tries(limit: Limit) -> None:
    SignInTry.objects.filter(who=limit.who).delete()


def _digest(salt: str, text: str) -> str:
    return salted_hmac(salt, text, algorithm="sha256").hexdigest()
