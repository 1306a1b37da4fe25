"""What a side tells of what was found in the containers, and of whom it has identified."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from exchanges.figure_querysets import ToldFiguresQuerySet
from exchanges.models.said import Said, checked_by_another


class Rung(models.TextChoices):
    CONTENTS = "contents", _("contents")
    IDENTITY = "identity", _("identity")


class Way(models.TextChoices):
    """Which direction of a round, by whose side receives."""

    TO_CONVENOR = "to_convenor", _("to the convening side")
    TO_COUNTERPART = "to_counterpart", _("to the counterpart")


CONTENTS = ("opened", "cases", "minimum", "distinguished", "non_human", "other_sides")
IDENTITY = ("distinguished", "identified", "certified")


class ToldFigures(Said):
    """One agency's figures of one direction of a round on one day. Never edited, and never added to
    another's: newer figures have a later day, and a correction names what it corrects."""

    round = models.ForeignKey(
        "exchanges.ExchangeRound", PROTECT, verbose_name=_("round"), related_name="told_figures"
    )
    way = models.CharField(_("direction"), max_length=15, choices=Way)
    rung = models.CharField(_("verification"), max_length=10, choices=Rung)
    as_of = models.DateField(_("as of"))
    opened = models.PositiveIntegerField(_("containers opened"), null=True)
    cases = models.PositiveIntegerField(_("remains cases"), null=True)
    minimum = models.PositiveIntegerField(_("individuals at the least"), null=True)
    distinguished = models.PositiveIntegerField(_("individuals distinguished"), null=True)
    non_human = models.PositiveIntegerField(_("cases that are not human"), null=True)
    other_sides = models.PositiveIntegerField(
        _("cases assessed as the other side's by a board"), null=True
    )
    identified = models.PositiveIntegerField(_("individuals identified"), null=True)
    certified = models.PositiveIntegerField(_("of these certified"), null=True)
    # Else for the two sides alone.
    is_for_intermediary = models.BooleanField(_("also for the neutral intermediary"), default=False)
    corrects = models.OneToOneField(
        "self", PROTECT, verbose_name=_("corrects"), null=True, related_name="correction"
    )

    objects = ToldFiguresQuerySet.as_manager()

    class Meta:
        verbose_name = _("figures told")
        verbose_name_plural = _("figures told")
        constraints = [
            *checked_by_another("told_figures"),
            models.CheckConstraint(
                name="figures_told_are_those_of_their_verification",
                condition=Q(
                    rung="contents",
                    opened__isnull=False,
                    cases__isnull=False,
                    identified=None,
                    certified=None,
                )
                | Q(
                    rung="identity",
                    distinguished__isnull=False,
                    identified__isnull=False,
                    certified__isnull=False,
                    opened=None,
                    cases=None,
                    minimum=None,
                    non_human=None,
                    other_sides=None,
                ),
                violation_error_message=_(
                    "Of contents tell at least the containers opened and the cases; of identity "
                    "the individuals distinguished, identified and certified."
                ),
            ),
            models.CheckConstraint(
                name="figures_told_are_of_a_day_that_has_come",
                condition=Q(as_of__lte=F("said_on")),
                violation_error_message=_(
                    "Figures are told on their day or after it; check the two dates."
                ),
            ),
            models.CheckConstraint(
                name="identified_are_among_the_distinguished",
                condition=Q(identified=None)
                | Q(identified__lte=F("distinguished"), certified__lte=F("identified")),
                violation_error_message=_(
                    "Those certified are among those identified, and those among the individuals "
                    "distinguished; check the three figures."
                ),
            ),
            models.CheckConstraint(
                name="what_is_not_human_is_among_the_cases",
                condition=Q(cases=None)
                | (
                    (Q(non_human=None) | Q(non_human__lte=F("cases")))
                    & (Q(other_sides=None) | Q(other_sides__lte=F("cases")))
                ),
                violation_error_message=_(
                    "What is not human, or the other side's, is among the cases; check the figures."
                ),
            ),
        ]
        indexes = [models.Index(fields=["round", "way", "rung", "as_of"], name="told_round_rung")]

    def __str__(self):
        return f"{self.get_rung_display()}, {self.as_of}"

    @property
    def figures(self) -> dict[str, int]:
        """Those that were told, in the order they are read in."""
        named = CONTENTS if self.rung == Rung.CONTENTS else IDENTITY
        told = {name: getattr(self, name) for name in named}
        return {name: value for name, value in told.items() if value is not None}
