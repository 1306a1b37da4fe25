"""A client, and the credentials it comes in with."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatriation.clients.querysets import ClientQuerySet, CredentialQuerySet
from repatriation.clients.states import ClientState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class Client(Versioned):
    """An agency's program: the User that acts, and what it may ask for."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        PROTECT,
        related_name="client",
        verbose_name=_("program"),
        editable=False,
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ClientState,
        default=ClientState.RUNNING,
        editable=False,
    )
    scopes = ArrayField(models.CharField(max_length=60), verbose_name=_("scopes"), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        related_name="+",
        verbose_name=_("opened by"),
        editable=False,
    )
    made_at = models.DateTimeField(_("opened"), default=now, editable=False)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("stopped by"),
        editable=False,
    )
    stopped_at = models.DateTimeField(_("stopped"), null=True, editable=False)

    objects = ClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_stopped_client_says_by_whom_and_when",
                condition=Q(state=ClientState.RUNNING, stopped_by=None, stopped_at=None)
                | Q(
                    state=ClientState.STOPPED,
                    stopped_by__isnull=False,
                    stopped_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="a_client_may_ask_for_something", condition=Q(scopes__len__gt=0)
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("clients:client", args=[self.reference])

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def agency(self):
        return self.user.home


class Credential(models.Model):
    """An id and a secret, of which only the hash is kept. Several of one client make rotation."""

    client = models.ForeignKey(
        Client, PROTECT, related_name="credentials", verbose_name=_("client")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    application = models.OneToOneField(
        "oauth2_provider.Application", PROTECT, related_name="credential"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)  # within a minute

    objects = CredentialQuerySet.as_manager()

    class Meta:
        ordering = ["client", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "number"], name="one_number_per_credential_of_a_client"
            ),
            models.CheckConstraint(
                name="a_retired_credential_says_by_whom_and_when",
                condition=Q(retired_by=None, retired_at=None)
                | Q(retired_by__isnull=False, retired_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.client} / {self.number}"

    @property
    def public_id(self) -> str:
        return self.application.client_id

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def is_in_force(self) -> bool:
        return self.retired_at is None and not self.is_expired
