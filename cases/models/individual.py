"""The remains of one person, as far as they are distinguished: the cases that accepted
associations hold together, and all that it ever held."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.querysets import IndividualQuerySet, MembershipQuerySet
from cases.states import IndividualState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class Individual(Versioned):
    """Without a name: who it is, an identification says. Never deleted; what was merged points to
    the individual with the older number."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=IndividualState,
        default=IndividualState.DISTINGUISHED,
    )
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("distinguished by")
    )
    distinguished_at = models.DateTimeField(_("distinguished"), default=now)
    split_from = models.ForeignKey(
        "self", PROTECT, null=True, related_name="parts", verbose_name=_("split from")
    )
    merged_into = models.ForeignKey(
        "self", PROTECT, null=True, related_name="merged", verbose_name=_("merged into")
    )
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = IndividualQuerySet.as_manager()

    class Meta:
        verbose_name = _("individual")
        verbose_name_plural = _("individuals")
        constraints = [
            models.CheckConstraint(
                name="an_individual_is_in_a_known_state",
                condition=Q(state__in=IndividualState.values),
            ),
            models.CheckConstraint(
                name="an_individual_that_ended_says_when",
                condition=Q(state="distinguished", ended_at=None)
                | (~Q(state="distinguished") & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_merged_individual_names_an_older_one",
                condition=Q(state="merged", merged_into__lt=F("id"))
                | (~Q(state="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="an_individual_is_split_from_an_older_one",
                condition=Q(split_from=None) | Q(split_from__lt=F("id")),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="individual_agency")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:individual", args=[self.reference])


class Membership(models.Model):
    """From when to when a case was held to be of this individual, and by which association it came
    and went."""

    individual = models.ForeignKey(
        Individual, PROTECT, related_name="members", verbose_name=_("individual")
    )
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, related_name="memberships", verbose_name=_("case")
    )
    joined_at = models.DateTimeField(_("from"), default=now)
    joined_through = models.ForeignKey(
        "cases.Association", PROTECT, related_name="+", verbose_name=_("through")
    )
    left_at = models.DateTimeField(_("until"), null=True)
    left_through = models.ForeignKey(
        "cases.Association", PROTECT, null=True, related_name="+", verbose_name=_("left through")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("case of an individual")
        verbose_name_plural = _("cases of individuals")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(left_at=None),
                name="a_case_is_of_one_individual_at_a_time",
                violation_error_message=_(
                    "This case was joined to another individual at the same moment; look again."
                ),
            ),
            models.CheckConstraint(
                name="a_case_leaves_an_individual_after_it_came",
                condition=Q(left_at=None, left_through=None)
                | Q(left_at__gte=F("joined_at"), left_through__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.individual}: {self.case}"
