"""Somebody sought: what is known of the person while alive."""

import re
from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models.codes import EyeColour, HairColour, Sex, Tooth
from cases.querysets import MissingPersonQuerySet
from cases.states import PersonState
from repatriation.errors import gettext_noop
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

# What is told of a living person; the other codes are for assessing remains.
TOLD_SEX = [(code.value, code.label) for code in (Sex.FEMALE, Sex.MALE, Sex.UNDETERMINED)]

STATURES = (30, 260)
NOT_A_DATE = gettext_noop("Write the date as 1970, 1970-01 or 1970-01-31.")


def is_partial_date(text: str) -> bool:
    """A year, a month or a day that there is: 1970, 1970-01, 1970-01-31."""
    if not (found := PARTIAL.fullmatch(text)):
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    return year >= 1850 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def days_of(partial: str) -> tuple[date, date] | None:
    """1970, 1970-01 or 1970-01-31: the first and the last day it can be."""
    if not partial:
        return None
    year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    last = month or 12
    return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])


def validate_partial_date(text: str) -> None:
    if not is_partial_date(text):
        raise ValidationError(gettext(NOT_A_DATE), "partial_date")


class MissingPerson(Versioned):
    """A person sought by an agency. Names are as written, in the script they were written in."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency"), editable=False
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=PersonState,
        default=PersonState.SOUGHT,
        editable=False,
    )
    surname = models.CharField(_("surname"), max_length=120, blank=True)
    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=120, blank=True)
    born_on = models.CharField(
        _("born on"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("A day, a month or a year: 1970-01-31, 1970-01 or 1970."),
    )
    sex = models.CharField(_("sex"), max_length=16, choices=TOLD_SEX, blank=True)
    stature_cm = models.PositiveSmallIntegerField(_("stature in cm"), null=True, blank=True)
    hair = models.CharField(_("hair"), max_length=8, choices=HairColour, blank=True)
    eyes = models.CharField(_("eyes"), max_length=8, choices=EyeColour, blank=True)
    description = models.CharField(_("description"), max_length=2000, blank=True)
    rank = models.CharField(_("rank"), max_length=80, blank=True)
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    service_number = models.CharField(_("service number"), max_length=40, blank=True)
    disc_number = models.CharField(_("number on the identity disc"), max_length=40, blank=True)
    last_seen_from = models.DateField(_("last seen, from"), null=True, blank=True)
    last_seen_to = models.DateField(_("last seen, to"), null=True, blank=True)
    last_seen_place = models.CharField(_("place where last seen"), max_length=200, blank=True)
    last_seen_latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    last_seen_longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    circumstances = models.CharField(_("circumstances"), max_length=4000, blank=True)
    # Tooth of the FDI notation to its code, as a dentist's chart says: {"16": "filled"}.
    teeth = models.JSONField(_("teeth"), default=dict, blank=True)
    # Of those filled or decayed: {"16": "mo"}. Without an entry it is not known.
    tooth_surfaces = models.JSONField(_("surfaces of teeth"), default=dict, blank=True)
    found_with = models.ForeignKey(
        "cases.RemainsCase",
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("papers found with"),
        editable=False,
    )
    merged_into = models.ForeignKey(
        "self",
        PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
        editable=False,
    )
    opened_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("opened by"), editable=False
    )
    opened_at = models.DateTimeField(_("opened"), default=now, editable=False)

    objects = MissingPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("missing person")
        verbose_name_plural = _("missing persons")
        permissions = [
            ("read_persons", "Can read whom the own agency seeks"),
            ("keep_persons", "Can open and correct records of people sought"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_person_sought_has_a_name",
                condition=~Q(surname="", given_name=""),
                violation_error_message=_("Give the surname or the given name."),
            ),
            models.CheckConstraint(
                name="a_person_is_in_a_known_state", condition=Q(state__in=PersonState.values)
            ),
            models.CheckConstraint(
                name="the_sex_of_a_person_sought_is_told_not_assessed",
                condition=Q(sex__in=["", *(code for code, _label in TOLD_SEX)]),
            ),
            models.CheckConstraint(
                name="the_stature_of_a_person_is_possible",
                condition=Q(stature_cm=None) | Q(stature_cm__range=STATURES),
                violation_error_message=_("Give the stature in centimetres, as 178."),
            ),
            models.CheckConstraint(
                name="a_person_is_last_seen_in_an_interval",
                condition=Q(last_seen_from=None)
                | Q(last_seen_to=None)
                | Q(last_seen_from__lte=F("last_seen_to")),
                violation_error_message=_("The first day is after the last; check the dates."),
            ),
            models.CheckConstraint(
                name="a_point_last_seen_has_latitude_and_longitude",
                condition=Q(last_seen_latitude=None, last_seen_longitude=None)
                | Q(
                    last_seen_latitude__isnull=False,
                    last_seen_longitude__isnull=False,
                    last_seen_latitude__range=(-90, 90),
                    last_seen_longitude__range=(-180, 180),
                ),
                violation_error_message=_("Give latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                name="a_record_is_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="person_agency")]

    def __str__(self):
        return self.reference

    @property
    def chart(self) -> dict[int, Tooth]:
        """Of the teeth, as a dentist's card says."""
        return {
            int(place): Tooth(code, self.tooth_surfaces.get(place, ""))
            for place, code in self.teeth.items()
        }

    def get_absolute_url(self):
        return reverse("cases:person", args=[self.reference])
