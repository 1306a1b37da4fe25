"""Things found with remains: what they are, and who answers for them now."""

from django.db import models
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.codes import EffectCondition, EffectKind
from cases.models.container import Hazard
from cases.querysets import PersonalEffectQuerySet
from cases.states import EffectState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class PersonalEffect(Versioned):
    """One thing, or one packet of things, with a custody of its own: it may stay when the remains
    leave, and leave when they stay. What was found loose in a container belongs to no case until
    somebody says so."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=EffectState,
        default=EffectState.HELD,
        editable=False,
    )
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, null=True, related_name="effects", verbose_name=_("case")
    )
    container = models.ForeignKey(
        "cases.Container",
        PROTECT,
        null=True,
        related_name="effects",
        verbose_name=_("found loose in container"),
    )
    finding = models.ForeignKey(
        "cases.Finding", PROTECT, null=True, related_name="effects", verbose_name=_("finding")
    )
    kind = models.CharField(_("what it is"), max_length=12, choices=EffectKind)
    description = models.CharField(_("description"), max_length=300)
    inscription = models.CharField(_("inscription as written"), max_length=300, blank=True)
    condition = models.CharField(_("condition"), max_length=10, choices=EffectCondition, blank=True)
    hazard = models.CharField(_("hazard"), max_length=20, choices=Hazard, blank=True)
    packet = models.CharField(_("sealed packet"), max_length=60, blank=True)  # empty: not sealed
    hold_order = models.CharField(_("held as evidence by order"), max_length=120, blank=True)
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("kept by agency")
    )
    keeper = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("custodian")
    )  # none: found, and not received by an effects custodian yet
    storage_unit = models.ForeignKey(
        "cases.StorageUnit",
        PROTECT,
        null=True,
        related_name="effects",
        verbose_name=_("storage unit"),
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=now)

    objects = PersonalEffectQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal effect")
        verbose_name_plural = _("personal effects")
        permissions = [
            ("see_effects", "Can see personal effects and their custody"),
            ("keep_effects", "Can receive, store, seal and hand on personal effects"),
            ("hold_effects", "Can hold personal effects as evidence, and lift that"),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_effect_was_found_with_a_case_or_in_a_container",
                condition=Q(case__isnull=False) | Q(container__isnull=False),
            ),
            models.CheckConstraint(
                name="an_effect_is_in_a_known_state", condition=Q(state__in=EffectState.values)
            ),
            models.CheckConstraint(name="an_effect_is_described", condition=~Q(description="")),
            models.CheckConstraint(
                name="nothing_under_an_evidence_hold_leaves",
                condition=Q(hold_order="") | Q(state__in=["held", "missing"]),
                violation_error_message=_("This is held as evidence; it stays until that ends."),
            ),
            models.CheckConstraint(
                name="only_a_hazard_is_destroyed",
                condition=~Q(state="destroyed") | ~Q(hazard=""),
            ),
            models.CheckConstraint(
                name="what_has_left_lies_nowhere_with_us",
                condition=Q(state="held") | Q(storage_unit=None, place=""),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "id"], name="effect_agency"),
            models.Index(fields=["case", "state"], name="effect_case"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:effect", args=[self.reference])

    @property
    def is_held(self) -> bool:
        return self.state == EffectState.HELD

    @property
    def of(self):
        """What it was found with, as far as that is known today."""
        return self.case or self.container

    def where(self) -> str:
        return str(self.storage_unit or self.place)
