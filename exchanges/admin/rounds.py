"""Rounds as an auditor reads them, and what each side said."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from exchanges.models import ExchangeRound, Statement
from repatriation.accounts.administration import AgencyFilter, RecordAdmin
from repatriation.accounts.models import User


@admin.register(ExchangeRound)
class ExchangeRoundAdmin(RecordAdmin):
    list_display = ("reference", "state", "date", "venue", "convenor", "counterpart")
    list_filter = ("state", "date", "venue", ("convenor", AgencyFilter))


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    """By which paper is told where the reader's side may know it."""

    list_display = (
        "act",
        "round",
        "batch",
        "agency",
        "said_on",
        "is_recorded_for",
        "checked_at",
    )
    list_filter = ("act", "is_recorded_for", ("agency", AgencyFilter), "said_on")
    sought = ("round__reference", "batch__reference")
    hidden = ("source",)

    def in_sight(self, rows: Any, reader: User) -> QuerySet:
        return rows.shown_to(reader)

    def get_fields(self, request: Any, obj: Any = None) -> list[Any]:
        return [*super().get_fields(request, obj), self.paper]

    @admin.display(description=_("message or paper"))
    def paper(self, statement: Any) -> str:
        return statement.paper
