"""What an agency said: itself, or by our hand from its dated message or signed paper."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from repatriation.ledger.clock import now


class Said(models.Model):
    """Said by the agency itself it stands at once. Recorded by somebody else, from a dated
    message or a signed paper, it stands when a second person has read that paper.
    """

    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("agency"), related_name="+"
    )
    said_on = models.DateField(_("said on"))
    source = models.CharField(_("message or paper"), max_length=200, blank=True)
    is_recorded_for = models.BooleanField(_("recorded for another"))  # by us, for them
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("recorded by"), related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"), default=now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("checked by"), null=True, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked"), null=True)
    lapsed_at = models.DateTimeField(_("lapsed"), null=True)  # overtaken: it stands no longer

    class Meta:
        abstract = True

    round: Any  # in which it was said

    @property
    def stands(self) -> bool:
        is_checked = not self.is_recorded_for or self.checked_at is not None
        return is_checked and self.lapsed_at is None


def checked_by_another(row: str) -> list[models.BaseConstraint]:
    """The rules of every row that may be recorded for another; `row` ends their names."""
    return [
        models.CheckConstraint(
            name=f"who_records_does_not_check_{row}",
            condition=Q(checked_by=None) | ~Q(checked_by=F("recorded_by")),
            violation_error_message=_("You recorded this; a second person must read the message."),
        ),
        models.CheckConstraint(
            name=f"a_check_says_who_and_when_{row}",
            condition=Q(checked_by=None, checked_at=None)
            | Q(checked_by__isnull=False, checked_at__isnull=False, is_recorded_for=True),
        ),
        models.CheckConstraint(
            name=f"the_source_is_named_{row}",
            condition=Q(is_recorded_for=False) | ~Q(source=""),
            violation_error_message=_("Name the message or paper this was read in."),
        ),
    ]
