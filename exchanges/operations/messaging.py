"""Messages of a round: written by a side, or by us from its paper; never edited."""

from datetime import date

from django.db import transaction

from exchanges.models import ExchangeRound, Message, MessageReading
from exchanges.operations.checking import check_said
from exchanges.operations.statements import said
from exchanges.policies.messages import why_not_write
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import save_each
from repatriation.ledger.writing import record

EMPTY = gettext_noop("Write the message.")
NOT_ITS_FIELD = gettext_noop(
    "The neutral intermediary reads and writes one field alone: put its words there. The two sides "
    "read them too."
)
NO_INTERMEDIARY = gettext_noop(
    "This round has no neutral intermediary. Write the message to the other side alone."
)
CORRECTED = gettext_noop("This message was corrected already; correct the newer one.")
ANOTHERS = gettext_noop("A message is corrected by the side that wrote it.")


@transaction.atomic
def write_message(
    *,
    round: ExchangeRound,
    agency: Agency,
    by: User,
    text: str = "",
    for_intermediary: str = "",
    corrects: Message | None = None,
    said_on: date | None = None,
    source: str = "",
) -> Message:
    """Nothing of the round changes, so nobody's open form becomes stale by it."""
    round = lock_each([round])[0]
    require(why_not_write(by, round, agency))
    text, for_intermediary = text.strip(), for_intermediary.strip()
    _require_words(round, agency, text, for_intermediary)
    corrected = _correctable(corrects, round, agency)
    message = Message.objects.create(
        round=round,
        text=text,
        for_intermediary=for_intermediary,
        corrects=corrected,
        **said(agency, by, said_on, source, is_own=is_of_side(by, agency)),
    )
    if corrected and not corrected.stands:
        corrected.lapsed_at = now()  # nobody is asked to read its paper any more
        save_each([corrected], ["lapsed_at"])
    _tell(message, by)
    return message


@transaction.atomic
def check_message(*, message: Message, by: User) -> Message:
    """A second person has read the paper: from now on it stands."""
    lock_each([message.round])
    message = lock_each([message])[0]
    check_said(message, by)
    _tell(message, by)
    return message


@transaction.atomic
def mark_read(*, round: ExchangeRound, upto: int, by: User) -> int:
    """By this reader, as far as the page showed them; how many were unread until now."""
    rows = Message.objects.visible_to(by).filter(round=round, pk__lte=upto).unread_by(by)
    readings = [MessageReading(message=one, reader=by) for one in rows]
    # Two windows of one reader may press at once: the first of them has read it.
    MessageReading.objects.bulk_create(readings, ignore_conflicts=True)
    return len(readings)


def _require_words(round: ExchangeRound, agency: Agency, text: str, other: str) -> None:
    if agency == round.intermediary and text:
        raise RuleBroken(Sentence(NOT_ITS_FIELD))
    if other and round.intermediary is None:
        raise RuleBroken(Sentence(NO_INTERMEDIARY))
    if not (text or other):
        raise RuleBroken(Sentence(EMPTY))


def _correctable(corrects: Message | None, round: ExchangeRound, agency: Agency) -> Message | None:
    if corrects is None:
        return None
    if corrects.round_id != round.pk or corrects.agency_id != agency.pk:
        raise RuleBroken(Sentence(ANOTHERS))
    if Message.objects.filter(corrects=corrects).exists():
        raise RuleBroken(Sentence(CORRECTED))
    return lock_each([corrects])[0]


def _tell(message: Message, by: User) -> None:
    """That there is one, and whose; the words stay in the message."""
    verb = "message_written" if message.stands else "message_recorded"
    record(
        f"exchanges.{verb}",
        message.round,
        by=by,
        agency=message.agency_id,
        message=message.pk,
    )
