"""A link that lets a person set a password, once."""

from datetime import timedelta

from django.db import models
from django.db.models import PROTECT, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

GOOD_FOR = timedelta(hours=72)


class Reason(models.TextChoices):
    INVITATION = "invitation", _("invitation")
    PASSWORD = "password", _("forgotten password")
    LOST_DEVICE = "lost_device", _("lost device")


class OneTimeLinkQuerySet(models.QuerySet):
    def standing(self):
        """Neither used nor replaced; it may not have been sent yet."""
        return self.filter(used_at=None, voided_at=None)

    def usable(self):
        return self.standing().filter(expires_at__gt=timezone.now())


class OneTimeLink(models.Model):
    """What opens it is made when the mail is sent, and kept as a digest only: neither the store
    nor the broker knows it."""

    person = models.ForeignKey("accounts.User", PROTECT, related_name="links")
    reason = models.CharField(max_length=20, choices=Reason)
    ordered_by = models.ForeignKey("accounts.User", PROTECT, related_name="+")
    ordered_at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  not yet sent
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at=None, voided_at=None),
                name="one_standing_link_per_person",
                violation_error_message=_("A link for this person was ordered at the same moment."),
            ),
            models.CheckConstraint(
                name="a_link_that_was_used_was_sent_and_not_voided",
                condition=Q(used_at=None)
                | Q(voided_at=None, digest__isnull=False, expires_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_link_that_was_sent_expires",
                condition=Q(digest=None, expires_at=None)
                | Q(digest__isnull=False, expires_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"
