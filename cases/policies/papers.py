"""Who may issue which paper about remains, and which paper no longer holds."""

from django.utils.translation import gettext as _

from cases.models import BoardSession, Identification, Release, RemainsCase
from cases.policies.identifications import BEFORE_A_BOARD
from cases.policies.persons import why_not_of_house
from cases.states import IdentificationState, ReleaseState, SessionState
from repatriation.accounts.models import User
from repatriation.documents.models import IssuedDocument


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


def why_not_issue_report(user: User, identification: Identification) -> str | None:
    """Of what stands uncontested, and of nothing else."""
    if not user.has_perm("documents.issue_identification_reports"):
        return _(
            "An identification report is issued by a coordinator, a forensic examiner or the "
            "legal authority."
        )
    if not user.is_person:
        return _("An identification report is issued by a person, not by a program.")
    if why_not := _why_not_of_side(user, identification):
        return why_not
    if identification.state == IdentificationState.CONTESTED:
        return _("It is contested; no report is issued until a board has upheld it.")
    if identification.state == IdentificationState.REVOKED:
        return _("It was revoked; it identifies nobody, so there is nothing to report.")
    if not identification.is_standing:
        return _("No board has decided that this is the person; there is nothing to report yet.")
    return None


def why_not_issue_dossier(user: User, identification: Identification) -> str | None:
    """Of what a board decides on, for its members."""
    if not user.has_perm("documents.issue_dossiers"):
        return _(
            "A dossier for a board is issued by a coordinator, a forensic examiner or a board "
            "member."
        )
    if not user.is_person:
        return _("A dossier for a board is issued by a person, not by a program.")
    if why_not := _why_not_of_side(user, identification):
        return why_not
    before = (*BEFORE_A_BOARD, IdentificationState.UNDER_REVIEW, IdentificationState.CONTESTED)
    if identification.state in before:
        return None
    if identification.is_standing:
        return _("A board has decided on it; what is issued now is the identification report.")
    return _("A board has decided on it, and no board decides on it again.")


def why_not_issue_minutes(user: User, session: BoardSession) -> str | None:
    if not user.has_perm("documents.issue_minutes"):
        return _("The minutes of a board session are issued by a coordinator.")
    if not user.is_person:
        return _("The minutes of a board session are issued by a person, not by a program.")
    if why_not := _why_not_of_side(user, session):
        return why_not
    if session.state != SessionState.CLOSED:
        return _("The session is not closed; its minutes are issued when it is.")
    if session.opened_at is None:
        return _("The session was called off and never met; there are no minutes of it.")
    return None


def report_holds(document: IssuedDocument) -> bool:
    """Until the identification is contested. When it is upheld, a new report says so: the old one
    tells neither of the contest nor of what was decided on it."""
    row = Identification.objects.filter(pk=document.subject_id).first()
    if row is None or not row.is_standing or row.state == IdentificationState.CONTESTED:
        return False
    return row.contested_at is None or document.issued_at > row.contested_at


def _why_not_of_side(user: User, row: Identification | BoardSession) -> str | None:
    if user.party_id is None or row.agency.party_id != user.party_id:
        return _("Papers of a board are issued by its own side.")
    return None
