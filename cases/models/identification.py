"""That remains are a person sought: proposed with evidence, decided by a board, certified."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.querysets import EvidenceQuerySet, IdentificationQuerySet
from cases.states import STANDING, IdentificationState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class ContestReason(models.TextChoices):
    RESTS_ON_CONTESTED = "rests_on_contested", _("what it adds to is contested")
    EVIDENCE_WITHDRAWN = "evidence_withdrawn", _("evidence was withdrawn or corrected")
    CONTRADICTION = "contradiction", _("new findings contradict it")
    REPORTED_ALIVE = "reported_alive", _("the person is reported alive")
    REMAINS_MIXED = "remains_mixed", _("the remains are of more than one person")
    RELATIVES = "relatives", _("the relatives contest it")

    @classmethod
    def by_hand(cls) -> list["ContestReason"]:
        """The other is said of an addendum by itself."""
        return [one for one in cls if one != cls.RESTS_ON_CONTESTED]


class Identification(Versioned):
    """One decision about one person: proposed, voted on, standing, perhaps taken back. An addendum
    is a decision of its own, about cases that joined later; it falls with what it adds to."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    adds_to = models.ForeignKey(
        "self", PROTECT, null=True, related_name="addenda", verbose_name=_("addendum to")
    )
    person = models.ForeignKey(
        "cases.MissingPerson",
        PROTECT,
        related_name="identifications",
        verbose_name=_("person sought"),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=IdentificationState,
        default=IdentificationState.PROPOSED,
    )
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency")
    )
    proposed_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), default=now)
    decided_at = models.DateTimeField(_("decided"), null=True)
    certificate = models.CharField(_("certificate number"), max_length=60, blank=True)
    certified_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("certified by")
    )
    certified_at = models.DateTimeField(_("certified"), null=True)
    contested_because = models.CharField(
        _("contested because"), max_length=20, choices=ContestReason, blank=True
    )
    contested_note = models.CharField(_("note"), max_length=500, blank=True)
    contested_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("contested by")
    )
    contested_at = models.DateTimeField(_("contested"), null=True)
    annulment = models.CharField(_("annulment number"), max_length=60, blank=True)
    annulled_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("annulled by")
    )
    annulled_at = models.DateTimeField(_("annulled"), null=True)

    objects = IdentificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("identification")
        verbose_name_plural = _("identifications")
        permissions = [
            ("see_identifications", "Can see identifications of the own agency that were decided"),
            ("see_open_identifications", "Can see them before a board has decided"),
            ("propose_identification", "Can propose identifications, with their evidence"),
            ("call_board", "Can call a board on an identification"),
            ("vote_on_identification", "Can vote on identifications before a board"),
            ("certify_identification", "Can certify identifications, and annul certificates"),
            ("contest_identification", "Can contest identifications that stand"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=STANDING, adds_to=None),
                name="one_standing_identification_of_a_person",
                violation_error_message=_(
                    "Another identification of this person stands. It has to be contested and "
                    "revoked before this one can be decided."
                ),
            ),
            models.CheckConstraint(
                name="an_addendum_adds_to_another_identification",
                condition=Q(adds_to=None) | ~Q(adds_to=F("id")),
            ),
            models.CheckConstraint(
                name="an_identification_is_in_a_known_state",
                condition=Q(state__in=IdentificationState.values),
            ),
            models.CheckConstraint(
                name="a_standing_identification_was_decided",
                condition=~Q(state__in=STANDING) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_certificate_says_number_who_and_when",
                condition=Q(certificate="", certified_by=None, certified_at=None)
                | (~Q(certificate="") & Q(certified_by__isnull=False, certified_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="certified_means_with_a_certificate",
                condition=~Q(state="certified") | ~Q(certificate=""),
            ),
            models.CheckConstraint(
                name="who_proposes_does_not_certify",
                condition=Q(certified_by=None) | ~Q(certified_by=F("proposed_by")),
                violation_error_message=_("Who proposed an identification does not certify it."),
            ),
            models.CheckConstraint(
                name="contested_says_why_who_and_when",
                condition=~Q(state="contested")
                | (
                    ~Q(contested_because="")
                    & Q(contested_by__isnull=False, contested_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="an_annulment_says_number_who_and_when",
                condition=Q(annulment="", annulled_by=None, annulled_at=None)
                | (~Q(annulment="") & Q(annulled_by__isnull=False, annulled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_certified_identification_is_revoked_with_an_annulment",
                condition=~Q(state="revoked") | Q(certificate="") | ~Q(annulment=""),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="identification_agency")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:identification", args=[self.reference])

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING


class Basis(models.TextChoices):
    """What a case is identified by: its own, never the dossier's."""

    PRIMARY = "primary", _("a primary identifier of its own")
    SECONDARY = "secondary", _("independent secondary identifiers of its own")
    ASSOCIATION = "association", _("an accepted association with a covered case that has its own")


class CoveredCase(models.Model):
    """A case that an identification is about. Each brings its own evidence; none inherits."""

    identification = models.ForeignKey(
        Identification, PROTECT, verbose_name=_("identification"), related_name="covered"
    )
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, verbose_name=_("case"), related_name="covered_by"
    )
    stands = models.BooleanField(_("stands"), default=False)  # while the identification does
    # As it was when the board decided.
    basis = models.CharField(_("decided on"), max_length=12, choices=Basis, blank=True)
    association = models.ForeignKey(
        "cases.Association",
        PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided on the association"),
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("covered case")
        verbose_name_plural = _("covered cases")
        constraints = [
            models.UniqueConstraint(
                fields=["identification", "case"], name="a_case_is_covered_once"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(stands=True),
                name="one_standing_identification_of_a_case",
                violation_error_message=_(
                    "Another identification of this case stands. It has to be contested and "
                    "revoked before this one can be decided."
                ),
            ),
            models.CheckConstraint(
                name="a_case_without_a_basis_does_not_stand",
                condition=Q(stands=False) | ~Q(basis=""),
            ),
            models.CheckConstraint(
                name="a_case_decided_on_an_association_names_it",
                condition=Q(basis="association", association__isnull=False)
                | (~Q(basis="association") & Q(association=None)),
            ),
        ]

    def __str__(self):
        return f"{self.identification}: {self.case}"


class Identifier(models.TextChoices):
    """What speaks for an identity. A name on a list, a look at the face and a number from a
    machine are not among them: they never suffice, however many there are."""

    FRICTION_RIDGES = "friction_ridges", _("friction ridges")
    ODONTOLOGY = "odontology", _("odontology")
    DNA = "dna", _("DNA")
    ANTHROPOLOGY = "anthropology", _("sex, age and stature")
    OLD_INJURY = "old_injury", _("old injury or operation")
    IMPLANT = "implant", _("implant")
    MARKS = "marks", _("marks and tattoos")
    DOCUMENTS = "documents", _("documents found with the remains")
    EFFECTS = "effects", _("personal effects")
    DISC = "disc", _("identity disc")
    CLOTHING = "clothing", _("uniform and clothing")
    CIRCUMSTANCES = "circumstances", _("place and circumstances of recovery")


PRIMARY = (Identifier.FRICTION_RIDGES, Identifier.ODONTOLOGY, Identifier.DNA)
# Carried on one body: they may all have changed hands at once, so together they count as one.
CARRIED = (Identifier.DOCUMENTS, Identifier.EFFECTS, Identifier.DISC, Identifier.CLOTHING)


class Evidence(models.Model):
    """One identifier of one covered case, with the signed report it rests on."""

    class Finding(models.TextChoices):
        CONCORDANT = "concordant", _("concordant")
        CONTRADICTS = "contradicts", _("contradicts")

    covered = models.ForeignKey(
        CoveredCase, PROTECT, verbose_name=_("covered case"), related_name="evidence"
    )
    number = models.PositiveSmallIntegerField(_("number"))  # within the identification
    identifier = models.CharField(_("identifier"), max_length=20, choices=Identifier)
    finding = models.CharField(
        _("finding"), max_length=12, choices=Finding, default=Finding.CONCORDANT
    )
    result = models.ForeignKey(
        "cases.LabResult",
        PROTECT,
        null=True,
        blank=True,
        related_name="cited_as",
        verbose_name=_("laboratory result"),
    )  # when it is withdrawn or corrected, what rests on it is contested
    report = models.CharField(_("report"), max_length=120)
    signed_by = models.CharField(_("specialist who signed it"), max_length=120)
    signed_on = models.DateField(_("signed on"))
    added_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=now)
    withdrawn_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=200, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                name="evidence_names_its_signed_report",
                condition=~Q(report="") & ~Q(signed_by=""),
                violation_error_message=_("Name the report and the specialist who signed it."),
            ),
            models.CheckConstraint(
                name="withdrawn_evidence_says_who_when_and_why",
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because="")
                | (
                    Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~Q(withdrawn_because="")
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_identifier_display()}, {self.report}"

    @property
    def is_standing(self) -> bool:
        """Not withdrawn, and neither is the laboratory's result that it names."""
        return self.withdrawn_at is None and (self.result is None or self.result.is_standing)
