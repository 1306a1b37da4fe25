"""How notices are worded by mail, with a preview beside the form."""

import hashlib
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.administration import KeptAdmin, who_asks
from repatriation.notifications.letters import Letter, worded
from repatriation.notifications.models import NoticeWording
from repatriation.notifications.wording import (
    built_in,
    kinds,
    name_of,
    offered,
    sample_params,
    values_of,
    why_not,
)

PREVIEW = "_preview"
KEY = ("party", "kind", "language")  # which notice these are the words of
SAMPLE_LINK = "https://register.example/…"


class WordingForm(forms.ModelForm):
    """`party_id` is the side of who asks; who runs the register chooses one, or all."""

    party_id: int | None = None

    class Meta:
        model = NoticeWording
        fields = (*KEY, "subject", "body", "is_active")

    def is_valid(self) -> bool:
        """A preview shows the page again, and saves nothing."""
        return super().is_valid() and PREVIEW not in self.data

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind = given.get("kind") or self.instance.kind
        problem = why_not(kind, given.get("subject", ""), given.get("body", ""))
        if problem and {"subject", "body"} <= set(given):
            raise ValidationError(problem)
        if not self.instance.pk and self.party_id:
            self.instance.party_id = self.party_id
        return given

    def _get_validation_exclusions(self) -> set[str]:
        """The side is part of what has to be unique, also where the form does not ask for it."""
        django_form: Any = super()
        return django_form._get_validation_exclusions() - set(KEY)


@admin.register(NoticeWording)
class WordingAdmin(KeptAdmin):
    """Of the own side's notices; who runs the register words those of all."""

    noun = "wording"
    form = WordingForm
    list_display = ("notice", "language", "party", "is_active", "version")
    list_filter = ("language", "is_active")
    list_select_related = ("party",)
    search_fields = ("subject",)
    change_form_template = "admin/notifications/wording_form.html"
    nothing_yet = _("All notices use the words they come with.")

    @admin.display(description=_("notice"), ordering="kind")
    def notice(self, wording: NoticeWording) -> str:
        return name_of(wording.kind)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A neutral agency has no side whose words it could choose."""
        user = who_asks(request)
        is_placed = user.agency_id is None or user.party_id is not None
        return is_placed and super().has_add_permission(request)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        words = ["subject", "body", "is_active"]
        if obj is not None:
            return ["party", "notice", "language", *words]
        chooses_side = who_asks(request).agency_id is None
        return [*(KEY if chooses_side else KEY[1:]), *words]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("party", "notice", "language") if obj is not None else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        made: Any = super().get_form(request, obj, change, **kwargs)
        return type("WordingForm", (made,), {"party_id": who_asks(request).party_id})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            return forms.ChoiceField(label=_("Notice"), choices=kinds)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and form.changed_data:
            obj.version += 1
        super().save_model(request, obj, form, change)

    def said_of(self, obj: NoticeWording) -> dict[str, Any]:
        """Which words they were can be proven, and is not told."""
        words = f"{obj.subject}\n{obj.body}".encode()
        return {"version": obj.version, "words": hashlib.sha256(words).hexdigest()}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        form = context["adminform"].form
        row = obj
        typed = form.data if form.is_bound else {}
        kind = row.kind if row else typed.get("kind", "")
        language = row.language if row else typed.get("language", "")
        context["offered"] = [(f"{{{name}}}", words) for name, words in offered(kind).items()]
        if kind and language and not form.errors:
            words = NoticeWording(
                subject=typed.get("subject", row.subject if row else ""),
                body=typed.get("body", row.body if row else ""),
            )
            with translation.override(language):
                context["built_in"] = built_in(kind)
                context["preview"] = self._preview(kind, words, who_asks(request))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _preview(self, kind: str, words: NoticeWording, reader: Any) -> Letter | None:
        if why_not(kind, words.subject, words.body):
            return None
        values = values_of(sample_params(kind), link=SAMPLE_LINK, agency=str(reader.agency or "–"))
        return worded(words, values)
