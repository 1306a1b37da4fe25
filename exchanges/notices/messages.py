"""Who is told of the messages of a round: that there is one, and where; never what it says."""

from exchanges.models import Message
from exchanges.notices.figures import second_readers
from exchanges.notices.operation import reference_of, speakers
from repatriation.audit.models import Event
from repatriation.errors import Sentence
from repatriation.notifications.registry import Notice, filled, notice_for

WRITTEN = Sentence("Round %(round)s: there is a new message.")
RECORDED = Sentence(
    "Round %(round)s: a message was recorded for another side. A second person must read its paper."
)


@notice_for("exchanges.message_written", WRITTEN)
def written(event: Event) -> Notice:
    """The other side; that one too for whom we wrote it down; the intermediary, where there are
    words for it."""
    message = _message(event)
    round = message.round
    others = [
        one for one in round.speakers if one != round.intermediary or message.for_intermediary
    ]
    others = [one for one in others if one.pk != message.agency_id or message.is_recorded_for]
    said = filled(WRITTEN, reference_of(round))
    return Notice(speakers(*others), said, round.get_absolute_url())


@notice_for("exchanges.message_recorded", RECORDED)
def recorded(event: Event) -> Notice:
    round = _message(event).round
    said = filled(RECORDED, reference_of(round))
    return Notice(second_readers(event), said, round.get_absolute_url())


def _message(event: Event) -> Message:
    rows = Message.objects.select_related(
        "round__convenor", "round__counterpart", "round__intermediary"
    )
    return rows.get(pk=event.details["message"])
