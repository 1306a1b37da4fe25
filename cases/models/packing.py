"""Remains packed into a container, to be returned to the other party in a batch."""

from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import PackingQuerySet
from repatriation.ledger.clock import now


class Packing(models.Model):
    """A case in an outgoing container: from the packing until it is unpacked or handed over."""

    class Outcome(models.TextChoices):
        UNPACKED = "unpacked", _("unpacked")
        HANDED_OVER = "handed_over", _("handed over")

    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, related_name="packings", verbose_name=_("case")
    )
    container = models.ForeignKey(
        "cases.Container", PROTECT, related_name="packings", verbose_name=_("container")
    )
    release = models.ForeignKey(
        "cases.Release", PROTECT, related_name="packings", verbose_name=_("release")
    )
    label = models.CharField(_("label as scanned"), max_length=60)
    packed_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("packed by")
    )
    packed_at = models.DateTimeField(_("packed"), default=now)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("ended by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True)
    ended_because = models.CharField(_("unpacked because"), max_length=300, blank=True)

    objects = PackingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("packing")
        verbose_name_plural = _("packings")
        permissions = [
            ("pack_remains", "Can pack remains for their return to the other party"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at=None),
                name="a_case_is_packed_in_one_container",
                violation_error_message=_("These remains are packed in another container."),
            ),
            models.CheckConstraint(
                name="what_is_packed_no_more_says_how_by_whom_and_when",
                condition=Q(outcome="", ended_by=None, ended_at=None, ended_because="")
                | Q(outcome="handed_over", ended_by__isnull=False, ended_at__isnull=False)
                | (
                    Q(outcome="unpacked", ended_by__isnull=False, ended_at__isnull=False)
                    & ~Q(ended_because="")
                ),
            ),
            models.CheckConstraint(
                name="a_label_is_read_before_the_packing", condition=~Q(label="")
            ),
        ]

    def __str__(self):
        return f"{self.case} in {self.container}"
