"""Who imports people sought, who confirms an import, and who takes a file of them out."""

from django.utils.translation import gettext as _

from cases.models import PersonImport
from cases.policies.persons import why_not_open
from repatriation.accounts.models import User


def why_not_import(user: User) -> str | None:
    return why_not_open(user)


def why_not_save(user: User, draft: PersonImport) -> str | None:
    """Also why not to go on with what was stopped."""
    if why_not := why_not_open(user):
        return why_not
    if draft.report is None:
        return _("This file is still being read. Wait for the preview, then confirm.")
    if draft.report["fatal"]:
        return _("This file cannot be read, so there is nothing to save. Upload another one.")
    if draft.saving and draft.saving.is_open:
        return _("This import is being saved.")
    tally = draft.report["tally"]
    if not any(tally[verdict] for verdict in ("new", "known", "likely")):
        return _("No record of this file can be saved.")
    if draft.confirmed_at and not draft.records.filter(became="").exists():
        return _("This import is saved already.")
    return None


def why_not_export(user: User) -> str | None:
    if not user.has_perm("cases.keep_persons"):
        return _("Only a family liaison, an examiner or a coordinator takes out such a file.")
    if user.agency_id is None:
        return _("You belong to no agency; ask your administrator.")
    return None


def import_moves(user: User, draft: PersonImport) -> dict[str, str | None]:
    return {"save": why_not_save(user, draft)}
