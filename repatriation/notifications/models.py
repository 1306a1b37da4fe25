"""What is to reach whom: a row per event, recipient and channel."""

from datetime import timedelta

from django.db import models
from django.db.models import PROTECT, Q
from django.utils import timezone

from repatriation.errors import Sentence

LEASE = timedelta(minutes=5)
TRIES = 8  # with doubling pauses: about four hours


class DeliveryQuerySet(models.QuerySet):
    def free(self, now):
        """Due, and nobody is busy with it."""
        unleased = Q(leased_until=None) | Q(leased_until__lt=now)
        return self.filter(
            unleased, channel=Delivery.Channel.EMAIL, sent_at=None, failed_at=None, due_at__lte=now
        )

    def inbox_of(self, user):
        return self.filter(
            channel=Delivery.Channel.INBOX,
            target_label=user._meta.label_lower,
            target_id=user.pk,
        )

    def failed(self):
        return self.filter(failed_at__isnull=False).order_by("failed_at")


class Delivery(models.Model):
    """One notice on its way to one recipient: a sentence with a reference, and a link."""

    class Channel(models.TextChoices):
        INBOX = "inbox", "inbox"
        EMAIL = "email", "e-mail"

    event = models.ForeignKey("audit.Event", PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel)
    target_label = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    sentence = models.JSONField()
    link = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_answer = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "target_label", "target_id", "channel"],
                name="one_delivery_per_event_recipient_and_channel",
            ),
            models.CheckConstraint(
                name="what_was_sent_did_not_fail",
                condition=Q(sent_at=None) | Q(failed_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["target_label", "target_id", "-id"],
                name="delivery_inbox",
                condition=Q(channel="inbox"),
            ),
            models.Index(
                fields=["due_at"],
                name="delivery_unsent",
                condition=Q(channel="email", sent_at=None, failed_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.channel} {self.pk} to {self.target_label}:{self.target_id}"

    @property
    def said(self) -> Sentence:
        return Sentence(**self.sentence)
