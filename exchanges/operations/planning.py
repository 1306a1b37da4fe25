"""A round is opened, planned and proposed by one side."""

from typing import Any

from django.db import transaction

from exchanges.agreement_states import AgreementState
from exchanges.models import ExchangeRound
from exchanges.models.statement import WITHDRAWALS
from exchanges.operations.interrupting import lapse
from exchanges.policies import rounds as policies
from exchanges.policies.intermediaries import is_without
from exchanges.states import RoundState, round_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.locking import lock
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

ONE_SIDE = gettext_noop("The counterpart belongs to your own side; choose an agency of the other.")
NOT_NEUTRAL = gettext_noop("%(agency)s belongs to a side; choose a neutral intermediary.")
OTHER_SIDES = gettext_noop("%(agreement)s is between other sides; choose one of these two.")
NOT_IN_FORCE = gettext_noop("%(agreement)s is %(state)s; a round is made under one in force.")
NAMES_ANOTHER = gettext_noop(
    "%(agreement)s names %(agency)s as neutral intermediary; name it in the round too."
)
IS_AGREED = gettext_noop(
    "Both sides agreed on %(agency)s as intermediary. It may withdraw; another is named when both "
    "sides have said that they go on without it."
)
AGREED_ON = (RoundState.AGREED, RoundState.POSTPONED)
PLAN = (
    "counterpart",
    "intermediary",
    "date",
    "venue",
    "window_from",
    "window_until",
    "transport",
    "agreement",
    "agreed_under",
    "corridor",
    "cease_fire",
)


@transaction.atomic
def open_round(*, by: User, counterpart: Agency, **plan: Any) -> ExchangeRound:
    """A draft that only the own side sees."""
    require(policies.why_not_open_round(by))
    round = ExchangeRound(
        reference=next_reference("ER"), convenor=by.home, counterpart=counterpart, **plan
    )
    _require_sides(round)
    _require_agreement(round)
    round.save()
    record("exchanges.round_opened", round, by=by)
    return round


@transaction.atomic
def plan_round(*, round: ExchangeRound, by: User, **plan: Any) -> ExchangeRound:
    """Change what is planned. A date confirmed before is confirmed for that date only, so a new
    date has to be confirmed anew."""
    round = lock(round)
    require(policies.why_not_plan_round(by, round))
    changed = [name for name in PLAN if name in plan and getattr(round, name) != plan[name]]
    if "intermediary" in changed:
        _let_go(round)
    for name in changed:
        setattr(round, name, plan[name])
    _require_sides(round)
    if {"agreed_under", "counterpart", "intermediary"} & {*changed}:
        _require_agreement(round)
    keep(round)
    record("exchanges.round_planned", round, by=by, changed=changed)
    return round


@transaction.atomic
def propose_round(*, round: ExchangeRound, by: User) -> ExchangeRound:
    """From now on the other side and the intermediary see it."""
    round = lock(round)
    require(policies.why_not_propose(by, round))
    round.state = round_workflow.require("propose", round.state).target
    keep(round)
    record("exchanges.round_proposed", round, by=by)
    return round


def _let_go(round: ExchangeRound) -> None:
    """Who was agreed on is not dropped on one side's word; once both go on without it, another may
    be named, or none."""
    if round.intermediary and round.state in AGREED_ON and not is_without(round):
        raise RuleBroken(Sentence(IS_AGREED, {"agency": round.intermediary.name}))
    lapse(round, *WITHDRAWALS)


def _require_agreement(round: ExchangeRound) -> None:
    """Between the same two sides; whoever it names at the handovers is asked in the round too."""
    under = round.agreed_under
    if under is None:
        return
    sides = {round.convenor.party_id, round.counterpart.party_id}
    if sides != {agency.party_id for agency in under.speakers}:
        raise RuleBroken(Sentence(OTHER_SIDES, {"agreement": under.reference}))
    if under.state != AgreementState.IN_FORCE:
        said = {"agreement": under.reference, "state": under.get_state_display()}
        raise RuleBroken(Sentence(NOT_IN_FORCE, said))
    if under.intermediary and under.intermediary != round.intermediary:
        said = {"agreement": under.reference, "agency": under.intermediary.name}
        raise RuleBroken(Sentence(NAMES_ANOTHER, said))


def _require_sides(round: ExchangeRound) -> None:
    if round.counterpart.party_id in (None, round.convenor.party_id):
        raise RuleBroken(Sentence(ONE_SIDE))
    if round.intermediary and round.intermediary.kind != Agency.Kind.INTERMEDIARY:
        raise RuleBroken(Sentence(NOT_NEUTRAL, {"agency": round.intermediary.name}))
