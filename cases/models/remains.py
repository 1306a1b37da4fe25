"""Remains: separately numbered, wherever they came from."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.affiliation import Affiliation
from cases.models.held import Held
from cases.querysets import RecoverySiteQuerySet, RemainsCaseQuerySet
from cases.states import CaseState
from repatriation.ledger.clock import now


class RecoverySite(models.Model):
    """Where our own team found remains."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency"), editable=False
    )
    place = models.CharField(_("place"), max_length=200)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        verbose_name=_("opened by"),
        related_name="+",
        editable=False,
    )
    opened_at = models.DateTimeField(_("opened"), default=now, editable=False)

    objects = RecoverySiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("recovery site")
        verbose_name_plural = _("recovery sites")
        permissions = [("recover_remains", "Can record remains recovered by an own team")]
        constraints = [
            models.CheckConstraint(
                name="a_point_has_latitude_and_longitude",
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,  # a range of nothing is neither true nor false
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                violation_error_message=_("Give latitude and longitude, or neither."),
            )
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:recovery", args=[self.reference])


class RemainsKind(models.TextChoices):
    BODY = "body", _("body")
    BODY_PART = "body_part", _("body part")
    FRAGMENT = "fragment", _("fragment")
    MIXED_FRAGMENTS = "mixed_fragments", _("mixed fragments")


class RemainsCase(Held):
    """One separately numbered and stored set of remains. Never deleted."""

    custody_field = "case"

    state = models.CharField(
        _("state"), max_length=20, choices=CaseState, default=CaseState.NUMBERED, editable=False
    )
    kind = models.CharField(_("kind"), max_length=20, choices=RemainsKind, editable=False)
    container = models.ForeignKey(
        "cases.Container",
        PROTECT,
        null=True,
        related_name="cases",
        verbose_name=_("from container"),
        editable=False,
    )
    recovery_site = models.ForeignKey(
        RecoverySite,
        PROTECT,
        null=True,
        related_name="cases",
        verbose_name=_("from recovery site"),
        editable=False,
    )
    parent = models.ForeignKey(
        "self",
        PROTECT,
        null=True,
        related_name="parts",
        verbose_name=_("divided from"),
        editable=False,
    )
    # As a board decided it; what is claimed stands in the decision beside it.
    assessed_affiliation = models.CharField(
        _("assessed affiliation"),
        max_length=12,
        choices=Affiliation,
        blank=True,
        editable=False,
    )
    numbered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        verbose_name=_("numbered by"),
        related_name="+",
        editable=False,
    )
    numbered_at = models.DateTimeField(_("numbered"), editable=False)

    objects = RemainsCaseQuerySet.as_manager()

    class Meta(Held.Meta):
        verbose_name = _("remains case")
        verbose_name_plural = _("remains cases")
        permissions = [("divide_remains", "Can divide remains under a new number")]
        constraints = [
            models.CheckConstraint(
                name="remains_come_from_one_place",
                condition=Q(container__isnull=False, recovery_site=None)
                | Q(container=None, recovery_site__isnull=False),
            ),
            models.CheckConstraint(
                name="a_case_is_in_a_known_state", condition=Q(state__in=CaseState.values)
            ),
            models.CheckConstraint(
                name="an_assessed_affiliation_is_a_known_one",
                condition=Q(assessed_affiliation__in=["", *Affiliation.values]),
            ),
            models.CheckConstraint(
                name="remains_are_not_divided_from_themselves",
                condition=Q(parent=None) | ~Q(parent=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="case_state"),
            models.Index(fields=["custodian", "state", "id"], name="case_custodian"),
            models.Index(fields=["id"], name="case_flagged", condition=~Q(flags=[])),
        ]

    def get_absolute_url(self):
        return reverse("cases:case", args=[self.reference])

    @property
    def origin(self):
        return self.container or self.recovery_site
