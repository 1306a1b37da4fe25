"""Who may record that containers came back: a reason to refuse, or None."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.policies.batches import why_not_list
from exchanges.policies.rounds import why_not_record_for
from exchanges.policies.sides import is_of_side, speaker_for
from exchanges.states import BatchState, RoundState
from repatriation.accounts.models import User


def passed(**where: Any) -> int:
    """How many containers were handed over there, and stayed."""
    return BatchPlace.objects.filter(outcome="handed_over", left_at=None, **where).count()


def why_not_take_back_batch(user: User, batch: ExchangeBatch) -> str | None:
    if not user.has_perm("exchanges.hand_over_batch"):
        return _("Only a transport lead or an exchange officer records what was taken back.")
    if not (is_of_side(user, batch.sender) or is_of_side(user, batch.receiver)):
        return _("Only the two sides record what was taken back.")
    if batch.round.state != RoundState.BROKEN_OFF:
        return _("A batch goes home when its round is broken off; until then end the handover.")
    if number := passed(batch=batch):
        return ngettext(
            "%(number)s container of it was handed over: the receiving side ends the handover, "
            "and the rest is recorded as taken back.",
            "%(number)s containers of it were handed over: the receiving side ends the handover, "
            "and the rest is recorded as taken back.",
            number,
        ) % {"number": number}
    return None


def why_not_take_back_now(batch: ExchangeBatch) -> str | None:
    if batch.state != BatchState.HANDED_OVER:
        return _(
            "Containers are taken back after the handover, until all of them are at a mortuary."
        )
    return None


def why_not_record_taken_back(user: User, batch: ExchangeBatch) -> str | None:
    """From the sender's signed paper, by whoever holds the containers."""
    if why_not := why_not_take_back_now(batch):
        return why_not
    if not is_of_side(user, batch.receiver):
        return _("The receiving side records what the sender took back from it.")
    return why_not_record_for(user, batch.round, speaker_for(batch.sender, batch.round))


def why_not_list_again(user: User, batch: ExchangeBatch) -> str | None:
    if why_not := why_not_list(user, batch):
        return why_not
    if not user.is_person:
        return _("A person says that these are the same containers, not a program.")
    return None
