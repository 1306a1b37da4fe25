"""Candidates to look at, exclusions that came back, and requests of other agencies."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Candidate, Exclusion, SightRequest
from cases.states.candidates import CandidateState
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import day_text, signed
from repatriation.today.work.desk import MOST, Desk, Found, found

LISTS = "cases:cases"


def to_review(desk: Desk) -> Found:
    """What a person had excluded, and what has changed since."""
    if not desk.user.has_perm("cases.exclude_candidate"):
        return Found()
    seen = Candidate.objects.visible_to(desk.user).for_reader(desk.user).whole()
    rows = Exclusion.objects.in_review().filter(candidate__in=seen.values("pk"))
    items = [
        WorkItem(
            _("Look again"),
            _("An exclusion is back in review"),
            row.candidate.get_absolute_url(),
            row.get_returned_because_display(),
            row.candidate.reference,
            _since(row.returned_at),
        )
        for row in rows.select_related("candidate").order_by("returned_at")[: MOST + 1]
    ]
    title = _("More exclusions are back in review")
    return found(items, verb=_("Look again"), title=title, url=reverse(LISTS))


def to_look(desk: Desk) -> Found:
    """New, and above the threshold of the deployment; what came back is said by itself."""
    if not desk.user.has_perm("cases.see_candidates"):
        return Found()
    rows: Any = Candidate.objects.filter(
        state=CandidateState.OPEN, looked_at=None, score__gte=settings.CANDIDATES_THRESHOLD
    )
    new = (
        rows.visible_to(desk.user)
        .for_reader(desk.user)
        .whole()
        .exclude(exclusions__in=Exclusion.objects.in_review())
    )
    items = [
        WorkItem(
            _("Look"),
            _("A candidate of %(case)s") % {"case": row.case},
            row.get_absolute_url(),
            _("Sum %(sum)s, log10 of the likelihood ratio. A reason to look, and no more.")
            % {"sum": signed(row.score)},
            row.reference,
            _since(row.found_at),
        )
        for row in new.select_related("case").order_by("-score", "pk")[: MOST + 1]
    ]
    title = _("More candidates to look at")
    return found(items, verb=_("Look"), title=title, url=reverse(LISTS))


def to_answer(desk: Desk) -> Found:
    if not desk.user.has_perm("cases.answer_sight_request"):
        return Found()
    rows = SightRequest.objects.open().filter(holder=desk.user.agency_id)
    items = [
        WorkItem(
            _("Answer"),
            _("%(agency)s asks to see a record of your agency") % {"agency": row.agency},
            row.candidate.get_absolute_url(),
            row.why,
            row.candidate.reference,
            _since(row.asked_at),
        )
        for row in rows.select_related("candidate", "agency").order_by("asked_at")[: MOST + 1]
    ]
    title = _("More agencies ask to see a record")
    return found(items, verb=_("Answer"), title=title, url=reverse(LISTS))


def _since(moment: Any) -> str:
    return _("since %(day)s") % {"day": day_text(moment)}
