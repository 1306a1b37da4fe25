"""Handover lists: each version as it was sent, and the way in for the next."""

from typing import Any

from django.db.models import Count as Number
from django.http import Http404, HttpResponse
from rest_framework import serializers
from rest_framework.response import Response

from exchanges.api.differences import DifferencesSerializer, differences_data
from exchanges.api.figures import OfBatch
from exchanges.manifests import COLUMNS, MAX_BYTES, ORDERS, Report, read, report_as_json
from exchanges.manifests.differences import differences
from exchanges.models import ExchangeBatch, Manifest, Side
from exchanges.operations.known_files import digest_of, same_file
from exchanges.operations.lists import lines_of
from exchanges.operations.submitting import MOST_LINES, require_list_wanted, submit_list
from exchanges.operations.versions import differences_since, newest_version
from exchanges.policies.sides import own_side
from repatriation.accounts.models import User
from repatriation.api.endpoint import address_of
from repatriation.api.fields import Input, Record, text_field
from repatriation.api.filters import OneOf
from repatriation.api.headings import ByHeading
from repatriation.api.pagination import Order
from repatriation.api.parameters import is_true
from repatriation.api.parsers import ComposedFormParser
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.api.versions import as_seen
from repatriation.errors import RuleBroken, Sentence, TooLarge, gettext_noop
from repatriation.files import storage
from repatriation.files.media_types import CSV, JSON, XLSM, XLSX
from repatriation.language import say
from repatriation.references import Prefix

LARGER = gettext_noop("The file is larger than %(most)s MB. Nothing was saved.")

declare_scopes(
    {
        "manifests:read": Scope("Read handover lists and their files"),
        "manifests:submit": Scope("File handover lists", ("exchanges.list_batch",)),
    }
)


class ManifestSerializer(Record):
    lines = serializers.IntegerField(source="line_count", read_only=True)
    sha256 = serializers.CharField(source="file.sha256", read_only=True)

    class Meta:
        model = Manifest
        fields = [
            "side",
            "number",
            "digest",
            "lines",
            "sha256",
            "filed_at",
            "is_recorded_for",
            "said_on",
        ]
        read_only_fields = fields


class ListInput(Input):
    file = serializers.FileField(allow_empty_file=True, help_text="XLSX, CSV or JSON.")
    mapping = ByHeading(
        (*COLUMNS, None),
        help_text="What columns are, as a JSON object: heading to column, or null to keep it as "
        "sent. Headings that are not named are understood as usual.",
    )
    date_order = ByHeading(
        ORDERS,
        help_text="What comes first in the dates of a column where both could, as a JSON object: "
        "heading to day or month.",
    )
    side = serializers.ChoiceField(
        choices=Side.choices,
        required=False,
        help_text="Left out: your own side's, or the other's if `source` is named.",
    )
    said_on = serializers.DateField(
        required=False, help_text="The date of the message, if the other side sent it."
    )
    source = text_field(200, help_text="The message it came with, if the other side sent it.")
    dry_run = serializers.BooleanField(
        required=False, help_text="Only report; also as a parameter of the address."
    )


class ListProblemSerializer(serializers.Serializer):
    row = serializers.IntegerField()
    column = serializers.CharField(allow_null=True)
    code = serializers.CharField()
    message = serializers.CharField()
    severity = serializers.ChoiceField(["error", "warning"])


class FiledSerializer(serializers.Serializer):
    batch = serializers.CharField(source="batch.reference")
    side = serializers.ChoiceField(Side.choices)
    number = serializers.IntegerField()


class BesideSerializer(serializers.Serializer):
    """What the register knows of the file; a report of the file alone has none of it."""

    same_file = FiledSerializer(
        many=True, required=False, help_text="Lists filed from exactly this file."
    )
    differences = DifferencesSerializer(
        required=False, help_text="Against the newest version of that side's list."
    )


class ReportSerializer(serializers.Serializer):
    """What was read of the file, and what is wrong with it: as `check_manifest` says it."""

    fatal = serializers.CharField(allow_null=True)
    rows = serializers.IntegerField()
    mapping = serializers.DictField(child=serializers.CharField(allow_null=True))
    problems = ListProblemSerializer(many=True)
    beside = BesideSerializer(required=False, help_text="Left out where there is nothing to say.")


