"""The papers of a board: read by programs, issued by people."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from cases.models import BoardSession, Identification
from cases.operations.board_papers.dossier import DOSSIER, issue_dossier
from cases.operations.board_papers.minutes import MINUTES, issue_minutes
from cases.operations.board_papers.report import REPORT, issue_report
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Record, named
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.api.versions import as_seen
from repatriation.documents.codes import code_meant
from repatriation.documents.holding import still_holds
from repatriation.documents.models import IssuedDocument
from repatriation.files import storage
from repatriation.files.media_types import PDF
from repatriation.references import Prefix, parse

declare_scopes(
    {
        "identifications:issue-papers": Scope(
            "Issue the papers of a board (people only)",
            (
                "documents.issue_dossiers",
                "documents.issue_identification_reports",
                "documents.issue_minutes",
            ),
        ),
    }
)


class PaperSerializer(Record):
    """One version of a paper, as it was issued. `holds` is false when what it states was contested
    or revoked since."""

    agency = named("agency")
    version = serializers.IntegerField(source="number", read_only=True)
    issued_by = named("issued_by", "name")
    sha256 = serializers.CharField(read_only=True)
    is_newest = serializers.SerializerMethodField()
    holds = serializers.SerializerMethodField()

    class Meta:
        model = IssuedDocument
        fields = [
            "code",
            "kind",
            "version",
            "agency",
            "languages",
            "issued_by",
            "issued_at",
            "sha256",
            "is_newest",
            "holds",
        ]
        read_only_fields = fields

    def get_is_newest(self, document) -> bool:
        return not document.has_newer

    def get_holds(self, document) -> bool:
        return still_holds(document)


class LanguagesInput(Input):
    """One language, or two that say everything side by side."""

    languages = serializers.ListField(
        child=serializers.ChoiceField([code for code, _name in settings.LANGUAGES]),
        min_length=1,
        max_length=2,
    )


class PaperEndpoint(Endpoint):
    """Papers of one record, whose sight is asked first."""

    queryset = IssuedDocument.objects.none()
    serializer_class = PaperSerializer
    orderings = {"issued_at": Order("issued_at"), "code": Order("code")}
    ordering = "-issued_at"
    page_key = "code"
    subjects: Any  # the model that the papers are about
    kinds: tuple[str, ...]

    def subject(self) -> Any:
        rows = self.subjects.objects.visible_to(self.request.user).select_related("agency__party")
        return self.found(rows, self.kind, self.kwargs["reference"])

    def get_queryset(self):
        subject = self.subject()
        rows = IssuedDocument.objects.visible_to(self.request.user).filter(
            kind__in=self.kinds,
            subject_label=subject._meta.label_lower,
            subject_id=subject.pk,
        )
        return rows.with_newer().select_related("agency", "issued_by", "file")

    def get_object(self):
        parse(self.kwargs["reference"], self.kind)
        rows = self.get_queryset().filter(code=code_meant(self.kwargs["code"]) or "-")
        if row := rows.first():
            return row
        raise Http404

    def issued(self, document: IssuedDocument) -> Response:
        row = self.get_queryset().get(pk=document.pk)
        return Response(self.get_serializer(row).data, 201)

    def wanted(self) -> dict[str, Any]:
        languages = list(dict.fromkeys(self.given()["languages"]))
        return {"by": self.request.user, "languages": languages}

    @extend_schema(responses={(200, PDF): OpenApiTypes.BINARY})
    def file(self, request, reference, code):
        """The paper itself, byte for byte as it was issued"""
        document = self.get_object()
        response = HttpResponse(storage.read(document.file), content_type=PDF)
        response.headers["Content-Disposition"] = "attachment"
        return response


class IdentificationPapers(PaperEndpoint):
    """Reports and dossiers of an identification"""

    kind = Prefix.IDENTIFICATION
    subjects = Identification
    kinds = (REPORT, DOSSIER)
    inputs = {"issue_report": LanguagesInput, "issue_dossier": LanguagesInput}
    scopes = {
        "list": "identifications:read",
        "file": "identifications:read",
        "issue_report": "identifications:issue-papers",
        "issue_dossier": "identifications:issue-papers",
    }
    creates = frozenset(inputs)
    needs_version = frozenset(inputs)

    def list(self, request, reference):
        """The papers that were issued of it"""
        return super().list(request)

    def issue_report(self, request, reference):
        """Issue the identification report of what stands"""
        row = as_seen(request, self.subject())
        return self.issued(issue_report(identification=row, **self.wanted()))

    def issue_dossier(self, request, reference):
        """Issue the dossier for the members of a board"""
        row = as_seen(request, self.subject())
        return self.issued(issue_dossier(identification=row, **self.wanted()))


class SessionPapers(PaperEndpoint):
    """Minutes of a session of the board"""

    kind = Prefix.BOARD_SESSION
    subjects = BoardSession
    kinds = (MINUTES,)
    inputs = {"issue_minutes": LanguagesInput}
    scopes = {
        "list": "identifications:read",
        "file": "identifications:read",
        "issue_minutes": "identifications:issue-papers",
    }
    creates = frozenset(inputs)
    needs_version = frozenset(inputs)

    def list(self, request, reference):
        """The minutes that were issued of it"""
        return super().list(request)

    def issue_minutes(self, request, reference):
        """Issue the minutes of a closed session"""
        row = as_seen(request, self.subject())
        return self.issued(issue_minutes(session=row, **self.wanted()))
