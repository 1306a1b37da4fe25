"""Who held what, from when: appended, never edited."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import CustodyEventQuerySet
from repatriation.ledger.clock import now


class CustodyKind(models.TextChoices):
    LISTED = "listed", _("put on the handover list")
    HANDED_OVER = "handed_over", _("handed over")
    RECEIVED = "received", _("received")
    CLEARED = "cleared", _("cleared of explosives")
    OPENED = "opened", _("opened")
    EMPTIED = "emptied", _("emptied")
    NUMBERED = "numbered", _("numbered")
    RECOVERED = "recovered", _("recovered")
    PACKED = "packed", _("packed for their return")
    STORED = "stored", _("stored")
    SENT = "sent", _("sent on")
    QUARANTINED = "quarantined", _("put in quarantine")
    NEUTRALISED = "neutralised", _("neutralised")
    DESTROYED = "destroyed", _("destroyed as a hazard")
    DIVIDED = "divided", _("divided")
    MISSED = "missed", _("found to be missing")
    FOUND = "found", _("found again")
    BURIED = "buried", _("buried")
    EXHUMED = "exhumed", _("exhumed")
    REFUSED = "refused", _("refused at the handover")
    TAKEN_BACK = "taken_back", _("taken back")
    RELEASED = "released", _("released")
    RETURNED = "returned", _("taken back after a release")
    GAP = "gap", _("gap: nobody recorded who held it")
    CORRECTED = "corrected", _("correction of an earlier event")


# Four eyes: by two people, or by one with a reason and a review within a day.
BY_TWO = (
    CustodyKind.RECEIVED,
    CustodyKind.STORED,
    CustodyKind.OPENED,
    CustodyKind.BURIED,
    CustodyKind.EXHUMED,
    CustodyKind.RELEASED,
    CustodyKind.RETURNED,
)


class CustodyEvent(models.Model):
    """One act on a container or a case: from which holder to which, when, by and before whom."""

    container = models.ForeignKey(
        "cases.Container", PROTECT, verbose_name=_("container"), null=True, related_name="custody"
    )
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, verbose_name=_("case"), null=True, related_name="custody"
    )
    seq = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("what happened"), max_length=12, choices=CustodyKind)
    from_holder = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("from"), null=True, related_name="+"
    )
    to_holder = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("to"), null=True, related_name="+"
    )
    storage_unit = models.ForeignKey(
        "cases.StorageUnit", PROTECT, verbose_name=_("storage unit"), null=True, related_name="+"
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    sheet = models.ForeignKey(
        "cases.TallySheet",
        PROTECT,
        verbose_name=_("tally sheet"),
        null=True,
        related_name="custody",
    )
    handed_over_by = models.CharField(_("handed over by"), max_length=120, blank=True)
    witness = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("witness"), null=True, related_name="+"
    )
    outside_witness = models.CharField(_("witness without an account"), max_length=120, blank=True)
    alone_reason = models.CharField(_("why one person alone"), max_length=200, blank=True)
    corrects = models.OneToOneField(
        "self", PROTECT, verbose_name=_("corrects"), null=True, related_name="correction"
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    permit = models.CharField(_("permit"), max_length=120, blank=True)
    permit_by = models.CharField(_("permit issued by"), max_length=120, blank=True)
    is_on_paper = models.BooleanField(_("entered from paper"), default=False)
    is_late = models.BooleanField(_("entered late"), default=False)
    occurred_at = models.DateTimeField(_("happened"))
    recorded_at = models.DateTimeField(_("recorded"), default=now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("recorded by"), related_name="+"
    )

    objects = CustodyEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("custody event")
        verbose_name_plural = _("custody events")
        constraints = [
            models.CheckConstraint(
                name="custody_is_of_a_container_or_a_case",
                condition=Q(container__isnull=False, case=None)
                | Q(container=None, case__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["container", "seq"],
                name="one_custody_event_at_a_time_for_a_container",
                violation_error_message=_(
                    "Somebody recorded another act on this container at the same moment. "
                    "Nothing was saved; look at it again."
                ),
            ),
            models.UniqueConstraint(
                fields=["case", "seq"],
                name="one_custody_event_at_a_time_for_a_case",
                violation_error_message=_(
                    "Somebody recorded another act on this case at the same moment. "
                    "Nothing was saved; look at it again."
                ),
            ),
            models.CheckConstraint(
                name="custody_lies_not_in_the_future",
                condition=Q(occurred_at__lte=F("recorded_at")),
            ),
            models.CheckConstraint(
                name="a_custody_witness_is_somebody_else",
                condition=Q(witness=None) | ~Q(witness=F("recorded_by")),
                violation_error_message=_("The witness is a person other than who does the work."),
            ),
            models.CheckConstraint(
                name="custody_by_two_or_with_a_reason",
                condition=~Q(kind__in=BY_TWO) | Q(witness__isnull=False) | ~Q(alone_reason=""),
                violation_error_message=_(
                    "Name a second person, or say why one person did it alone."
                ),
            ),
            models.CheckConstraint(
                name="a_correction_names_what_it_corrects",
                condition=(Q(kind="corrected") & Q(corrects__isnull=False) & ~Q(note=""))
                | (~Q(kind="corrected") & Q(corrects=None)),
            ),
            models.CheckConstraint(
                name="an_exhumation_names_its_permit",
                condition=(Q(kind="exhumed") & ~Q(permit="")) | (~Q(kind="exhumed") & Q(permit="")),
                violation_error_message=_("Give the number of the exhumation permit."),
            ),
            models.CheckConstraint(
                name="only_a_gap_or_a_family_is_no_holder",
                condition=Q(kind__in=["gap", "released"], to_holder=None)
                | Q(kind="handed_over", case__isnull=False, to_holder=None)
                | (~Q(kind="gap") & Q(to_holder__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["occurred_at"], name="custody_alone", condition=~Q(alone_reason="")
            ),
            models.Index(fields=["occurred_at"], name="custody_by_day"),  # the weeks on Today
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.seq}"

    @property
    def subject(self):
        return self.container or self.case


class CustodyReview(models.Model):
    """Another person looked at what one did alone."""

    event = models.OneToOneField(
        CustodyEvent, PROTECT, verbose_name=_("custody event"), related_name="review"
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("done by"), related_name="+"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("reviewed by"), related_name="+"
    )
    reviewed_at = models.DateTimeField(_("reviewed"), default=now)

    class Meta:
        verbose_name = _("review of custody")
        verbose_name_plural = _("reviews of custody")
        constraints = [
            models.CheckConstraint(
                name="who_did_it_does_not_review_it",
                condition=~Q(done_by=F("reviewed_by")),
                violation_error_message=_("Who did it alone does not review it."),
            )
        ]

    def __str__(self):
        return f"review of {self.event_id}"
