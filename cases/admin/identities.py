"""People sought and their identifications as an auditor reads them: what was decided, by whom and
on which reports; never a name."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import (
    Attendance,
    Ballot,
    BoardSession,
    CoveredCase,
    Evidence,
    Explanation,
    Identification,
    MissingPerson,
    Presumption,
    RemainsCase,
    Seat,
    Vote,
)
from repatriation.accounts.administration import AgencyFilter, PartAdmin, RecordAdmin
from repatriation.accounts.models import User


@admin.register(MissingPerson)
class MissingPersonAdmin(RecordAdmin):
    list_display = ("reference", "state", "agency", "opened_by", "opened_at")
    list_filter = ("state", ("agency", AgencyFilter), "opened_at")
    hidden = (
        "surname",
        "given_name",
        "patronymic",
        "born_on",
        "description",
        "rank",
        "unit",
        "service_number",
        "disc_number",
        "last_seen_from",
        "last_seen_to",
        "last_seen_place",
        "last_seen_latitude",
        "last_seen_longitude",
        "circumstances",
        "teeth",
        "tooth_surfaces",
    )


@admin.register(Identification)
class IdentificationAdmin(RecordAdmin):
    list_display = ("reference", "state", "person", "agency", "proposed_at", "decided_at")
    list_filter = ("state", ("agency", AgencyFilter), "proposed_at", "decided_at")
    sought = ("reference", "person__reference", "certificate")
    search_help_text = _("A whole reference, or a whole certificate number.")


@admin.register(CoveredCase)
class CoveredCaseAdmin(PartAdmin):
    whole = "identification"
    list_display = ("identification", "case", "stands", "basis")
    list_filter = ("stands",)
    sought = ("identification__reference", "case__reference")


@admin.register(Evidence)
class EvidenceAdmin(PartAdmin):
    whole = "covered__identification"
    list_display = ("report", "identifier", "finding", "covered", "signed_on", "withdrawn_at")
    list_filter = ("identifier", "finding", "signed_on")
    read_with = ("covered__identification", "covered__case")
    sought = ("report",)
    search_help_text = _("A whole report number.")


@admin.register(Explanation)
class ExplanationAdmin(PartAdmin):
    """Without the values: one is of a person sought."""

    whole = "covered__identification"
    list_display = ("explained_at", "attribute", "covered", "explained_by")
    list_filter = ("attribute", "explained_at")
    read_with = ("covered__identification", "covered__case")
    hidden = ("found", "told")
    sought = ("covered__identification__reference",)


@admin.register(BoardSession)
class BoardSessionAdmin(RecordAdmin):
    list_display = ("reference", "state", "agency", "meets_at", "called_by", "closed_at")
    list_filter = ("state", ("agency", AgencyFilter), "meets_at")


@admin.register(Attendance)
class AttendanceAdmin(PartAdmin):
    whole = "session"
    list_display = ("session", "member", "is_present")
    list_filter = ("is_present",)
    sought = ("session__reference",)


@admin.register(Ballot)
class BallotAdmin(PartAdmin):
    whole = "identification"
    list_display = ("called_at", "identification", "question", "called_by", "outcome", "ended_at")
    list_filter = ("question", "outcome", "called_at")
    sought = ("identification__reference",)


@admin.register(Seat)
class SeatAdmin(PartAdmin):
    whole = "ballot__identification"
    list_display = ("member", "ballot")
    sought = ()


@admin.register(Vote)
class VoteAdmin(PartAdmin):
    """Blind here too: of a board that still votes, nothing is read."""

    whole = "ballot__identification"
    list_display = ("voted_at", "ballot", "voter", "choice")
    list_filter = ("choice", "voted_at")
    sought = ()

    def in_sight(self, rows: Any, reader: User) -> QuerySet:
        return super().in_sight(rows.shown_to(reader), reader)


@admin.register(Presumption)
class PresumptionAdmin(RecordAdmin):
    """That a case had a flag, who set it and who lifted it. Whose name it said, and why, is for
    those who examine."""

    list_display = ("case", "set_by", "set_at", "lifted_by", "lifted_at")
    list_filter = ("set_at", "lifted_at")
    hidden = ("person", "evidence", "lifted_because")
    sought = ("case__reference",)

    def in_sight(self, rows: Any, reader: User) -> QuerySet:
        return rows.filter(case__in=RemainsCase.objects.visible_to(reader))
