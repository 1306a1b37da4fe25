"""A link that lets a person in who has no password, or no longer: sent by mail, good once.

Nobody but the person ever learns the password: an administrator orders a link, the worker makes
what opens it when it sends the mail, and the store keeps a digest. Whoever changed a person's
address does not order the link to it.
"""

import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatriation.accounts.administrators import held, why_not_answer_for
from repatriation.accounts.models import OneTimeLink, User
from repatriation.accounts.models.link import GOOD_FOR, Reason
from repatriation.accounts.sessions import end_sessions
from repatriation.accounts.setting_up import forget_second_factors
from repatriation.audit.models import Event
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.writing import record

DEAD = gettext_noop(
    "This link was used already, is older than three days, or was replaced by a newer one. Sign in "
    "if you have a password; else ask the administrator of your agency for a new link."
)


def why_not_send_link(user: User, person: User) -> str | None:
    if not person.is_person:
        return _("Only a person signs in with a password.")
    if user.pk == person.pk:
        return _("Change your own password with your present one.")
    if why_not := why_not_answer_for(user, person):
        return why_not
    if not may_come_in(person):
        return _("A link would not let this person in: the person or the agency is suspended.")
    if has_been_in(person) and gave_the_address(user, person):
        return _(
            "You changed this person's e-mail address, so another administrator sends the link to "
            "it, unless the person signs in first."
        )
    return None


def may_come_in(person: User) -> bool:
    return User.objects.people().filter(pk=person.pk).exists()


def has_been_in(person: User) -> bool:
    """Then there is an account to take over; who is only invited may have been misspelt."""
    return (
        person.last_login is not None
        or person.has_usable_password()
        or person.links.filter(used_at__isnull=False).exists()
    )


def gave_the_address(user: User, person: User) -> bool:
    """Since the person was last here, and so knew of it."""
    changes = Event.objects.of(person).filter(
        facts__kind="accounts.user_changed",
        facts__actor=user.pk,
        facts__details__changed__contains="email",
    )
    last = person.last_login
    return any(last is None or change.recorded_at > last for change in changes)


@transaction.atomic
def send_link(*, person: User, reason: Reason, by: User) -> OneTimeLink:
    """What opens it is not known to anybody yet: the worker mails it."""
    link = _new_link(person, reason, by)
    record("accounts.link_ordered", person, by=by, link=link.pk, reason=str(reason))
    return link


@transaction.atomic
def show_link(*, person: User, by: User) -> str:
    """For whoever stands at the server, before mail can be sent; no page does this."""
    link = _new_link(person, Reason.INVITATION, by)
    record("accounts.link_shown", person, by=by, link=link.pk)
    return mint(link) or ""


def _new_link(person: User, reason: Reason, by: User) -> OneTimeLink:
    """The one before it ends."""
    person = held(person)
    require(why_not_send_link(by, person))
    void_links(person)
    return OneTimeLink.objects.create(person=person, reason=reason, ordered_by=by)


@transaction.atomic
def replace_lost_device(*, person: User, by: User) -> OneTimeLink:
    """Whoever found it is out: sessions and second factors end, and the password with them, or it
    alone would let somebody set up a factor."""
    link = send_link(person=person, reason=Reason.LOST_DEVICE, by=by)
    person = held(person)
    forget_second_factors(person=person, by=by)
    person.set_unusable_password()
    person.times_shut_out += 1
    person.save(update_fields=["password", "times_shut_out"])
    record("accounts.device_lost", person, by=by)
    return link


def void_links(person: User) -> None:
    OneTimeLink.objects.standing().filter(person=person).update(voided_at=timezone.now())


def mint(link: OneTimeLink) -> str | None:
    """What opens the link, for the mail that is sent now; what an earlier mail held opens nothing
    any more. None where nobody is to get one."""
    key = secrets.token_urlsafe(32)
    standing = OneTimeLink.objects.standing().filter(pk=link.pk)
    is_made = may_come_in(link.person) and standing.update(
        digest=digest_of(key), expires_at=timezone.now() + GOOD_FOR
    )
    return key if is_made else None


def link_for(key: str) -> OneTimeLink | None:
    """Looking opens nothing and uses nothing: mail is read by scanners first."""
    rows = OneTimeLink.objects.usable().select_related("person__agency")
    link = rows.filter(digest=digest_of(key)).first()
    return link if link and may_come_in(link.person) else None


@transaction.atomic
def use_link(*, key: str, password: str, by: User) -> User:
    """Of many at once one sets the password; the others find it used."""
    rows = OneTimeLink.objects.usable().select_for_update(no_key=True, of=("self",))
    link = rows.filter(digest=digest_of(key)).first()
    if link is None or not may_come_in(link.person):
        raise RuleBroken(Sentence(DEAD))
    person = held(link.person)
    validate_password(password, person)
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    person.set_password(password)
    person.times_shut_out += 1
    person.save(update_fields=["password", "times_shut_out"])
    end_sessions(person, by=by)
    record("accounts.link_used", person, by=by, link=link.pk, reason=link.reason)
    return person


def digest_of(key: str) -> str:
    """The key is 256 random bits, so nobody finds it again from this."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
