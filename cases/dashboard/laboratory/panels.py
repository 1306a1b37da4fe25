"""Samples on the page of the case or the person they are of."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.dashboard.badges import state_badge
from cases.models import MissingPerson, RemainsCase, Sample
from cases.policies.samples import why_not_take, why_not_take_reference
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move
from repatriation.dashboard.panels import Panel, panel_on

TEMPLATE = "cases/panels/samples.html"


@panel_on("cases.remainscase")
def samples_of_case(user: User, case: RemainsCase) -> Panel | None:
    if not user.has_perm("cases.see_samples"):
        return None
    url = reverse("cases:case-sample", args=[case.reference])
    take = Move("take", _("Take a sample"), url, why_not_take(user, case), opens=True)
    samples = Sample.objects.visible_to(user).filter(case=case)
    return Panel(_("Samples"), TEMPLATE, _shown(samples, take))


@panel_on("cases.missingperson")
def references_for_person(user: User, person: MissingPerson) -> Panel | None:
    if not user.has_perm("cases.see_samples"):
        return None
    url = reverse("cases:person-sample", args=[person.reference])
    why_not = why_not_take_reference(user, person)
    take = Move("take", _("Take a reference sample"), url, why_not, opens=True)
    samples = Sample.objects.visible_to(user).filter(person=person)
    return Panel(_("Reference samples"), TEMPLATE, _shown(samples, take))


def _shown(samples: QuerySet[Sample], take: Move) -> dict[str, Any]:
    rows = [(row, state_badge(row)) for row in samples.order_by("pk")]
    return {"samples": rows, "moves": [take]}
