"""Tasks carry ids, never case data, and each may run twice."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from repatriation.notifications.sending import send_delivery

AT_ONCE = 500


@shared_task(name="notifications.announce")
def announce(obligations: list[int]):
    for pk in announce_obligations(obligations):
        send.delay(pk)


@shared_task(name="notifications.send")
def send(delivery_id: int):
    send_delivery(delivery_id)


@shared_task(name="notifications.sweep")
def sweep():
    """Run by beat, or by cron without a broker: whatever the bell did not bring."""
    rung = timezone.now() - timedelta(seconds=20)
    forgotten = Obligation.objects.filter(done_at=None, made_at__lt=rung)
    announce_obligations(list(forgotten.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]))
    due = Delivery.objects.free(timezone.now()).order_by("due_at")  # with what was just announced
    for pk in due.values_list("pk", flat=True)[:AT_ONCE]:
        send_delivery(pk)
