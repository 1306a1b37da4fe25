"""The signed report of a result: attached once, and read as it was sent."""

from django.http import Http404, HttpResponse
from rest_framework import serializers

from cases.api.results import ResultViewSet
from cases.operations.results import attach_report
from repatriation.api.fields import Input
from repatriation.api.parsers import ComposedFormParser
from repatriation.files import storage
from repatriation.files.media_types import PDF


class ReportFileInput(Input):
    file = serializers.FileField(allow_empty_file=True, help_text="A PDF of up to 10 MB.")


class ReportFileEndpoint(ResultViewSet):
    """The signed report of a result, as a PDF"""

    parser_classes = [ComposedFormParser]
    inputs = {"attach_report": ReportFileInput}
    outputs = {"file": {(200, PDF): bytes}}
    scopes = {"file": "results:read", "attach_report": "results:report"}
    parameters = {}
    creates = frozenset()

    def perform_content_negotiation(self, request, force=False):
        return super().perform_content_negotiation(request, force or self.action == "file")

    def attach_report(self, request, reference):
        """Attach the signed report, once"""
        row, given = self.get_object(), self.given()
        return self.shown(attach_report(result=row, by=request.user, **given))

    def file(self, request, reference):
        """The signed report, byte for byte as it was attached"""
        file = self.get_object().report_file
        if file is None:
            raise Http404
        response = HttpResponse(storage.read(file), content_type=PDF)
        response.headers["Content-Disposition"] = "attachment"
        return response
