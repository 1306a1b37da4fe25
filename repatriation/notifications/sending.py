"""Sending one e-mail: lease, send, note. No lock is held while the mail server thinks."""

from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db.models import F
from django.utils import timezone

from repatriation.logs import get_logger
from repatriation.notifications import registry
from repatriation.notifications.letters import letter_to
from repatriation.notifications.models import LEASE, TRIES, Delivery

log = get_logger(__name__)


def send_delivery(pk: int) -> bool:
    """False where somebody else sends it, it was sent, or it failed for good.

    At least once: a crash between the mail server and the note repeats one mail.
    """
    now = timezone.now()
    leased = Delivery.objects.free(now).filter(pk=pk)
    if not leased.update(leased_until=now + LEASE, tries=F("tries") + 1):
        return False
    delivery = Delivery.objects.select_related("event").get(pk=pk)
    try:
        is_sent = _mail(delivery)
    except Exception as error:  # whatever it is, it is tried again, and then it is seen
        if not isinstance(error, SMTPException | OSError):  # a mistake of ours
            log.error("delivery_broke", delivery_id=pk, exc_info=error)
        _note_failure(delivery, error)
        return False
    outcome = "sent_at" if is_sent else "dropped_at"
    Delivery.objects.filter(pk=pk).update(leased_until=None, **{outcome: timezone.now()})
    return is_sent


def _mail(delivery: Delivery) -> bool:
    """False where nobody is to be told any more: it is dropped, and is no failure."""
    to = registry.address(delivery.target_label, delivery.target_id)
    if to is None:
        return False
    make = registry.own_letter(delivery.event)
    letter = make(delivery.event, to) if make else letter_to(to, delivery)
    if letter is None:
        return False
    send_mail(letter.subject, letter.body, None, [to.email])
    return True


def _note_failure(delivery: Delivery, error: Exception) -> None:
    """The answer's kind and code only: a mail server's text may quote the address."""
    code = getattr(error, "smtp_code", "")
    answer = f"{type(error).__name__} {code}".strip()
    now = timezone.now()
    is_last = delivery.tries >= TRIES
    Delivery.objects.filter(pk=delivery.pk).update(
        leased_until=None,
        last_answer=answer,
        due_at=now + timedelta(minutes=2 ** (delivery.tries - 1)),
        failed_at=now if is_last else None,
    )
