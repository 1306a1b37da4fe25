"""Where a board meets: on which day, with which agenda, who was called and who was there."""

from django.db import models
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.querysets import BoardSessionQuerySet
from cases.states import SessionState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class BoardSession(Versioned):
    """A board that meets on a day with an agenda: each item of it is a ballot."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=SessionState, default=SessionState.CALLED
    )
    meets_at = models.DateTimeField(_("meets"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    quorum = models.PositiveSmallIntegerField(_("quorum"))
    called_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("called by")
    )
    called_at = models.DateTimeField(_("called"), default=now)
    opened_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened"), null=True)
    closed_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("closed by")
    )
    closed_at = models.DateTimeField(_("closed"), null=True)
    note = models.CharField(_("note for the minutes"), max_length=2000, blank=True)

    objects = BoardSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("board session")
        verbose_name_plural = _("board sessions")
        constraints = [
            models.CheckConstraint(
                name="a_session_is_in_a_known_state", condition=Q(state__in=SessionState.values)
            ),
            models.CheckConstraint(
                name="a_session_has_a_quorum_of_two_or_more", condition=Q(quorum__gte=2)
            ),
            models.CheckConstraint(
                name="an_opened_session_says_who_and_when",
                condition=Q(state="called", opened_by=None, opened_at=None)
                | Q(state="closed", opened_by=None, opened_at=None)  # it never met
                | (~Q(state="called") & Q(opened_by__isnull=False, opened_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_closed_session_says_who_and_when",
                condition=(~Q(state="closed") & Q(closed_by=None, closed_at=None))
                | Q(state="closed", closed_by__isnull=False, closed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="session_agency")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:session", args=[self.reference])


class Attendance(models.Model):
    """A member called to a session; whether present is said when it is opened."""

    session = models.ForeignKey(
        BoardSession, PROTECT, related_name="members", verbose_name=_("session")
    )
    member = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("board member")
    )
    is_present = models.BooleanField(_("present"), null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"], name="a_member_is_called_once_to_a_session"
            )
        ]

    def __str__(self):
        return f"attendance {self.pk}"
