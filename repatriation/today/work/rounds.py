"""Rounds: a side's word on them, and the moves that are open now."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.sources import side_name
from exchanges.models import ExchangeRound, Statement
from exchanges.models.statement import Act
from exchanges.policies.rounds import ENDED, round_moves, why_not_check
from exchanges.policies.sides import is_of_side
from exchanges.policies.withdrawing import withdrawal_moves
from exchanges.states import RoundState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning, WorkItem
from repatriation.dashboard.formats import counted, day_text, days_since
from repatriation.ledger.clock import today
from repatriation.today.work.desk import MOST, Desk, Found, found


def to_check(desk: Desk) -> Found:
    """What was recorded for another side counts when a second person has read the message."""
    user = desk.user
    if not user.has_perm("exchanges.record_for_other"):
        return Found()
    waiting = (
        Statement.objects.visible_to(user)
        .to_check()
        .exclude(recorded_by=user.pk)
        .select_related(
            "agency__party",
            "recorded_by__agency__party",
            "round__convenor",
            "round__counterpart",
            "round__intermediary",
            "batch",
        )
        .order_by("recorded_at")[: MOST + 1]
    )
    items = [_check(one, user) for one in waiting if not why_not_check(user, one)]
    title = _("More messages, in their rounds")
    return found(items, verb=_("Check"), title=title, url=reverse("exchanges:rounds"))


def _check(statement: Statement, user: User) -> WorkItem:
    titles = {
        Act.ACCEPTS: _("An acceptance recorded for %(side)s"),
        Act.CONFIRMS_DATE: _("A date recorded for %(side)s"),
        Act.SEALS: _("A seal recorded for %(side)s"),
        Act.ATTESTS: _("A count recorded for %(side)s"),
        Act.SPOT_CHECKS: _("A spot check recorded for %(side)s"),
        Act.ANSWERS: _("Answers to the comparison recorded for %(side)s"),
        Act.POSTPONES: _("A postponement recorded for %(side)s"),
        Act.BREAKS_OFF: _("A breaking-off recorded for %(side)s"),
        Act.CANCELS: _("A cancellation recorded for %(side)s"),
        Act.DISPUTES: _("A dispute recorded for %(side)s"),
        Act.WITHDRAWS: _("A withdrawal recorded for %(side)s"),
        Act.GOES_ON: _("A word to go on without the intermediary recorded for %(side)s"),
        Act.TAKES_BACK: _("Containers recorded as taken back by %(side)s"),
    }
    recorder = statement.recorded_by
    by = recorder if recorder.party_id == user.party_id else recorder.home.as_told_to(user)
    why = _(
        "%(recorder)s entered it from a message of %(day)s. It counts when a second person has "
        "read the message."
    )
    return WorkItem(
        _("Check"),
        titles[Act(statement.act)] % {"side": side_name(statement.agency)},
        reverse("exchanges:check-statement", args=[statement.round.reference, statement.pk]),
        why % {"recorder": by, "day": day_text(statement.said_on)},
        (statement.batch or statement.round).reference,
        _("since %(day)s") % {"day": day_text(statement.recorded_at)},
    )


def moves(desk: Desk) -> Found:
    """Whatever this reader may do with a round now, as its own page offers it."""
    items = [item for round in desk.rounds for item in _moves_of(round, desk.user)]
    title = _("More rounds that wait for you")
    return found(items, verb=_("Look"), title=title, url=reverse("exchanges:rounds"))


def _moves_of(round: ExchangeRound, user: User) -> Iterator[WorkItem]:
    words = {
        "propose": (_("Propose"), _("A draft that only your side sees.")),
        "accept": (_("Accept"), _("It is agreed when both sides have accepted it.")),
        "confirm_date": (_("Confirm"), _("Its date waits for your word.")),
        "open_batch": (_("Open"), _("It is agreed, and has no batch yet.")),
        "schedule": (_("Schedule"), _("Everybody has confirmed the date.")),
        "start": (_("Start"), _("Every batch is sealed, and the date has come.")),
        "go_on": (_("Decide"), _("Its intermediary withdrew. It goes on when both sides say so.")),
        "hand_over": (_("Record"), _("The handover of every batch is ended.")),
        "close": (_("Close"), _("The count of every batch is verified.")),
    }
    open_now = round_moves(user, round) | withdrawal_moves(user, round)
    for verb, (label, why) in words.items():
        if open_now[verb] is None and _is_awaited(verb, round):
            yield WorkItem(
                label,
                _title(round, user),
                round.get_absolute_url(),
                why,
                round.reference,
                day_text(round.date) if round.date else "",
            )


def _is_awaited(verb: str, round: ExchangeRound) -> bool:
    """A batch may be opened at any time; it is missed when the round is agreed and has none."""
    if verb != "open_batch":
        return True
    is_agreed = round.state in (RoundState.AGREED, RoundState.SCHEDULED)
    return is_agreed and all(b.state in ENDED for b in round.batches.all())


def _title(round: ExchangeRound, user: User) -> str:
    """With whom, and where."""
    sides = {"side": side_name(round.counterpart), "other": side_name(round.convenor)}
    if is_of_side(user, round.counterpart):
        sides["side"] = sides["other"]
    if not is_of_side(user, round.counterpart) and not is_of_side(user, round.convenor):
        said = _("Round of %(other)s with %(side)s") % sides
    else:
        said = _("Round with %(side)s") % sides
    return f"{said}, {round.venue}" if round.venue else said


def late(desk: Desk) -> Found:
    """The date has passed and nobody started it."""
    waiting = (RoundState.PROPOSED, RoundState.AGREED, RoundState.SCHEDULED)
    items = [
        WorkItem(
            _("Start"),
            _title(round, desk.user),
            round.get_absolute_url(),
            _("Its date was %(day)s. It has not started; start it, or confirm another date.")
            % {"day": day_text(round.date, is_long=True)},
            round.reference,
            state=late_by(days_since(round.date)),
        )
        for round in desk.rounds
        if round.state in waiting and round.date and round.date < today()
    ]
    title = _("More rounds whose date has passed")
    return found(items, verb=_("Start"), title=title, url=reverse("exchanges:rounds"))


def late_by(days: int) -> Badge:
    """Beyond a week it is no longer a delay but a stop."""
    meaning = Meaning.STOP if days > 7 else Meaning.WATCH
    return Badge(_("%(days)s late") % {"days": counted(max(days, 1), "days")}, meaning)
