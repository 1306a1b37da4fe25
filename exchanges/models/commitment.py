"""What one side promised the other, in numbers and by when; and what counts towards it."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchanges.agreement_states import CONCLUDED, CommitmentState
from exchanges.promise_querysets import (
    CommitmentQuerySet,
    FulfilmentQuerySet,
    MilestoneQuerySet,
)
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned

USER = settings.AUTH_USER_MODEL


class Measure(models.TextChoices):
    CONTAINERS = "containers", _("containers")
    REMAINS_CASES = "remains_cases", _("remains cases")
    INDIVIDUALS = "individuals", _("individuals")
    LIVING_PERSONS = "living_persons", _("living persons")
    ROUNDS = "rounds", _("rounds")
    OTHER = "other", _("another unit, said in words")


class Basis(models.TextChoices):
    """Whose count is taken for what was kept."""

    VENUE = "venue", _("the receiving side's count at the venue")
    INTAKE = "intake", _("the receiving side's verified count at intake")
    INTERMEDIARY = "intermediary", _("the neutral intermediary's count at the venue")
    STATED = "stated", _("what the receiving side says that it has verified")


COUNTED = (Basis.VENUE, Basis.INTAKE, Basis.INTERMEDIARY)  # in containers, by the register


class Commitment(Versioned):
    """A promise that can be checked. Once both sides accepted it its terms stand: what changes is
    the deadline, if both agree, and what is counted."""

    Measure = Measure
    Basis = Basis

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    agreement = models.ForeignKey(
        "exchanges.Agreement", PROTECT, verbose_name=_("agreement"), related_name="commitments"
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=CommitmentState,
        default=CommitmentState.DRAFT,
        editable=False,
    )
    convenor = models.ForeignKey(
        "accounts.Agency",
        PROTECT,
        related_name="+",
        verbose_name=_("keeps the record"),
        editable=False,
    )
    title = models.CharField(_("what is promised"), max_length=200)
    debtor = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("promised by")
    )
    measure = models.CharField(_("counted in"), max_length=20, choices=Measure)
    unit = models.CharField(_("the unit in words"), max_length=60, blank=True)
    target = models.PositiveIntegerField(_("how many"))
    basis = models.CharField(_("whose count decides"), max_length=20, choices=Basis)
    # So many of this for so many of another: what is due by it grows with the other.
    ratio_to = models.ForeignKey(
        "self",
        PROTECT,
        null=True,
        blank=True,
        related_name="returned_by",
        verbose_name=_("in a ratio to"),
    )
    ratio_of_this = models.PositiveIntegerField(_("so many of this"), null=True, blank=True)
    ratio_of_other = models.PositiveIntegerField(_("for so many of that"), null=True, blank=True)
    due_at = models.DateTimeField(_("deadline"))
    time_zone = models.CharField(_("time zone of the deadline"), max_length=60)
    first_due_at = models.DateTimeField(_("first deadline"), null=True, editable=False)
    proposed_at = models.DateTimeField(_("proposed"), null=True, editable=False)
    active_since = models.DateTimeField(_("active since"), null=True, editable=False)
    # The outcome: the figure it rests on, and when the target was reached.
    concluded_at = models.DateTimeField(_("concluded"), null=True, editable=False)
    concluded_by = models.ForeignKey(
        USER, PROTECT, verbose_name=_("concluded by"), null=True, related_name="+", editable=False
    )
    concluded_with = models.PositiveIntegerField(
        _("verified when concluded"), null=True, editable=False
    )
    reached_at = models.DateTimeField(_("target reached"), null=True, editable=False)
    superseded_by = models.ForeignKey(
        "self",
        PROTECT,
        verbose_name=_("superseded by"),
        null=True,
        related_name="supersedes",
        editable=False,
    )
    batches = models.ManyToManyField(
        "exchanges.ExchangeBatch",
        through="exchanges.Fulfilment",
        verbose_name=_("batches"),
        related_name="commitments",
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.CheckConstraint(
                name="a_commitment_promises_something",
                condition=Q(target__gt=0),
                violation_error_message=_("Promise at least one."),
            ),
            models.CheckConstraint(
                name="what_we_count_is_promised_in_containers",
                condition=Q(measure="containers") | Q(basis="stated"),
                violation_error_message=_(
                    "The register counts containers. For another unit the receiving side says "
                    "what it has verified."
                ),
            ),
            models.CheckConstraint(
                name="another_unit_is_said_in_words",
                condition=~Q(measure="other") | ~Q(unit=""),
                violation_error_message=_("Say the unit in words."),
            ),
            models.CheckConstraint(
                name="a_ratio_names_both_numbers_and_another_commitment",
                condition=Q(ratio_to=None, ratio_of_this=None, ratio_of_other=None)
                | Q(ratio_to__isnull=False, ratio_of_this__gt=0, ratio_of_other__gt=0),
                violation_error_message=_(
                    "A ratio names the other commitment and both numbers, above zero."
                ),
            ),
            models.CheckConstraint(
                name="no_commitment_is_in_a_ratio_to_itself",
                condition=Q(ratio_to=None) | ~Q(ratio_to=F("id")),
            ),
            models.CheckConstraint(
                name="what_is_active_says_since_when",
                condition=Q(state__in=["draft", "withdrawn"], active_since=None)
                | (
                    ~Q(state__in=["draft", "withdrawn"])
                    & Q(active_since__isnull=False, first_due_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="an_outcome_says_its_figure_by_whom_and_when",
                condition=Q(
                    state__in=CONCLUDED,
                    concluded_at__isnull=False,
                    concluded_by__isnull=False,
                    concluded_with__isnull=False,
                )
                | ~Q(state__in=CONCLUDED),
            ),
            models.CheckConstraint(
                name="an_outcome_agrees_with_its_figures",
                condition=~Q(state__in=CONCLUDED)
                | Q(state="met", concluded_with__gte=F("target"), reached_at__lte=F("due_at"))
                | Q(state="met_late", concluded_with__gte=F("target"), reached_at__gt=F("due_at"))
                | Q(
                    state="partly_met",
                    concluded_with__gt=0,
                    concluded_with__lt=F("target"),
                    concluded_at__gt=F("due_at"),
                )
                | Q(state="missed", concluded_with=0, concluded_at__gt=F("due_at")),
                violation_error_message=_("This outcome does not agree with what was verified."),
            ),
            models.CheckConstraint(
                name="what_is_superseded_names_what_stands_for_it",
                condition=Q(state="superseded", superseded_by__isnull=False)
                | (~Q(state="superseded") & Q(superseded_by=None)),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="commitment_due")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("exchanges:commitment", args=[self.reference])

    @property
    def counterpart(self):
        """The side that did not draw it up."""
        sides = self.agreement.speakers
        return sides[1] if sides[0].party_id == self.convenor.party_id else sides[0]

    @property
    def speakers(self):
        return self.agreement.speakers

    @property
    def creditor(self):
        """The other side."""
        sides = self.agreement.speakers
        return sides[1] if self.debtor_id == sides[0].pk else sides[0]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_concluded(self) -> bool:
        return self.state in CONCLUDED


class Milestone(models.Model):
    """So many of them by then; on the way to the deadline."""

    commitment = models.ForeignKey(
        Commitment, PROTECT, verbose_name=_("commitment"), related_name="milestones"
    )
    target = models.PositiveIntegerField(_("how many"))
    due_at = models.DateTimeField(_("by when"))

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "due_at"],
                name="one_milestone_for_each_moment",
                violation_error_message=_("There is a milestone of that moment already."),
            ),
            models.CheckConstraint(
                name="a_milestone_promises_something", condition=Q(target__gt=0)
            ),
        ]

    def __str__(self):
        return f"{self.target}, {self.due_at:%Y-%m-%d}"


class Fulfilment(models.Model):
    """A batch that counts towards a commitment, from when to when."""

    commitment = models.ForeignKey(
        Commitment, PROTECT, verbose_name=_("commitment"), related_name="fulfilments"
    )
    batch = models.ForeignKey(
        "exchanges.ExchangeBatch", PROTECT, verbose_name=_("batch"), related_name="fulfilments"
    )
    added_by = models.ForeignKey(USER, PROTECT, verbose_name=_("added by"), related_name="+")
    added_at = models.DateTimeField(_("added"), default=now)
    removed_by = models.ForeignKey(
        USER, PROTECT, verbose_name=_("taken out by"), null=True, related_name="+"
    )
    removed_at = models.DateTimeField(_("taken out"), null=True)

    objects = FulfilmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of a commitment")
        verbose_name_plural = _("batches of commitments")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "batch"],
                condition=Q(removed_at=None),
                name="a_batch_counts_once_towards_a_commitment",
                violation_error_message=_("This batch counts towards it already."),
            ),
            models.CheckConstraint(
                name="what_is_taken_out_says_by_whom",
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.batch_id} towards {self.commitment_id}"
