"""What happened to a personal effect, act by act."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.effect import PersonalEffect
from cases.querysets import EffectEventQuerySet
from repatriation.ledger.clock import now


class EffectAct(models.TextChoices):
    FOUND = "found", _("found")
    RECEIVED = "received", _("received")
    STORED = "stored", _("stored")
    SEALED = "sealed", _("sealed")
    OPENED = "opened", _("packet opened")
    ASSIGNED = "assigned", _("assigned to a case")
    HELD = "held", _("held as evidence")
    LIFTED = "lifted", _("evidence hold lifted")
    MISSED = "missed", _("recorded as missing")
    REGAINED = "regained", _("found again")
    TO_FAMILY = "to_family", _("given to the family")
    TO_BUREAU = "to_bureau", _("sent to the information bureau")
    RETURNED = "returned", _("returned with the remains")
    DESTROYED = "destroyed", _("destroyed as a hazard")
    BACK = "back", _("taken back")
    CORRECTED = "corrected", _("corrected")


BY_TWO = ["sealed", "opened", "to_family", "to_bureau", "returned", "destroyed"]
WITH_PAPER = ["to_family", "to_bureau", "returned"]
WITH_REASON = ["opened", "lifted", "held", "missed", "regained", "destroyed", "back", "corrected"]


class EffectEvent(models.Model):
    """One act of custody, appended: a correction is another one that names what it corrects."""

    effect = models.ForeignKey(
        PersonalEffect, PROTECT, related_name="custody", verbose_name=_("personal effect")
    )
    seq = models.PositiveIntegerField(_("number"))
    act = models.CharField(_("act"), max_length=10, choices=EffectAct)
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("kept by agency")
    )  # after the act, or from where it left
    storage_unit = models.ForeignKey(
        "cases.StorageUnit", PROTECT, null=True, related_name="+", verbose_name=_("storage unit")
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    packet = models.CharField(_("sealed packet"), max_length=60, blank=True)
    order = models.CharField(_("number of the order"), max_length=120, blank=True)
    release = models.ForeignKey(
        "cases.Release", PROTECT, null=True, related_name="+", verbose_name=_("release")
    )
    receipt = models.CharField(_("number of the receipt"), max_length=60, blank=True)
    receiver = models.CharField(_("who received it"), max_length=120, blank=True)
    witness = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("witness")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    corrects = models.OneToOneField(
        "self", PROTECT, null=True, related_name="correction", verbose_name=_("corrects")
    )
    is_late = models.BooleanField(_("entered late"), default=False)
    occurred_at = models.DateTimeField(_("happened"))
    recorded_at = models.DateTimeField(_("recorded"), default=now)
    recorded_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    objects = EffectEventQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        verbose_name = _("custody of a personal effect")
        verbose_name_plural = _("custody of personal effects")
        constraints = [
            models.UniqueConstraint(
                fields=["effect", "seq"],
                name="one_act_at_a_time_on_an_effect",
                violation_error_message=_(
                    "Somebody recorded another act on this effect at the same moment. "
                    "Nothing was saved; look at it again."
                ),
            ),
            models.CheckConstraint(
                name="custody_of_an_effect_lies_not_in_the_future",
                condition=Q(occurred_at__lte=F("recorded_at")),
            ),
            models.CheckConstraint(
                name="who_acts_on_an_effect_is_not_the_witness",
                condition=Q(witness=None) | ~Q(witness=F("recorded_by")),
                violation_error_message=_("The witness is a person other than who does the work."),
            ),
            models.CheckConstraint(
                name="an_effect_is_sealed_opened_and_given_by_two",
                condition=~Q(act__in=BY_TWO) | Q(witness__isnull=False),
                violation_error_message=_("Two people do this: name the second one."),
            ),
            models.CheckConstraint(
                name="an_effect_leaves_on_a_paper_to_somebody",
                condition=~Q(act__in=WITH_PAPER) | (~Q(receipt="") & ~Q(receiver="")),
            ),
            models.CheckConstraint(
                name="an_effect_follows_a_release_to_family_or_party",
                condition=~Q(act__in=["to_family", "returned"]) | Q(release__isnull=False),
            ),
            models.CheckConstraint(
                name="an_act_that_is_asked_about_says_why",
                condition=~Q(act__in=WITH_REASON) | ~Q(note=""),
            ),
            models.CheckConstraint(
                name="an_evidence_hold_names_its_order",
                condition=~Q(act="held") | ~Q(order=""),
            ),
            models.CheckConstraint(
                name="a_seal_has_a_number", condition=~Q(act="sealed") | ~Q(packet="")
            ),
            models.CheckConstraint(
                name="a_correction_of_an_act_names_it",
                condition=Q(act="corrected", corrects__isnull=False)
                | (~Q(act="corrected") & Q(corrects=None)),
            ),
        ]

    def __str__(self):
        return f"{self.effect}: {self.seq}"
