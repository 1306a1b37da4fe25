"""What an event leaves to be done, and the numbers given to new records."""

from datetime import timedelta

from django.db import models
from django.db.models import PROTECT, Q
from django.utils import timezone


class Obligation(models.Model):
    """An event somebody may have to be told of. Tasks lock this row, never the event."""

    event = models.OneToOneField("audit.Event", PROTECT, related_name="obligation")
    made_at = models.DateTimeField(db_default=models.functions.Now())
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["made_at"], name="obligation_open", condition=Q(done_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"obligation of event {self.event_id}"

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.made_at


class Serial(models.Model):
    """The last number given under a prefix in a year; gapless, because its row is locked."""

    prefix = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["prefix", "year"], name="one_serial_per_prefix_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}: {self.last}"
