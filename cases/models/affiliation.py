"""Whose dead somebody was: claimed by a list, assessed by a board on evidence of its own."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.withdrawable import Withdrawable
from cases.querysets.affiliations import AffiliationDecisionQuerySet
from cases.states.affiliations import AFFILIATED, AffiliationState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class Affiliation(models.TextChoices):
    """Seen from the side that holds the remains. It says where they go."""

    OTHER_PARTY = "other_party", _("of the other party")
    OWN = "own", _("of our own side")
    THIRD_STATE = "third_state", _("a national of a third state")
    CIVILIAN = "civilian", _("a civilian")
    UNDETERMINED = "undetermined", _("undetermined")


class AffiliationGround(models.TextChoices):
    """What speaks for an affiliation. A name or a side on a list is claimed, and is none."""

    UNIFORM = "uniform", _("uniform and insignia")
    DISC = "disc", _("identity disc")
    PAPERS = "papers", _("papers")
    EFFECTS = "effects", _("personal effects")
    MARKS = "marks", _("marks and tattoos")
    PLACE = "place", _("place and circumstances of recovery")
    TESTIMONY = "testimony", _("testimony")
    LABORATORY = "laboratory", _("a laboratory’s report")


# Carried on one body: they may all have changed hands at once, so together they count as one.
CARRIED_GROUNDS = (
    AffiliationGround.UNIFORM,
    AffiliationGround.DISC,
    AffiliationGround.PAPERS,
    AffiliationGround.EFFECTS,
)


class WhyContested(models.TextChoices):
    IDENTIFIED = "identified", _("these remains are identified as one of our own")
    PROPOSED = "proposed", _("these remains are proposed as one of our own")
    ASSOCIATED = "associated", _("they are associated with one of our own")
    RESULT = "result", _("a laboratory result says otherwise")
    SIGHT_ASKED = "sight_asked", _("an agency of our own takes them for somebody it seeks")
    EVIDENCE = "evidence", _("evidence was withdrawn or corrected")
    REMAINS = "remains", _("the remains are of more than one person, or not human")
    OTHER = "other", _("another reason")

    @classmethod
    def by_hand(cls) -> list["WhyContested"]:
        """The others are said by what happens to the remains."""
        return [cls.RESULT, cls.EVIDENCE, cls.REMAINS, cls.OTHER]


class AffiliationDecision(Versioned):
    """One decision about one case: proposed, voted on, standing, perhaps taken back. Remains are
    returned to the other party on nothing less."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, related_name="affiliations", verbose_name=_("case")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=AffiliationState, default=AffiliationState.PROPOSED
    )
    claimed = models.CharField(_("claimed"), max_length=12, choices=Affiliation, blank=True)
    claimed_in = models.CharField(_("claimed in"), max_length=200, blank=True)
    assessed = models.CharField(_("assessed"), max_length=12, choices=Affiliation)
    third_state = models.CharField(_("which state"), max_length=120, blank=True)
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency")
    )
    proposed_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), default=now)
    decided_at = models.DateTimeField(_("decided"), null=True)
    contested_because = models.CharField(
        _("contested because"), max_length=20, choices=WhyContested, blank=True
    )
    contested_note = models.CharField(_("note"), max_length=500, blank=True)
    contested_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("contested by")
    )
    contested_at = models.DateTimeField(_("contested"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=500, blank=True)

    objects = AffiliationDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("affiliation decision")
        verbose_name_plural = _("affiliation decisions")
        permissions = [
            ("see_affiliations", "Can see decisions on whose dead remains are"),
            ("propose_affiliation", "Can propose whose dead remains are, with evidence"),
            ("contest_affiliation", "Can contest decisions on whose dead remains are"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=AFFILIATED),
                name="one_standing_affiliation_of_a_case",
                violation_error_message=_(
                    "Another decision on the affiliation of this case stands. It has to be "
                    "contested and withdrawn before this one can be decided."
                ),
            ),
            models.CheckConstraint(
                name="an_affiliation_decision_is_in_a_known_state",
                condition=Q(state__in=AffiliationState.values),
            ),
            models.CheckConstraint(
                name="an_affiliation_is_assessed_as_one_of_four",
                condition=Q(assessed__in=["other_party", "own", "third_state", "civilian"]),
            ),
            models.CheckConstraint(
                name="a_third_state_is_named",
                condition=Q(assessed="third_state") & ~Q(third_state="")
                | ~Q(assessed="third_state") & Q(third_state=""),
                violation_error_message=_("Name the third state, and only where it is one."),
            ),
            models.CheckConstraint(
                name="what_is_claimed_says_where",
                condition=Q(claimed="", claimed_in="") | ~Q(claimed="") & ~Q(claimed_in=""),
                violation_error_message=_("Say where it is claimed: which list, which line."),
            ),
            models.CheckConstraint(
                name="a_standing_affiliation_was_decided",
                condition=~Q(state__in=AFFILIATED) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_contested_affiliation_says_why_who_and_when",
                condition=~Q(state="contested")
                | ~Q(contested_because="")
                & Q(contested_by__isnull=False, contested_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_withdrawn_affiliation_says_when",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | ~Q(state="withdrawn") & Q(withdrawn_at=None),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="affiliation_agency")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:affiliation", args=[self.reference])

    @property
    def is_standing(self) -> bool:
        return self.state in AFFILIATED


class AffiliationEvidence(Withdrawable):
    """One thing that speaks for the affiliation: what it is, how and by whom it was looked at."""

    decision = models.ForeignKey(
        AffiliationDecision, PROTECT, related_name="evidence", verbose_name=_("decision")
    )
    number = models.PositiveSmallIntegerField(_("number"))  # within the decision
    kind = models.CharField(_("kind"), max_length=12, choices=AffiliationGround)
    what = models.CharField(_("what"), max_length=500)
    found_with = models.ForeignKey(
        "self", PROTECT, null=True, related_name="+", verbose_name=_("found together with")
    )
    method = models.CharField(_("method"), max_length=200)
    seen_by = models.CharField(_("by whom"), max_length=120)
    added_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=now)

    class Meta(Withdrawable.Meta):
        ordering = ["number"]
        verbose_name = _("evidence of an affiliation")
        verbose_name_plural = _("evidence of an affiliation")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=["decision", "number"], name="evidence_of_an_affiliation_is_counted"
            ),
            models.CheckConstraint(
                name="evidence_of_an_affiliation_says_what_how_and_who",
                condition=~Q(what="") & ~Q(method="") & ~Q(seen_by=""),
                violation_error_message=_("Say what it is, how it was looked at, and by whom."),
            ),
            models.CheckConstraint(
                name="evidence_is_not_found_with_itself",
                condition=Q(found_with=None) | ~Q(found_with=F("id")),
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.get_kind_display()}"
