"""One dated operation at a venue."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchanges.querysets import ExchangeRoundQuerySet, VenueQuerySet
from exchanges.states import RoundState
from repatriation.ledger.versions import Versioned


class Venue(models.Model):
    """A place where the sides meet."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    place = models.CharField(_("where it is"), max_length=200, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        blank=True,
        help_text=_("By whose clock the hours of a round are."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]

    def __str__(self):
        return self.name


class ExchangeRound(Versioned):
    """Made of batches in either direction. The convenor opened the record and answers for it."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=RoundState, default=RoundState.DRAFT, editable=False
    )
    convenor = models.ForeignKey(
        "accounts.Agency",
        PROTECT,
        related_name="+",
        verbose_name=_("answers for it"),
        editable=False,
    )
    counterpart = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("counterpart")
    )
    intermediary = models.ForeignKey(
        "accounts.Agency",
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("neutral intermediary"),
    )
    date = models.DateField(_("date"), null=True, blank=True)
    broken_off_at = models.DateTimeField(_("broken off"), null=True, editable=False)
    venue = models.ForeignKey(
        Venue, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("venue")
    )
    window_from = models.TimeField(_("window from"), null=True, blank=True)
    window_until = models.TimeField(_("window until"), null=True, blank=True)
    transport = models.CharField(_("transport"), max_length=200, blank=True)
    agreement = models.CharField(_("agreement"), max_length=200, blank=True)
    agreed_under = models.ForeignKey(
        "exchanges.Agreement",
        PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name=_("agreement on record"),
    )
    corridor = models.CharField(_("corridor"), max_length=200, blank=True)
    cease_fire = models.CharField(_("cease-fire"), max_length=200, blank=True)

    objects = ExchangeRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange round")
        verbose_name_plural = _("exchange rounds")
        permissions = [
            ("see_exchanges", "Can see the rounds and batches of the own agency"),
            ("see_party_exchanges", "Can see the rounds and batches of the own party"),
            ("plan_round", "Can plan and propose rounds for the own side"),
            ("speak_for_side", "Can accept a round and confirm its date for the own side"),
            ("record_for_other", "Can record what another side said, from a dated message"),
            ("run_round", "Can start a round and record it as handed over"),
            ("close_round", "Can close a round"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_round_has_two_sides",
                condition=~Q(convenor=F("counterpart")),
                violation_error_message=_("A round has two sides; choose another counterpart."),
            ),
            models.CheckConstraint(
                name="a_window_opens_before_it_ends",
                condition=Q(window_from=None, window_until=None)
                | Q(window_from__lt=F("window_until")),
                violation_error_message=_("The window opens before it ends; give both times."),
            ),
            models.CheckConstraint(
                name="a_scheduled_round_says_when_and_where",
                condition=Q(state__in=["draft", "proposed", "agreed", "postponed", "cancelled"])
                | Q(date__isnull=False, venue__isnull=False, window_from__isnull=False),
            ),
            models.CheckConstraint(
                name="a_broken_off_round_says_when",
                condition=Q(state="broken_off", broken_off_at__isnull=False)
                | Q(state__in=["handed_over", "closed", "cancelled"])
                | (
                    ~Q(state__in=["broken_off", "handed_over", "closed", "cancelled"])
                    & Q(broken_off_at=None)
                ),
            ),
        ]
        indexes = [models.Index(fields=["state", "date"], name="round_state_date")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("exchanges:round", args=[self.reference])

    @property
    def speakers(self) -> list:
        """Who has to confirm the date: both sides, and the intermediary where one is named."""
        return [a for a in (self.convenor, self.counterpart, self.intermediary) if a]
