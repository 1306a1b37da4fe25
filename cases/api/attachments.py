"""Photographs and files of an examination: listed, attached, and shown on request."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from rest_framework import serializers

from cases.models import Attachment, Examination
from cases.models.attachment import AttachmentKind
from cases.models.examination import Discipline
from cases.operations.attaching import attach_file, show_attachment, withdraw_attachment
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Record, text_field
from repatriation.api.filters import OneOf, YesNo
from repatriation.api.pagination import Order
from repatriation.api.parsers import CappedJSONParser, ComposedFormParser
from repatriation.files.media_types import JPEG, PDF, PNG
from repatriation.references import Prefix


class AttachmentSerializer(Record):
    sha256 = serializers.CharField(source="file.sha256", read_only=True)
    media_type = serializers.CharField(source="file.media_type", read_only=True)

    class Meta:
        model = Attachment
        fields = [
            "number",
            "discipline",
            "kind",
            "caption",
            "is_restricted",
            "media_type",
            "sha256",
            "sent_sha256",
            "added_at",
            "withdrawn_at",
            "withdrawn_because",
        ]
        read_only_fields = fields


class AttachmentInput(Input):
    """A picture is drawn anew: what a camera wrote beside it is not kept, nor the file's name."""

    file = serializers.FileField(
        allow_empty_file=True, help_text="JPEG, PNG or WebP; or a PDF. Up to 10 MB."
    )
    kind = serializers.ChoiceField(AttachmentKind.choices)
    discipline = serializers.ChoiceField(Discipline.choices)
    caption = text_field(200)
    is_restricted = serializers.BooleanField(
        required=False, help_text="For the investigator alone, as restricted findings are."
    )


class WithdrawAttachmentInput(Input):
    because = serializers.CharField(max_length=200)


class AttachmentEndpoint(Endpoint):
    """Photographs, radiographs and papers of an examination"""

    kind = Prefix.EXAMINATION
    queryset = Attachment.objects.none()
    serializer_class = AttachmentSerializer
    parser_classes = [ComposedFormParser]
    inputs = {"create": AttachmentInput}
    scopes = {"list": "examinations:read", "create": "examinations:record"}
    filters = {
        "kind": OneOf("kind", AttachmentKind),
        "is_withdrawn": YesNo(Q(withdrawn_at__isnull=False)),
    }
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        rows = Attachment.objects.visible_to(self.request.user)
        return rows.filter(examination=self.examination()).select_related("file")

    def get_object(self):
        if row := self.get_queryset().filter(number=self.kwargs["number"]).first():
            return row
        raise Http404

    def examination(self) -> Examination:
        seen = Examination.objects.visible_to(self.request.user).select_related("case")
        return self.found(seen, self.kind, self.kwargs["reference"])

    def create(self, request, reference):
        """Attach a photograph, a radiograph or a document"""
        given = self.given()
        codes = {
            "kind": AttachmentKind(given["kind"]),
            "discipline": Discipline(given["discipline"]),
        }
        row = attach_file(examination=self.examination(), by=request.user, **given | codes)
        return self.shown(row, 201)


class KeptAttachment(AttachmentEndpoint):
    """One that is there: it takes no file, and so no form"""

    parser_classes = [CappedJSONParser]
    inputs = {"withdraw": WithdrawAttachmentInput}
    outputs = {"content": {(200, kind): bytes for kind in (JPEG, PNG, PDF)}}
    scopes = {"content": "examinations:read", "withdraw": "examinations:record"}

    def perform_content_negotiation(self, request, force=False):
        """A file comes as what it is, whatever else the caller would like."""
        return super().perform_content_negotiation(request, force or self.action == "content")

    def content(self, request, reference, number):
        """The file itself; each reading is written down, and so it is asked for by POST"""
        self.given()
        row = self.get_object()
        if row.withdrawn_at:
            raise Http404
        data, media_type = show_attachment(attachment=row, by=request.user)
        response = HttpResponse(data, content_type=media_type)
        response.headers["Content-Disposition"] = "attachment"
        response.is_reading = True
        return response

    def withdraw(self, request, reference, number):
        """Withdraw it: it is shown no more, and that it was there stays known"""
        row, given = self.get_object(), self.given()
        examination = self.examination()
        return self.shown(
            withdraw_attachment(examination=examination, attachment=row, by=request.user, **given)
        )
