"""What a release waits for: the family's answer, the authority's order; and what must come back."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.withdrawable import Withdrawable
from cases.querysets import KinReferralQuerySet, OfCaseQuerySet, TakeBackTaskQuerySet
from repatriation.ledger.clock import now


class PartsWish(models.TextChoices):
    NOW = "now", _("release what there is")
    WAIT = "wait", _("wait for the other parts")


class PartsAnswer(models.Model):
    """What the family said when other parts of the person were known: the newest counts, while no
    further part has become known since."""

    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, related_name="parts_answers", verbose_name=_("case")
    )
    relative = models.ForeignKey(
        "cases.Relative", PROTECT, related_name="+", verbose_name=_("relative")
    )
    wish = models.CharField(_("answer"), max_length=4, choices=PartsWish)
    known = ArrayField(models.BigIntegerField(), verbose_name=_("other parts known then"))
    asked_on = models.DateField(_("asked on"))
    recorded_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=now)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("answer on other parts")
        verbose_name_plural = _("answers on other parts")

    def __str__(self):
        return f"answer {self.pk}"


class WhyReferred(models.TextChoices):
    DISAGREE = "disagree", _("the kin disagree")
    REFUSE = "refuse", _("the kin refuse")
    NOT_FOUND = "not_found", _("no kin can be found")


class KinReferral(Withdrawable):
    """Where kin disagree, refuse or cannot be found, nothing is released before the legal
    authority decides by a document with a number."""

    class Decision(models.TextChoices):
        RELEASE = "release", _("release")
        KEEP = "keep", _("do not release")

    identification = models.ForeignKey(
        "cases.Identification",
        PROTECT,
        related_name="referrals",
        verbose_name=_("identification"),
    )
    because = models.CharField(_("because"), max_length=12, choices=WhyReferred)
    note = models.CharField(_("note"), max_length=500)
    referred_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("referred by")
    )
    referred_at = models.DateTimeField(_("referred"), default=now)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    order = models.CharField(_("number of the order"), max_length=120, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = KinReferralQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        ordering = ["id"]
        verbose_name = _("referral of kin")
        verbose_name_plural = _("referrals of kin")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(name="a_referral_says_what_it_is_about", condition=~Q(note="")),
            models.UniqueConstraint(
                fields=["identification"],
                condition=Q(withdrawn_at=None, decided_at=None),
                name="one_open_referral_of_an_identification",
                violation_error_message=_("This is before the legal authority already."),
            ),
            models.CheckConstraint(
                name="the_authority_decides_by_a_numbered_order",
                condition=Q(decision="", order="", decided_by=None, decided_at=None)
                | (
                    ~Q(decision="")
                    & ~Q(order="")
                    & Q(decided_by__isnull=False, decided_at__gte=F("referred_at"))
                ),
            ),
            models.CheckConstraint(
                name="who_refers_does_not_decide",
                condition=Q(decided_by=None) | ~Q(decided_by=F("referred_by")),
                violation_error_message=_("Who referred this does not decide it."),
            ),
        ]

    def __str__(self):
        return f"{self.get_because_display()}, referral {self.pk}"


class TakeBackTask(models.Model):
    """Remains that left on a decision that no longer stands, or is contested."""

    class Because(models.TextChoices):
        CONTESTED = "contested", _("the decision they left on is contested")
        REVOKED = "revoked", _("the decision they left on is revoked")

    class Outcome(models.TextChoices):
        TAKEN_BACK = "taken_back", _("taken back")
        UPHELD = "upheld", _("the decision they left on is upheld")

    release = models.ForeignKey(
        "cases.Release", PROTECT, related_name="tasks", verbose_name=_("release")
    )
    because = models.CharField(_("because"), max_length=10, choices=Because)
    opened_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened"), default=now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("ended by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = TakeBackTaskQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("task to take back")
        verbose_name_plural = _("tasks to take back")
        constraints = [
            models.UniqueConstraint(
                fields=["release"],
                condition=Q(ended_at=None),
                name="one_open_task_to_take_back_a_release",
            ),
            models.CheckConstraint(
                name="a_task_to_take_back_ends_with_an_outcome",
                condition=Q(outcome="", ended_by=None, ended_at=None)
                | (~Q(outcome="") & Q(ended_by__isnull=False, ended_at__gte=F("opened_at"))),
            ),
        ]

    def __str__(self):
        return f"task {self.pk}"
