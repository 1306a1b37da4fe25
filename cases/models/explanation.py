"""Why what was found and what is told of a person contradict each other and are of one person."""

from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from cases.models.examination import Examination
from cases.models.identification import CoveredCase
from repatriation.ledger.clock import now


class Attribute(models.TextChoices):
    """What of a locked profile can contradict what is told of a person."""

    SEX = "sex", _("sex")
    AGE = "age", _("age")
    STATURE = "stature", _("stature")


class Explanation(models.Model):
    """One contradiction of one covered case, and who says how both can be true. It answers for the
    two values it names; when another is found or told, the contradiction is open again."""

    covered = models.ForeignKey(
        CoveredCase, PROTECT, related_name="explanations", verbose_name=_("covered case")
    )
    examination = models.ForeignKey(
        Examination, PROTECT, related_name="+", verbose_name=_("examination")
    )
    attribute = models.CharField(_("what contradicts"), max_length=8, choices=Attribute)
    found = models.CharField(_("found"), max_length=20)
    told = models.CharField(_("told"), max_length=20)
    because = models.CharField(_("how both can be true"), max_length=500)
    explained_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("explained by")
    )
    explained_at = models.DateTimeField(_("explained"), default=now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("explanation of a contradiction")
        verbose_name_plural = _("explanations of contradictions")
        constraints = [
            models.UniqueConstraint(
                fields=["covered", "attribute", "found", "told"],
                name="a_contradiction_is_explained_once",
            ),
            models.CheckConstraint(
                name="an_explanation_says_why",
                condition=~Q(because=""),
                violation_error_message=_("Say how both can be true; a board will read it."),
            ),
            models.CheckConstraint(
                name="an_explanation_is_of_a_known_contradiction",
                condition=Q(attribute__in=Attribute.values) & ~Q(found="") & ~Q(told=""),
            ),
        ]

    def __str__(self):
        return f"{self.covered}: {self.get_attribute_display()}"
