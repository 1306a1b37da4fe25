"""People, as an administrator keeps them: who they are, their roles, and whether they may come in.

Nobody sets another's password here: whoever is added, or has lost theirs, gets a link by mail.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.admin_deeds import DEEDS
from repatriation.accounts.admin_roles import RoleFilter
from repatriation.accounts.administration import AgencyFilter, KeptAdmin, who_asks
from repatriation.accounts.administrators import held, hold_administrators, why_not_without
from repatriation.accounts.giving_roles import give_roles, why_not_give
from repatriation.accounts.inviting import send_link, void_links
from repatriation.accounts.models import User
from repatriation.accounts.models.link import Reason
from repatriation.errors import DomainError
from repatriation.language import say

ROLES = ("groups", "is_staff")


class RolesField(ModelMultipleChoiceField):
    """Roles by their names on screen."""

    widget = CheckboxSelectMultiple

    def label_from_instance(self, obj: Group) -> str:
        return gettext(obj.name)


class PersonForm(ModelForm):
    groups = RolesField(Group.objects.order_by("name"), label=_("Roles"), required=False)
    asked_by: User  # set by the admin

    class Meta:
        model = User
        fields = ("name", "email", "agency", "language", "groups", "is_staff")

    def clean(self) -> dict[str, Any]:
        """The policies' refusals in their places; the operations ask again."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.instance.pk or not set(ROLES) <= typed.keys():
            return typed
        person = User.objects.select_related("agency").get(pk=self.instance.pk)
        names = {role.name for role in typed["groups"]}
        why_not = why_not_give(self.asked_by, person, names, is_staff=typed["is_staff"])
        if why_not:
            self.add_error("groups", why_not)
        if leaves_side(person, typed.get("agency")) and (why_not := why_not_without(person)):
            self.add_error("agency", why_not)
        return typed


def leaves_side(person: User, agency: Any) -> bool:
    now, then = person.agency, agency
    if now is None or then is None:
        return now is not then
    return now != then and (now.party_id is None or now.party_id != then.party_id)


@admin.register(User)
class UserAdmin(KeptAdmin):
    """People. Programs and the system itself are shown, and changed elsewhere."""

    noun = "user"
    form = PersonForm
    change_form_template = "admin/accounts/user/change_form.html"
    list_display = ("name", "email", "agency", "kind", "roles", "is_active", "last_login")
    list_filter = (
        "kind",
        "is_active",
        "is_staff",
        ("groups", RoleFilter),
        ("agency", AgencyFilter),
        ("last_login", admin.EmptyFieldListFilter),
        "last_login",
        "joined_at",
    )
    list_select_related = ("agency",)
    search_fields = ("name", "email", "agency__name")

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(gettext(name) for name in user.role_names())

    @admin.display(description=_("may come in"))
    def door(self, user: User) -> str:
        """Suspended, why and by whom; or how far a link got."""
        standing = user.suspensions.filter(lifted_at=None).select_related("suspended_by").first()
        if standing:
            said = _("Suspended on %(day)s by %(by)s: %(reason)s")
            day, by = _moment(standing.suspended_at), standing.suspended_by
            return said % {"day": day, "by": by, "reason": standing.reason}
        link = user.links.standing().first()
        if link is None:
            return gettext("Yes") if user.is_active else gettext("No")
        if link.expires_at is None:
            return gettext("A link to set a password is on its way by mail.")
        said = _("A link to set a password was sent; it is good until %(until)s.")
        return said % {"until": _moment(link.expires_at)}

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

    def get_object(self, request: HttpRequest, *args: Any) -> User | None:
        """Held while it is changed: the form saves the whole row, and would give back what
        somebody else has just taken."""
        person: User | None = super().get_object(request, *args)
        if person is None or request.method != "POST":
            return person
        hold_administrators(person)
        return held(person)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        is_person = obj is None or obj.is_person
        return is_person and super().has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        return (*PersonForm.Meta.fields, "door") if obj else PersonForm.Meta.fields

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody gives a role, an agency or the admin to themselves."""
        is_self = obj is not None and obj.pk == request.user.pk
        return ("door", "agency", *ROLES) if is_self else ("door",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kw: Any):
        form: Any = super().get_form(request, obj, change, **kw)
        form.asked_by = who_asks(request)
        return form

    def changeform_view(self, request: HttpRequest, object_id: Any = None, *args, **kwargs) -> Any:
        """Where two were at it at once, the second is told what the first left."""
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except DomainError as error:
            messages.error(request, say(error.sentence))
            return redirect(request.path)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Roles are given by an operation of their own."""
        if "is_staff" in form.fields:
            obj.is_staff = form.initial.get("is_staff", False) if change else False
        if not change:
            obj.set_unusable_password()
        form.changed_data = [name for name in form.changed_data if name not in ROLES]
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            void_links(obj)  # whoever changed the address does not get the link to it

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        person, typed, by = form.instance, form.cleaned_data, who_asks(request)
        if set(ROLES) <= typed.keys():
            give_roles(person=person, roles=typed["groups"], is_staff=typed["is_staff"], by=by)
        if not change:
            send_link(person=person, reason=Reason.INVITATION, by=by)
            messages.success(request, str(DEEDS["link"].done))

    def get_urls(self) -> list:
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(self.deed),
                {"name": name},
                f"accounts_user_{name.replace('-', '_')}",
            )
            for name in DEEDS
        ]
        return [*own, *super().get_urls()]

    def deed(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Asked once more, then done; a refusal stands in its place."""
        person = get_object_or_404(self.get_queryset(request).select_related("agency"), pk=pk)
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        deed, by = DEEDS[name], who_asks(request)
        form = deed.form(request.POST if request.method == "POST" else None)
        why_not = deed.why_not(by, person)
        if form.is_valid() and not why_not:
            try:
                deed.act(person=person, by=by, **form.cleaned_data)
            except DomainError as error:
                why_not = say(error.sentence)
            else:
                messages.success(request, str(deed.done))
                return redirect(reverse("admin:accounts_user_change", args=[person.pk]))
        shown = {"opts": self.opts, "person": person, "deed": deed, "form": form}
        context = self.admin_site.each_context(request) | shown | {"why_not": why_not}
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/accounts/user/deed.html", context, status=status)


def _moment(value: Any) -> str:
    return date_format(localtime(value), "DATETIME_FORMAT")
