"""The thread of a round, the newest first, as its page shows it to one reader."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.said import recorded_as
from exchanges.models import ExchangeRound, Message
from exchanges.policies.messages import why_not_write, why_not_write_anything
from exchanges.policies.rounds import why_not_check
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning, Move

ON_PAGE = 20


@dataclass(frozen=True)
class MessageShown:
    message: Message
    words: str
    for_intermediary: str
    number: int
    source: str
    badges: list[Badge]
    moves: list[Move]


@dataclass(frozen=True)
class Thread:
    """`before` leads to older ones."""

    messages: list[MessageShown]
    moves: list[Move]
    before: int | None
    is_intermediarys: bool
    has_intermediary: bool


def thread_of(round: ExchangeRound, reader: User, before: int | None = None) -> Thread:
    rows = Message.objects.shown_to(reader).filter(round=round)
    rows = rows.select_related("agency", "recorded_by__agency", "checked_by", "corrects")
    if before:
        rows = rows.filter(number__lt=before)
    known = list(rows.order_by("-pk")[: ON_PAGE + 1])
    here = known[:ON_PAGE]
    unread = Message.objects.visible_to(reader).filter(round=round).unread_by(reader)
    newest = here[0].pk if here else 0
    waiting = set(unread.filter(pk__lte=newest).values_list("pk", flat=True))
    return Thread(
        [_shown(one, round, reader, is_unread=one.pk in waiting) for one in here],
        [*_reading(round, waiting), _writing(round, reader)],
        here[-1].number if len(known) > ON_PAGE else None,  # type: ignore[attr-defined]
        reader.party_id is None,
        round.intermediary_id is not None,
    )


def _shown(message, round: ExchangeRound, reader: User, *, is_unread: bool) -> MessageShown:
    message.round = round
    badges = [Badge(_("Unread"), Meaning.OPEN)] if is_unread else []
    if message.is_corrected:
        badges.append(Badge(_("Corrected later"), Meaning.NONE))
    elif not message.stands:
        badges.append(Badge(_("To be checked"), Meaning.WATCH))
    moves = []
    if not message.stands and not message.lapsed_at:
        moves.append(checking_message(message, reader))
    if _may_correct(message, round, reader):
        moves.append(_correcting(message))
    return MessageShown(
        message,
        message.words,
        message.for_intermediary,
        message.number,
        recorded_as(message, message.paper, reader),
        badges,
        moves,
    )


def _may_correct(message, round: ExchangeRound, reader: User) -> bool:
    """What a side wrote itself is corrected by itself; what we wrote down for it, by us."""
    is_ours = is_of_side(reader, message.agency) or message.is_recorded_for
    is_open = why_not_write(reader, round, message.agency) is None
    return is_ours and is_open and not message.is_corrected


def checking_message(message: Message, reader: User) -> Move:
    url = reverse("exchanges:check-message", args=[message.round.reference, message.pk])
    return Move("check", _("Check"), url, why_not=why_not_check(reader, message), asks=True)


def _writing(round: ExchangeRound, reader: User) -> Move:
    url = reverse("exchanges:write-message", args=[round.reference])
    why_not = why_not_write_anything(reader, round)
    return Move("write", _("Write a message"), url, why_not=why_not, opens=True)


def _correcting(message: Message) -> Move:
    url = reverse("exchanges:correct-message", args=[message.round.reference, message.pk])
    return Move("correct", _("Correct"), url, opens=True)


def _reading(round: ExchangeRound, waiting: set[int]) -> list[Move]:
    """Those up to the newest that the page showed."""
    if not waiting:
        return []
    url = reverse("exchanges:read-messages", args=[round.reference])
    return [Move("read", _("Mark all as read"), url, fields={"upto": max(waiting)})]
