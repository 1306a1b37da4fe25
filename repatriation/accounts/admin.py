"""People, agencies and parties, as an administrator keeps them."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from repatriation.accounts import admin_roles
from repatriation.accounts.administration import KeptAdmin, who_asks
from repatriation.accounts.models import Agency, Party, User
from repatriation.accounts.passwords import set_random_password, why_not_set_password


@admin.register(Party)
class PartyAdmin(KeptAdmin):
    noun = "party"
    list_display = ("name", "code")
    search_fields = ("name", "code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A further side is the affair of who runs the register, not of a side."""
        return super().has_add_permission(request) and who_asks(request).agency_id is None


@admin.register(Agency)
class AgencyAdmin(KeptAdmin):
    noun = "agency"
    list_display = ("name", "code", "party", "kind", "is_active")
    list_filter = ("kind", "is_active", ("party", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("party",)
    search_fields = ("name", "code")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Agency | None = None
    ) -> tuple[str, ...]:
        """What an agency holds is its party's to see: it does not change sides."""
        return ("party",) if obj else ()

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """A side adds agencies of its own; a neutral one is added by who runs the register."""
        if who_asks(request).agency_id is not None:
            kwargs["required"] = True
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RolesField(ModelMultipleChoiceField):
    """Roles by their names on screen."""

    widget = CheckboxSelectMultiple

    def label_from_instance(self, obj: Group) -> str:
        return gettext(obj.name)


class PersonForm(ModelForm):
    groups = RolesField(Group.objects.order_by("name"), label=_("Roles"), required=False)

    class Meta:
        model = User
        fields = ("name", "email", "agency", "language", "groups", "is_staff", "is_active")


@admin.register(User)
class UserAdmin(KeptAdmin):
    """People. Programs and the system itself are shown, and changed elsewhere."""

    noun = "user"
    form = PersonForm
    fields = PersonForm.Meta.fields
    change_form_template = "admin/accounts/user/change_form.html"
    list_display = ("name", "email", "agency", "kind", "roles", "is_active", "last_login")
    list_filter = (
        "kind",
        "is_active",
        "is_staff",
        ("groups", admin_roles.RoleFilter),
        ("agency", admin.RelatedOnlyFieldListFilter),
        ("last_login", admin.EmptyFieldListFilter),
        "last_login",
        "joined_at",
    )
    list_select_related = ("agency",)
    search_fields = ("name", "email", "agency__name")

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(gettext(name) for name in user.role_names())

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Or the list would tell a password's hash, sign by sign."""
        is_secret = lookup.partition("__")[0] == "password"
        return not is_secret and super().lookup_allowed(lookup, value, request)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Who has no agency runs the register: only such a person makes another."""
        if who_asks(request).agency_id is not None:
            kwargs["required"] = True
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        is_person = obj is None or obj.is_person
        return is_person and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody gives a role, an agency or the admin to themselves."""
        is_self = obj is not None and obj.pk == request.user.pk
        return ("agency", "groups", "is_staff", "is_active") if is_self else ()

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list:
        one = path(
            "<int:pk>/password/",
            self.admin_site.admin_view(self.set_password),
            name="accounts_user_password",
        )
        return [one, *super().get_urls()]

    @sensitive_variables()
    def set_password(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Shown in the answer to the POST, and nowhere else."""
        person = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        why_not = why_not_set_password(who_asks(request), person)
        is_asked = request.method == "POST" and not why_not
        password = set_random_password(person=person, by=who_asks(request)) if is_asked else ""
        shown = {"opts": self.opts, "person": person, "why_not": why_not, "password": password}
        context = self.admin_site.each_context(request) | shown
        return TemplateResponse(request, "admin/accounts/user/password.html", context)
