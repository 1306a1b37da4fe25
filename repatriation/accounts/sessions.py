"""The sessions a person has open: how they begin, where they are, and how they end.

What was proven at the beginning stands in the session itself, and so does when it was last used.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from repatriation.accounts.models import OpenSession, Shift, User
from repatriation.ledger.writing import record

PROOF, SEEN = "proof", "seen_at"


class Proof(StrEnum):
    PASSWORD = "password"  # noqa: S105  how, not what
    FULL = "full"  # with a second factor
    CAME_BACK = "came_back"  # by password, to a device where the proof was full in this shift


BROWSERS = (
    (r"Edg", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"SamsungBrowser", "Samsung Internet"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrom|CriOS", "Chrome"),
    (r"Safari", "Safari"),
)
SYSTEMS = (
    (r"Android", "Android"),
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Windows", "Windows"),
    (r"Mac OS X", "macOS"),
    (r"CrOS", "ChromeOS"),
    (r"Linux", "Linux"),
)


def browser_in_words(user_agent: str) -> str:
    """Firefox, Windows. Nothing of what would tell one such browser from another."""
    found = (_first(names, user_agent) for names in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in found if name)


def _first(names: Iterable[tuple[str, str]], text: str) -> str:
    return next((name for pattern, name in names if re.search(pattern, text)), "")


def begin_session(request: HttpRequest, person: User, proof: Proof) -> None:
    """After Django gave the session a new key. Rows of sessions that ran out go now."""
    request.session[PROOF], request.session[SEEN] = proof, timezone.now().timestamp()
    keys = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    OpenSession.objects.filter(person=person).exclude(session_key__in=keys).delete()
    OpenSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "person": person,
            "browser": browser_in_words(request.headers.get("User-Agent", "")),
        },
    )
    record("accounts.signed_in", person, by=User.objects.system(), proof=str(proof))


def open_sessions(person: User) -> list[tuple[OpenSession, datetime]]:
    """Each that still opens the door, and when it was last used; the newest first."""
    rows = {row.session_key: row for row in OpenSession.objects.filter(person=person)}
    standing = Session.objects.filter(session_key__in=rows, expire_date__gt=timezone.now())
    seen = {
        session.session_key: datetime.fromtimestamp(data[SEEN], UTC)
        for session in standing
        if (data := session.get_decoded()).get(SEEN)
        and data.get("_auth_user_hash") == person.get_session_auth_hash()
    }
    return [(row, seen[key]) for key, row in rows.items() if key in seen]


def end_session(row: OpenSession, *, by: User) -> None:
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    record("accounts.session_ended", row.person, by=by)


def end_sessions(person: User, *, by: User, but: str | None = None) -> int:
    """All of them, or all but the one with that key; nobody comes back by password alone."""
    end_shifts(person)
    rows = list(OpenSession.objects.filter(person=person).exclude(session_key=but))
    for row in rows:
        end_session(row, by=by)
    return len(rows)


def end_shifts(person: User) -> None:
    Shift.objects.current().filter(person=person).update(ends_at=timezone.now())


def follow_new_key(session: SessionBase, old_key: str | None) -> None:
    """Django gave this session another key, so that its old one opens nothing any more."""
    OpenSession.objects.filter(session_key=old_key).update(session_key=session.session_key)


def needs_second_factor(request: HttpRequest) -> bool:
    """A person came in by the browser without one, and this register asks for it."""
    user = request.user
    if not (settings.MFA_REQUIRED and isinstance(user, User) and user.is_person):
        return False
    return request.session.get(PROOF) not in (Proof.FULL, Proof.CAME_BACK)
