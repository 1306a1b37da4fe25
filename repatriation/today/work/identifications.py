"""Identifications: a vote that is asked, a board to call, a certificate to give."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Ballot, Identification
from cases.states import IdentificationState
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import day_text, days_since
from repatriation.today.work.desk import MOST, Desk, Found, found

LIST = "cases:identifications"


def to_vote(desk: Desk) -> Found:
    if not desk.user.has_perm("cases.vote_on_identification"):
        return Found()
    ballots = Ballot.objects.waiting_for(desk.user).select_related("identification", "affiliation")
    items = [
        WorkItem(
            _("Vote"),
            ballot.get_question_display(),
            ballot.subject.get_absolute_url(),
            _("You are called to this board. The others do not see your vote before all are in."),
            ballot.subject.reference,
            _("since %(day)s") % {"day": day_text(ballot.called_at)},
        )
        for ballot in ballots.order_by("called_at")[: MOST + 1]
    ]
    return found(items, verb=_("Vote"), title=_("More votes are asked"), url=reverse(LIST))


def to_convene(desk: Desk) -> Found:
    """Proposed, or contested, and no board votes on it."""
    if not desk.user.has_perm("cases.call_board"):
        return Found()
    waiting = Identification.objects.visible_to(desk.user).waiting_for_a_board()
    items = [item_of(_("Call a board"), row) for row in waiting.order_by("pk")[: MOST + 1]]
    title = _("More identifications wait for a board")
    return found(items, verb=_("Call a board"), title=title, url=reverse(LIST))


def to_submit(desk: Desk) -> Found:
    """What the board gave back to the examiner's agency."""
    if not desk.user.has_perm("cases.propose_identification"):
        return Found()
    states = [IdentificationState.RETURNED, IdentificationState.DEFERRED]
    back = Identification.objects.visible_to(desk.user).filter(
        agency=desk.user.agency_id, state__in=states
    )
    items = [item_of(_("Look"), row) for row in back.order_by("pk")[: MOST + 1]]
    title = _("More identifications came back")
    return found(items, verb=_("Look"), title=title, url=reverse(LIST))


def item_of(verb: str, row: Identification) -> WorkItem:
    waits = days_since(row.decided_at or row.proposed_at)
    return WorkItem(
        verb,
        _("Identification, %(state)s") % {"state": row.get_state_display()},
        row.get_absolute_url(),
        _("Proposed on %(day)s.") % {"day": day_text(row.proposed_at)},
        row.reference,
        _("for %(days)s days") % {"days": waits} if waits > 1 else "",
    )
