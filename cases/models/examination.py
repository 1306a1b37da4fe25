"""The examination of a remains case: its checklist, and the profile that is locked first."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.codes import (
    AgeMethod,
    Completeness,
    Condition,
    EyeColour,
    HairColour,
    Sex,
    SexMethod,
    StatureMethod,
)
from cases.querysets import ExaminationQuerySet
from cases.states import GOING_ON, ExaminationState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned

OLDEST, TALLEST = 120, 250  # years, centimetres


class Examination(Versioned):
    """One going over of a case from checklist to review. Opened again it goes on as the next
    number, from all that was found. Sex, age and stature are locked before whoever examines is
    shown the claimed name or a candidate: what one expects one finds."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, related_name="examinations", verbose_name=_("case")
    )
    number = models.PositiveSmallIntegerField(_("number"))  # of the case
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=ExaminationState,
        default=ExaminationState.OPEN,
        editable=False,
    )
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency")
    )
    completeness = models.CharField(
        _("completeness"), max_length=10, choices=Completeness, blank=True
    )
    condition = models.CharField(_("condition"), max_length=14, choices=Condition, blank=True)

    sex = models.CharField(_("sex"), max_length=16, choices=Sex, blank=True)
    sex_method = models.CharField(_("sex by"), max_length=20, choices=SexMethod, blank=True)
    age_from = models.PositiveSmallIntegerField(_("age from, in years"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("age to, in years"), null=True, blank=True)
    age_method = models.CharField(_("age by"), max_length=20, choices=AgeMethod, blank=True)
    stature_from = models.PositiveSmallIntegerField(_("stature from, in cm"), null=True, blank=True)
    stature_to = models.PositiveSmallIntegerField(_("stature to, in cm"), null=True, blank=True)
    stature_method = models.CharField(
        _("stature by"), max_length=20, choices=StatureMethod, blank=True
    )
    hair = models.CharField(_("hair"), max_length=10, choices=HairColour, blank=True)
    eyes = models.CharField(_("eyes"), max_length=10, choices=EyeColour, blank=True)
    profile_locked_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("profile locked by")
    )
    profile_locked_at = models.DateTimeField(_("profile locked"), null=True)

    opened_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened"), default=now)
    opened_because = models.CharField(_("opened again because"), max_length=500, blank=True)
    completed_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("completed by")
    )
    completed_at = models.DateTimeField(_("completed"), null=True)
    given_back_because = models.CharField(_("given back because"), max_length=500, blank=True)
    reviewed_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("reviewed by")
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True)

    objects = ExaminationQuerySet.as_manager()

    class Meta:
        verbose_name = _("examination")
        verbose_name_plural = _("examinations")
        permissions = [
            ("examine_remains", "Can examine remains and lock their profile"),
            ("record_effects", "Can record effects and clothing during an examination"),
            ("review_examination", "Can review examinations of others, and open them again"),
            ("see_findings", "Can see examinations and their findings"),
            ("see_restricted_findings", "Can see restricted findings, as cause of death"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="examinations_are_numbered"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=GOING_ON),
                name="one_examination_of_a_case_goes_on",
                violation_error_message=_("This case is being examined already."),
            ),
            models.CheckConstraint(
                name="an_examination_is_in_a_known_state",
                condition=Q(state__in=ExaminationState.values),
            ),
            models.CheckConstraint(
                name="an_age_is_an_interval_of_years",
                condition=Q(age_from=None, age_to=None)
                | Q(
                    age_from__isnull=False,
                    age_to__isnull=False,
                    age_from__lte=F("age_to"),
                    age_to__lte=OLDEST,
                ),
                violation_error_message=_("Give the age as an interval, in years."),
            ),
            models.CheckConstraint(
                name="a_stature_is_an_interval_of_centimetres",
                condition=Q(stature_from=None, stature_to=None)
                | Q(
                    stature_from__isnull=False,
                    stature_to__isnull=False,
                    stature_from__lte=F("stature_to"),
                    stature_to__lte=TALLEST,
                ),
                violation_error_message=_("Give the stature as an interval, in centimetres."),
            ),
            models.CheckConstraint(
                name="a_profile_names_its_methods",
                condition=(Q(sex__in=["", "undetermined"]) | ~Q(sex_method=""))
                & (Q(age_from=None) | ~Q(age_method=""))
                & (Q(stature_from=None) | ~Q(stature_method="")),
                violation_error_message=_("Say by which method sex, age and stature were found."),
            ),
            models.CheckConstraint(
                name="a_locked_profile_says_who_and_when",
                condition=Q(profile_locked_by=None, profile_locked_at=None)
                | (
                    Q(profile_locked_by__isnull=False, profile_locked_at__isnull=False) & ~Q(sex="")
                ),
            ),
            models.CheckConstraint(
                name="a_complete_examination_says_who_and_when",
                condition=Q(state="open")
                | Q(
                    completed_by__isnull=False,
                    completed_at__isnull=False,
                    profile_locked_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="an_examination_is_reviewed_by_somebody_else",
                condition=Q(reviewed_by=None, reviewed_at=None, state__in=GOING_ON)
                | (
                    Q(
                        reviewed_by__isnull=False,
                        reviewed_at__isnull=False,
                        state__in=["reviewed", "reopened"],
                    )
                    & ~Q(reviewed_by=F("completed_by"))
                    & ~Q(reviewed_by=F("profile_locked_by"))
                ),
                violation_error_message=_("Who examined does not review."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="examination_agency")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:examination", args=[self.reference])


PROFILE = (
    "sex",
    "sex_method",
    "age_from",
    "age_to",
    "age_method",
    "stature_from",
    "stature_to",
    "stature_method",
    "hair",
    "eyes",
)


class Discipline(models.TextChoices):
    EFFECTS = "effects", _("effects")
    IMAGING = "imaging", _("imaging")
    FRICTION_RIDGES = "friction_ridges", _("friction ridges")
    ANTHROPOLOGY = "anthropology", _("anthropology")
    PATHOLOGY = "pathology", _("pathology")
    ODONTOLOGY = "odontology", _("odontology")
    DNA_SAMPLING = "dna_sampling", _("DNA sampling")


class ItemState(models.TextChoices):
    NOT_STARTED = "not_started", _("not started")
    ASSIGNED = "assigned", _("assigned")
    IN_PROGRESS = "in_progress", _("in progress")
    DONE = "done", _("done")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    NOT_POSSIBLE = "not_possible", _("not possible")


SETTLED = (ItemState.DONE, ItemState.NOT_APPLICABLE, ItemState.NOT_POSSIBLE)


class ExaminationItem(models.Model):
    """One discipline of the checklist: who does it, how far it is, and why it was left out."""

    examination = models.ForeignKey(
        Examination, PROTECT, related_name="items", verbose_name=_("examination")
    )
    discipline = models.CharField(_("discipline"), max_length=16, choices=Discipline)
    state = models.CharField(
        _("state"), max_length=16, choices=ItemState, default=ItemState.NOT_STARTED
    )
    assigned_to = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("assigned to")
    )
    by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )
    on = models.DateField(_("on"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("item of an examination")
        verbose_name_plural = _("items of an examination")
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "discipline"], name="one_item_for_each_discipline"
            ),
            models.CheckConstraint(
                name="an_item_is_in_a_known_state", condition=Q(state__in=ItemState.values)
            ),
            models.CheckConstraint(
                name="an_assigned_item_says_to_whom",
                condition=~Q(state="assigned") | Q(assigned_to__isnull=False),
            ),
            models.CheckConstraint(
                name="a_settled_item_says_who_and_when",
                condition=~Q(state__in=SETTLED) | Q(by__isnull=False, on__isnull=False),
            ),
            models.CheckConstraint(
                name="what_was_left_out_says_why",
                condition=~Q(state__in=["not_applicable", "not_possible"]) | ~Q(note=""),
                violation_error_message=_("Say why it is not applicable or not possible."),
            ),
        ]

    def __str__(self):
        return f"{self.examination}: {self.get_discipline_display()}"
