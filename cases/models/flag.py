"""What stands beside a state: missing, under a legal hold, in quarantine."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import FlagQuerySet
from repatriation.ledger.clock import now


class FlagKind(models.TextChoices):
    MISSING = "missing", _("missing")
    LEGAL_HOLD = "legal_hold", _("legal hold")
    QUARANTINE = "quarantine", _("quarantine")


class Flag(models.Model):
    """Opened and lifted, each by somebody with a reason; never deleted. Of a container quarantine
    is a state of its own. The open ones are also in the row's `flags`, for lists and refusals."""

    container = models.ForeignKey(
        "cases.Container", PROTECT, null=True, related_name="flagged", verbose_name=_("container")
    )
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, null=True, related_name="flagged", verbose_name=_("case")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=FlagKind)
    reason = models.CharField(_("reason"), max_length=500)
    order = models.CharField(_("number of the order"), max_length=120, blank=True)
    opened_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened"), default=now)
    lifted_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("lifted by")
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_because = models.CharField(_("lifted because"), max_length=500, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        permissions = [("hold_remains", "Can place and lift legal holds on remains")]
        constraints = [
            models.CheckConstraint(
                name="a_flag_is_of_a_container_or_a_case",
                condition=Q(container__isnull=False, case=None)
                | Q(container=None, case__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["container", "kind"],
                condition=Q(lifted_at=None),
                name="one_open_flag_of_a_kind_on_a_container",
                violation_error_message=_("This flag is open already; read it before another."),
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(lifted_at=None),
                name="one_open_flag_of_a_kind_on_a_case",
                violation_error_message=_("This flag is open already; read it before another."),
            ),
            models.CheckConstraint(
                name="a_container_is_quarantined_by_its_state",
                condition=~Q(kind="quarantine") | Q(container=None),
            ),
            models.CheckConstraint(
                name="a_flag_says_why",
                condition=~Q(reason="") & (~Q(kind="legal_hold") | ~Q(order="")),
                violation_error_message=_("A flag says why; a legal hold names its order."),
            ),
            models.CheckConstraint(
                name="a_flag_is_lifted_by_somebody_with_a_reason",
                condition=Q(lifted_by=None, lifted_at=None, lifted_because="")
                | (
                    Q(lifted_by__isnull=False, lifted_at__gte=F("opened_at"))
                    & ~Q(lifted_because="")
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, flag {self.pk}"

    @property
    def subject(self):
        return self.container or self.case
