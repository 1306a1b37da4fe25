"""Who may issue which paper about remains."""

from django.utils.translation import gettext as _

from cases.models import Release, RemainsCase
from cases.policies.persons import why_not_of_house
from cases.states import ReleaseState
from repatriation.accounts.models import User


def why_not_issue_custody_record(user: User) -> str | None:
    """Of whatever they see."""
    if not user.has_perm("documents.issue_custody_records"):
        return _("A custody record is issued by a coordinator, an officer or an examiner.")
    if not user.is_person:
        return _("A custody record is issued by a person, not by a program.")
    return None


def why_not_issue_receipt(user: User, case: RemainsCase) -> str | None:
    """Of a release that is authorised or was carried out."""
    if not user.has_perm("documents.issue_receipts"):
        return _("A receipt of remains is issued by a release officer.")
    if not user.is_person:
        return _("A receipt of remains is issued by a person, not by a program.")
    if why_not := why_not_of_house(user, case):
        return why_not
    if not Release.objects.filter(case=case).exclude(state=ReleaseState.WITHDRAWN).exists():
        return _("No release of this case is authorised; there is nothing to sign for.")
    return None
