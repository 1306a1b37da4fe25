"""Files of people sought with their names, made by a worker for who asked."""

from django.http import Http404, HttpResponse
from rest_framework import serializers

from cases.models import PersonExport
from cases.models.register import ExportFormat
from cases.operations.exporting_people import start_people_export, take_people_export
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Record, named
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.files.media_types import CSV, XML

declare_scopes(
    {
        "person-exports:take": Scope(
            "Take out people sought, with their names, as files", ("cases.keep_persons",)
        )
    }
)


class PersonExportSerializer(Record):
    """`people` is null until the file is made."""

    agency = named("agency")
    making = serializers.CharField(source="job.state", read_only=True)

    class Meta:
        model = PersonExport
        fields = ["id", "agency", "format", "people", "making", "made_at"]
        read_only_fields = fields


class PersonExportInput(Input):
    format = serializers.ChoiceField(ExportFormat.choices)


class PersonExportViewSet(Endpoint):
    """Files of people sought that were made for the caller"""

    queryset = PersonExport.objects.none()
    serializer_class = PersonExportSerializer
    inputs = {"create": PersonExportInput}
    outputs = {"file": {(200, kind): bytes for kind in (CSV, XML)}}
    scopes = dict.fromkeys(("list", "retrieve", "create", "file"), "person-exports:take")
    orderings = {"id": Order("id")}
    ordering = "-id"
    page_key = "id"

    def get_queryset(self):
        return super().get_queryset().select_related("agency", "job", "file")

    def perform_content_negotiation(self, request, force=False):
        """A file comes as what it is, whatever else the caller would like."""
        return super().perform_content_negotiation(request, force or self.action == "file")

    def get_object(self):
        if found := self.get_queryset().filter(pk=self.kwargs["id"]).first():
            return found
        raise Http404

    def create(self, request):
        """Have a file made of everybody whose record the caller reads"""
        export = start_people_export(by=request.user, **self.given())
        return self.created(export, "person-exports", export.pk)

    def file(self, request, id):
        """Take the file; each taking is written down"""
        self.given()
        data, media_type = take_people_export(export=self.get_object(), by=request.user)
        response = HttpResponse(data, content_type=media_type)
        response.headers["Content-Disposition"] = "attachment"
        response.is_reading = True
        return response
