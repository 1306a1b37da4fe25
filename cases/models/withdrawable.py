"""What was said once, stays, and is taken back with a reason."""

from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _


class Withdrawable(models.Model):
    """A row that is never deleted: it says who took it back, when and why."""

    withdrawn_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="a_withdrawn_%(class)s_says_who_when_and_why",
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because="")
                | (
                    Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~Q(withdrawn_because="")
                ),
            )
        ]

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None
