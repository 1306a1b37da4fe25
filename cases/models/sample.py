"""Samples, of remains and of relatives: under blind numbers, to laboratories and back."""

from django.db import models
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.querysets import BlindSampleQuerySet, SampleQuerySet, WorklistQuerySet
from cases.states import SampleState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class Tissue(models.TextChoices):
    FEMUR = "femur", _("femur")
    TIBIA = "tibia", _("tibia")
    PETROUS = "petrous", _("petrous bone")
    TOOTH = "tooth", _("tooth")
    OTHER_BONE = "other_bone", _("another bone")
    MUSCLE = "muscle", _("muscle")
    NAIL = "nail", _("nail")
    BLOOD = "blood", _("blood")
    SWAB = "swab", _("swab of the cheek")
    MEDICAL = "medical", _("kept by a hospital")
    PERSONAL_ITEM = "personal_item", _("from a thing the person used")
    OTHER = "other", _("other")


OF_REMAINS = (
    Tissue.FEMUR,
    Tissue.TIBIA,
    Tissue.PETROUS,
    Tissue.TOOTH,
    Tissue.OTHER_BONE,
    Tissue.MUSCLE,
    Tissue.NAIL,
    Tissue.BLOOD,
    Tissue.OTHER,
)
OF_RELATIVES = (Tissue.SWAB, Tissue.BLOOD, Tissue.OTHER)
DIRECT = (Tissue.MEDICAL, Tissue.PERSONAL_ITEM, Tissue.OTHER)


class Remainder(models.TextChoices):
    """What became of what is left of a sample. Empty: it is not accounted for yet."""

    RETAINED = "retained", _("retained")
    CONSUMED = "consumed", _("consumed")
    RETURNED = "returned", _("returned to the remains")
    BURIED = "buried", _("buried")


class Sample(Versioned):
    """Of remains, or a reference for somebody sought: from a relative, or directly from what the
    person left. It travels under its reference alone; `family` is the same on all references for
    one person, and tells a laboratory which belong together without saying to whom."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=SampleState,
        default=SampleState.TAKEN,
        editable=False,
    )
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, null=True, related_name="samples", verbose_name=_("case")
    )
    person = models.ForeignKey(
        "cases.MissingPerson",
        PROTECT,
        null=True,
        related_name="references",
        verbose_name=_("person sought"),
    )
    relative = models.ForeignKey(
        "cases.Relative",
        PROTECT,
        null=True,
        related_name="references",
        verbose_name=_("relative"),
    )  # none where it comes from what the person left
    family = models.CharField(_("family number"), max_length=12, blank=True)
    tissue = models.CharField(_("tissue"), max_length=20, choices=Tissue)
    repeats = models.ForeignKey(
        "self", PROTECT, null=True, related_name="repeated_by", verbose_name=_("repeats")
    )
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("taken by agency")
    )
    laboratory = models.ForeignKey(
        "accounts.Agency", PROTECT, null=True, related_name="+", verbose_name=_("laboratory")
    )  # where it is, or was last
    due_on = models.DateField(_("result due"), null=True)
    taken_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("taken by")
    )
    taken_at = models.DateTimeField(_("taken"), default=now)
    because = models.CharField(_("withdrawn, lost or repeated because"), max_length=500, blank=True)
    remainder = models.CharField(_("remainder"), max_length=10, choices=Remainder, blank=True)
    remainder_note = models.CharField(_("about the remainder"), max_length=200, blank=True)

    objects = SampleQuerySet.as_manager()

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        permissions = [
            ("see_samples", "Can see samples of remains and of relatives, and their results"),
            ("take_samples", "Can take samples of remains"),
            ("take_references", "Can take reference samples for people sought"),
            ("send_samples", "Can send samples to laboratories, and account for what is left"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_sample_is_of_remains_or_of_a_person_sought",
                condition=Q(case__isnull=False, person=None, relative=None, family="")
                | (Q(case=None, person__isnull=False) & ~Q(family="")),
            ),
            models.CheckConstraint(
                name="a_sample_is_in_a_known_state", condition=Q(state__in=SampleState.values)
            ),
            models.CheckConstraint(
                name="a_sent_sample_is_with_a_laboratory_until_a_day",
                condition=~Q(state="sent") | Q(laboratory__isnull=False, due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_withdrawn_or_lost_sample_says_why",
                condition=~Q(state__in=["withdrawn", "lost", "to_repeat"]) | ~Q(because=""),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="sample_due"),
            models.Index(fields=["laboratory", "state", "id"], name="sample_laboratory"),
            models.Index(fields=["agency", "state", "id"], name="sample_agency"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:sample", args=[self.reference])


class BlindSample(Sample):
    """A sample as its laboratory knows it: by number, tissue, sex, kinship and family number."""

    objects = BlindSampleQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = _("sample under its blind number")
        verbose_name_plural = _("samples under their blind numbers")

    def get_absolute_url(self):
        return reverse("cases:blind-sample", args=[self.reference])


class Worklist(Versioned):
    """Samples sent to a laboratory together: blind numbers, tissue, sex, kinship, nothing else."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("sent by agency")
    )
    laboratory = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("laboratory")
    )
    due_on = models.DateField(_("results due"))
    seal = models.CharField(_("seal"), max_length=60, blank=True)
    carrier = models.CharField(_("carrier"), max_length=120, blank=True)
    sent_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("sent by")
    )
    sent_at = models.DateTimeField(_("sent"), default=now)
    received_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("received by")
    )
    received_at = models.DateTimeField(_("received"), null=True)
    received_from = models.CharField(
        _("recorded by the sender from"), max_length=200, blank=True
    )  # the paper, where the laboratory does not sign in

    objects = WorklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("laboratory worklist")
        verbose_name_plural = _("laboratory worklists")
        constraints = [
            models.CheckConstraint(
                name="a_received_worklist_says_who_and_when",
                condition=Q(received_by=None, received_at=None, received_from="")
                | Q(received_by__isnull=False, received_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["laboratory", "id"], name="worklist_laboratory")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:worklist", args=[self.reference])


class WorklistLine(models.Model):
    """One sample on a worklist, with what was known of its donor's sex when it was sent."""

    class Arrival(models.TextChoices):
        ARRIVED = "arrived", _("arrived")
        DAMAGED = "damaged", _("damaged")
        MISSING = "missing", _("not in the parcel")

    worklist = models.ForeignKey(
        Worklist, PROTECT, related_name="lines", verbose_name=_("laboratory worklist")
    )
    sample = models.ForeignKey(Sample, PROTECT, related_name="lines", verbose_name=_("sample"))
    position = models.PositiveIntegerField(_("position"))
    sex = models.CharField(_("sex"), max_length=16, blank=True)
    arrival = models.CharField(_("on arrival"), max_length=10, choices=Arrival, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("line of a laboratory worklist")
        verbose_name_plural = _("lines of a laboratory worklist")
        constraints = [
            models.UniqueConstraint(
                fields=["worklist", "sample"], name="a_sample_stands_once_on_a_worklist"
            ),
        ]

    def __str__(self):
        return f"{self.worklist}: {self.sample}"
