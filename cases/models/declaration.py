"""What one person declares of remains, and a second confirms: only then does it stand."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import DeclarationQuerySet
from repatriation.ledger.clock import now


class DeclarationKind(models.TextChoices):
    NON_HUMAN = "non_human", _("non-human")
    HUMAN = "human", _("human after all")
    DESTROYED = "destroyed", _("destroyed as a hazard")


class Declaration(models.Model):
    """It waits for a second person; it is confirmed, or withdrawn with a reason. What it moves is
    moved by the confirmation. Never deleted."""

    container = models.ForeignKey(
        "cases.Container",
        PROTECT,
        null=True,
        related_name="declarations",
        verbose_name=_("container"),
    )
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, null=True, related_name="declarations", verbose_name=_("case")
    )
    kind = models.CharField(_("what"), max_length=12, choices=DeclarationKind)
    account = models.CharField(_("account"), max_length=2000)
    occurred_at = models.DateTimeField(_("happened"), default=now)
    declared_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("declared by")
    )
    declared_at = models.DateTimeField(_("declared"), default=now)
    confirmed_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=200, blank=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        permissions = [
            ("declare_non_human", "Can declare remains as non-human, or as human after all"),
            ("confirm_declaration", "Can confirm what another declared of remains"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_declaration_is_of_what_it_can_be_said_of",
                condition=Q(kind="destroyed", container__isnull=False, case=None)
                | Q(kind__in=["non_human", "human"], container=None, case__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["container"],
                condition=Q(confirmed_at=None, withdrawn_at=None),
                name="one_declaration_waits_for_a_container",
                violation_error_message=_("A declaration waits for its second person already."),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(confirmed_at=None, withdrawn_at=None),
                name="one_declaration_waits_for_a_case",
                violation_error_message=_("A declaration waits for its second person already."),
            ),
            models.CheckConstraint(
                name="a_declaration_gives_its_account", condition=~Q(account="")
            ),
            models.CheckConstraint(
                name="a_declaration_is_confirmed_by_somebody_else",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__gte=F("declared_at"))
                    & ~Q(confirmed_by=F("declared_by"))
                ),
                violation_error_message=_("Who declared it does not confirm it."),
            ),
            models.CheckConstraint(
                name="a_declaration_is_confirmed_or_withdrawn",
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because="")
                | (
                    Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False, confirmed_at=None)
                    & ~Q(withdrawn_because="")
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, declaration {self.pk}"

    @property
    def subject(self):
        return self.container or self.case
