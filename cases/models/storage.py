"""Where remains lie."""

from django.db import models
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.querysets import StorageUnitQuerySet
from repatriation.ledger.versions import Versioned


class StorageUnit(Versioned):
    """A place of an agency: a room, a shelf, a table; or a grave, for an interim burial is storage
    too, and its place can be found again years later."""

    class Kind(models.TextChoices):
        ROOM = "room", _("room")
        COLD_ROOM = "cold_room", _("cold room or refrigerator")
        REEFER = "reefer", _("refrigerated container")
        SHELF = "shelf", _("shelf")
        TABLE = "table", _("table")
        GRAVE = "grave", _("grave")

    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="storage_units", verbose_name=_("agency")
    )
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SHELF)
    capacity = models.PositiveIntegerField(
        _("room for"),
        null=True,
        blank=True,
        help_text=_("How many can lie here. Leave it empty if nobody knows."),
    )
    place = models.CharField(_("cemetery or place"), max_length=200, blank=True)
    plot = models.CharField(_("plot, row and number"), max_length=80, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = StorageUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("storage unit")
        verbose_name_plural = _("storage units")
        ordering = ["agency", "name"]
        permissions = [("keep_storage", "Can add, change and close storage units")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="one_storage_unit_per_name_and_agency",
                violation_error_message=_("This agency has a storage unit of this name."),
            ),
            models.CheckConstraint(
                name="a_storage_unit_has_latitude_and_longitude",
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,  # a range of nothing is neither true nor false
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                violation_error_message=_("Give latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                name="a_grave_says_where_it_is",
                condition=~Q(kind="grave") | (~Q(place="") & ~Q(plot="")),
                violation_error_message=_("A grave names its place, and its plot there."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("cases:storage-unit", args=[self.pk])

    @property
    def is_grave(self) -> bool:
        return self.kind == self.Kind.GRAVE
