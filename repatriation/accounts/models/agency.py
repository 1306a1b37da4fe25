"""The sides, and the agencies that act for them."""

from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _


class PartyQuerySet(models.QuerySet):
    def managed_by(self, user):
        """All of them, for who runs the register; else the own side only."""
        return self if user.runs_register else self.filter(pk=user.party_id)


class AgencyQuerySet(models.QuerySet):
    def managed_by(self, user):
        if user.runs_register:
            return self
        if user.party_id is None:
            return self.filter(pk=user.agency_id)
        return self.filter(party=user.party_id)

    def visible_to(self, user):
        """The own side's, the intermediaries, and whom the sides meet: where the other side keeps
        its dead is its own affair."""
        if user.runs_register:
            return self
        own = Q(party=user.party_id) if user.party_id else Q(pk=user.agency_id)
        return self.filter(own | Q(kind__in=Agency.MEETING))


class Party(models.Model):
    """A side of the conflict. An intermediary belongs to none."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Agency(models.Model):
    """An organisation that holds remains, answers for them, or takes part in an exchange."""

    class Kind(models.TextChoices):
        COORDINATION = "coordination", _("coordination")
        EXCHANGE = "exchange", _("exchange")
        SEARCH = "search", _("search")
        MORTUARY = "mortuary", _("mortuary")
        LABORATORY = "laboratory", _("laboratory")
        INFORMATION_BUREAU = "information_bureau", _("information bureau")
        LEGAL_AUTHORITY = "legal_authority", _("legal authority")
        FAMILY_LIAISON = "family_liaison", _("family liaison")
        INTERMEDIARY = "intermediary", _("neutral intermediary")

    # Whom the sides meet. The others of a side, its mortuaries above all, are its own affair.
    MEETING = (Kind.COORDINATION, Kind.EXCHANGE, Kind.INTERMEDIARY)

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=120)
    party = models.ForeignKey(
        Party, PROTECT, null=True, blank=True, related_name="agencies", verbose_name=_("party")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    is_active = models.BooleanField(_("active"), default=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="only_an_intermediary_has_no_party",
                condition=Q(kind="intermediary", party=None)
                | (~Q(kind="intermediary") & Q(party__isnull=False)),
                violation_error_message=_(
                    "An agency belongs to one party; only an intermediary belongs to none."
                ),
            )
        ]

    def __str__(self):
        return self.name

    def as_told_to(self, reader) -> "Agency | Party | None":
        """The agency itself to its own side; to others its party, unless it is one they meet."""
        is_own = self.pk == reader.agency_id or (
            self.party_id is not None and self.party_id == reader.party_id
        )
        return self if is_own or self.kind in self.MEETING else self.party
