"""Batches: the list, the count, the seal, the handover, and the count at intake."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.sources import direction_of
from exchanges.policies import batches as policies
from exchanges.states import BatchState, RoundState
from repatriation.accounts.models import User
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import counted, day_text
from repatriation.today.work.desk import Desk, Found, Progressed, found

AGREED = (RoundState.AGREED, RoundState.SCHEDULED)


def moves(desk: Desk) -> Found:
    """At most one for each batch: what comes next for it, if it is this reader's to do."""
    items = [item for batch in desk.batches for item in _next(batch, desk.user)]
    title = _("More batches that wait for you")
    return found(items, verb=_("Look"), title=title, url=reverse("exchanges:batches"))


def _next(batch: Progressed, user: User) -> Iterator[WorkItem]:
    steps = {
        BatchState.DRAFT: _list,
        BatchState.LISTED: _count_or_seal,
        BatchState.COMPARED: _count_or_seal,
        BatchState.IN_TRANSIT: _hand_over,
        BatchState.HANDED_OVER: _allocate,
        BatchState.RECEIVED: _verify,
    }
    step = steps.get(BatchState(batch.state))
    if step and (said := step(batch, user)):
        verb, why = said
        yield WorkItem(
            verb,
            _title(batch),
            batch.get_absolute_url(),
            why,
            batch.reference,
            day_text(batch.round.date) if batch.round.date else "",
        )


def _title(batch: Progressed) -> str:
    going = {"direction": direction_of(batch), "containers": counted(batch.listed, "containers")}
    return _("%(direction)s, %(containers)s") % going if batch.listed else direction_of(batch)


def _list(batch: Progressed, user: User) -> tuple[str, str] | None:
    """Whoever sees a batch without a list is its sender, or opened it to enter what arrives."""
    if batch.round.state not in AGREED or policies.why_not_list(user, batch):
        return None
    return _("List"), _("The round is agreed, and no handover list is filed yet.")


def _count_or_seal(batch: Progressed, user: User) -> tuple[str, str] | None:
    """The same questions as `why_not_count` and `why_not_seal`, asked of all batches at once."""
    if user.agency_id != batch.sender_id or not batch.filed:
        return None
    if batch.counted == batch.listed and user.has_perm("exchanges.seal_batch"):
        return _("Seal"), _("Counted by somebody who did not pack: as many as are listed.")
    if batch.counted != batch.listed and not policies.why_not_count(user, batch):
        if batch.counted is None:
            return _("Count"), _("A person who did not pack counts before the seal.")
        said = _(
            "%(counted)s were counted and %(listed)s are listed. Count again, or file a new list."
        )
        return _("Count"), said % {"counted": batch.counted, "listed": batch.listed}
    return None


def _hand_over(batch: Progressed, user: User) -> tuple[str, str] | None:
    if policies.why_not_hand_over(user, batch):
        return None
    said = _("Under way: %(scanned)s of %(listed)s scanned. End the handover when all are through.")
    return _("Hand over"), said % {"scanned": batch.scanned, "listed": batch.listed}


def _allocate(batch: Progressed, user: User) -> tuple[str, str] | None:
    if not batch.unallocated or policies.why_not_allocate(user, batch):
        return None
    said = _("%(containers)s handed over and not allocated to a mortuary.")
    return _("Allocate"), said % {"containers": counted(batch.unallocated, "containers")}


def _verify(batch: Progressed, user: User) -> tuple[str, str] | None:
    if policies.why_not_verify_count(user, batch):
        return None
    return _("Verify"), _("All mortuaries have received their share. Verify the count at intake.")
