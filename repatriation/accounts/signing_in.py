"""What is remembered of signing in and out: events of the person, and tries that failed.

Before somebody has signed in the register itself acts, so the event names the person as subject.
"""

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from repatriation.accounts.models import SignInTry, User
from repatriation.accounts.models.sign_in import TRIES, WINDOW
from repatriation.ledger.writing import record


def digest_of(email: str, address: str) -> str:
    """One e-mail from one address: a guesser elsewhere does not lock the person out."""
    text = f"{email.strip().lower()}\0{address}"
    return salted_hmac("accounts.sign_in", text, algorithm="sha256").hexdigest()


def is_locked_out(who: str) -> bool:
    """Guesses that come at once wait for each other, so that none slips past the count."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [who])
    return SignInTry.objects.counting().filter(who=who).count() >= TRIES


def note_failure(who: str, email: str) -> None:
    """An e-mail nobody has is counted like any other, and leaves no event."""
    SignInTry.objects.filter(tried_at__lt=timezone.now() - WINDOW).delete()
    SignInTry.objects.create(who=who)
    if person := User.objects.filter(email__iexact=email.strip()).first():
        record("accounts.sign_in_failed", person, by=User.objects.system())


def note_success(who: str, person: User) -> None:
    SignInTry.objects.filter(who=who).delete()
    record("accounts.signed_in", person, by=User.objects.system())


def note_sign_out(person: User) -> None:
    record("accounts.signed_out", person, by=person)
