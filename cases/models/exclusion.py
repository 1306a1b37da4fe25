"""That a person has excluded a pair, on which evidence, and what became of it."""

from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from cases.models.candidate import Candidate, Weighing
from cases.querysets.candidates import ExclusionQuerySet
from repatriation.ledger.clock import now


class Ground(models.TextChoices):
    """What evidence excludes a pair."""

    FRICTION_RIDGES = "friction_ridges", _("friction ridges")
    ODONTOLOGY = "odontology", _("teeth")
    DNA = "dna", _("DNA")
    SEX = "sex", _("sex")
    AGE = "age", _("age")
    STATURE = "stature", _("stature")
    OLD_INJURY = "old_injury", _("old injury, operation or implant")
    MARKS = "marks", _("marks and tattoos")
    ELEMENTS = "elements", _("the same part of the body found twice")
    CIRCUMSTANCES = "circumstances", _("place, date or circumstances")


class Change(models.TextChoices):
    """Why an exclusion has returned to review."""

    EXAMINATION = "examination", _("an examination of the remains was reopened or changed")
    PERSON = "person", _("the record of the person sought was corrected")
    RESULT = "result", _("a laboratory result was withdrawn or corrected")


class Ending(models.TextChoices):
    TAKEN_BACK = "taken_back", _("taken back")
    EXCLUDED_ANEW = "excluded_anew", _("looked at again, and excluded anew")


class Exclusion(models.Model):
    """Only a person excludes. What it rested on may change: then it returns by itself, once, and
    says why."""

    candidate = models.ForeignKey(
        Candidate, PROTECT, related_name="exclusions", verbose_name=_("candidate")
    )
    ground = models.CharField(_("evidence"), max_length=20, choices=Ground)
    note = models.CharField(_("what excludes it"), max_length=500)
    weighing = models.ForeignKey(
        Weighing, PROTECT, related_name="+", verbose_name=_("what was weighed then")
    )
    excluded_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("excluded by")
    )
    excluded_at = models.DateTimeField(_("excluded"), default=now)
    returned_because = models.CharField(
        _("returned because"), max_length=20, choices=Change, blank=True
    )
    returned_at = models.DateTimeField(_("returned to review"), null=True)
    ending = models.CharField(_("ended as"), max_length=20, choices=Ending, blank=True)
    ended_because = models.CharField(_("taken back because"), max_length=200, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("ended by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(ended_at=None),
                name="one_open_exclusion_of_a_pair",
                violation_error_message=_("This pair is excluded already."),
            ),
            models.CheckConstraint(
                name="an_exclusion_names_its_evidence",
                condition=Q(ground__in=Ground.values) & ~Q(note=""),
                violation_error_message=_("Name the evidence, and say what excludes the pair."),
            ),
            models.CheckConstraint(
                name="an_exclusion_returns_for_a_reason",
                condition=Q(returned_at=None, returned_because="")
                | Q(returned_at__isnull=False, returned_because__in=Change.values),
            ),
            models.CheckConstraint(
                name="an_ended_exclusion_says_how_who_and_when",
                condition=Q(ended_at=None, ended_by=None, ending="", ended_because="")
                | Q(
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    ending=Ending.EXCLUDED_ANEW,
                    ended_because="",
                )
                | (
                    Q(ended_at__isnull=False, ended_by__isnull=False, ending=Ending.TAKEN_BACK)
                    & ~Q(ended_because="")
                ),
            ),
        ]

    def __str__(self):
        return f"exclusion {self.pk}"
