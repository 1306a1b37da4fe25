"""Which events are told to whom, and where a recipient is reached. Apps declare both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

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
    others: "Notice | None" = None  # who is told of the same in other words
    is_by_mail_alone: bool = False


Build = Callable[[Event], Notice | None]
Follow = Callable[[Event], None]
_notices: dict[str, Build] = {}
_followed: dict[str, list[Follow]] = {}
_sentences: dict[str, tuple[Sentence, ...]] = {}
_addresses: dict[str, Callable[[int], "Address | None"]] = {}
_letters: dict[str, Callable[[Event, "Address"], Any]] = {}


@dataclass(frozen=True)
class Address:
    """Where a recipient is reached today, in which language, and for whom they act."""

    email: str
    language: str
    agency: str = ""
    party_id: int | None = None


def notice_for(kind: str, *says: Sentence | str):
    """`says` are the sentences it may say, without their parameters: whoever words the notice
    anew sees them, and may use what they use."""

    def keep(build: Build) -> Build:
        _sentences[kind] = tuple(Sentence(one) if isinstance(one, str) else one for one in says)
        return _notices.setdefault(kind, build)

    return keep


def filled(template: Sentence, params: Mapping[str, object], count: int | None = None) -> Sentence:
    return replace(template, params=params, count=count)


def sentences() -> dict[str, tuple[Sentence, ...]]:
    """By the kind of event, for each that is told."""
    return {kind: says for kind, says in _sentences.items() if says}


def address_of(label: str):
    return lambda find: _addresses.setdefault(label, find)


def follows(*kinds: str) -> Callable[[Follow], Follow]:
    """What a worker does after such an event, once, in a transaction of its own: work that nobody
    waits for, and that must not be lost."""

    def keep(follow: Follow) -> Follow:
        for kind in kinds:
            _followed.setdefault(kind, []).append(follow)
        return follow

    return keep


def follow(event: Event) -> None:
    for each in _followed.get(event.kind, []):
        each(event)


def followed_kinds() -> set[str]:
    return set(_followed)


def told_kinds() -> set[str]:
    return set(_notices)


def notice_of(event: Event) -> Notice | None:
    return _notices[event.kind](event) if event.kind in _notices else None


def letter_for(kind: str):
    """Declare what is mailed of an event where that is made when it is sent: a Letter, or None
    where there is no cause for it any more."""
    return lambda make: _letters.setdefault(kind, make)


def own_letter(event: Event) -> Callable[[Event, "Address"], Any] | None:
    return _letters.get(event.kind)


def address(label: str, pk: int) -> Address | None:
    """Read when sending, so that it is today's address; None for who is suspended."""
    return _addresses[label](pk)


@address_of("accounts.user")
def address_of_user(pk: int) -> Address | None:
    user = User.objects.people().select_related("agency").filter(pk=pk).first()
    if user is None:
        return None
    return Address(user.email, user.language, str(user.agency or ""), user.party_id)
