"""What was counted, where, by whom. Never edited: a correction is a new count."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from exchanges.figure_querysets import CountQuerySet
from repatriation.ledger.clock import now


class Count(models.Model):
    """One agency's figure at one stage. Figures of different sources are never added."""

    class Stage(models.TextChoices):
        PACKING = "packing", _("before the seal")
        VENUE = "venue", _("at the venue")
        INTAKE = "intake", _("at intake")

    batch = models.ForeignKey(
        "exchanges.ExchangeBatch", PROTECT, verbose_name=_("batch"), related_name="counts"
    )
    stage = models.CharField(_("when"), max_length=10, choices=Stage)
    source = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("counted for"), related_name="+"
    )
    manifest = models.ForeignKey(
        "exchanges.Manifest", PROTECT, verbose_name=_("list"), null=True, related_name="counts"
    )
    allocation = models.ForeignKey(
        "exchanges.Allocation",
        PROTECT,
        verbose_name=_("allocation"),
        null=True,
        related_name="counts",
    )
    containers = models.PositiveIntegerField(_("containers"))
    packed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("packed by"), null=True, related_name="+"
    )
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("counted by"), related_name="+"
    )
    counted_at = models.DateTimeField(_("counted"), default=now)

    # Where it was said, and not made by our own scans: it stands when the statement does.
    statement = models.OneToOneField(
        "exchanges.Statement",
        PROTECT,
        verbose_name=_("statement"),
        null=True,
        related_name="count",
    )
    corrects = models.ForeignKey(
        "self", PROTECT, verbose_name=_("corrects"), null=True, related_name="corrections"
    )

    objects = CountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        constraints = [
            models.CheckConstraint(
                name="who_packed_does_not_count",
                condition=Q(packed_by=None) | ~Q(counted_by=F("packed_by")),
                violation_error_message=_("Who packed a batch does not count it."),
            ),
            models.CheckConstraint(
                name="a_count_before_the_seal_names_list_and_packer",
                condition=~Q(stage="packing") | Q(manifest__isnull=False, packed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="an_intake_count_names_its_allocation",
                condition=~Q(stage="intake") | Q(allocation__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_attested_is_a_count_at_the_venue",
                condition=Q(statement=None) | Q(stage="venue"),
            ),
        ]

    def __str__(self):
        return f"{self.containers}, {self.get_stage_display()}"
