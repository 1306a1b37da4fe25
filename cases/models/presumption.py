"""A presumptive identity: a flag on a case, for those who examine it."""

from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import PresumptionQuerySet
from repatriation.ledger.clock import now


class Presumption(models.Model):
    """Whose remains these may be, and what speaks for it. It never leaves the house: no family, no
    partner and no public page is shown it, and the API does not carry it."""

    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, related_name="presumptions", verbose_name=_("case")
    )
    person = models.ForeignKey(
        "cases.MissingPerson",
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person sought"),
    )
    evidence = models.CharField(_("evidence"), max_length=500)
    set_by = models.ForeignKey("accounts.User", PROTECT, related_name="+", verbose_name=_("set by"))
    set_at = models.DateTimeField(_("set"), default=now)
    lifted_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("lifted by")
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_because = models.CharField(_("lifted because"), max_length=200, blank=True)

    objects = PresumptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("presumptive identity")
        verbose_name_plural = _("presumptive identities")
        permissions = [("see_presumptions", "Can see presumptive flags and their evidence")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(lifted_at=None),
                name="one_presumptive_flag_on_a_case",
                violation_error_message=_(
                    "This case has a presumptive flag; lift it before you set another."
                ),
            ),
            models.CheckConstraint(
                name="a_presumptive_flag_names_its_evidence", condition=~Q(evidence="")
            ),
            models.CheckConstraint(
                name="a_lifted_flag_says_who_when_and_why",
                condition=Q(lifted_by=None, lifted_at=None, lifted_because="")
                | (Q(lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(lifted_because="")),
            ),
        ]

    def __str__(self):
        return f"presumptive flag {self.pk}"
