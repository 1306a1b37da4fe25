"""What may be done here, in its place: first what comes next, then what is open, then the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard import batch_deeds, round_deeds
from exchanges.models import ExchangeBatch, ExchangeRound
from exchanges.policies.intermediaries import withdrawal_of
from exchanges.policies.interruptions import last_interruption, why_not_dispute, why_not_interrupt
from exchanges.policies.moves import ACTS, every_batch_move, every_round_move
from exchanges.policies.rounds import round_moves, why_not_record_for
from exchanges.policies.sides import Why, is_of_side
from exchanges.policies.telling import why_not_tell_anything
from exchanges.policies.withdrawing import why_not_go_on, why_not_withdraw
from exchanges.states import BatchState as B
from exchanges.states import RoundState as R
from exchanges.states import round_workflow
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.moves import Moves

FORMS_OF_ROUND: dict[str, tuple[str, Text]] = {
    "plan": ("plan", _("Change the plan")),
    "record": ("record", _("Record what another side said")),
    "open_batch": ("new-batch", _("Open a batch")),
    "break_off": ("break-off", _("Break off the round")),
    "postpone": ("postpone", _("Postpone the round")),
    "cancel": ("cancel-round", _("Cancel the round")),
    "dispute": ("dispute", _("Dispute what was said")),
    "withdraw": ("withdraw", _("The intermediary withdraws")),
    "go_on": ("go-on", _("Go on without the intermediary")),
    "tell_contents": ("tell-contents", _("Tell what was found")),
    "tell_identity": ("tell-identity", _("Tell how many are identified")),
}
FORMS_OF_BATCH: dict[str, tuple[str, Text]] = {
    "list": ("import-new", _("Import a handover list")),
    "count": ("count", _("Record the count before the seal")),
    "record_seal": ("record-seal", _("Record the sender's declaration")),
    "sheet": ("new-sheet", _("Open a tally sheet")),
    "allocate": ("allocate", _("Allocate to a mortuary")),
    "attest": ("attest", _("Attest the handover")),
    "spot_check": ("draw-sample", _("Draw a spot check")),
    "remark": ("remark", _("Remark or reserve")),
    "open_discrepancy": ("new-discrepancy", _("Open a discrepancy")),
    "list_packed": ("list-packed", _("List what is packed")),
    "take_over": ("take-over", _("Record what the other side took over")),
    "acknowledge": ("acknowledge", _("Acknowledge the batch")),
    "refuse": ("refuse", _("Refuse containers")),
    "take_back_lines": ("take-back-lines", _("Record containers taken back at the venue")),
    "record_taken_back": ("taken-back", _("Record containers taken back after the handover")),
}
WITHDRAWALS = {"withdraw": why_not_withdraw, "go_on": why_not_go_on}
# What comes next in each state; the first that may be done leads.
NEXT_OF_ROUND = {
    R.DRAFT: ("propose", "plan"),
    R.PROPOSED: ("accept", "record"),
    R.AGREED: ("schedule", "confirm_date", "go_on", "open_batch", "record"),
    R.SCHEDULED: ("start", "open_batch"),
    R.UNDER_WAY: ("hand_over", "break_off"),
    R.BROKEN_OFF: ("hand_over", "postpone", "cancel"),
    R.POSTPONED: ("plan", "confirm_date", "record"),
    R.HANDED_OVER: ("close", "tell_contents", "tell_identity"),
    R.CLOSED: ("tell_contents", "tell_identity"),
    R.CANCELLED: (),
}
NEXT_OF_BATCH = {
    B.DRAFT: ("list", "list_packed"),
    B.LISTED: ("seal", "count", "record_seal", "list"),
    B.COMPARED: ("seal", "count", "record_seal"),
    B.SEALED: (),
    B.IN_TRANSIT: ("sheet", "hand_over", "take_over", "attest", "refuse"),
    B.HANDED_OVER: ("allocate", "acknowledge"),
    B.RECEIVED: ("verify_count",),
    B.COUNT_VERIFIED: (),
    B.TAKEN_BACK: (),
    B.CANCELLED: (),
}


def moves_of_round(user: User, round: ExchangeRound) -> Moves:
    why_not: dict[str, Why] = round_moves(user, round) | interruption_moves(user, round)
    why_not["record"] = why_not_record(user, round)
    why_not["tell_contents"] = why_not["tell_identity"] = tells(user, round)
    moves = [
        _opening(name, label, verb, round, why_not)
        for verb, (name, label) in FORMS_OF_ROUND.items()
        if verb not in WITHDRAWALS or _concerns(verb, round)
    ]
    moves += [
        _asking("round-move", path, deed, round, why_not)
        for path, deed in round_deeds.DEEDS.items()
    ]
    return _sorted(moves, NEXT_OF_ROUND[R(round.state)])


def moves_of_batch(user: User, batch: ExchangeBatch) -> Moves:
    why_not: dict[str, Why] = every_batch_move(user, batch)
    why_not["sheet"] = why_not["hand_over"]  # to scan, and to end it: one policy
    moves = [
        _opening(name, label, verb, batch, why_not)
        for verb, (name, label) in FORMS_OF_BATCH.items()
    ]
    moves += [
        _asking("batch-move", path, deed, batch, why_not)
        for path, deed in batch_deeds.DEEDS.items()
    ]
    return _sorted(moves, NEXT_OF_BATCH[B(batch.state)])


def interruption_moves(user: User, round: ExchangeRound) -> dict[str, Why]:
    """By the own word, or by recording another side's: one page for both."""
    own = every_round_move(user, round)
    moves: dict[str, Why] = {}
    for verb, act in ACTS.items():
        is_closed = round_workflow.why_not(verb, round.state)
        is_open = not is_closed and _records(
            user, round, lambda agency, act=act: why_not_interrupt(round, act, agency)
        )
        moves[verb] = None if is_open else own[verb]
    said = last_interruption(round)
    if said and _records(user, round, lambda agency: why_not_dispute(said, agency)):
        own["dispute"] = None
    moves["dispute"] = own["dispute"]
    for verb, why_not in WITHDRAWALS.items():
        is_open = _records(user, round, lambda agency, of=why_not: of(round, agency))
        moves[verb] = None if is_open else own[verb]
    return moves


