"""A page with a form. What was typed stays there after a refusal, and the refusal stands with it.

    def count(request, reference):
        batch = get_batch(request, reference)
        form = CountForm(posted(request), batch=batch)

        def save(**typed):
            count_batch(batch=as_seen(request, batch), by=request.user, **typed)
            messages.success(request, _("The count is recorded."))
            return batch

        return form_page(request, form, save, row=batch, title=_("Count"), submit=_("Record"))

`save` gets what was typed and returns where to go, or the answer itself. `row` is what the form
was drawn from: its version is hidden in it. `why_not` is the policy's sentence: a form that would
be refused is not drawn. `stale` answers where two people wrote at the same time, with both values;
without it the refusal says so. More context: `kind`, `lead`, `back`, `is_grave`.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from repatriation.dashboard.pages import refusal_text, seen_version
from repatriation.errors import Conflict, DomainError, Stale


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is made from: nothing, until something was sent."""
    return request.POST if request.method == "POST" else None


def choose_among(form: BaseForm, **rows: QuerySet) -> None:
    """Which rows a field offers, by its name, where that depends on who asks."""
    for name, queryset in rows.items():
        field: Any = form.fields[name]
        field.queryset = queryset


def form_page(
    request: HttpRequest,
    form: BaseForm,
    save: Callable[..., Any],
    *,
    template: str = "_components/form_page.html",
    row: Any = None,
    stale: Callable[[Stale], HttpResponse] | None = None,
    **context: Any,
) -> HttpResponse:
    version, status = getattr(row, "version", None), 200
    if request.method == "POST":
        version, status = seen_version(request), 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    done = save(**form.cleaned_data)
                response = done if isinstance(done, HttpResponse) else redirect(done)
                response.is_made = response.status_code == 302  # type: ignore[attr-defined]
                return response
            except (DomainError, DatabaseError) as error:
                if stale and isinstance(error, Stale):
                    return stale(error)
                form.add_error(None, refusal_text(error))
                status = getattr(error, "status", Conflict.status)
                # After a stale form the sentence asks to read again: then it may be sent again.
                version = getattr(error, "more", {}).get("version", version)
    key = request.POST.get("idempotency_key") or str(uuid4())
    shown = {"form": form, "version": None if row is None else version, "key": key} | context
    return render(request, template, shown, status=status)
