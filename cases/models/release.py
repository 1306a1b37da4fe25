"""Remains leave: who authorised it on what ground, who released them to whom, what came back."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.querysets import ReleaseQuerySet
from cases.states import ReleaseState
from repatriation.errors import gettext_noop
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class ReleaseTo(models.TextChoices):
    FAMILY = "family", _("the family")
    OTHER_PARTY = "other_party", _("the other party")
    AGENCY = "agency", _("another agency")


class WhyBack(models.TextChoices):
    WRONG_RELEASE = "wrong_release", _("it was released wrongly")
    RETURNED = "returned", _("returned by the other side")
    REFUSED = "refused", _("refused by the family")
    EXHUMED = "exhumed", _("exhumed under a permit")


# Kept with an authorisation that fell by itself, and said in the reader's language.
FELL = {
    ("identification", "contested"): gettext_noop("the identification is contested"),
    ("identification", "revoked"): gettext_noop("the identification is revoked"),
    ("affiliation", "contested"): gettext_noop("the affiliation is contested"),
    ("affiliation", "revoked"): gettext_noop("the affiliation is withdrawn"),
}


class Release(Versioned):
    """One authorisation, and what became of it. Of a family it rests on a certified
    identification and on the consent of the next of kin, or on what the authority ordered."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, related_name="releases", verbose_name=_("case")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=ReleaseState, default=ReleaseState.AUTHORISED
    )
    to = models.CharField(_("to"), max_length=12, choices=ReleaseTo)
    identification = models.ForeignKey(
        "cases.Identification",
        PROTECT,
        null=True,
        related_name="releases",
        verbose_name=_("identification"),
    )
    affiliation = models.ForeignKey(
        "cases.AffiliationDecision",
        PROTECT,
        null=True,
        related_name="releases",
        verbose_name=_("affiliation decision"),
    )
    consent = models.ForeignKey(
        "cases.Consent", PROTECT, null=True, related_name="+", verbose_name=_("consent")
    )
    referral = models.ForeignKey(
        "cases.KinReferral", PROTECT, null=True, related_name="+", verbose_name=_("order")
    )
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, null=True, related_name="+", verbose_name=_("to agency")
    )
    # Handed over in a batch: then the scan at the venue, and not a witness, is the second pair.
    container = models.ForeignKey(
        "cases.Container",
        PROTECT,
        null=True,
        related_name="released",
        verbose_name=_("left in container"),
    )
    decision = models.CharField(_("number of the decision"), max_length=120, blank=True)
    label = models.CharField(_("label as scanned"), max_length=60)
    authorised_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("authorised by")
    )
    authorised_at = models.DateTimeField(_("authorised"), default=now)
    released_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("released by")
    )
    released_at = models.DateTimeField(_("released"), null=True)
    witness = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("witness")
    )
    label_at_release = models.CharField(_("label at the release"), max_length=60, blank=True)
    receipt = models.CharField(_("number of the receipt"), max_length=60, blank=True)
    receiver = models.CharField(_("who received them"), max_length=120, blank=True)
    burial_place = models.CharField(_("burial place"), max_length=200, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=500, blank=True)
    back_because = models.CharField(
        _("taken back because"), max_length=16, choices=WhyBack, blank=True
    )
    back_note = models.CharField(_("note"), max_length=500, blank=True)
    back_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("taken back by")
    )
    back_at = models.DateTimeField(_("taken back"), null=True)
    reopened_because = models.CharField(_("opened again because"), max_length=200, blank=True)

    effects_stay = models.CharField(_("why effects stayed"), max_length=300, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        permissions = [
            ("see_releases", "Can see to whom remains are released"),
            ("release_remains", "Can authorise releases, release remains and take them back"),
            ("refer_kin", "Can refer what kin do not agree on to the legal authority"),
            ("decide_for_kin", "Can decide on a release where kin do not"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="authorised"),
                name="one_authorised_release_of_a_case",
                violation_error_message=_("The release of this case is authorised already."),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="done", back_at=None),
                name="a_case_is_released_once_until_it_is_back",
                violation_error_message=_("This case was released already."),
            ),
            models.CheckConstraint(
                name="a_release_is_in_a_known_state", condition=Q(state__in=ReleaseState.values)
            ),
            models.CheckConstraint(
                name="a_release_to_a_family_rests_on_an_identity_and_a_consent",
                condition=Q(
                    Q(consent__isnull=False) | Q(referral__isnull=False),
                    to="family",
                    identification__isnull=False,
                    agency=None,
                )
                | (
                    Q(to__in=["other_party", "agency"], consent=None, referral=None)
                    & Q(agency__isnull=False)
                    & ~Q(decision="")
                ),
            ),
            models.CheckConstraint(
                name="a_release_to_the_other_party_rests_on_an_affiliation",
                condition=Q(to="other_party", affiliation__isnull=False, identification=None)
                | ~Q(to="other_party") & Q(affiliation=None),
            ),
            models.CheckConstraint(
                name="who_authorises_does_not_release",
                condition=Q(released_by=None) | ~Q(released_by=F("authorised_by")),
                violation_error_message=_("Who authorised a release does not carry it out."),
            ),
            models.CheckConstraint(
                name="a_release_is_seen_by_a_second_person",
                condition=Q(released_by=None, witness=None)
                | Q(witness=None, container__isnull=False)
                | (Q(witness__isnull=False) & ~Q(witness=F("released_by"))),
                violation_error_message=_("The witness is a person other than who releases."),
            ),
            models.CheckConstraint(
                name="a_label_is_checked_before_an_authorisation", condition=~Q(label="")
            ),
            models.CheckConstraint(
                name="a_release_says_who_when_and_by_which_receipt",
                condition=(
                    Q(state="done", released_by__isnull=False)
                    & Q(released_at__gte=F("authorised_at"))
                    & ~Q(receipt="")
                    & ~Q(receiver="")
                    & ~Q(label_at_release="")
                )
                | (
                    Q(state__in=["authorised", "withdrawn"])
                    & Q(released_by=None, released_at=None, receipt="", receiver="")
                ),
            ),
            models.CheckConstraint(
                name="a_withdrawn_release_says_who_when_and_why",
                condition=(
                    Q(state="withdrawn", withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~Q(withdrawn_because="")
                )
                | (
                    ~Q(state="withdrawn")
                    & Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because="")
                ),
            ),
            models.CheckConstraint(
                name="what_came_back_had_left_and_says_why",
                condition=Q(back_because="", back_by=None, back_at=None)
                | (
                    Q(state="done", back_by__isnull=False, back_at__gte=F("released_at"))
                    & ~Q(back_because="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="release_state")]

    @property
    def why_withdrawn(self) -> str:
        """As it was written by a person, or as the register says it."""
        is_own = self.withdrawn_because in FELL.values()
        return gettext(self.withdrawn_because) if is_own else self.withdrawn_because

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:case-releases", args=[self.case.reference])

    @property
    def stays_with_us(self) -> bool:
        """An agency of our own side holds them next; with a family, or with the other party, which
        numbers them anew, our custody ends."""
        return self.to == ReleaseTo.AGENCY

    @property
    def is_out(self) -> bool:
        """Carried out, and not taken back."""
        return self.state == ReleaseState.DONE and self.back_at is None
