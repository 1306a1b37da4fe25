"""What an examination found, piece by piece, in codes that can be compared."""

from collections.abc import Iterable

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.codes import (
    FDI,
    IN_ORDER,
    SURFACED,
    Completeness,
    Condition,
    Element,
    FeatureKind,
    Region,
    Side,
    Tooth,
    ToothCode,
)
from cases.models.examination import Discipline, Examination
from cases.querysets import FindingQuerySet, RestrictedFindingQuerySet
from repatriation.ledger.clock import now


class FindingKind(models.TextChoices):
    ELEMENT = "element", _("bone or part of the body")
    FEATURE = "feature", _("mark, implant or old injury")
    TOOTH = "tooth", _("tooth")
    CLOTHING = "clothing", _("clothing")
    EFFECT = "effect", _("personal effect")
    DISC = "disc", _("identity disc")
    DOCUMENT = "document", _("document")
    OTHER = "other", _("other")


class Finding(models.Model):
    """Appended while the examination is open. A correction is a new finding that names the one it
    corrects; `is_present` false is a finding too: looked for, and not there."""

    examination = models.ForeignKey(
        Examination, PROTECT, related_name="findings", verbose_name=_("examination")
    )
    number = models.PositiveSmallIntegerField(_("number"))  # within the examination
    discipline = models.CharField(_("discipline"), max_length=16, choices=Discipline)
    kind = models.CharField(_("kind"), max_length=10, choices=FindingKind)
    is_present = models.BooleanField(_("present"), default=True)
    element = models.CharField(_("element"), max_length=12, choices=Element, blank=True)
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)
    completeness = models.CharField(
        _("completeness"), max_length=10, choices=Completeness, blank=True
    )
    condition = models.CharField(_("condition"), max_length=14, choices=Condition, blank=True)
    feature = models.CharField(_("feature"), max_length=16, choices=FeatureKind, blank=True)
    region = models.CharField(_("region"), max_length=12, choices=Region, blank=True)
    tooth = models.PositiveSmallIntegerField(_("tooth (FDI)"), null=True, blank=True)
    tooth_code = models.CharField(
        _("state of the tooth"), max_length=18, choices=ToothCode, blank=True
    )
    tooth_surfaces = models.CharField(_("surfaces of the tooth"), max_length=5, blank=True)
    serial = models.CharField(_("serial number"), max_length=60, blank=True)
    text = models.CharField(_("as found or written"), max_length=500, blank=True)
    corrects = models.OneToOneField(
        "self", PROTECT, null=True, related_name="corrected_by", verbose_name=_("corrects")
    )
    is_struck = models.BooleanField(_("struck out"), default=False)  # a correction to nothing
    recorded_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=now)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(fields=["examination", "number"], name="findings_are_numbered"),
            models.CheckConstraint(
                name="a_finding_says_what_was_found",
                condition=(Q(kind="element") & ~Q(element="") & ~Q(side=""))
                | (Q(kind="feature") & ~Q(feature=""))
                | (Q(kind="tooth", tooth__in=FDI) & ~Q(tooth_code=""))
                | (Q(kind__in=["clothing", "effect", "disc", "document", "other"]) & ~Q(text=""))
                | Q(is_struck=True),
                violation_error_message=_("Say what was found."),
            ),
            models.CheckConstraint(
                name="surfaces_are_of_a_filled_or_decayed_tooth",
                condition=Q(tooth_surfaces="")
                | Q(tooth_surfaces__regex=IN_ORDER, tooth_code__in=SURFACED),
                violation_error_message=_("Surfaces are given of a filled or a decayed tooth."),
            ),
            models.CheckConstraint(
                name="a_struck_finding_corrects_another",
                condition=Q(is_struck=False) | Q(corrects__isnull=False),
            ),
            models.CheckConstraint(
                name="a_finding_counts_from_one", condition=Q(count__gte=1, count__lte=500)
            ),
            models.CheckConstraint(
                name="a_finding_does_not_correct_itself",
                condition=Q(corrects=None) | ~Q(corrects=F("id")),
            ),
        ]
        indexes = [models.Index(fields=["kind", "serial"], name="finding_serial")]

    def __str__(self):
        return f"{self.examination}: {self.number}"


def teeth_of(findings: Iterable[Finding]) -> dict[int, Tooth]:
    """The dental chart among findings in their order: the last word on a tooth counts."""
    return {
        one.tooth: Tooth(one.tooth_code, one.tooth_surfaces)
        for one in findings
        if one.kind == FindingKind.TOOTH and one.tooth is not None
    }


class RestrictedKind(models.TextChoices):
    CAUSE_OF_DEATH = "cause_of_death", _("cause of death")
    ILL_TREATMENT = "ill_treatment", _("signs of ill-treatment")


class RestrictedFinding(models.Model):
    """For the investigator alone: never shown to partners, the intermediary or the public."""

    examination = models.ForeignKey(
        Examination, PROTECT, related_name="restricted", verbose_name=_("examination")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=RestrictedKind)
    text = models.CharField(_("finding"), max_length=2000)
    recorded_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=now)
    referred_to = models.ForeignKey(
        "accounts.Agency", PROTECT, null=True, related_name="+", verbose_name=_("referred to")
    )
    referred_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("referred by")
    )
    referred_at = models.DateTimeField(_("referred"), null=True)

    objects = RestrictedFindingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("restricted finding")
        verbose_name_plural = _("restricted findings")
        constraints = [
            models.CheckConstraint(name="a_restricted_finding_is_not_empty", condition=~Q(text="")),
            models.CheckConstraint(
                name="a_referral_says_to_whom_by_whom_and_when",
                condition=Q(referred_to=None, referred_by=None, referred_at=None)
                | Q(
                    referred_to__isnull=False,
                    referred_by__isnull=False,
                    referred_at__isnull=False,
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.pk}"
