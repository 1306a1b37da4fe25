"""The second proof of who somebody is: a code of an app, a recovery code, a security key.

allauth keeps them and does the arithmetic. What it would leave to a cache stands in the row
itself: a code is good once, also while the cache is away.
"""

import hmac

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction

from repatriation.accounts.models import User
from repatriation.ledger.writing import record

LAST_STEP = "last_step"
PROOFS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """Recovery codes alone are none: they stand in for what was lost."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=PROOFS).exists()


@transaction.atomic
def is_second_factor(user: User, code: str) -> bool:
    """A code of the app, or a recovery code, of who is signed in; used up by being right.

    The rows stay locked to the end of the transaction, so of two at once one is right. Whoever
    asks counts the tries that fail, and answers so that the door keeps them.
    """
    if (used := used_code(user, code)) is None:
        return False
    note_recovery_code(used, by=user)
    return True


@transaction.atomic
def used_code(user: User, code: str) -> Authenticator | None:
    """What the code was one of, now used up."""
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdigit()):
        return None
    codes = Authenticator.objects.select_for_update().filter(user_id=user.pk).order_by("pk")
    for authenticator in codes.exclude(type=Authenticator.Type.WEBAUTHN):
        if authenticator.type == Authenticator.Type.TOTP:
            used = authenticator if _is_fresh(authenticator, typed) else None
        else:
            listed = authenticator.wrap()
            used = listed.instance if listed.validate_code(typed) else None
        if used:
            used.record_usage()
            return used
    return None


def _is_fresh(authenticator: Authenticator, typed: str) -> bool:
    """A code of a later half-minute than the last that was used."""
    step = step_of(decrypt(authenticator.data["secret"]), typed)
    if step is None or step <= authenticator.data.get(LAST_STEP, -1):
        return False
    authenticator.data[LAST_STEP] = step
    authenticator.save(update_fields=["data"])
    return True


def step_of(secret: str, typed: str) -> int | None:
    """Which half-minute the code belongs to; a clock may be off by one."""
    if len(typed) != app_settings.TOTP_DIGITS:
        return None
    for step in yield_hotp_counters_from_time():
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, step)), typed):
            return step
    return None


def note_recovery_code(used: Authenticator, *, by: User) -> None:
    """Which one it was is not for the record; how many are left is."""
    if used.type == Authenticator.Type.RECOVERY_CODES:
        left = len(used.wrap().get_unused_codes())
        record("accounts.recovery_code_used", used.user, by=by, left=left)
