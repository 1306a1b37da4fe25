"""Notices that failed for good, to the people of the own side; they can be sent again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from repatriation.accounts.administration import NeverDeleted, who_asks
from repatriation.accounts.models import User
from repatriation.errors import DomainError
from repatriation.language import say
from repatriation.notifications import failures
from repatriation.notifications.models import Delivery
from repatriation.notifications.registry import sentences
from repatriation.notifications.resending import send_again
from repatriation.notifications.wording import name_of


@admin.register(Delivery)
class FailedAdmin(NeverDeleted):
    list_display = ("failed_at", "notice", "about", "recipient", "agency", "why", "tries")
    list_filter = ("failed_at",)
    ordering = ("failed_at",)
    search_fields = ("recipient",)
    search_help_text = _("A part of the recipient's name or address.")
    fields = ("notice", "about", "recipient", "agency", "why", "tries", "made_at", "failed_at")
    actions = ("send_again",)
    show_facets = admin.ShowFacets.NEVER
    nothing_yet = _("No notice has failed.")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return who_asks(request).has_perm("notifications.view_delivery")

    def has_again_permission(self, request: HttpRequest) -> bool:
        return who_asks(request).has_perm("notifications.change_delivery")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        people = User.objects.filter(pk=OuterRef("target_id"))
        rows: Any = Delivery.objects.failed_for(who_asks(request)).select_related("event")
        return rows.annotate(
            recipient_name=Subquery(people.values("name")),
            agency_name=Subquery(people.values("agency__name")),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        named = Q(name__icontains=search_term) | Q(email__icontains=search_term)
        people = User.objects.managed_by(who_asks(request)).filter(named)
        rows = queryset.filter(target_id__in=people.values("pk")) if search_term else queryset
        return rows, False

    @admin.display(description=_("notice"))
    def notice(self, delivery: Delivery) -> str:
        kind = delivery.event.kind
        return name_of(kind) if kind in sentences() else say(delivery.said)

    @admin.display(description=_("about"))
    def about(self, delivery: Delivery) -> str:
        return failures.about(delivery)

    @admin.display(description=_("recipient"), ordering="recipient_name")
    def recipient(self, delivery: Any) -> str:
        """With a link to where an address is mended."""
        url = reverse("admin:accounts_user_change", args=[delivery.target_id])
        return format_html('<a href="{}">{}</a>', url, delivery.recipient_name)

    @admin.display(description=_("agency"), ordering="agency_name")
    def agency(self, delivery: Any) -> str:
        return delivery.agency_name or "–"

    @admin.display(description=_("why"), ordering="last_answer")
    def why(self, delivery: Delivery) -> str:
        return failures.why(delivery)

    @admin.action(description=_("Send again"), permissions=["again"])
    def send_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        sent = 0
        for delivery in queryset:
            try:
                send_again(delivery=delivery, by=who_asks(request))
                sent += 1
            except DomainError as refusal:
                messages.warning(request, say(refusal.sentence))
        said = ngettext(
            "%(sent)s notice is on its way again.", "%(sent)s notices are on their way again.", sent
        )
        messages.success(request, said % {"sent": sent})
