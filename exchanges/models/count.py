"""What was counted, where, by whom. Never edited: a correction is a new count."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from exchanges.querysets import CountQuerySet
from repatriation.ledger.clock import now


class Count(models.Model):
    """One agency's figure at one stage. Figures of different sources are never added."""

    class Stage(models.TextChoices):
        PACKING = "packing", _("before the seal")
        VENUE = "venue", _("at the venue")
        INTAKE = "intake", _("at intake")

    batch = models.ForeignKey("exchanges.ExchangeBatch", PROTECT, related_name="counts")
    stage = models.CharField(max_length=10, choices=Stage)
    source = models.ForeignKey("accounts.Agency", PROTECT, related_name="+")
    manifest = models.ForeignKey("exchanges.Manifest", PROTECT, null=True, related_name="counts")
    allocation = models.ForeignKey(
        "exchanges.Allocation", PROTECT, null=True, related_name="counts"
    )
    containers = models.PositiveIntegerField()
    packed_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, null=True, related_name="+")
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    counted_at = models.DateTimeField(default=now)

    objects = CountQuerySet.as_manager()

    class Meta:
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
        ]

    def __str__(self):
        return f"{self.containers} containers, {self.stage}"
