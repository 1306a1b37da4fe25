"""Where remains lie."""

from django.db import models
from django.db.models import PROTECT
from django.utils.translation import gettext_lazy as _

from cases.querysets import StorageUnitQuerySet


class StorageUnit(models.Model):
    """A place of an agency: a room, a shelf, a table."""

    class Kind(models.TextChoices):
        ROOM = "room", _("room")
        SHELF = "shelf", _("shelf")
        TABLE = "table", _("table")

    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="storage_units", verbose_name=_("agency")
    )
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SHELF)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = StorageUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("storage unit")
        verbose_name_plural = _("storage units")
        ordering = ["agency", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="one_storage_unit_per_name_and_agency",
                violation_error_message=_("This agency has a storage unit of this name."),
            )
        ]

    def __str__(self):
        return self.name
