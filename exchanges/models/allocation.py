"""Which mortuary takes which of the received containers."""

from django.db import models
from django.db.models import PROTECT
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchanges.querysets import AllocationQuerySet
from exchanges.states import AllocationState
from repatriation.ledger.versions import Versioned


class Allocation(Versioned):
    """A mortuary's share of a batch; it sees, receives and counts its own."""

    batch = models.ForeignKey(
        "exchanges.ExchangeBatch", PROTECT, verbose_name=_("batch"), related_name="allocations"
    )
    mortuary = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="allocations", verbose_name=_("mortuary")
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=AllocationState,
        default=AllocationState.PLANNED,
        editable=False,
    )
    because = models.CharField(
        _("why more than there is room for"), max_length=200, blank=True, editable=False
    )
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    received_at = models.DateTimeField(_("received"), null=True, editable=False)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "mortuary"],
                name="one_allocation_per_batch_and_mortuary",
                violation_error_message=_("This mortuary has an allocation of this batch."),
            ),
            models.CheckConstraint(
                name="an_allocation_says_when_it_moved",
                condition=models.Q(state="planned", sent_at=None, received_at=None)
                | models.Q(state="sent", sent_at__isnull=False, received_at=None)
                | models.Q(state="received", sent_at__isnull=False, received_at__isnull=False),
            ),
        ]

    def __str__(self):
        return gettext("%(batch)s to %(mortuary)s") % {
            "batch": self.batch,
            "mortuary": self.mortuary,
        }
