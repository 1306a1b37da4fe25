"""Sending again what failed for good: asked for by a person, and recorded."""

from celery import current_app
from django.db import transaction
from django.utils import timezone

from repatriation.accounts.models import User
from repatriation.errors import NotPermitted, RuleBroken, Sentence, gettext_noop
from repatriation.ledger.locking import lock_each
from repatriation.ledger.writing import record
from repatriation.notifications.models import Delivery

NOT_FAILED = gettext_noop("This notice has not failed; it is on its way, or was sent again.")
NOT_YOURS = gettext_noop("Only a coordinator or an administrator sends a notice again.")


@transaction.atomic
def send_again(*, delivery: Delivery, by: User) -> Delivery:
    """With all its tries before it. The address is read anew, so it may have been mended."""
    delivery = lock_each([delivery])[0]
    if not by.has_perm("notifications.change_delivery"):
        raise NotPermitted(Sentence(NOT_YOURS))
    if delivery.failed_at is None:
        raise RuleBroken(Sentence(NOT_FAILED))
    delivery.failed_at, delivery.leased_until = None, None
    delivery.tries, delivery.due_at = 0, timezone.now()
    delivery.save()
    record("notifications.sent_again", delivery, by=by)
    key = delivery.pk
    transaction.on_commit(lambda: _ring(key), robust=True)
    return delivery


def _ring(key: int) -> None:
    current_app.send_task("notifications.send", [key], retry=False)
