"""Candidates as an auditor reads them: which pair, who excluded it on what kind of evidence, who
let whom see a record. What was weighed, and what people wrote, is for those who examine."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from cases.models import Candidate, CandidateSearch, Exclusion, RemainsCase, SightRequest, Weighing
from repatriation.accounts.administration import RecordAdmin
from repatriation.accounts.models import User


class OfCandidateAdmin(RecordAdmin):
    """Read by who reads the case of the pair: a reader sees no candidate by their role."""

    case = "candidate__case"

    def in_sight(self, rows: Any, reader: User) -> QuerySet:
        return rows.filter(**{f"{self.case}__in": RemainsCase.objects.visible_to(reader)})


@admin.register(Candidate)
class CandidateAdmin(OfCandidateAdmin):
    case = "case"
    list_display = ("reference", "state", "case", "found_at", "looked_by", "looked_at")
    list_filter = ("state", "found_at")
    hidden = ("person", "other", "score", "rank")
    sought = ("reference", "case__reference")


@admin.register(Weighing)
class WeighingAdmin(OfCandidateAdmin):
    list_display = ("candidate", "parameters", "computed_at")
    list_filter = ("parameters", "computed_at")
    hidden = ("terms", "score")
    sought = ("candidate__reference",)


@admin.register(CandidateSearch)
class CandidateSearchAdmin(RecordAdmin):
    list_display = ("case", "person", "asked_at", "done_at", "compared")
    list_filter = ("asked_at", "done_at")
    hidden = ("job",)
    sought = ("case__reference", "person__reference")

    def in_sight(self, rows: Any, reader: User) -> QuerySet:
        return rows.filter(case__in=RemainsCase.objects.visible_to(reader))


@admin.register(Exclusion)
class ExclusionAdmin(OfCandidateAdmin):
    list_display = ("candidate", "ground", "excluded_by", "excluded_at", "returned_at", "ended_at")
    list_filter = ("ground", "excluded_at", "returned_because", "ending")
    hidden = ("note", "ended_because", "weighing")
    sought = ("candidate__reference",)


@admin.register(SightRequest)
class SightRequestAdmin(OfCandidateAdmin):
    list_display = ("candidate", "state", "agency", "holder", "asked_at", "answered_at", "until")
    list_filter = ("state", "asked_at", "answered_at")
    hidden = ("case", "person", "why", "answer", "withdrawn_because")
    sought = ("candidate__reference",)
