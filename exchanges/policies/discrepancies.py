"""Who may open, answer and settle a discrepancy: a reason to refuse, or None."""

from django.utils.translation import gettext as _

from exchanges.models import Discrepancy, ExchangeBatch
from exchanges.models.codes import LOSSES
from exchanges.policies.rounds import why_not_record_for
from exchanges.policies.sides import Why, is_of_side, speaker_for
from exchanges.states import BatchState, discrepancy_workflow
from repatriation.accounts.models import Agency, User

NOTHING_TO_DIFFER = (BatchState.DRAFT, BatchState.CANCELLED)


def opener(discrepancy: Discrepancy) -> Agency:
    """The side that opened it settles it; what the intermediary found, the receiving side."""
    sender, receiver = discrepancy.batch.sender, discrepancy.batch.receiver
    is_senders = discrepancy.source.party_id == sender.party_id
    return sender if is_senders else receiver


def answerer(discrepancy: Discrepancy) -> Agency:
    """The other side."""
    batch = discrepancy.batch
    return batch.receiver if opener(discrepancy) == batch.sender else batch.sender


def why_not_open(user: User, batch: ExchangeBatch) -> str | None:
    if not user.has_perm("exchanges.open_discrepancy"):
        return _("Only an officer of a side opens a discrepancy.")
    if not (is_of_side(user, batch.sender) or is_of_side(user, batch.receiver)):
        return _("Only the two sides open discrepancies.")
    if batch.state in NOTHING_TO_DIFFER:
        return _("A discrepancy is about what was listed; this batch is %(state)s.") % {
            "state": batch.get_state_display()
        }
    return None


def why_not_answer(user: User, discrepancy: Discrepancy) -> str | None:
    """For the own side, or from the other side's message."""
    agency = answerer(discrepancy)
    if is_of_side(user, agency):
        if not user.has_perm("exchanges.answer_discrepancy"):
            return _("Only a coordinator or an exchange officer answers for its side.")
        return None
    if discrepancy.raised_at is None:
        return _("The other side was not told yet; tell it first.")
    round = discrepancy.batch.round
    return why_not_record_for(user, round, speaker_for(agency, round))


def why_not_settle(user: User, discrepancy: Discrepancy) -> str | None:
    """To accept it, or to hold it for explained."""
    if why_not := why_not_follow(user, discrepancy):
        return why_not
    answers = discrepancy.answers.all()
    if any(not answer.stands and answer.lapsed_at is None for answer in answers):
        return _("An answer was recorded from a message; a second person must read that first.")
    if discrepancy.code not in LOSSES:
        return None
    if not user.is_person:
        return _("What is short or too many is settled by a person, not by a program.")
    if user.pk == discrepancy.opened_by_id:
        return _("You opened this; what is short or too many is settled by a second person.")
    if user.pk in {answer.recorded_by_id for answer in answers}:
        return _("You entered the answer; what is short or too many is settled by a second person.")
    return None


def why_not_follow(user: User, discrepancy: Discrepancy) -> str | None:
    """To contest an answer, to say who follows it up and until when."""
    if not user.has_perm("exchanges.settle_discrepancy"):
        return _("Only a coordinator or an exchange officer follows up a discrepancy.")
    agency = opener(discrepancy)
    if not is_of_side(user, agency):
        return _("This is followed up by %(agency)s.") % {"agency": agency}
    return None


def why_not_assign(user: User, discrepancy: Discrepancy) -> str | None:
    if discrepancy.settled_at:
        return _("It is settled; nobody has to follow it up.")
    return why_not_follow(user, discrepancy)


def why_not_raise(user: User, discrepancy: Discrepancy) -> str | None:
    """To tell the other side what was found in the house."""
    if discrepancy.raised_at:
        return _("The other side was told.")
    return why_not_follow(user, discrepancy)


def discrepancy_moves(user: User, discrepancy: Discrepancy) -> dict[str, Why]:
    flow, state = discrepancy_workflow, discrepancy.state
    return {
        "raise": why_not_raise(user, discrepancy),
        "answer": flow.why_not("answer", state) or why_not_answer(user, discrepancy),
        "contest": flow.why_not("contest", state) or why_not_follow(user, discrepancy),
        "accept": flow.why_not("accept", state) or why_not_settle(user, discrepancy),
        "explain": flow.why_not("explain", state) or why_not_settle(user, discrepancy),
        "assign": why_not_assign(user, discrepancy),
    }
