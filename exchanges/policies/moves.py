"""Every move of a round or of a batch with its answer, for its page and for the API."""

from exchanges.models import ExchangeBatch, ExchangeRound
from exchanges.models.statement import Act
from exchanges.policies import exits
from exchanges.policies.batches import batch_moves, why_not_hand_over
from exchanges.policies.interruptions import (
    last_interruption,
    why_not_dispute,
    why_not_interrupt,
    why_not_say_interrupted,
)
from exchanges.policies.rounds import round_moves, why_not_speak
from exchanges.policies.sides import Why, is_of_side
from exchanges.policies.telling import why_not_tell
from exchanges.policies.withdrawing import withdrawal_moves
from exchanges.states import batch_workflow, round_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import Sentence, gettext_noop

ACTS = {"break_off": Act.BREAKS_OFF, "postpone": Act.POSTPONES, "cancel": Act.CANCELS}
NO_SIDE = gettext_noop("You belong to no side of this round.")
NOTHING_SAID = gettext_noop("Nothing was postponed, broken off or cancelled in this round.")


def every_round_move(user: User, round: ExchangeRound) -> dict[str, Why]:
    own = next((a for a in round.speakers if is_of_side(user, a)), None)
    moves = {verb: _why_not(user, round, own, verb, act) for verb, act in ACTS.items()}
    moves["dispute"] = _why_not_dispute(user, round, own)
    return (
        round_moves(user, round)
        | moves
        | withdrawal_moves(user, round)
        | {"tell_figures": _why_not_tell(user, round, own)}
    )


def every_batch_move(user: User, batch: ExchangeBatch) -> dict[str, Why]:
    flow, state = batch_workflow, batch.state
    at_venue = flow.why_not("hand_over", state) or why_not_hand_over(user, batch)
    return batch_moves(user, batch) | {
        "refuse": at_venue,
        "take_back_lines": at_venue,
        "take_back": flow.why_not("take_back", state) or exits.why_not_take_back_batch(user, batch),
        "record_taken_back": exits.why_not_record_taken_back(user, batch),
        "list_again": flow.why_not("list", state) or exits.why_not_list_again(user, batch),
    }


def _why_not(user: User, round: ExchangeRound, own: Agency | None, verb: str, act: Act) -> Why:
    """By the own word of this user's side."""
    if own is None:
        return Sentence(NO_SIDE)
    if refusal := round_workflow.why_not(verb, round.state):
        return refusal
    speak = why_not_say_interrupted if act == Act.BREAKS_OFF else why_not_speak
    return speak(user, round, own) or why_not_interrupt(round, act, own)


def _why_not_tell(user: User, round: ExchangeRound, own: Agency | None) -> Why:
    return why_not_tell(user, round, own) if own else Sentence(NO_SIDE)


def _why_not_dispute(user: User, round: ExchangeRound, own: Agency | None) -> Why:
    if own is None:
        return Sentence(NO_SIDE)
    if (said := last_interruption(round)) is None:
        return Sentence(NOTHING_SAID)
    return why_not_speak(user, round, own) or why_not_dispute(said, own)
