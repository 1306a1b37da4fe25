"""That somebody sought lives: reported with evidence, confirmed by a second person."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.withdrawable import Withdrawable
from cases.querysets import OfPersonQuerySet
from repatriation.ledger.clock import now


class OutcomeKind(models.TextChoices):
    LOCATED_ALIVE = "located_alive", _("located alive")
    IN_CAPTIVITY = "in_captivity", _("in captivity")
    RETURNED = "returned", _("returned")


# The search is over: two people say so.
CLOSING = (OutcomeKind.LOCATED_ALIVE, OutcomeKind.RETURNED)


class Outcome(Withdrawable):
    """A report that somebody sought is alive. It waits until it takes effect, and is withdrawn
    where it was wrong, before or after. Never deleted."""

    person = models.ForeignKey(
        "cases.MissingPerson", PROTECT, related_name="outcomes", verbose_name=_("person sought")
    )
    kind = models.CharField(_("outcome"), max_length=16, choices=OutcomeKind)
    evidence = models.CharField(_("evidence"), max_length=1000)
    since = models.DateField(_("since"), null=True)
    reported_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("reported by")
    )
    reported_at = models.DateTimeField(_("reported"), default=now)
    confirmed_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    effective_at = models.DateTimeField(_("in effect since"), null=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        ordering = ["id"]
        verbose_name = _("outcome of a search")
        verbose_name_plural = _("outcomes of searches")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(name="an_outcome_names_its_evidence", condition=~Q(evidence="")),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(effective_at=None, withdrawn_at=None),
                name="one_outcome_of_a_person_waits",
                violation_error_message=_(
                    "A report that this person is alive waits already; confirm or withdraw it."
                ),
            ),
            models.CheckConstraint(
                name="an_outcome_is_confirmed_by_somebody_else",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("reported_by"))
                ),
                violation_error_message=_("Who reported it does not confirm it."),
            ),
            models.CheckConstraint(
                name="a_search_is_closed_by_two",
                condition=Q(effective_at=None)
                | Q(kind="in_captivity")
                | Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, outcome {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.effective_at is None and self.withdrawn_at is None
