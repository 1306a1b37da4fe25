"""Tally sheets: one header for a vehicle or a bay, under which many are scanned."""

from typing import Any

from django.db.models import Q
from rest_framework import serializers

from cases.api.circumstances import StorageUnitField
from cases.models import TallySheet
from cases.models.sheet import Purpose
from cases.operations.sheets import close_sheet, open_sheet
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, PersonField, Record, named, text_field
from repatriation.api.filters import Day, OneOf, Text, YesNo
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

FOR_SHEETS = ("cases.store_remains", "cases.clear_container", "cases.receive_container")

declare_scopes(
    {
        "sheets:read": Scope("Read tally sheets"),
        "sheets:open": Scope("Open tally sheets", FOR_SHEETS),
        "sheets:scan": Scope("Send scans of a tally sheet", FOR_SHEETS),
        "sheets:close": Scope("End tally sheets", FOR_SHEETS),
    }
)


class SheetSerializer(Record):
    agency = named("agency")
    from_holder = named("from_holder")
    storage_unit = named("storage_unit", "name")
    has_witness = serializers.SerializerMethodField()

    class Meta:
        model = TallySheet
        fields = [
            "reference",
            "version",
            "purpose",
            "agency",
            "from_holder",
            "place",
            "vehicle",
            "storage_unit",
            "handed_over_by",
            "has_witness",
            "outside_witness",
            "alone_reason",
            "is_on_paper",
            "opened_at",
            "closed_at",
        ]
        read_only_fields = fields

    def get_has_witness(self, sheet) -> bool:
        return sheet.witness_id is not None


class HeaderInput(Input):
    """What is said once for all that is scanned."""

    place = serializers.CharField(max_length=120)
    vehicle = text_field(80, help_text="Vehicle or bay.")
    storage_unit = StorageUnitField(required=False)
    handed_over_by = text_field(120)
    witness = PersonField(required=False)
    outside_witness = text_field(120, help_text="A witness without an account.")
    alone_reason = text_field(200)
    is_on_paper = serializers.BooleanField(required=False, help_text="Entered from paper.")


class SheetInput(HeaderInput):
    purpose = serializers.ChoiceField([Purpose.CLEARING, Purpose.STORING])


class SheetViewSet(Endpoint):
    """One header, one scan for each container"""

    kind = Prefix.TALLY_SHEET
    queryset = TallySheet.objects.none()
    serializer_class = SheetSerializer
    inputs = {"create": SheetInput}
    scopes = {
        "list": "sheets:read",
        "retrieve": "sheets:read",
        "create": "sheets:open",
        "close": "sheets:close",
    }
    needs_version = frozenset({"close"})
    filters = {
        "purpose": OneOf("purpose", Purpose),
        "is_closed": YesNo(Q(closed_at__isnull=False)),
        "opened_at__gte": Day("opened_at__date__gte", says="Opened on this day or later"),
        "opened_at__lte": Day("opened_at__date__lte", says="Opened on this day or before"),
        "q": Text("reference", "place", "vehicle", says="Part of the reference, place, vehicle"),
    }
    orderings = {"reference": Order("reference"), "opened_at": Order("opened_at")}

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.select_related("agency", "from_holder", "storage_unit")

    def create(self, request):
        """Open a sheet for clearing or storing; the others are opened from their batch"""
        given: dict[str, Any] = self.given()
        sheet = open_sheet(by=request.user, **given)
        return self.created(sheet, "sheets", sheet)

    def close(self, request, reference):
        """End the sheet; what is scanned later needs another"""
        self.given()
        return self.shown(close_sheet(sheet=self.seen(), by=request.user))
