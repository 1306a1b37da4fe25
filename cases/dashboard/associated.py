"""What the page of a case says of other remains of the same person."""

from django.utils.translation import gettext as _

from cases.dashboard.badges import state_badge
from cases.models import Association, Individual, RemainsCase
from cases.policies.associations import why_not_associate
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move
from repatriation.dashboard.panels import Panel, panel_on


@panel_on("cases.remainscase")
def same_person(user: User, case: RemainsCase) -> Panel | None:
    """For those who see associations; an examiner also proposes one here."""
    if not user.has_perm("cases.see_associations"):
        return None
    rows = Association.objects.visible_to(user).of(case).for_pages().order_by("-pk")
    individuals = Individual.objects.visible_to(user).filter(members__case=case)
    shown = {
        "case": case,
        "individual": individuals.filter(members__left_at=None).first(),
        "rows": [(row, _other(row, case), state_badge(row)) for row in rows],
        "moves": _moves(user, case),
    }
    return Panel(_("Remains of the same person"), "cases/panels/associated.html", shown)


def _other(association: Association, case: RemainsCase) -> RemainsCase:
    return association.second if association.first_id == case.pk else association.first


def _moves(user: User, case: RemainsCase) -> list[Move]:
    """Offered to those who examine: to others it would only be in the way."""
    if not user.has_perm("cases.associate_remains"):
        return []
    url = f"{case.get_absolute_url()}associate/"
    why_not = why_not_associate(user, case)
    return [Move("associate", _("Associate with another case"), url, why_not=why_not, opens=True)]
