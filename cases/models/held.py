"""What containers and remains cases share: a holder, somebody who answers, a place."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import PROTECT
from django.utils.translation import gettext_lazy as _

from repatriation.ledger.versions import Versioned


class Held(Versioned):
    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    custodian = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("custodian"), editable=False
    )
    responsible = models.ForeignKey(
        "accounts.Agency",
        PROTECT,
        related_name="+",
        verbose_name=_("responsible agency"),
        editable=False,
    )
    storage_unit = models.ForeignKey(
        "cases.StorageUnit",
        PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("place"),
        editable=False,
    )
    destined_to = models.ForeignKey(
        "accounts.Agency",
        PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("on the way to"),
        editable=False,
    )

    # The kinds of its open flags, in their order; the database refuses what they do not say.
    flags = ArrayField(
        models.CharField(max_length=12), verbose_name=_("flags"), default=list, editable=False
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference
