"""The bag, box or coffin as it is handed over."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.held import Held
from cases.querysets import ContainerQuerySet
from cases.states import ContainerState


class ContainerKind(models.TextChoices):
    BAG = "bag", _("bag")
    BOX = "box", _("box")
    COFFIN = "coffin", _("coffin")


class Hazard(models.TextChoices):
    EXPLOSIVE = "explosive", _("explosive")
    CHEMICAL = "chemical", _("chemical")
    BIOLOGICAL = "biological", _("biological")
    RADIOACTIVE = "radioactive", _("radioactive")
    OTHER = "other", _("other")


class Container(Held):
    """Holds remains of none, one or several people. The sender's label is never a key."""

    custody_field = "container"

    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ContainerState,
        default=ContainerState.LISTED,
        editable=False,
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ContainerKind, blank=True)
    label = models.CharField(_("label as sent"), max_length=200, blank=True)
    seal = models.CharField(_("seal"), max_length=200, blank=True)
    hazard = models.CharField(
        _("hazard"), max_length=12, choices=Hazard, blank=True, editable=False
    )

    objects = ContainerQuerySet.as_manager()

    class Meta(Held.Meta):
        verbose_name = _("container")
        verbose_name_plural = _("containers")
        permissions = [
            ("see_records", "Can see what the own agency holds or answers for"),
            ("see_party_records", "Can see reference, state, place and custodian in the own party"),
            ("receive_container", "Can receive containers and remains at a mortuary"),
            ("clear_container", "Can clear containers of explosives"),
            ("open_container", "Can open containers and number remains"),
            ("store_remains", "Can store and move containers and remains"),
            ("quarantine_container", "Can put containers and remains in quarantine"),
            ("review_custody", "Can review what one person did alone"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_container_is_in_a_known_state",
                condition=models.Q(state__in=ContainerState.values),
            ),
            models.CheckConstraint(
                name="a_quarantine_names_its_hazard",
                condition=~models.Q(state__in=["quarantined", "destroyed"]) | ~models.Q(hazard=""),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="container_state"),
            models.Index(fields=["custodian", "state", "id"], name="container_custodian"),
            models.Index(fields=["label"], name="container_label"),
            models.Index(fields=["id"], name="container_flagged", condition=~models.Q(flags=[])),
        ]

    def get_absolute_url(self):
        return reverse("cases:container", args=[self.reference])