def tells(user: User, round: ExchangeRound) -> Why:
    """For the own side, or for another from its message."""
    return why_not_tell_anything(user, round)


def _concerns(verb: str, round: ExchangeRound) -> bool:
    """A round without an intermediary is not cluttered with what only one could do."""
    return bool(round.intermediary_id) and (verb == "withdraw" or withdrawal_of(round) is not None)


def _records(user: User, round: ExchangeRound, why_not) -> bool:
    """Whether there is a side whose word this user may record."""
    return any(
        not why_not_record_for(user, round, agency) and not why_not(agency)
        for agency in round.speakers
    )


def why_not_record(user: User, round: ExchangeRound) -> Why:
    """For the first side that is not the user's own: it is the same for all of them."""
    others = [agency for agency in round.speakers if not is_of_side(user, agency)]
    return why_not_record_for(user, round, others[0])


def _opening(name: str, label: Text, verb: str, row, why_not: Mapping[str, Why]) -> Move:
    url = reverse(f"exchanges:{name}", args=[row.reference])
    return Move(verb, label, url, why_not=why_not[verb], opens=True)


def _asking(name: str, path: str, deed, row, why_not: Mapping[str, Why]) -> Move:
    url = reverse(f"exchanges:{name}", args=[row.reference, path])
    return Move(
        deed.verb,
        deed.label,
        url,
        why_not=why_not[deed.verb],
        is_grave=deed.is_grave,
        asks=True,
    )


def _sorted(moves: list[Move], following: Sequence[str]) -> Moves:
    by_verb = {move.verb: move for move in moves}
    first = [by_verb[verb] for verb in following if verb in by_verb]
    lead = next((move for move in first if not move.why_not), None)
    first = [replace(move, is_lead=move is lead) for move in first]
    rest = [move for move in moves if move.verb not in following]
    return Moves(
        now=first + [move for move in rest if not move.why_not],
        later=[move for move in rest if move.why_not],
    )
