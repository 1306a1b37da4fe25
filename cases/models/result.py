"""What a laboratory reports of samples: a conclusion with all it rests on, never a profile."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.sample import Sample
from cases.querysets import LabResultQuerySet
from repatriation.ledger.clock import now


class Conclusion(models.TextChoices):
    SUPPORTS = "supports", _("supports that they are of one person or family")
    INCONCLUSIVE = "inconclusive", _("inconclusive")
    EXCLUDES = "excludes", _("excludes it")
    NO_PROFILE = "no_profile", _("no profile was obtained")
    PROFILE = "profile", _("a profile was obtained, nothing is compared yet")


COMPARED = (Conclusion.SUPPORTS, Conclusion.INCONCLUSIVE, Conclusion.EXCLUDES)


class MarkerSystem(models.TextChoices):
    AUTOSOMAL_STR = "autosomal_str", _("autosomal STR")
    Y_STR = "y_str", _("Y-STR")
    X_STR = "x_str", _("X-STR")
    MTDNA = "mtdna", _("mitochondrial DNA")
    SNP = "snp", _("SNP")


class Quality(models.TextChoices):
    FULL = "full", _("full")
    PARTIAL = "partial", _("partial")
    MIXED = "mixed", _("mixed")
    NONE = "none", _("none")


LARGEST_LOG = 1000  # of a likelihood ratio: beyond this somebody typed the ratio itself


class LabResult(models.Model):
    """One conclusion about one sample. Appended; a correction is a new result that names the one
    it corrects; one is withdrawn with a reason. What rests on either is contested at once."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    sample = models.ForeignKey(Sample, PROTECT, related_name="results", verbose_name=_("sample"))
    compared_with = models.ManyToManyField(
        Sample, related_name="compared_in", verbose_name=_("compared with"), blank=True
    )
    laboratory = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("laboratory")
    )
    conclusion = models.CharField(_("conclusion"), max_length=14, choices=Conclusion)
    markers = models.CharField(_("marker system"), max_length=14, choices=MarkerSystem)
    loci = models.PositiveSmallIntegerField(_("markers compared"), null=True, blank=True)
    quality = models.CharField(_("profile quality"), max_length=8, choices=Quality)
    log10_lr = models.DecimalField(
        _("log10 of the likelihood ratio"),
        max_digits=8,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-LARGEST_LOG), MaxValueValidator(LARGEST_LOG)],
    )
    prior = models.CharField(_("prior, as the laboratory states it"), max_length=120, blank=True)
    hypothesis = models.CharField(_("hypothesis"), max_length=300, blank=True)
    alternative = models.CharField(_("alternative hypothesis"), max_length=300, blank=True)
    software = models.CharField(_("software and version"), max_length=120, blank=True)
    report = models.CharField(_("report number"), max_length=120)
    report_file = models.ForeignKey(
        "files.StoredFile", PROTECT, null=True, related_name="+", verbose_name=_("signed report")
    )
    signed_by = models.CharField(_("specialist who signed it"), max_length=120)
    signed_on = models.DateField(_("signed on"))
    remarks = models.CharField(_("remarks"), max_length=500, blank=True)
    corrects = models.OneToOneField(
        "self", PROTECT, null=True, related_name="corrected_by", verbose_name=_("corrects")
    )
    reported_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("reported by")
    )
    reported_at = models.DateTimeField(_("reported"), default=now)
    recorded_from = models.CharField(
        _("recorded by us from"), max_length=200, blank=True
    )  # the laboratory's paper; a second person checks it
    checked_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("checked by")
    )
    checked_at = models.DateTimeField(_("checked"), null=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=500, blank=True)

    objects = LabResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("laboratory result")
        verbose_name_plural = _("laboratory results")
        permissions = [
            ("report_results", "Can report, correct and withdraw results of samples"),
            ("check_results", "Can check a result that another recorded from paper"),
        ]
        constraints = [
            models.CheckConstraint(
                name="support_is_stated_with_its_likelihood_ratio",
                condition=~Q(conclusion="supports")
                | (Q(log10_lr__isnull=False) & ~Q(hypothesis="") & ~Q(alternative="")),
                violation_error_message=_(
                    "A result that supports gives the likelihood ratio and both hypotheses."
                ),
            ),
            models.CheckConstraint(
                name="without_a_comparison_there_is_no_likelihood_ratio",
                condition=Q(conclusion__in=COMPARED) | Q(log10_lr=None),
            ),
            models.CheckConstraint(
                name="a_result_names_its_signed_report",
                condition=~Q(report="") & ~Q(signed_by=""),
                violation_error_message=_("Name the report and the specialist who signed it."),
            ),
            models.CheckConstraint(
                name="a_result_is_checked_by_somebody_else",
                condition=Q(checked_by=None, checked_at=None)
                | (
                    Q(checked_by__isnull=False, checked_at__isnull=False)
                    & ~Q(checked_by=F("reported_by"))
                ),
                violation_error_message=_("Who recorded the result does not check it."),
            ),
            models.CheckConstraint(
                name="a_withdrawn_result_says_who_when_and_why",
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because="")
                | (
                    Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~Q(withdrawn_because="")
                ),
            ),
            models.CheckConstraint(
                name="a_result_does_not_correct_itself",
                condition=Q(corrects=None) | ~Q(corrects=F("id")),
            ),
        ]
        indexes = [models.Index(fields=["laboratory", "id"], name="result_laboratory")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:result", args=[self.reference])

    @property
    def is_standing(self) -> bool:
        if self.withdrawn_at or hasattr(self, "corrected_by"):
            return False
        return not self.recorded_from or self.checked_at is not None
