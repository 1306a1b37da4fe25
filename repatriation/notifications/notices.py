"""Who is told about people and the door: the person, and whoever keeps the people there.

The mail with a one-time link is made when it is sent: what opens it passes neither the broker nor
the store.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from repatriation.accounts.administrators import administrators_of
from repatriation.accounts.inviting import mint
from repatriation.accounts.models import OneTimeLink, User
from repatriation.audit.models import Event
from repatriation.errors import Sentence, gettext_noop
from repatriation.notifications.letters import Letter
from repatriation.notifications.registry import Address, Notice, letter_for, notice_for

LINK = gettext_noop("A link to set a password was ordered for you.")
YOUR_ROLES = gettext_noop("Your roles were changed by an administrator.")
ROLES = gettext_noop("The roles of a person of your side were changed.")
YOUR_DEVICE = gettext_noop(
    "An administrator ended all your sessions and second factors, because a device was lost."
)
DEVICE = gettext_noop("A person of your side lost a device; what was signed in on it has ended.")
YOUR_ADDRESS = gettext_noop("Your e-mail address was changed by an administrator.")
ADDRESS = gettext_noop("The e-mail address of a person of your side was changed.")
SUSPENDED = gettext_noop("A person of your side was suspended.")
LIFTED = gettext_noop("The suspension of a person of your side was lifted.")


@notice_for("accounts.link_ordered")
def link_ordered(event: Event) -> Notice:
    to = User.objects.people().filter(pk=event.subject_id)
    return Notice(to, Sentence(LINK), reverse("account_login"), is_by_mail_alone=True)


@letter_for("accounts.link_ordered")
def link_letter(event: Event, to: Address) -> Letter | None:
    """None where the link was replaced or used, or the person is suspended."""
    link = OneTimeLink.objects.select_related("person").get(pk=event.details["link"])
    key = mint(link)
    if key is None:
        return None
    with translation.override(to.language):
        register = str(settings.REGISTER_NAME)
        shown = {
            "register": register,
            "link": f"{settings.BASE_URL}{reverse('one-time-link')}?key={key}",
            "is_demonstration": settings.IS_DEMONSTRATION,
        }
        return Letter(register, render_to_string("notices/one_time_link.txt", shown))


@notice_for("accounts.roles_changed", YOUR_ROLES, ROLES)
def roles_changed(event: Event) -> Notice:
    return _both(event, YOUR_ROLES, ROLES)


@notice_for("accounts.device_lost", YOUR_DEVICE, DEVICE)
def device_lost(event: Event) -> Notice:
    return _both(event, YOUR_DEVICE, DEVICE)


@notice_for("accounts.suspended", SUSPENDED)
def suspended(event: Event) -> Notice:
    return _keepers(_person(event), SUSPENDED)


@notice_for("accounts.suspension_lifted", LIFTED)
def suspension_lifted(event: Event) -> Notice:
    return _keepers(_person(event), LIFTED)


@notice_for("accounts.user_changed", YOUR_ADDRESS, ADDRESS)
def address_changed(event: Event) -> Notice | None:
    """Whoever has a person's address gets the links to their account."""
    changed = event.details.get("changed", [])
    return _both(event, YOUR_ADDRESS, ADDRESS) if "email" in changed else None


def _both(event: Event, to_person: str, to_keepers: str) -> Notice:
    person = _person(event)
    own = User.objects.people().filter(pk=person.pk)
    others = _keepers(person, to_keepers)
    return Notice(own, Sentence(to_person), reverse("today"), others=others)


def _keepers(person: User, message: str) -> Notice:
    page = reverse("admin:accounts_user_change", args=[person.pk])
    others = administrators_of(person).exclude(pk=person.pk)
    return Notice(others, Sentence(message), page)


def _person(event: Event) -> User:
    return User.objects.select_related("agency").get(pk=event.subject_id)
