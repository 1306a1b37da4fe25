"""Where the list, the count and the thing itself disagree."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT
from django.utils.translation import gettext_lazy as _

from exchanges.models.codes import Code
from exchanges.querysets import DiscrepancyQuerySet
from repatriation.ledger.clock import now


class Discrepancy(models.Model):
    """A fact that is kept, never a refusal. Answers and acceptance come with the register."""

    Code = Code

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    batch = models.ForeignKey(
        "exchanges.ExchangeBatch", PROTECT, verbose_name=_("batch"), related_name="discrepancies"
    )
    container = models.ForeignKey(
        "cases.Container",
        PROTECT,
        verbose_name=_("container"),
        null=True,
        related_name="discrepancies",
    )
    code = models.CharField(_("what"), max_length=30, choices=Code)
    listed = models.PositiveIntegerField(_("listed"), null=True)
    counted = models.PositiveIntegerField(_("counted"), null=True)
    note = models.TextField(_("note"), blank=True, max_length=1000)
    source = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("source"), related_name="+"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("opened by"), related_name="+"
    )
    opened_at = models.DateTimeField(_("opened"), default=now)

    objects = DiscrepancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("discrepancy")
        verbose_name_plural = _("discrepancies")
        constraints = [
            models.UniqueConstraint(
                fields=["container", "code", "batch"],
                name="a_discrepancy_is_opened_once",
                violation_error_message=_("This discrepancy is open already."),
            )
        ]

    def __str__(self):
        return self.reference
