"""Who may do what in a round, in which circumstances: a reason to refuse, or None."""

from django.utils.translation import gettext as _

from exchanges.models import Agreement, ExchangeBatch, ExchangeRound
from exchanges.models.said import Said
from exchanges.models.statement import Act
from exchanges.policies.intermediaries import asked_for_date
from exchanges.policies.sides import Why, is_of_side
from exchanges.states import OPEN_PLAN, BatchState, RoundState, round_workflow
from repatriation.accounts.models import Agency, User
from repatriation.ledger.clock import today

STARTED = (RoundState.UNDER_WAY, RoundState.BROKEN_OFF, RoundState.HANDED_OVER)
OVER = (RoundState.CLOSED, RoundState.CANCELLED)
ENDED = (BatchState.CANCELLED, BatchState.TAKEN_BACK)  # nothing of it waits for anything


def why_not_open_round(user: User) -> str | None:
    if not user.has_perm("exchanges.plan_round"):
        return _("Only a coordinator opens and plans a round.")
    if not user.is_person:
        return _("A round is planned by a person, not by a program.")
    if user.party_id is None:
        return _("A round is planned by one of the two sides.")
    return None


def why_not_plan_round(user: User, round: ExchangeRound) -> str | None:
    if why_not := why_not_open_round(user):
        return why_not
    if not is_of_side(user, round.convenor):
        return _("This round is planned by %(agency)s.") % {"agency": round.convenor}
    if round.state not in OPEN_PLAN:
        return _("The plan of a round stands once it is scheduled.")
    return None


def why_not_propose(user: User, round: ExchangeRound) -> str | None:
    return why_not_plan_round(user, round)


def why_not_speak(user: User, round: ExchangeRound | Agreement, agency: Agency) -> str | None:
    """To accept, or to confirm the date, for one's own side; alike of an agreement."""
    if agency not in round.speakers:
        return _("%(agency)s is no party to %(record)s.") % {"agency": agency, "record": round}
    if not is_of_side(user, agency):
        return _("You cannot speak for %(agency)s.") % {"agency": agency}
    if not user.has_perm("exchanges.speak_for_side"):
        return _("Only a coordinator or an observer speaks for its side.")
    return None


def why_not_record_for(user: User, round: ExchangeRound | Agreement, agency: Agency) -> str | None:
    """To record what another side said, from its dated message."""
    if agency not in round.speakers:
        return _("%(agency)s is no party to %(record)s.") % {"agency": agency, "record": round}
    if is_of_side(user, agency):
        return _("This is your own side: enter it as your own.")
    if not user.has_perm("exchanges.record_for_other") or not user.is_person:
        return _("Only an officer of a side records what another side said.")
    if not (is_of_side(user, round.convenor) or is_of_side(user, round.counterpart)):
        return _("Only its two sides record what is said of %(record)s.") % {"record": round}
    return None


def why_not_check(user: User, statement: Said) -> str | None:
    if not statement.is_recorded_for:
        return _("This was said by the side itself; there is nothing to check.")
    if statement.lapsed_at:
        return _("This was overtaken by what happened since; it stands no longer.")
    if statement.checked_at:
        return _("A second person has read this message already.")
    if statement.recorded_by_id == user.pk:
        return _("You recorded this; a second person must read the message.")
    return why_not_record_for(user, statement.round, statement.agency)


def why_not_schedule(user: User, round: ExchangeRound) -> str | None:
    if why_not := why_not_plan_round(user, round):
        return why_not
    return why_not_fix_date(round)


def why_not_fix_date(round: ExchangeRound) -> str | None:
    """What is still missing before the round is scheduled, whoever asks."""
    missing = [
        name
        for name, value in (
            (_("date"), round.date),
            (_("venue"), round.venue_id),
            (_("window"), round.window_from),
        )
        if not value
    ]
    if missing:
        return _("Still missing: %(missing)s.") % {"missing": ", ".join(missing)}
    waiting = [str(agency) for agency in asked_for_date(round) if not date_stands(round, agency)]
    if waiting:
        return _("The date is not confirmed by %(agencies)s.") % {"agencies": ", ".join(waiting)}
    return None


def why_not_start(user: User, round: ExchangeRound) -> str | None:
    if why_not := _why_not_run(user, round):
        return why_not
    if round.date and round.date > today():
        return _("The confirmed date is %(date)s; the round starts on that day.") % {
            "date": round.date.isoformat()
        }
    batches = [b for b in round.batches.all() if b.state not in ENDED]
    if not batches:
        return _("This round has no batch.")
    unsealed = [_named(user, b) for b in batches if b.state != BatchState.SEALED]
    if unsealed:
        return _("Not sealed yet: %(batches)s.") % {"batches": ", ".join(unsealed)}
    return None


