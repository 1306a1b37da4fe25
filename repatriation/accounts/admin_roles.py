"""What each role may do, in words, and who holds it. The table of roles is changed with the code;
who has a role is changed on the person's page."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Field, Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.administration import NeverDeleted, who_asks
from repatriation.accounts.columns import NOTHING
from repatriation.accounts.models import Role, User
from repatriation.accounts.verbs import in_words

MOST = 50  # people named on the page of their role


class RoleFilter(admin.RelatedFieldListFilter):
    """Roles by their names on screen."""

    def field_choices(self, field: Field, request: HttpRequest, model_admin: Any) -> list:
        return [(role.pk, str(role)) for role in Role.objects.all()]


@admin.register(Role)
class RoleAdmin(NeverDeleted):
    list_display = ("role", "people")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Or the list would tell who of the other side holds what."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        own = Q(user__in=User.objects.people().managed_by(who_asks(request)))
        return super().get_queryset(request).annotate(held_by=Count("user", filter=own))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        def held_by(role: Role) -> str:
            return self._names(role, who_asks(request))

        shown: Any = held_by
        shown.short_description = _("Who holds it")
        return [self.role, self.may, held_by]

    def belonging(self, request: HttpRequest, row: Model) -> list[dict[str, str]]:
        return []  # its people stand on the page

    @admin.display(description=_("role"), ordering="name")
    def role(self, role: Role) -> str:
        return str(role)

    @admin.display(description=_("people"), ordering="held_by")
    def people(self, role: Any) -> str:
        url = reverse("admin:accounts_user_changelist")
        number = role.held_by
        said = ngettext("%(number)s person", "%(number)s people", number) % {"number": number}
        return format_html('<a href="{}?groups__id__exact={}">{}</a>', url, role.pk, said)

    @admin.display(description=_("What it may do"))
    def may(self, role: Role) -> str:
        permissions = role.permissions.select_related("content_type").order_by("pk")
        lines = [(in_words(permission),) for permission in permissions]
        return format_html_join("", "{}<br>", lines) if lines else gettext("Nothing yet.")

    def _names(self, role: Role, reader: User) -> str:
        people = User.objects.people().managed_by(reader).filter(groups=role)
        shown = list(people.select_related("agency").order_by("name")[:MOST])
        lines = [
            (
                reverse("admin:accounts_user_change", args=[person.pk]),
                person.name,
                person.agency or NOTHING,
            )
            for person in shown
        ]
        named = format_html_join("", '<a href="{}">{}</a>, {}<br>', lines)
        return format_html("{}{}", named, self.people(role)) if lines else gettext("Nobody.")
