"""What the shell around every page says: who is signed in, where one can go, and how real it is.

Nothing is read from the store until a template asks for it, so that an error page needs no store.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.models import User
from repatriation.dashboard.step_up import open_now
from repatriation.notifications.inbox import inbox_count


@dataclass(frozen=True)
class Place:
    """An entry of the rail: where it leads, and the keys that lead there."""

    label: Promise
    url_name: str
    keys: str = ""
    is_for_staff: bool = False
    permission: str = ""


RAIL = (
    Place(_("Today"), "today", keys="g t"),
    Place(_("Cases"), "cases:cases", keys="g c"),
    Place(_("Containers"), "cases:containers"),
    Place(_("People sought"), "cases:people", keys="g p"),
    Place(_("Identifications"), "cases:identifications", keys="g i"),
    Place(_("Affiliations"), "cases:affiliations", permission="cases.see_affiliations"),
    Place(_("Individuals"), "cases:individuals", permission="cases.see_associations"),
    Place(_("Releases"), "cases:releases", permission="cases.see_releases"),
    Place(_("Personal effects"), "cases:effects", permission="cases.see_effects"),
    Place(_("Rounds"), "exchanges:rounds", keys="g r"),
    Place(_("Calendar"), "exchanges:calendar", permission="exchanges.see_exchanges"),
    Place(_("Batches"), "exchanges:batches"),
    Place(_("Discrepancies"), "exchanges:discrepancies"),
    Place(_("Commitments"), "exchanges:commitments", permission="exchanges.see_exchanges"),
    Place(_("Agreements"), "exchanges:agreements", permission="exchanges.see_exchanges"),
    Place(_("Reports"), "exchanges:both-directions", permission="exchanges.see_exchanges"),
    Place(_("Samples"), "cases:samples", permission="cases.see_samples"),
    Place(_("Laboratory"), "cases:laboratory", permission="cases.report_results"),
    Place(_("Recoveries"), "cases:recoveries"),
    Place(_("Storage"), "cases:storage"),
    Place(_("Inbox"), "inbox"),
    Place(_("Clients"), "clients:clients", permission="clients.view_client"),
    Place(_("Admin"), "admin:index", is_for_staff=True),
)


@dataclass(frozen=True)
class RailEntry:
    """A place as this person sees it from this page."""

    label: str
    url: str
    is_current: bool
    keys: str = ""
    count: int | None = None


@dataclass(frozen=True)
class Who:
    name: str
    roles: list[str]
    agency: str


def shell(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    how_real = {
        "is_demonstration": settings.IS_DEMONSTRATION,
        "is_without_second_factor": not settings.MFA_REQUIRED,
    }
    if not (user and user.is_authenticated):
        return {**how_real, "rail": [], "who": None}
    return {
        **how_real,
        "rail": SimpleLazyObject(lambda: rail_of(user, request.path)),
        "who": SimpleLazyObject(lambda: who_is(user)),
        "work": open_now(request),
    }


def rail_of(user: User, path: str) -> list[RailEntry]:
    return [entry(place, user, path) for place in RAIL if is_open_to(user, place)]


def is_open_to(user: User, place: Place) -> bool:
    if place.is_for_staff and not user.is_staff:
        return False
    return not place.permission or user.has_perm(place.permission)


def entry(place: Place, user: User, path: str) -> RailEntry:
    url = reverse(place.url_name)
    is_current = path == url if place.url_name == "today" else path.startswith(url)
    count = inbox_count(user) if place.url_name == "inbox" else None
    return RailEntry(str(place.label), url, is_current, place.keys, count)


def who_is(user: User) -> Who:
    """Role names are message ids: they are loaded from the table of roles."""
    agency = str(user.agency) if user.agency_id else ""
    return Who(user.name, [gettext(role) for role in user.role_names()], agency)
