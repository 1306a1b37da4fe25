"""The wish of one agency to see another's record of a pair, and the answer to it."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.candidate import Candidate
from cases.querysets.candidates import SightRequestQuerySet
from cases.states.candidates import RequestState
from repatriation.ledger.clock import now


class SightRequest(models.Model):
    """Granted, it lets the asking agency read this one record until a day, and nothing more."""

    candidate = models.ForeignKey(
        Candidate, PROTECT, related_name="requests", verbose_name=_("candidate")
    )
    case = models.ForeignKey(
        "cases.RemainsCase",
        PROTECT,
        null=True,
        related_name="sight_requests",
        verbose_name=_("case asked for"),
    )
    person = models.ForeignKey(
        "cases.MissingPerson",
        PROTECT,
        null=True,
        related_name="sight_requests",
        verbose_name=_("person asked for"),
    )
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("asking agency")
    )
    holder = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency asked")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=RequestState, default=RequestState.OPEN, editable=False
    )
    why = models.CharField(_("why it is asked for"), max_length=500)
    asked_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=now)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    until = models.DateField(_("granted until"), null=True)
    answered_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=200, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = SightRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to see a record")
        verbose_name_plural = _("requests to see a record")
        permissions = [
            ("answer_sight_request", "Can answer requests to see a record of the own agency")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "agency"],
                condition=Q(state=RequestState.OPEN),
                name="one_open_request_of_an_agency_for_a_record",
                violation_error_message=_("Your agency has asked to see this record already."),
            ),
            models.CheckConstraint(
                name="one_record_is_asked_for",
                condition=Q(case__isnull=False, person=None) | Q(case=None, person__isnull=False),
            ),
            models.CheckConstraint(
                name="another_agency_is_asked", condition=~Q(agency=F("holder"))
            ),
            models.CheckConstraint(
                name="a_request_says_why",
                condition=~Q(why=""),
                violation_error_message=_("Say why your agency has to see the record."),
            ),
            models.CheckConstraint(
                name="an_answer_says_what_who_and_when",
                condition=Q(
                    state=RequestState.OPEN,
                    answer="",
                    answered_by=None,
                    answered_at=None,
                    until=None,
                )
                | (
                    Q(
                        state__in=[RequestState.GRANTED, RequestState.WITHDRAWN],
                        answered_by__isnull=False,
                        answered_at__isnull=False,
                        until__isnull=False,
                    )
                    & ~Q(answer="")
                )
                | (
                    Q(
                        state=RequestState.REFUSED,
                        answered_by__isnull=False,
                        answered_at__isnull=False,
                        until=None,
                    )
                    & ~Q(answer="")
                ),
            ),
            models.CheckConstraint(
                name="a_withdrawn_grant_says_who_when_and_why",
                condition=(
                    ~Q(state=RequestState.WITHDRAWN)
                    & Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because="")
                )
                | (
                    Q(
                        state=RequestState.WITHDRAWN,
                        withdrawn_by__isnull=False,
                        withdrawn_at__isnull=False,
                    )
                    & ~Q(withdrawn_because="")
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["holder"], name="sight_open", condition=Q(state=RequestState.OPEN)
            ),
            models.Index(
                fields=["agency", "until"],
                name="sight_granted",
                condition=Q(state=RequestState.GRANTED),
            ),
        ]

    def __str__(self):
        return f"request {self.pk} to see a record"
