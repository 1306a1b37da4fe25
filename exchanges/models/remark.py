"""What a side remarks on, or reserves, at the handover."""

from django.db import models
from django.db.models import PROTECT
from django.utils.translation import gettext_lazy as _

from exchanges.figure_querysets import RemarkQuerySet
from exchanges.models.said import Said, checked_by_another


class Remark(Said):
    """Never edited: a correction is a new remark that names the one it corrects."""

    class Kind(models.TextChoices):
        REMARK = "remark", _("remark")
        RESERVATION = "reservation", _("reservation")

    batch = models.ForeignKey(
        "exchanges.ExchangeBatch", PROTECT, verbose_name=_("batch"), related_name="remarks"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.REMARK)
    text = models.TextField(_("text"), max_length=2000)
    # Everything else is for the two sides.
    is_for_intermediary = models.BooleanField(_("also for the neutral intermediary"), default=False)
    corrects = models.OneToOneField(
        "self", PROTECT, verbose_name=_("corrects"), null=True, related_name="correction"
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks and reservations")
        constraints = checked_by_another("a_remark")

    def __str__(self):
        return f"{self.get_kind_display()}, {self.said_on}"

    @property
    def round(self):
        return self.batch.round
