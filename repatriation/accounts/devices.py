"""A device that several people share: who is on shift there and may come back by password.

The device knows a random number, signed; nothing about anybody. It is shared from the first time
somebody changes the user on it. Whoever may open the admin always signs in fully.
"""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from repatriation.accounts.models import Shift, User
from repatriation.accounts.models.session import SHIFT

COOKIE = "__Host-device" if settings.IS_BEHIND_TLS else "device"
REMEMBERED = timedelta(days=365)
IDLE = timedelta(minutes=10)


def device_of(request: HttpRequest) -> str:
    """As it stands in the store; empty for one that nobody shares."""
    number = request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
    return _digest(number) if number else ""


def share(request: HttpRequest, response: HttpResponse) -> str:
    """Let the device be known as shared; the same as before if it was."""
    number = request.get_signed_cookie(COOKIE, default="", salt=COOKIE) or secrets.token_urlsafe(24)
    response.set_signed_cookie(
        COOKIE,
        number,
        salt=COOKIE,
        max_age=int(REMEMBERED.total_seconds()),
        httponly=True,
        secure=settings.IS_BEHIND_TLS,
        samesite="Lax",
    )
    return _digest(number)


def unshare(request: HttpRequest, response: HttpResponse) -> None:
    Shift.objects.current().filter(device=device_of(request)).update(ends_at=timezone.now())
    response.delete_cookie(COOKIE, samesite="Lax")


def begin_shift(person: User, device: str, since: datetime) -> None:
    """From when they signed in fully: coming back does not make it longer."""
    if since + SHIFT <= timezone.now():
        return
    Shift.objects.filter(ends_at__lt=timezone.now() - SHIFT).delete()
    Shift.objects.update_or_create(
        person=person, device=device, defaults={"began_at": since, "ends_at": since + SHIFT}
    )


def end_shift(person: User, device: str) -> None:
    on_shift = Shift.objects.current().filter(person=person, device=device)
    on_shift.update(ends_at=timezone.now())


def end_of_shift(person: User, device: str) -> datetime:
    return Shift.objects.current().get(person=person, device=device).ends_at


def people_of(device: str) -> QuerySet[User]:
    """Who may come back here by password; nobody on a device that is not shared, and nobody who
    may open the admin by now."""
    shifts = Shift.objects.current().filter(device=device)
    people = User.objects.people().filter(is_staff=False)
    return people.filter(pk__in=shifts.values("person")) if device else people.none()


def _digest(number: str) -> str:
    return salted_hmac("accounts.device", number, algorithm="sha256").hexdigest()
