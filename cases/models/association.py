"""That two remains cases are of one person: proposed by one examiner, decided by a second."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.querysets import AssociationQuerySet
from cases.states import AssociationState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class AssociationBasis(models.TextChoices):
    ARTICULATION = "articulation", _("the joint surfaces fit")
    PHYSICAL_FIT = "physical_fit", _("the broken edges fit")
    DNA = "dna", _("the same DNA profile")
    PAIR_MATCH = "pair_match", _("left and right of one pair")


class Association(Versioned):
    """Nothing is said here of who the person may be: both examiners are blind to that. The cases
    stand in the order of their numbers, so that a pair is found from either side."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    first = models.ForeignKey(
        "cases.RemainsCase", PROTECT, related_name="+", verbose_name=_("case")
    )
    second = models.ForeignKey(
        "cases.RemainsCase", PROTECT, related_name="+", verbose_name=_("other case")
    )
    basis = models.CharField(_("basis"), max_length=20, choices=AssociationBasis)
    note = models.CharField(_("what was seen"), max_length=500)
    report = models.CharField(_("report"), max_length=120, blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=AssociationState,
        default=AssociationState.PROPOSED,
    )
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency")
    )
    proposed_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), default=now)
    decided_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_because = models.CharField(_("why decided so"), max_length=500, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=500, blank=True)

    objects = AssociationQuerySet.as_manager()

    class Meta:
        verbose_name = _("association")
        verbose_name_plural = _("associations")
        permissions = [
            ("see_associations", "Can see which remains cases are of one person"),
            ("associate_remains", "Can propose associations of remains, and decide on another's"),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_association_is_of_two_cases_in_their_order",
                condition=Q(first__lt=F("second")),
            ),
            models.UniqueConstraint(
                fields=["first", "second", "basis"],
                condition=Q(state__in=["proposed", "accepted"]),
                name="one_association_of_two_cases_on_one_basis",
                violation_error_message=_(
                    "These two cases are associated on this basis already, or it is proposed."
                ),
            ),
            models.CheckConstraint(
                name="an_association_is_in_a_known_state",
                condition=Q(state__in=AssociationState.values),
            ),
            models.CheckConstraint(name="an_association_says_what_was_seen", condition=~Q(note="")),
            models.CheckConstraint(
                name="the_same_dna_profile_names_its_report",
                condition=~Q(basis="dna") | ~Q(report=""),
                violation_error_message=_("Name the laboratory’s report."),
            ),
            models.CheckConstraint(
                name="who_proposes_an_association_does_not_decide_on_it",
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Who proposed an association does not decide on it."),
            ),
            models.CheckConstraint(
                name="a_decided_association_says_who_and_when",
                condition=Q(state="proposed", decided_by=None, decided_at=None, decided_because="")
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_rejected_association_says_why",
                condition=~Q(state="rejected") | ~Q(decided_because=""),
            ),
            models.CheckConstraint(
                name="a_withdrawn_association_says_who_when_and_why",
                condition=(
                    ~Q(state="withdrawn")
                    & Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because="")
                )
                | (
                    Q(state="withdrawn", withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~Q(withdrawn_because="")
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["second", "state"], name="association_second"),
            models.Index(fields=["agency", "state", "id"], name="association_agency"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:association", args=[self.reference])

    @property
    def cases(self):
        return (self.first, self.second)
