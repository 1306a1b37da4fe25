"""What the admin may do, whatever the model: keep reference data or read records. It deletes
nothing, and moves nothing through a workflow's back door."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from repatriation.accounts.models import User
from repatriation.ledger.writing import record


def who_asks(request: HttpRequest) -> User:
    """The admin lets nobody in who is not signed in; this says so to type checkers."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class NeverDeleted(admin.ModelAdmin):
    list_per_page = 50
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


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
            record(kind, obj, by=request.user, changed=changed)


class RecordAdmin(NeverDeleted):
    """What an auditor may see of the records, and nobody may change here."""

    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """Those that no form ever shows, too; but no person: a record of both sides names people of
        the other one. Who acted is told by its history page, which knows whose people are whose."""
        return [field.name for field in self.opts.fields if field.related_model is not User]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        return self.get_fields(request, obj)
