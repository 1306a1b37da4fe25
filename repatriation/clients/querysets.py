"""Which clients a user may see, and which credentials open the door now."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from repatriation.accounts.models import Agency
from repatriation.clients.states import ClientState


class ClientQuerySet(QuerySet):
    def visible_to(self, user):
        """Those of the own side; all of them for who runs the register."""
        if not user.has_perm("clients.view_client"):
            return self.none()
        return self.filter(user__agency__in=Agency.objects.managed_by(user))

    def running(self):
        return self.filter(state=ClientState.RUNNING)

    def for_pages(self):
        return self.select_related(
            "user__agency__party", "made_by__agency__party", "stopped_by__agency__party"
        )

    def with_credentials(self):
        """How many open the door now, and when one of them was last used."""
        own = self.model._meta.get_field("credentials").related_model.objects.filter(
            client=OuterRef("pk")
        )
        number = own.in_force().order_by().values("client").annotate(n=Count("pk")).values("n")
        used = own.order_by(F("last_used_at").desc(nulls_last=True)).values("last_used_at")
        return self.annotate(
            in_force=Subquery(number), last_used_at=Subquery(used[:1])
        )  # `in_force` is None where there is none


class CredentialQuerySet(QuerySet):
    def in_force(self):
        unexpired = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(unexpired, retired_at=None)

    def opening(self):
        """Those that open the door: in force, of a running client of an active agency."""
        return self.in_force().filter(
            client__state=ClientState.RUNNING,
            client__user__is_active=True,
            client__user__agency__is_active=True,
        )

    def visible_to(self, user):
        clients = self.model._meta.get_field("client").related_model.objects.visible_to(user)
        return self.filter(Exists(clients.filter(pk=OuterRef("client"))))
