"""Remains cases, wherever they came from."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.api.beside import Flagged, FlagsField, ReasonInput, SendInput
from cases.api.circumstances import ExhumeInput, RemainsInput, StoreInput, TakeInput, act_of
from cases.models import Identification, RemainsCase
from cases.models.remains import RemainsKind
from cases.operations.dividing import divide_case
from cases.operations.flagging import quarantine_case
from cases.operations.receiving import receive_cases
from cases.operations.sending import send_cases
from cases.operations.storing import exhume, store_cases
from cases.policies.moves import case_moves
from cases.states import CaseState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Moves, Record, named
from repatriation.api.filters import Code, Day, OneOf, Reference, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes(
    {
        "cases:read": Scope("Read remains cases and their custody"),
        "cases:store": Scope("Store and move remains", ("cases.store_remains",)),
        "cases:send": Scope(
            "Send remains on to a mortuary", ("cases.store_remains", "cases.recover_remains")
        ),
        "cases:divide": Scope("Divide remains", ("cases.divide_remains",)),
        "cases:quarantine": Scope("Put remains in quarantine", ("cases.quarantine_container",)),
        "cases:receive": Scope("Receive remains sent on", ("cases.receive_container",)),
    }
)


RELEASE_MOVES = (
    "authorise_release",
    "withdraw_authorisation",
    "release",
    "close_released",
    "reopen_released",
    "take_back",
)
MOVES = ("store", "exhume", "send", "receive", "divide", "quarantine", *RELEASE_MOVES)


def _moves(user, case):
    """Those that have an address here; the others have their pages."""
    moves = case_moves(user, case)
    return {verb: moves[verb] for verb in MOVES}


class ListedCaseSerializer(Record):
    flags = FlagsField()
    parent = named("parent", "reference")
    container = named("container", "reference")
    recovery = named("recovery_site", "reference")
    custodian = named("custodian")
    responsible = named("responsible")
    destined_to = named("destined_to")
    storage_unit = named("storage_unit", "name")

    class Meta:
        model = RemainsCase
        fields = [
            "reference",
            "version",
            "state",
            "flags",
            "kind",
            "parent",
            "container",
            "recovery",
            "custodian",
            "responsible",
            "destined_to",
            "storage_unit",
            "numbered_at",
        ]
        read_only_fields = fields


class CaseIdentificationSerializer(Record):
    class Meta:
        model = Identification
        fields = ["reference", "state"]
        read_only_fields = fields


class CaseSerializer(ListedCaseSerializer):
    """`identifications` are those the caller may see. A presumptive flag is never among them."""

    identifications = serializers.SerializerMethodField()
    moves = Moves(_moves)

    class Meta(ListedCaseSerializer.Meta):
        fields = [*ListedCaseSerializer.Meta.fields, "identifications", "moves"]
        read_only_fields = fields

    @extend_schema_field(CaseIdentificationSerializer(many=True))
    def get_identifications(self, case):
        rows = Identification.objects.visible_to(self.context["request"].user)
        found = rows.filter(covered__case=case.pk).order_by("pk")
        return CaseIdentificationSerializer(found, many=True).data


class CaseViewSet(Endpoint):
    """A separately numbered body, body part or fragment"""

    kind = Prefix.REMAINS_CASE
    queryset = RemainsCase.objects.none()
    serializer_class = CaseSerializer
    outputs = {"list": ListedCaseSerializer}
    inputs = {
        "store": StoreInput,
        "exhume": ExhumeInput,
        "send": SendInput,
        "receive": TakeInput,
        "divide": RemainsInput,
        "quarantine": ReasonInput,
    }
    scopes = {
        "list": "cases:read",
        "retrieve": "cases:read",
        "store": "cases:store",
        "exhume": "cases:store",
        "send": "cases:send",
        "receive": "cases:receive",
        "divide": "cases:divide",
        "quarantine": "cases:quarantine",
    }
    needs_version = frozenset({"divide", "quarantine"})
    takes_any_version = frozenset({"store", "exhume", "send", "receive"})
    filters = {
        "state": OneOf("state", CaseState),
        "kind": OneOf("kind", RemainsKind),
        "flag": Flagged(),
        "container": Reference("container__reference", Prefix.CONTAINER),
        "recovery": Reference("recovery_site__reference", Prefix.RECOVERY_SITE),
        "custodian": Code("custodian__code"),
        "responsible": Code("responsible__code"),
        "destined_to": Code("destined_to__code"),
        "numbered_at__gte": Day("numbered_at__date__gte", says="Numbered on this day or later"),
        "numbered_at__lte": Day("numbered_at__date__lte", says="Numbered on this day or before"),
        "q": Text("reference", says="Part of the reference"),
    }
    orderings = {"reference": Order("reference"), "numbered_at": Order("numbered_at")}

    def get_queryset(self):
        rows = super().get_queryset().for_pages()
        return rows.select_related("container", "recovery_site", "parent")

    def store(self, request, reference):
        """Put it in a storage unit, or move it to another"""
        case, given = self.line_seen(), self.given()
        store_cases(cases=[case], by=request.user, **act_of(given))
        return self.shown(case)

    def exhume(self, request, reference):
        """Take it out of its grave under a permit; people only"""
        case, given = self.line_seen(), self.given()
        permit = {name: given[name] for name in ("permit", "permit_by")}
        exhume(things=[case], by=request.user, **permit, **act_of(given))
        return self.shown(case)

    def send(self, request, reference):
        """Send it on to another mortuary of the own side, which then receives it"""
        case, given = self.line_seen(), self.given()
        send_cases(cases=[case], to=given["to"], by=request.user, **act_of(given))
        return self.shown(case)

    def receive(self, request, reference):
        """Receive it where it was sent"""
        case, given = self.line_seen(), self.given()
        receive_cases(cases=[case], by=request.user, **act_of(given))
        return self.shown(case)

    def divide(self, request, reference):
        """Take out what does not belong to it: each part gets a number, and this is its parent"""
        case, given = self.seen(), self.given()
        divide_case(case=case, remains=given["remains"], by=request.user, **act_of(given))
        return self.shown(case)

    def quarantine(self, request, reference):
        """Put it in quarantine: there is a hazard"""
        return self.shown(quarantine_case(case=self.seen(), by=request.user, **self.given()))
