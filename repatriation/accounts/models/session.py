"""Where a person is signed in, and on which shared devices they may come back."""

from datetime import timedelta

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SHIFT = timedelta(hours=12)


class OpenSession(models.Model):
    """A browser somebody is signed in with. The row goes when the session ends; events remember.

    Of the browser it keeps a few words, and no network address.
    """

    person = models.ForeignKey("accounts.User", PROTECT, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(_("browser"), max_length=60)
    began_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-began_at"]

    def __str__(self) -> str:
        return f"session {self.pk}"


class ShiftQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ends_at__gt=timezone.now())


class Shift(models.Model):
    """Somebody who signed in fully on a shared device; until it ends the password is enough there.

    The device is a keyed digest of the random number in its cookie.
    """

    person = models.ForeignKey("accounts.User", PROTECT, related_name="shifts")
    device = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["device", "person"], name="one_shift_of_a_person_on_a_device"
            ),
            models.CheckConstraint(
                name="a_shift_lasts_at_most_twelve_hours",
                condition=Q(ends_at__lte=F("began_at") + SHIFT),
            ),
        ]

    def __str__(self) -> str:
        return f"shift {self.pk}"
