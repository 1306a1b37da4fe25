"""Who is told what about remains: a reference and a link, never a name, a finding or a place."""

from cases.models import RemainsCase
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.errors import Sentence
from repatriation.notifications.registry import Notice, notice_for


@notice_for("cases.cases_sent")
def cases_sent(event: Event) -> Notice:
    """Once for all that were sent together, to the officers of the mortuary they go to."""
    case = RemainsCase.objects.get(pk=event.subject_id)
    number = event.details["cases"]
    officers = User.objects.holding("cases.receive_container")
    sentence = Sentence(
        "Remains case %(case)s is on the way to you.",
        {"case": case.reference, "cases": number},
        "%(cases)s remains cases are on the way to you, %(case)s first.",
        number,
    )
    return Notice(officers.filter(agency=event.details["to"]), sentence, case.get_absolute_url())
