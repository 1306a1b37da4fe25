"""Files of people sought: a report of one, an import saved record by record, what came of it."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from cases.models import ImportedRecord, PersonImport
from cases.models.register import Became, FileFormat, RecordKind, Verdict
from cases.operations.importing_people import (
    report_of,
    report_on,
    require_size,
    same_file_of_people,
    save_people,
    start_people_import,
)
from cases.operations.people_files import Looked, format_of
from cases.person_files.columns import COLUMNS
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Record, named
from repatriation.api.filters import OneOf
from repatriation.api.headings import ByHeading
from repatriation.api.pagination import Order
from repatriation.api.parameters import is_true
from repatriation.api.parsers import CappedJSONParser, ComposedFormParser
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.errors import Sentence
from repatriation.language import say

declare_scopes(
    {
        "person-imports:read": Scope("Read imports of people sought"),
        "person-imports:keep": Scope("Import people sought from files", ("cases.keep_persons",)),
    }
)


class ImportProblemSerializer(serializers.Serializer):
    """`column` as sent; empty where it is about the whole record."""

    column = serializers.CharField(allow_blank=True)
    message = serializers.CharField()
    severity = serializers.ChoiceField(["error", "warning"])


class ImportedRecordSerializer(serializers.ModelSerializer):
    """What a record of the file is to us, and once it was saved what came of it. `person`: the
    record that it is known as, or may be, or became."""

    person = serializers.SerializerMethodField()
    problems = serializers.SerializerMethodField()
    refusal = serializers.SerializerMethodField()

    class Meta:
        model = ImportedRecord
        fields = [
            "position",
            "row",
            "kind",
            "record_id",
            "verdict",
            "person",
            "problems",
            "became",
            "refusal",
        ]
        read_only_fields = fields

    def get_person(self, row) -> str | None:
        return str(row.person) if row.person else None

    @extend_schema_field(ImportProblemSerializer(many=True))
    def get_problems(self, row):
        return [_problem(one, Sentence(**one["sentence"])) for one in row.problems]

    def get_refusal(self, row) -> str:
        return say(Sentence(**row.refusal)) if row.refusal else ""


class TallySerializer(serializers.Serializer):
    new = serializers.IntegerField()
    known = serializers.IntegerField()
    likely = serializers.IntegerField()
    problem = serializers.IntegerField()


class PersonImportSerializer(Record):
    """`fatal`, `columns` and `tally` are there once it is read; `became` once it is saved."""

    sha256 = serializers.CharField(source="file.sha256", read_only=True)
    agency = named("agency")
    reading = serializers.CharField(source="job.state", read_only=True)
    saving = serializers.CharField(source="saving.state", read_only=True, default="")
    fatal = serializers.SerializerMethodField()
    columns = serializers.SerializerMethodField()
    tally = serializers.SerializerMethodField()
    became = serializers.SerializerMethodField()
    same_file = serializers.SerializerMethodField()

    class Meta:
        model = PersonImport
        fields = [
            "id",
            "agency",
            "format",
            "sha256",
            "started_at",
            "confirmed_at",
            "reading",
            "saving",
            "fatal",
            "columns",
            "tally",
            "became",
            "same_file",
        ]
        read_only_fields = fields

    def get_fatal(self, row) -> str | None:
        fatal = (row.report or {}).get("fatal")
        return say(Sentence(**fatal)) if fatal else None

    @extend_schema_field(serializers.DictField(child=serializers.CharField(allow_null=True)))
    def get_columns(self, row):
        return dict((row.report or {}).get("mapping", []))

    @extend_schema_field(TallySerializer(allow_null=True))
    def get_tally(self, row):
        return (row.report or {}).get("tally")

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_became(self, row):
        if not row.confirmed_at:
            return {}
        became = list(row.records.filter(job=row.job_id).values_list("became", flat=True))
        return {one.value or "waits": became.count(one) for one in Became}

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_same_file(self, row):
        return [one.pk for one in same_file_of_people(row, self.context["request"].user)]


class ListedImportSerializer(PersonImportSerializer):
    class Meta(PersonImportSerializer.Meta):
        fields = ["id", "agency", "format", "sha256", "started_at", "confirmed_at"]
        read_only_fields = fields


class PersonFileInput(Input):
    file = serializers.FileField(
        allow_empty_file=True, help_text="CSV, XLSX or JSON, or PFIF 1.2 to 1.4; up to 10 MB."
    )
    mapping = ByHeading(
        (*COLUMNS, None),
        help_text="What columns are, as a JSON object: heading to column, or null to keep it as "
        "sent. Headings that are not named are understood as usual.",
    )
    date_order = serializers.ChoiceField(
        [("day", "day"), ("month", "month")],
        required=False,
        help_text="What comes first in dates where both could.",
    )
    save_anyway = serializers.BooleanField(
        required=False, help_text="Open records also of those who may be sought already."
    )
    dry_run = serializers.BooleanField(
        required=False, help_text="Only report; also as a parameter of the address."
    )


class SaveImportInput(Input):
    save_anyway = serializers.BooleanField(
        required=False, help_text="Open records also of those who may be sought already."
    )


class LookedSerializer(serializers.Serializer):
    position = serializers.IntegerField()
    row = serializers.IntegerField()
    kind = serializers.ChoiceField(RecordKind.choices)
    record_id = serializers.CharField(allow_blank=True)
    verdict = serializers.ChoiceField(Verdict.choices)
    person = serializers.CharField(allow_null=True)
    problems = ImportProblemSerializer(many=True)


class PersonReportSerializer(serializers.Serializer):
    """As the preview says it. No name is told back."""

    format = serializers.ChoiceField(FileFormat.choices)
    fatal = serializers.CharField(allow_null=True)
    columns = serializers.DictField(child=serializers.CharField(allow_null=True))
    tally = TallySerializer()
    records = LookedSerializer(many=True)


class PersonImportViewSet(Endpoint):
    """Files of people sought that were read and saved"""

    queryset = PersonImport.objects.none()
    serializer_class = PersonImportSerializer
    parser_classes = [ComposedFormParser]
    inputs = {"create": PersonFileInput}
    outputs = {"list": ListedImportSerializer}
    other_answers = {"create": {200: PersonReportSerializer}}
    scopes = {
        "list": "person-imports:read",
        "retrieve": "person-imports:read",
        "create": "person-imports:keep",
    }
    parameters = {"create": ("dry_run",)}
    orderings = {"id": Order("id")}
    ordering = "-id"
    page_key = "id"

    def get_queryset(self):
        return super().get_queryset().select_related("agency", "file", "job", "saving")

    def get_object(self):
        if found := self.get_queryset().filter(pk=self.kwargs["id"]).first():
            return found
        raise Http404

    def create(self, request):
        """Import a file of people sought, or only report on it

        With `dry_run=true` nothing is kept and the answer is the report (200). Otherwise the file
        is read and saved by a worker: ask the import how far it is.
        """
        given = self.given()
        is_dry = given.pop("dry_run", False) or is_true(request.query_params, "dry_run")
        opens_likely = given.pop("save_anyway", False)
        upload = given.pop("file")
        data = upload.read()
        require_size(data)
        told: dict[str, Any] = {"data": data, "name": upload.name, "by": request.user, **given}
        if is_dry:
            read, rows = report_on(**told)
            return Response(_report(read, rows, data))
        draft = start_people_import(is_confirmed=True, opens_likely=opens_likely, **told)
        return self.created(draft, "person-imports", draft.pk)


class SavingPersonImport(PersonImportViewSet):
    """It takes no file, and so no form"""

    parser_classes = [CappedJSONParser]
    inputs = {"save": SaveImportInput}
    scopes = {"save": "person-imports:keep"}

    def save(self, request, id):
        """Save what was looked at, or the rest of what was stopped"""
        draft, given = self.get_object(), self.given()
        anyway = given.get("save_anyway", False)
        return self.shown(save_people(draft=draft, by=request.user, opens_likely=anyway))


class ImportedRecordViewSet(Endpoint):
    """The records of an import, in the order of the file"""

    queryset = ImportedRecord.objects.none()
    serializer_class = ImportedRecordSerializer
    scopes = {"list": "person-imports:read"}
    filters = {"verdict": OneOf("verdict", Verdict), "became": OneOf("became", Became)}
    orderings = {"position": Order("position")}
    ordering = "position"
    page_key = "position"

    def get_queryset(self):
        imports = PersonImport.objects.visible_to(self.request.user)
        draft = imports.filter(pk=self.kwargs["id"]).first()
        if draft is None:
            raise Http404
        return draft.records.filter(job=draft.job_id).select_related("person")


def _problem(one: dict[str, Any], sentence: Sentence) -> dict[str, str]:
    return {"column": one["column"], "message": say(sentence), "severity": one["severity"]}


def _report(read: Any, rows: list[Looked], data: bytes) -> dict[str, Any]:
    whole = report_of(read, [row.verdict for row in rows])
    return {
        "format": format_of(data),
        "fatal": say(read.fatal) if read.fatal else None,
        "columns": dict(whole["mapping"]),
        "tally": whole["tally"],
        "records": [
            {
                "position": row.found.position,
                "row": row.found.row,
                "kind": row.found.kind,
                "record_id": row.found.record_id,
                "verdict": row.verdict,
                "person": str(row.person) if row.person else None,
                "problems": [
                    {
                        "column": one.column,
                        "message": say(one.sentence),
                        "severity": one.severity,
                    }
                    for one in row.found.problems
                ],
            }
            for row in rows
        ],
    }
