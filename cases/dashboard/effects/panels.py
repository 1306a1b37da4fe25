"""Personal effects on the page of what they were found with, and of a release."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.dashboard.badges import state_badge
from cases.models import Container, PersonalEffect, RemainsCase
from cases.policies.effects import why_not_record
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning, Move
from repatriation.dashboard.panels import Panel, panel_on

TEMPLATE = "cases/panels/effects.html"


def badges_of(row: PersonalEffect) -> list[Badge]:
    badges = [state_badge(row)]
    if row.hold_order:
        badges.append(Badge(_("Held as evidence"), Meaning.FLAG))
    if row.hazard and row.is_held:
        badges.append(Badge(_("Hazard"), Meaning.STOP))
    return badges


@panel_on("cases.remainscase")
def effects_of_case(user: User, case: RemainsCase) -> Panel | None:
    return _panel(user, case, "cases:case-effect", {"case": case})


@panel_on("cases.container")
def effects_in_container(user: User, container: Container) -> Panel | None:
    return _panel(user, container, "cases:container-effect", {"container": container})


def _panel(user: User, row: Any, address: str, of: dict[str, Any]) -> Panel | None:
    if not user.has_perm("cases.see_effects"):
        return None
    url = reverse(address, args=[row.reference])
    why_not = why_not_record(user, row)
    record = Move("record_effect", _("Record a personal effect"), url, why_not, opens=True)
    effects = PersonalEffect.objects.visible_to(user).filter(**of).for_pages().order_by("pk")
    shown = [(one, badges_of(one)) for one in effects]
    return Panel(_("Personal effects"), TEMPLATE, {"effects": shown, "moves": [record]})