def _named(user: User, batch: ExchangeBatch) -> str:
    """A draft of the other side is not there for this one, not even by its reference."""
    is_own = is_of_side(user, batch.opened_for) or is_of_side(user, batch.sender)
    if batch.state == BatchState.DRAFT and not is_own:
        return _("a batch that the other side has not listed yet")
    return str(batch)


def why_not_hand_over_round(user: User, round: ExchangeRound) -> str | None:
    if why_not := _why_not_run(user, round):
        return why_not
    going = (BatchState.SEALED, BatchState.IN_TRANSIT)
    waiting = [str(b) for b in round.batches.all() if b.state in going]
    if waiting:
        return _("The handover is not ended for %(batches)s.") % {"batches": ", ".join(waiting)}
    if round.state == RoundState.BROKEN_OFF and all(b.state in ENDED for b in round.batches.all()):
        return _("Nothing has passed in this round: postpone it, or cancel it.")
    return None


def why_not_close(user: User, round: ExchangeRound) -> str | None:
    if not user.has_perm("exchanges.close_round"):
        return _("Only a coordinator closes a round.")
    if not is_of_side(user, round.convenor):
        return _("This round is closed by %(agency)s.") % {"agency": round.convenor}
    done = (BatchState.COUNT_VERIFIED, *ENDED)
    waiting = [str(b) for b in round.batches.all() if b.state not in done]
    if waiting:
        return _("The count is not verified for %(batches)s.") % {"batches": ", ".join(waiting)}
    return None


def _why_not_run(user: User, round: ExchangeRound) -> str | None:
    if not user.has_perm("exchanges.run_round") or not user.is_person:
        return _("Only a coordinator or a transport lead runs a round.")
    if not is_of_side(user, round.convenor):
        return _("This round is run by %(agency)s.") % {"agency": round.convenor}
    return None


def date_stands(round: ExchangeRound, agency: Agency) -> bool:
    """Whether this agency has confirmed the date the round has now."""
    return any(
        s.stands and s.act == Act.CONFIRMS_DATE and s.date == round.date
        for s in round.statements.all()
        if s.agency_id == agency.pk
    )


def acceptance_stands(round: ExchangeRound, agency: Agency) -> bool:
    return any(
        s.stands and s.act == Act.ACCEPTS
        for s in round.statements.all()
        if s.agency_id == agency.pk
    )


def round_moves(user: User, round: ExchangeRound) -> dict[str, Why]:
    """Each move of this round: None if this user may do it now, else what they are told."""
    flow, state = round_workflow, round.state
    own = next((a for a in round.speakers if is_of_side(user, a)), None)
    return {
        "plan": why_not_plan_round(user, round),
        "propose": why_not_propose(user, round) or flow.why_not("propose", state),
        "accept": _why_not_accept(user, round, own) or flow.why_not("agree", state),
        "confirm_date": _why_not_confirm(user, round, own),
        "open_batch": why_not_open_batch(user, round),
        "schedule": flow.why_not("schedule", state) or why_not_schedule(user, round),
        "start": flow.why_not("start", state) or why_not_start(user, round),
        "hand_over": flow.why_not("hand_over", state) or why_not_hand_over_round(user, round),
        "close": flow.why_not("close", state) or why_not_close(user, round),
    }


def _why_not_accept(user: User, round: ExchangeRound, own: Agency | None) -> str | None:
    if own is None:
        return _("You belong to no side of this round.")
    if why_not := why_not_side(round, own):
        return why_not
    if acceptance_stands(round, own):
        return _("Your side has accepted this round.")
    return why_not_speak(user, round, own)


def why_not_side(round: ExchangeRound, agency: Agency) -> str | None:
    if agency == round.intermediary:
        return _("The two sides accept a round; the intermediary confirms its date.")
    return None


def why_not_confirm_now(round: ExchangeRound) -> str | None:
    """Whatever the side: there must be a date, and the round must not be past scheduling."""
    if round.state not in (RoundState.PROPOSED, RoundState.AGREED, RoundState.POSTPONED):
        return _("A date is confirmed while the round is proposed, agreed or postponed.")
    if round.date is None:
        return _("The round has no date yet.")
    return None


def _why_not_confirm(user: User, round: ExchangeRound, own: Agency | None) -> str | None:
    if own is None:
        return _("You belong to no side of this round.")
    if why_not := why_not_confirm_now(round):
        return why_not
    if date_stands(round, own):
        return _("Your side has confirmed this date.")
    return why_not_speak(user, round, own)


def why_not_open_batch(user: User, round: ExchangeRound) -> str | None:
    if not user.has_perm("exchanges.open_batch"):
        return _("Only a coordinator or an exchange officer opens a batch.")
    if not (is_of_side(user, round.convenor) or is_of_side(user, round.counterpart)):
        return _("Only the two sides of a round open batches in it.")
    if round.state in (*STARTED, *OVER):
        return _("A batch is opened before the round starts.")
    return None
