"""Where the list, the count and the thing itself disagree."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchanges.figure_querysets import DiscrepancyQuerySet
from exchanges.models.codes import AT_THE_VENUE, LOSSES, TOLD_AT_ONCE, Code
from exchanges.states import SETTLED, DiscrepancyState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned

USER = settings.AUTH_USER_MODEL
NOT_BY_OPENER = ~Q(settled_by=F("opened_by"))
NOT_BY_ANSWERER = Q(answered_by=None) | ~Q(settled_by=F("answered_by"))
NO_PAIR = Q(counted_by=None, other_source=None, other_counted=None)
PAIR = Q(counted_by__isnull=False, other_source__isnull=False, other_counted__isnull=False)


class Discrepancy(Versioned):
    """A fact that is kept, never a refusal. What disagrees is never edited; what is said of it
    are its answers."""

    Code = Code
    LOSSES = LOSSES
    AT_THE_VENUE = AT_THE_VENUE
    TOLD_AT_ONCE = TOLD_AT_ONCE

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
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=DiscrepancyState,
        default=DiscrepancyState.OPEN,
        editable=False,
    )
    listed = models.PositiveIntegerField(_("listed"), null=True)
    counted = models.PositiveIntegerField(_("counted"), null=True)
    # Where two sources counted at the venue: whose `counted` is, and the other figure.
    counted_by = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("counted by"), null=True, related_name="+"
    )
    other_source = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("other source"), null=True, related_name="+"
    )
    other_counted = models.PositiveIntegerField(_("counted by the other"), null=True)
    note = models.TextField(_("note"), blank=True, max_length=1000)
    source = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("source"), related_name="+"
    )
    opened_by = models.ForeignKey(USER, PROTECT, verbose_name=_("opened by"), related_name="+")
    opened_at = models.DateTimeField(_("opened"), default=now)
    # When the other side was told; at once for what anybody at the venue could see.
    raised_at = models.DateTimeField(_("told to the other side"), null=True)
    owner = models.ForeignKey(
        USER, PROTECT, verbose_name=_("followed up by"), null=True, related_name="+"
    )
    due_on = models.DateField(_("to be settled by"), null=True)
    answered_by = models.ForeignKey(
        USER, PROTECT, verbose_name=_("answered by"), null=True, related_name="+"
    )
    settled_by = models.ForeignKey(
        USER, PROTECT, verbose_name=_("settled by"), null=True, related_name="+"
    )
    settled_at = models.DateTimeField(_("settled"), null=True)

    objects = DiscrepancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("discrepancy")
        verbose_name_plural = _("discrepancies")
        permissions = [
            ("open_discrepancy", "Can open discrepancies"),
            ("answer_discrepancy", "Can answer discrepancies for the own side"),
            ("settle_discrepancy", "Can follow up and settle discrepancies of the own side"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["container", "code", "batch", "source"],
                name="a_discrepancy_is_opened_once",
                violation_error_message=_("This discrepancy is open already."),
            ),
            models.UniqueConstraint(
                fields=["batch", "counted_by", "other_source"],
                name="two_sources_differ_once",
                violation_error_message=_("That these two counts differ is open already."),
            ),
            models.CheckConstraint(
                name="counts_that_differ_name_both_sources", condition=NO_PAIR | PAIR
            ),
            models.CheckConstraint(
                name="what_is_settled_says_by_whom_and_when",
                condition=Q(state__in=SETTLED, settled_by__isnull=False, settled_at__isnull=False)
                | (~Q(state__in=SETTLED) & Q(settled_by=None, settled_at=None)),
            ),
            models.CheckConstraint(
                name="a_loss_is_settled_by_another",
                condition=~Q(code__in=LOSSES)
                | Q(settled_by=None)
                | (NOT_BY_OPENER & NOT_BY_ANSWERER),
                violation_error_message=_(
                    "What is short or too many is settled by a second person: not by who opened "
                    "it, and not by who entered the answer."
                ),
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="discrepancy_state")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("exchanges:discrepancy", args=[self.reference])

    @property
    def short(self) -> int:
        """How many are missing; less than nothing where there are too many."""
        return (self.listed or 0) - (self.counted or 0) if self.counted_by is None else 0
