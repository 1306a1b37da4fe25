"""Many at once: one header, one scan each."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.querysets import TallySheetQuerySet
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class Purpose(models.TextChoices):
    HANDOVER = "handover", _("handover")
    RECEIPT = "receipt", _("receipt")
    CLEARING = "clearing", _("clearing of explosives")
    STORING = "storing", _("storing")


class TallySheet(Versioned):
    """The header of a vehicle or a bay: what is done, where, from whom, by and before whom."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, editable=False)
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency"), editable=False
    )
    from_holder = models.ForeignKey(
        "accounts.Agency",
        PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("received from"),
        editable=False,
    )
    place = models.CharField(_("place"), max_length=120)
    vehicle = models.CharField(_("vehicle or bay"), max_length=80, blank=True)
    storage_unit = models.ForeignKey(
        "cases.StorageUnit",
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("storage unit"),
    )
    handed_over_by = models.CharField(_("handed over by"), max_length=120, blank=True)
    witness = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("witness"),
    )
    outside_witness = models.CharField(_("witness without an account"), max_length=120, blank=True)
    alone_reason = models.CharField(_("why one person alone"), max_length=200, blank=True)
    is_on_paper = models.BooleanField(_("entered from paper"), default=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        verbose_name=_("opened by"),
        related_name="+",
        editable=False,
    )
    opened_at = models.DateTimeField(_("opened"), default=now, editable=False)
    closed_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = TallySheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally sheet")
        verbose_name_plural = _("tally sheets")
        constraints = [
            models.CheckConstraint(
                name="a_witness_is_somebody_else",
                condition=Q(witness=None) | ~Q(witness=F("opened_by")),
                violation_error_message=_("The witness is a person other than who does the work."),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:sheet", args=[self.reference])


class Scan(models.Model):
    """A code was read. Appended, never edited; accepted late and out of order."""

    class Result(models.TextChoices):
        DONE = "done", _("done")
        AGAIN = "again", _("scanned before")
        EXTRA = "extra", _("not on the list")
        REFUSED = "refused", _("refused")

    key = models.UUIDField(_("key"))  # made by the device, so that a scan sent twice is one
    sheet = models.ForeignKey(
        TallySheet, PROTECT, verbose_name=_("tally sheet"), related_name="scans"
    )
    code = models.CharField(_("code"), max_length=200)
    container = models.ForeignKey(
        "cases.Container", PROTECT, verbose_name=_("container"), null=True, related_name="scans"
    )
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, verbose_name=_("case"), null=True, related_name="scans"
    )
    result = models.CharField(_("result"), max_length=10, choices=Result)
    said = models.JSONField(_("refused because"), null=True)  # the sentence of a refusal
    device = models.CharField(_("device"), max_length=80, blank=True)
    scanned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("scanned by"), related_name="+"
    )
    scanned_at = models.DateTimeField(_("scanned"))
    recorded_at = models.DateTimeField(_("recorded"), default=now)

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                name="one_scan_per_key",
                violation_error_message=_(
                    "One of these scans was saved with another tally sheet already."
                ),
            ),
            models.CheckConstraint(
                name="a_scan_is_recorded_after_it_was_made",
                condition=Q(scanned_at__lte=F("recorded_at")),
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.get_result_display()}"
