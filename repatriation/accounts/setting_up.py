"""Setting up and giving up second factors. allauth keeps them; rules and record are ours."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.db import transaction

from repatriation.accounts.models import User
from repatriation.accounts.second_factor import LAST_STEP, PROOFS, has_second_factor, step_of
from repatriation.accounts.sessions import end_sessions, end_shifts
from repatriation.errors import Sentence, gettext_noop, require
from repatriation.ledger.writing import record

LAST_ONE = gettext_noop(
    "This is your only second factor, and everybody here needs one. Set up another first."
)
ONE_APP = gettext_noop("You have an app for codes already. Remove it first.")
NOTHING_TO_RECOVER = gettext_noop("Set up a second factor first: the codes stand in for it.")


def why_not_remove(person: User, authenticator: Authenticator) -> Sentence | None:
    others = Authenticator.objects.filter(user_id=person.pk, type__in=PROOFS)
    if settings.MFA_REQUIRED and not others.exclude(pk=authenticator.pk).exists():
        return Sentence(LAST_ONE)
    return None


def why_not_add_app(person: User) -> Sentence | None:
    held = Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP)
    return Sentence(ONE_APP) if held.exists() else None


def why_not_make_codes(person: User) -> Sentence | None:
    return None if has_second_factor(person) else Sentence(NOTHING_TO_RECOVER)


@transaction.atomic
def add_app(*, person: User, secret: str, code: str) -> list[str] | None:
    """The code that proves it is used up by that. None where it is wrong; else recovery codes,
    where there were none before."""
    require(why_not_add_app(person))
    step = step_of(secret, "".join(code.split()))
    if step is None:
        return None
    app = TOTP.activate(person, secret).instance
    app.data[LAST_STEP] = step
    app.save(update_fields=["data"])
    return _added(person, app)


@transaction.atomic
def add_key(*, person: User, name: str, credential: dict) -> list[str]:
    return _added(person, WebAuthn.add(person, name, credential).instance)


def _added(person: User, authenticator: Authenticator) -> list[str]:
    record("accounts.second_factor_added", person, by=person, type=authenticator.type)
    codes = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES)
    return [] if codes.exists() else make_codes(person=person)


@transaction.atomic
def make_codes(*, person: User) -> list[str]:
    """Ten new ones, to be shown now and never again; those before them are worth nothing."""
    User.objects.select_for_update().get(pk=person.pk)  # two at once would both be shown
    require(why_not_make_codes(person))
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(person).generate_codes()
    record("accounts.recovery_codes_made", person, by=person)
    return codes


@transaction.atomic
def remove_factor(*, authenticator: Authenticator, by: User) -> None:
    """With the last one the recovery codes go too."""
    User.objects.select_for_update().get(pk=by.pk)  # two at once would leave none
    require(why_not_remove(by, authenticator))
    authenticator.delete()
    if not has_second_factor(by):
        Authenticator.objects.filter(user=by).delete()
    end_shifts(by)
    record("accounts.second_factor_removed", by, by=by, type=authenticator.type)


@transaction.atomic
def forget_second_factors(*, person: User, by: User) -> None:
    """A device was lost: everything goes, and every session ends."""
    for authenticator in Authenticator.objects.filter(user=person):
        authenticator.delete()
        record("accounts.second_factor_removed", person, by=by, type=authenticator.type)
    end_sessions(person, by=by)