class ManifestViewSet(OfBatch):
    """The versions of a batch's handover list"""

    queryset = Manifest.objects.none()
    serializer_class = ManifestSerializer
    parser_classes = [ComposedFormParser]
    inputs = {"create": ListInput}
    outputs = {
        "since": DifferencesSerializer,
        "file": {(200, kind): bytes for kind in (CSV, JSON, XLSX, XLSM)},
    }
    other_answers = {"create": {200: ReportSerializer}}
    scopes = {
        "list": "manifests:read",
        "retrieve": "manifests:read",
        "create": "manifests:submit",
        "file": "manifests:read",
        "since": "manifests:read",
    }
    parameters = {
        "create": ("dry_run",),
        "retrieve": ("side",),
        "file": ("side",),
        "since": ("side",),
    }
    one_of = {"side": Side}
    filters = {"side": OneOf("side", Side)}
    needs_version = frozenset({"create"})
    orderings = {"number": Order("number")}
    ordering = "number"
    page_key = "pk"

    def get_queryset(self):
        lists = super().get_queryset().annotate(line_count=Number("lines"))
        return lists.select_related("file")

    def perform_content_negotiation(self, request, force=False):
        """A file comes as what it is, whatever else the caller would like."""
        return super().perform_content_negotiation(request, force or self.action == "file")

    def get_object(self):
        return self._version(self.get_queryset())

    def _version(self, lists):
        side = self.chosen("side", Side.SENDER)
        if found := lists.filter(number=self.kwargs["number"], side=side).first():
            return found
        raise Http404

    def create(self, request, reference):
        """File a list, or only report what would be filed

        With `dry_run=true` nothing is saved, If-Match is not needed, and the answer is the report
        (200). A list that cannot be filed is a problem (422) with the same report as `report`.
        """
        batches = ExchangeBatch.objects.visible_to(request.user)
        batch = self.found(batches, Prefix.BATCH, reference)
        given = self.given()
        is_dry = given.pop("dry_run", False) or is_true(request.query_params, "dry_run")
        if not is_dry:
            batch = as_seen(request, batch)
        require_list_wanted(batch=batch, by=request.user)
        data, name = _content(given.pop("file"))
        report = read(data, name, given.pop("mapping", None), given.pop("date_order", None))
        if is_dry:
            side = given.get("side") or own_side(
                request.user, batch, is_from_other=bool(given.get("source"))
            )
            beside = _beside(batch, side, data, report, request.user)
            return Response(report_as_json(report, say) | beside)
        manifest = self._submit(batch, data, name, report, given)
        address = address_of("batches", batch, "manifests", manifest.number)
        if manifest.side == Side.RECEIVER:
            address += f"?side={manifest.side}"
        return self.shown(manifest, 201, Location=address)

    def _submit(self, batch, data: bytes, name: str, report: Report, given: dict[str, Any]):
        try:
            return submit_list(
                batch=batch, data=data, name=name, report=report, by=self.request.user, **given
            )
        except RuleBroken as refusal:
            refusal.more["report"] = report_as_json(report, say)
            raise

    def since(self, request, reference, number, before):
        """What this version changed against another one of the same side

        For the two sides. No value of a cell is told; the files have them.
        """
        lists = self.get_queryset().with_lines_for(request.user)
        new = self._version(lists)
        if (old := lists.filter(number=before, side=new.side).first()) is None:
            raise Http404
        told = differences_data(old.number, differences_since(old, new))
        return Response(DifferencesSerializer(told).data)

    def file(self, request, reference, number):
        """The file as it was sent, for those who may read the sender's claims"""
        manifest = self._version(self.get_queryset().readable_by(request.user))
        content = storage.read(manifest.file)
        response = HttpResponse(content, content_type=manifest.file.media_type)
        response.headers["Content-Disposition"] = "attachment"
        return response


def _beside(
    batch: ExchangeBatch, side: str, data: bytes, report: Report, by: User
) -> dict[str, Any]:
    """Beside the report, and only where there is something: the report is of the file alone."""
    told: dict[str, Any] = {}
    if known := same_file(sha256=digest_of(data), batch=batch, by=by):
        told["same_file"] = known
    before = newest_version(batch, side, by)
    if before and report.lines and len(report.lines) <= MOST_LINES:
        found = differences(list(lines_of(before)), report.lines)
        told["differences"] = differences_data(before.number, found)
    return {"beside": BesideSerializer(told).data} if told else {}


def _content(upload) -> tuple[bytes, str]:
    if upload.size > MAX_BYTES:
        raise TooLarge(Sentence(LARGER, {"most": MAX_BYTES // 1_000_000}))
    return upload.read(), upload.name
