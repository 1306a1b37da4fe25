"""Who may attest a handover, draw and report a spot check, and remark: a reason to refuse, or
None."""

from django.utils.translation import gettext as _

from exchanges.models import ExchangeBatch
from exchanges.policies.intermediaries import withdrawal_of
from exchanges.policies.rounds import why_not_record_for
from exchanges.policies.sides import is_of_side, speaker_for
from exchanges.states import BatchState
from repatriation.accounts.models import Agency, User

# Nothing was handed over before it left. There is no end: a paper may come late.
SINCE_DEPARTURE = (
    BatchState.IN_TRANSIT,
    BatchState.HANDED_OVER,
    BatchState.RECEIVED,
    BatchState.COUNT_VERIFIED,
    BatchState.TAKEN_BACK,
)


def concerned(batch: ExchangeBatch) -> list[Agency]:
    """Who is at the handover: both sides, and the intermediary where one is named."""
    return [a for a in (batch.sender, batch.receiver, batch.round.intermediary) if a]


def own_of(user: User, batch: ExchangeBatch) -> Agency | None:
    return next((agency for agency in concerned(batch) if is_of_side(user, agency)), None)


def why_not_be_there(user: User, batch: ExchangeBatch, agency: Agency | None = None) -> str | None:
    """To say something at the handover: for the own side (`agency` may be left out), or recorded
    for another from paper."""
    agency = agency or own_of(user, batch)
    if agency is None or agency not in concerned(batch):
        return _("Only the two sides and the intermediary of a batch attest its handover.")
    if not is_of_side(user, agency):
        if why_not := why_not_record_for(user, batch.round, speaker_for(agency, batch.round)):
            return why_not
    elif not user.has_perm("exchanges.attest_batch"):
        return _("Only an exchange officer or an observer attests a handover.")
    if agency == batch.round.intermediary and _left_before(batch):
        said = _("%(agency)s withdrew before the round started, and was not at the handover.")
        return said % {"agency": agency}
    if batch.state not in SINCE_DEPARTURE:
        return _("A handover is attested from the departure on; this batch is %(state)s.") % {
            "state": batch.get_state_display()
        }
    return None


def _left_before(batch: ExchangeBatch) -> bool:
    left = withdrawal_of(batch.round)
    return left is not None and left.occurred_at is None


def why_not_say_anything(user: User, batch: ExchangeBatch) -> str | None:
    """Neither for the own side nor for another."""
    reasons = [why_not_be_there(user, batch, agency) for agency in concerned(batch)]
    return None if None in reasons else why_not_be_there(user, batch) or reasons[0]
