"""That somebody may not come in for a while: why, by whom, and until when."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Suspension(models.Model):
    """Nothing is deleted by it; while it stands its person is not active."""

    person = models.ForeignKey("accounts.User", PROTECT, related_name="suspensions")
    reason = models.CharField(_("reason"), max_length=300)
    suspended_by = models.ForeignKey("accounts.User", PROTECT, related_name="+")
    suspended_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey("accounts.User", PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(lifted_at=None),
                name="one_standing_suspension_per_person",
                violation_error_message=_("This person is suspended already."),
            ),
            models.CheckConstraint(
                name="nobody_suspends_themselves",
                condition=~Q(person=F("suspended_by")) & ~Q(person=F("lifted_by")),
                violation_error_message=_("Nobody suspends themselves."),
            ),
            models.CheckConstraint(
                name="a_lifted_suspension_names_who_and_when",
                condition=Q(lifted_by=None, lifted_at=None)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"suspension {self.pk}"
