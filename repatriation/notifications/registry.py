"""Which events are told to whom, and where a recipient is reached. Apps declare both."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.errors import Sentence


@dataclass(frozen=True)
class Notice:
    """A sentence with a reference, and a link: never a name, a finding or a place."""

    recipients: QuerySet
    sentence: Sentence
    link: str


_notices: dict[str, Callable[[Event], Notice | None]] = {}
_addresses: dict[str, Callable[[int], "Address"]] = {}


@dataclass(frozen=True)
class Address:
    """Where a recipient is reached today, and in which language."""

    email: str
    language: str


def notice_for(kind: str):
    return lambda build: _notices.setdefault(kind, build)


def address_of(label: str):
    return lambda find: _addresses.setdefault(label, find)


def told_kinds() -> set[str]:
    return set(_notices)


def notice_of(event: Event) -> Notice | None:
    return _notices[event.kind](event) if event.kind in _notices else None


def address(label: str, pk: int) -> Address:
    """Read when sending, so that it is today's address."""
    return _addresses[label](pk)


@address_of("accounts.user")
def address_of_user(pk: int) -> Address:
    user = User.objects.get(pk=pk)
    return Address(user.email, user.language)
