"""People sought: a report that they are alive to confirm, another agency to answer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import LinkRequest, Outcome
from cases.states import PersonState
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import day_text
from repatriation.today.work.desk import MOST, Desk, Found, found

LIST = "cases:people"


def to_confirm(desk: Desk) -> Found:
    """Reported by somebody else of the agency; while a board decides on an identification, its."""
    if not (desk.user.has_perm("cases.keep_persons") and desk.user.agency_id):
        return Found()
    waiting = (
        Outcome.objects.waiting()
        .filter(person__agency=desk.user.agency_id, person__merged_into=None)
        .exclude(reported_by=desk.user.pk)
        .exclude(person__state=PersonState.IDENTIFIED)
        .select_related("person")
    )
    items = [
        WorkItem(
            _("Confirm"),
            _("A report that somebody sought is alive"),
            f"{outcome.person.get_absolute_url()}confirm/",
            _("It ends the search when a second person has looked at the evidence."),
            outcome.person.reference,
            _("since %(day)s") % {"day": day_text(outcome.reported_at)},
        )
        for outcome in waiting.order_by("reported_at")[: MOST + 1]
    ]
    title = _("More reports wait for a second person")
    return found(items, verb=_("Confirm"), title=title, url=reverse(LIST))


def to_answer(desk: Desk) -> Found:
    """Another agency asks whether its record and one of ours are of one person."""
    requests = LinkRequest.objects.waiting_for(desk.user).select_related("other", "person__agency")
    items = [
        WorkItem(
            _("Answer"),
            _("%(agency)s asks about a possible link") % {"agency": request.person.agency},
            f"{request.other.get_absolute_url()}answer/",
            _("Its record and yours may be of one person. It sees nothing of yours."),
            request.other.reference,
            _("since %(day)s") % {"day": day_text(request.asked_at)},
        )
        for request in requests.order_by("asked_at")[: MOST + 1]
    ]
    title = _("More agencies ask about a possible link")
    return found(items, verb=_("Answer"), title=title, url=reverse(LIST))
