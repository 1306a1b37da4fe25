"""A sample of the containers, drawn so that either side can draw it again."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from exchanges.figure_querysets import SpotCheckQuerySet
from exchanges.manifests.sampling import sample
from repatriation.ledger.clock import now


class SpotCheck(models.Model):
    """A draw: which lines of the sealed list are looked at. Recorded before any result, so
    nobody draws until the sample suits. What was found is said in a statement."""

    batch = models.ForeignKey(
        "exchanges.ExchangeBatch", PROTECT, verbose_name=_("batch"), related_name="spot_checks"
    )
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("asked for by"), related_name="+"
    )
    manifest = models.ForeignKey(
        "exchanges.Manifest", PROTECT, verbose_name=_("list"), related_name="+"
    )
    nonce = models.CharField(_("word of who asks"), max_length=64)
    seed = models.CharField(_("seed"), max_length=64)
    population = models.PositiveIntegerField(_("lines of the list"))
    size = models.PositiveIntegerField(_("containers in the sample"))
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("drawn by"), related_name="+"
    )
    drawn_at = models.DateTimeField(_("drawn"), default=now)

    objects = SpotCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("spot check")
        verbose_name_plural = _("spot checks")
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "seed", "size"],
                name="a_sample_is_drawn_once",
                violation_error_message=_("This sample is drawn already."),
            ),
            models.CheckConstraint(
                name="a_sample_is_of_the_list",
                condition=Q(size__gte=1, size__lte=F("population")),
            ),
        ]

    def __str__(self):
        return f"{self.size} of {self.population}"

    @property
    def positions(self) -> list[int]:
        """Of the sealed list, in the order they are drawn."""
        return sample(self.seed, self.population, self.size)


class SpotFinding(models.Model):
    """What one sampled container turned out to be."""

    class What(models.TextChoices):
        AS_LISTED = "as_listed", _("as listed")
        MISSING = "missing", _("not there")
        LABEL = "label", _("carries another label")
        UNREADABLE = "unreadable", _("label unreadable")
        SEAL = "seal", _("seal broken or another")
        KIND = "kind", _("of another kind")

    statement = models.ForeignKey(
        "exchanges.Statement", PROTECT, verbose_name=_("statement"), related_name="findings"
    )
    line = models.ForeignKey(
        "exchanges.ManifestLine", PROTECT, verbose_name=_("line of the list"), related_name="+"
    )
    what = models.CharField(_("what"), max_length=12, choices=What)

    class Meta:
        verbose_name = _("finding of a spot check")
        verbose_name_plural = _("findings of spot checks")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "line"], name="a_sampled_line_is_found_once"
            )
        ]

    def __str__(self):
        return self.get_what_display()
