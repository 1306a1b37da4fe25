"""One named session of work: what a fresh proof of who somebody is was given for."""

from datetime import timedelta

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = timedelta(hours=4)


class Kind(models.TextChoices):
    SEALING = "sealing", _("sealing")
    BOARD = "board", _("a board")
    CONFIRMING = "confirming", _("confirming declarations")
    RELEASING = "releasing", _("releasing")
    EXPORTING = "exporting", _("exporting")
    TAKING_NAMES = "taking_names", _("taking out names")
    ADMINISTRATION = "administration", _("administration")
    CLIENTS = "clients", _("programs and their secrets")


class WorkSessionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None, ends_at__gt=timezone.now())


class WorkSession(models.Model):
    """Of one person in one browser, whose session stands here as a keyed digest. `name` is what it
    covers: a batch's reference, or what the person calls a board's agenda."""

    user = models.ForeignKey("accounts.User", PROTECT, related_name="work_sessions")
    browser = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=80, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = WorkSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_work_session_lasts_at_most_four_hours",
                condition=Q(ends_at__gt=F("began_at"), ends_at__lte=F("began_at") + LONGEST),
            ),
            models.UniqueConstraint(
                fields=["browser"],
                condition=Q(ended_at=None),
                name="one_work_session_at_a_time_in_a_browser",
                violation_error_message=_(
                    "Another piece of work was begun in this browser at the same moment."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
