"""Who may issue which paper about remains."""

from django.utils.translation import gettext as _

from repatriation.accounts.models import User


def why_not_issue_custody_record(user: User) -> str | None:
    """Of whatever they see."""
    if not user.has_perm("documents.issue_custody_records"):
        return _("A custody record is issued by a coordinator, an officer or an examiner.")
    if not user.is_person:
        return _("A custody record is issued by a person, not by a program.")
    return None
