"""Somebody sought: what is known of the person while alive."""

import re
from calendar import monthrange

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.querysets import MissingPersonQuerySet
from cases.states import PersonState
from repatriation.errors import gettext_noop
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


NOT_A_DATE = gettext_noop("Write the date as 1970, 1970-01 or 1970-01-31.")


def is_partial_date(text: str) -> bool:
    """A year, a month or a day that there is: 1970, 1970-01, 1970-01-31."""
    if not (found := PARTIAL.fullmatch(text)):
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    return year >= 1850 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


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
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="person_agency")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:person", args=[self.reference])
