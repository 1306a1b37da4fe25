"""From an obligation to deliveries: one per recipient and channel, once."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from repatriation.ledger.models import Obligation
from repatriation.logs import get_logger
from repatriation.notifications import registry
from repatriation.notifications.models import Delivery

Channel = Delivery.Channel
log = get_logger(__name__)


@transaction.atomic
def announce_obligations(keys: Iterable[int], *, is_past: bool = False) -> list[int]:
    """Turn each event into deliveries; whoever did it needs no telling. Returns e-mails to send.

    `is_past` is the demonstration's: what was told long ago stands read in the inbox and is not
    mailed.
    """
    open_kinds = (
        Obligation.objects.filter(pk__in=keys, done_at=None)
        .annotate(kind=KeyTextTransform("kind", "event__facts"))
        .select_for_update(skip_locked=True, of=("self",))
        .values_list("pk", "kind")
    )
    told = registry.told_kinds() | registry.followed_kinds()
    of_kind = dict(open_kinds)
    _close([pk for pk, kind in of_kind.items() if kind not in told])
    due = [pk for pk, kind in of_kind.items() if kind in told]
    owing = Obligation.objects.filter(pk__in=due).select_related("event") if due else []
    mails: list[int] = []
    for owed in owing:
        try:
            with transaction.atomic():
                registry.follow(owed.event)
                made = Delivery.objects.bulk_create(_deliveries(owed.event, is_past=is_past))
                _close([owed.pk])
        except Exception as error:  # one that cannot be told stays open, and hinders no other
            log.error("obligation_broke", obligation_id=owed.pk, exc_info=error)
            continue
        mails += [delivery.pk for delivery in made if delivery.channel == Channel.EMAIL]
    return mails


def _close(keys: list[int]) -> None:
    if keys:
        Obligation.objects.filter(pk__in=keys).update(done_at=timezone.now())


def _deliveries(event, *, is_past: bool) -> list[Delivery]:
    made: dict[tuple, Delivery] = {}
    notice = registry.notice_of(event)
    while notice:  # whoever is of both audiences is told in the words of the first
        for one in _of_notice(notice, event, is_past=is_past):
            made.setdefault((one.target_label, one.target_id, one.channel), one)
        notice = notice.others
    return list(made.values())


def _of_notice(notice: registry.Notice, event, *, is_past: bool) -> list[Delivery]:
    channels = [] if notice.is_by_mail_alone else [Channel.INBOX]
    channels += [] if is_past else [Channel.EMAIL]
    moment = event.recorded_at if is_past else timezone.now()
    return [
        Delivery(
            event=event,
            channel=channel,
            target_label=person._meta.label_lower,
            target_id=person.pk,
            sentence=notice.sentence.as_data(),
            link=notice.link,
            made_at=moment,
            due_at=moment,
            sent_at=moment if channel == Channel.INBOX else None,
            read_at=moment if is_past else None,
        )
        for person in notice.recipients.exclude(pk=event.actor_id).distinct()
        for channel in channels
    ]
