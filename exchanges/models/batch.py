"""What one side hands to the other in one round."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchanges.querysets import BatchPlaceQuerySet, ExchangeBatchQuerySet
from exchanges.states import BEFORE_SEAL, BatchState
from repatriation.ledger.versions import Versioned

USER = settings.AUTH_USER_MODEL
NO_SEAL = Q(sealed_by=None, sealed_at=None, sealed_manifest=None, sealed_digest="")
WHOLE_SEAL = ~Q(sealed_by=None) & ~Q(sealed_at=None) & ~Q(sealed_manifest=None)
EXITS = ("not_presented", "withdrawn", "refused", "taken_back")


class ExchangeBatch(Versioned):
    """One direction, one list, versioned."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    round = models.ForeignKey(
        "exchanges.ExchangeRound", PROTECT, related_name="batches", verbose_name=_("round")
    )
    sender = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="batches_sent", verbose_name=_("sender")
    )
    receiver = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="batches_received", verbose_name=_("receiver")
    )
    opened_for = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("opened by"), editable=False
    )
    state = models.CharField(
        _("state"), max_length=20, choices=BatchState, default=BatchState.DRAFT, editable=False
    )
    sealed_by = models.ForeignKey(
        USER, PROTECT, verbose_name=_("sealed by"), null=True, editable=False, related_name="+"
    )
    sealed_at = models.DateTimeField(_("sealed"), null=True, editable=False)
    sealed_manifest = models.OneToOneField(
        "exchanges.Manifest",
        PROTECT,
        verbose_name=_("sealed list"),
        null=True,
        editable=False,
        related_name="+",
    )
    sealed_digest = models.CharField(_("sealed digest"), max_length=64, blank=True, editable=False)
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, editable=False)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, editable=False)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    objects = ExchangeBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange batch")
        verbose_name_plural = _("exchange batches")
        permissions = [
            ("open_batch", "Can open and cancel batches"),
            ("list_batch", "Can file handover lists"),
            ("compare_lists", "Can compare the two sides' handover lists"),
            ("count_batch", "Can count the containers of a batch"),
            ("seal_batch", "Can seal a batch"),
            ("hand_over_batch", "Can record a handover"),
            ("attest_batch", "Can attest what is handed over"),
            ("allocate_batch", "Can allocate containers to mortuaries"),
            ("send_allocation", "Can send allocated containers on"),
            ("verify_count", "Can verify the count of a batch"),
            ("read_claims", "Can read claimed names on handover lists"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_batch_goes_from_one_agency_to_another",
                condition=~Q(sender=F("receiver")),
                violation_error_message=_("A batch goes from one side to the other."),
            ),
            models.CheckConstraint(
                name="a_seal_says_who_when_and_what",
                condition=NO_SEAL | (WHOLE_SEAL & Q(sealed_digest__regex="^[0-9a-f]{64}$")),
            ),
            models.CheckConstraint(
                name="a_batch_is_sealed_by_a_seal",
                condition=(Q(state__in=[*BEFORE_SEAL, BatchState.CANCELLED]) & NO_SEAL)
                | (~Q(state__in=BEFORE_SEAL) & WHOLE_SEAL),
            ),
            models.CheckConstraint(
                name="a_batch_that_was_taken_back_says_when",
                condition=Q(state="taken_back", taken_back_at__isnull=False)
                | (~Q(state="taken_back") & Q(taken_back_at=None)),
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="batch_state")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("exchanges:batch", args=[self.reference])

    @property
    def list_in_force(self):
        """The sender's: the sealed version, or the newest; the others stay as they were sent."""
        return self.sealed_manifest or self.list_of("sender")

    def agency_of(self, side: str):
        return self.sender if side == "sender" else self.receiver

    def list_of(self, side: str):
        """This side's newest version, or None."""
        return self.manifests.filter(side=side).order_by("number").last()


class BatchPlace(models.Model):
    """A container's place in a batch, from listing to its outcome."""

    class Outcome(models.TextChoices):
        HANDED_OVER = "handed_over", _("handed over")
        NOT_PRESENTED = "not_presented", _("not presented")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REFUSED = "refused", _("refused")
        TAKEN_BACK = "taken_back", _("taken back")

    class Reason(models.TextChoices):
        INTERRUPTED = "interrupted", _("the round was broken off or did not take place")
        NOT_AGREED = "not_agreed", _("not one of those that were agreed")
        UNREADABLE = "unreadable", _("label or papers cannot be read")
        DAMAGED = "damaged", _("damaged, or the seal broken")
        HAZARD = "hazard", _("a danger to those who carry it")
        OTHER = "other", _("another reason, said in the note")

    batch = models.ForeignKey(
        ExchangeBatch, PROTECT, verbose_name=_("batch"), related_name="places"
    )
    container = models.ForeignKey(
        "cases.Container", PROTECT, verbose_name=_("container"), related_name="places"
    )
    line = models.ForeignKey(
        "exchanges.ManifestLine",
        PROTECT,
        verbose_name=_("line of the list"),
        null=True,
        related_name="places",
    )
    # Lookalike letters folded together.
    label_key = models.CharField(_("label for comparing"), max_length=200, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    allocation = models.ForeignKey(
        "exchanges.Allocation",
        PROTECT,
        verbose_name=_("allocation"),
        null=True,
        related_name="places",
    )
    left_at = models.DateTimeField(_("left"), null=True)
    # Why it was refused or taken back.
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = BatchPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in a batch")
        verbose_name_plural = _("places in batches")
        constraints = [
            models.UniqueConstraint(
                fields=["container"],
                condition=Q(left_at=None),
                name="a_container_is_in_one_open_batch",
                violation_error_message=_("This container stands in another open batch."),
            ),
            models.CheckConstraint(
                name="a_place_is_left_by_an_exit",
                condition=Q(outcome__in=["", "handed_over"], left_at=None)
                | Q(outcome__in=EXITS, left_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_refusal_or_return_gives_its_reason",
                condition=(Q(outcome__in=["refused", "taken_back"]) & ~Q(reason=""))
                | (~Q(outcome__in=["refused", "taken_back"]) & Q(reason="", note="")),
            ),
            models.CheckConstraint(
                name="another_reason_is_said_in_the_note",
                condition=~Q(reason="other") | ~Q(note=""),
                violation_error_message=_("Say the reason in the note."),
            ),
        ]
        indexes = [models.Index(fields=["batch", "label_key"], name="place_label")]

    def __str__(self):
        return f"{self.container_id} in {self.batch_id}"


class BatchSheet(models.Model):
    """Which batch a tally sheet belongs to; at a mortuary, which allocation."""

    sheet = models.OneToOneField(
        "cases.TallySheet", PROTECT, verbose_name=_("tally sheet"), related_name="exchange"
    )
    batch = models.ForeignKey(
        ExchangeBatch, PROTECT, verbose_name=_("batch"), related_name="sheets"
    )
    allocation = models.ForeignKey(
        "exchanges.Allocation",
        PROTECT,
        verbose_name=_("allocation"),
        null=True,
        related_name="sheets",
    )

    class Meta:
        verbose_name = _("tally sheet of a batch")
        verbose_name_plural = _("tally sheets of batches")

    def __str__(self):
        return f"{self.sheet_id} of {self.batch_id}"
