"""What the admin may do, whatever the model: keep reference data or read records. It deletes
nothing, and moves nothing through a workflow's back door."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.columns import paths_of, relation_of, told_column
from repatriation.accounts.models import Agency, User
from repatriation.accounts.seeking import rows_with
from repatriation.audit.models import Event
from repatriation.ledger.writing import record

BESIDE = 12  # what happened last, beside a record; all of it has a page of its own
A_PAGE = 100


def who_asks(request: HttpRequest) -> User:
    """The admin lets nobody in who is not signed in; this says so to type checkers."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class AgencyFilter(admin.RelatedFieldListFilter):
    """The agencies this reader knows of, not those that happen to stand in a row: to find these,
    every row would be read."""

    def field_choices(self, field: Field, request: HttpRequest, model_admin: Any) -> list:
        known = Agency.objects.visible_to(who_asks(request)).order_by("name")
        return [(agency.pk, agency.name) for agency in known]


class NeverDeleted(admin.ModelAdmin):
    """History is the chained one, in the reader's sight; Django's own log is not written, since
    it would be a second truth that holds names."""

    list_per_page = 50
    show_full_result_count = False
    nothing_yet: Any = _("There is nothing here yet.")
    change_list_template = "admin/kept_list.html"
    change_form_template = "admin/kept_form.html"

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Straight to its page: the admin's own detour asks nobody whether one may see it."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shown = {"nothing_yet": self.nothing_yet} | (extra_context or {})
        return super().changelist_view(request, shown)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if (row := obj) is not None:
            events = Event.objects.of(row)[:BESIDE]
            context["entries"] = self._entries(events, request)
            context["belonging"] = self.belonging(request, row)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def belonging(self, request: HttpRequest, row: Model) -> list[dict[str, str]]:
        """The lists of what points to this record, where this reader may open them."""
        links = []
        for relation in row._meta.related_objects:
            model, name = relation.related_model, relation.field.name
            registered = self.admin_site._registry.get(model)
            if registered is None or not registered.has_view_permission(request):
                continue
            names = (model._meta.app_label, model._meta.model_name)
            url = reverse("admin:{}_{}_changelist".format(*names))
            label = capfirst(str(model._meta.verbose_name_plural))
            links.append({"label": label, "url": f"{url}?{name}__id__exact={row.pk}"})
        return links

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if row is None:
            django_admin: Any = self
            return django_admin._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        page = Paginator(Event.objects.of(row), A_PAGE).get_page(request.GET.get("p"))
        context = self.admin_site.each_context(request) | {
            "title": _("What happened: %(row)s") % {"row": row},
            "opts": self.opts,
            "object": row,
            "page": page,
            "entries": self._entries(page.object_list, request),
        }
        return TemplateResponse(request, "admin/object_history.html", context)

    def _entries(self, events: Any, request: HttpRequest) -> list:
        """Told by the site, which knows how each app tells its events."""
        site: Any = self.admin_site
        return site.entries_of(events, who_asks(request))


class KeptAdmin(NeverDeleted):
    """Reference data of those an administrator answers for. Each change is an event that names
    the fields, not what was written in them."""

    noun = ""  # what an event calls it

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows: Any = super().get_queryset(request)
        return rows.managed_by(request.user)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        rows = db_field.related_model._default_manager.all()
        if hasattr(rows, "managed_by"):
            kwargs["queryset"] = rows.managed_by(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        changed = sorted(form.changed_data)
        if changed or not change:
            what = "changed" if change else "added"
            kind = f"{obj._meta.app_label}.{self.noun}_{what}"
            record(kind, obj, by=request.user, changed=changed, **self.said_of(obj))

    def said_of(self, obj: Any) -> dict[str, Any]:
        """Further details of the event: codes and numbers."""
        return {}


class RecordAdmin(NeverDeleted):
    """What an auditor may see of the records, and nobody may change here. Agencies, people and
    places of the other side are told as everywhere else: by their side, or not at all."""

    ordering = ("-pk",)
    show_facets = admin.ShowFacets.NEVER
    sought: tuple[str, ...] = ("reference",)  # whole values: see `seeking`
    read_with: tuple[str, ...] = ()  # what the names of related records are made of
    hidden: tuple[str, ...] = ()  # what is read nowhere in the admin: names, and raw lines
    search_help_text: ClassVar[Any] = _("A whole reference, or a whole label as it was sent.")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = self.in_sight(super().get_queryset(request), who_asks(request))
        names = [field.name for field in self.opts.fields]
        return rows.select_related(*paths_of(self.model, names), *self.read_with)

    def in_sight(self, rows: Any, reader: User) -> QuerySet:
        return rows.visible_to(reader)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """By what the page shows of the record itself: else a list would tell what is hidden, or
        what points to the record, sign by sign."""
        name = lookup.partition("__")[0]
        is_shown = name in {field.name for field in self.opts.fields} - set(self.hidden)
        return is_shown and super().lookup_allowed(lookup, value, request)

    def get_list_select_related(self, request: HttpRequest) -> bool:
        return False  # `get_queryset` has said what is read with a row

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.sought

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        rows = rows_with(queryset, search_term, self.sought) if search_term else queryset
        return rows, False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [self._column(request, name) for name in self.list_display]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """Those that no form ever shows, too."""
        names = [field.name for field in self.opts.fields if not field.primary_key]
        shown = [name for name in names if name not in self.hidden]
        return [self._column(request, name) for name in shown]

    def _column(self, request: HttpRequest, name: Any) -> Any:
        field = relation_of(self.model, name)
        return told_column(self.admin_site, request, field) if field else name


class PartAdmin(RecordAdmin):
    """A record that is part of another one: who may read that one reads its parts."""

    whole = ""  # the path to it

    def in_sight(self, rows: Any, reader: User) -> QuerySet:
        model: Any = self.model
        for name in self.whole.split("__"):
            model = model._meta.get_field(name).related_model
        return rows.filter(**{f"{self.whole}__in": model.objects.visible_to(reader)})
