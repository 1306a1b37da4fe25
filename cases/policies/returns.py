"""Whether remains may go back to the other party: the board's decision on affiliation."""

from django.utils.translation import gettext as _

from cases.models import AffiliationDecision, RemainsCase
from cases.models.affiliation import Affiliation
from cases.policies.grounds import grounds_of
from cases.states import AffiliationState


def standing_affiliation(case: RemainsCase) -> AffiliationDecision | None:
    rows = AffiliationDecision.objects.standing().select_related("case")
    found: AffiliationDecision | None = rows.filter(case=case.pk).first()
    return found


def why_not_return(case: RemainsCase) -> str | None:
    """The one place that is asked before a return is authorised and before it is carried out: what
    the board decided stands, and what it rested on is still so."""
    decision = standing_affiliation(case)
    if decision is None:
        return _(
            "No board has decided that %(case)s is of the other party’s dead. It decides on two "
            "independent kinds of evidence."
        ) % {"case": case}
    named = {"decision": decision.reference}
    if decision.state == AffiliationState.CONTESTED:
        return _("%(decision)s is contested; nothing rests on it until it is upheld.") % named
    if decision.assessed != Affiliation.OTHER_PARTY:
        says = _("By %(decision)s they are not returned to the other party: they are %(assessed)s.")
        return says % (named | {"assessed": decision.get_assessed_display()})
    return " ".join(str(lack) for lack in grounds_of(decision).lacks) or None
