"""What a cell of the admin says of a related record: as this reader is told of it, with a link
where there is a page of it for them."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Field, ForeignKey, Model
from django.urls import reverse
from django.utils.html import format_html

from repatriation.accounts.models import Agency, User
from repatriation.accounts.sides import is_own_side, who_acted

NOTHING = "–"


def paths_of(model: type[Model], names: list[str]) -> list[str]:
    """What has to be read with a row, so that no cell asks the store by itself."""
    paths = []
    for name in names:
        field = relation_of(model, name)
        if field is None:
            continue
        related = field.related_model
        further = {Agency: ["party"], User: ["agency__party"]}.get(related)
        if further is None:
            further = ["agency"] if _has_agency(related) else []
        paths += [name, *(f"{name}__{path}" for path in further)]
    return paths


def relation_of(model: type[Model], name: str) -> ForeignKey | None:
    fields: dict[str, Field] = {field.name: field for field in model._meta.fields}
    field = fields.get(name)
    return field if isinstance(field, ForeignKey) else None


def told_column(site: AdminSite, request: Any, field: ForeignKey) -> Callable[[Model], Any]:
    """A column for `list_display` or a page that says the related record to this reader."""

    def column(row: Model) -> Any:
        return as_told(getattr(row, field.name), request, site)

    column.__name__ = field.name
    described: Any = column
    described.short_description = field.verbose_name
    described.admin_order_field = field.name
    return column


def as_told(value: Any, request: Any, site: AdminSite) -> Any:
    reader = request.user
    if value is None:
        return NOTHING
    if isinstance(value, Agency):
        return str(value.as_told_to(reader) or NOTHING)
    if isinstance(value, User):
        return who_acted(value, reader) or NOTHING
    if (whose := _agency_of(value)) and not is_own_side(whose, reader):
        return NOTHING  # where the other side keeps what is its own affair
    return linked(value, request, site)


def linked(value: Model, request: Any, site: AdminSite) -> Any:
    registered = site._registry.get(type(value))
    if registered is None or not registered.has_view_permission(request):
        return str(value)
    names = (value._meta.app_label, value._meta.model_name)
    return format_html(
        '<a href="{}">{}</a>', reverse("admin:{}_{}_change".format(*names), args=[value.pk]), value
    )


def _has_agency(model: Any) -> bool:
    return relation_of(model, "agency") is not None


def _agency_of(value: Any) -> Agency | None:
    """None where nobody's is named, as of a release to a family."""
    return value.agency if _has_agency(type(value)) else None
