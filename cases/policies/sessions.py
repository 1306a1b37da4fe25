"""Who calls a board together, who opens its session with whom, and who closes it."""

from django.utils.translation import gettext as _

from cases.models import BoardSession
from cases.states import session_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence


def why_not_convene(user: User) -> str | None:
    if not user.has_perm("cases.call_board"):
        return _("Only a coordinator calls a board.")
    if not user.is_person:
        return _("A board is called by a person, not by a program.")
    if user.party_id is None:
        return _("You belong to no side; ask your administrator.")
    return None


def why_not_run(user: User, session: BoardSession) -> str | None:
    """To open it, to close it, to call it off."""
    if why_not := why_not_convene(user):
        return why_not
    if session.agency.party_id != user.party_id:
        return _("A session is run by a coordinator of the own side.")
    return None


def session_moves(user: User, session: BoardSession) -> dict[str, Sentence | str | None]:
    """Each move: None if this user may make it now, else what they are told."""
    return {
        verb: why_not_run(user, session) or session_workflow.why_not(verb, session.state)
        for verb in ("open_session", "close_session", "call_off")
    }
