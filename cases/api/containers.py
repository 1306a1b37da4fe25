"""Containers, and what a mortuary does with them one by one."""

from django.db.models import Prefetch
from rest_framework import serializers

from cases.api.beside import Flagged, FlagsField, HazardInput, SendInput
from cases.api.circumstances import ActInput, ExhumeInput, RemainsInput, StoreInput, act_of
from cases.api.people import PeopleField
from cases.models import Container, RemainsCase
from cases.models.container import ContainerKind, Hazard
from cases.operations.opening import (
    empty_container,
    number_remains,
    open_again,
    open_container,
)
from cases.operations.packing import pack_cases, unpack_container
from cases.operations.quarantine import quarantine_container
from cases.operations.sending import send_containers
from cases.operations.storing import exhume, store_containers
from cases.policies.moves import container_moves
from cases.states import ContainerState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Moves, Record, ReferencesField, named, text_field
from repatriation.api.filters import Code, OneOf, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes(
    {
        "containers:read": Scope("Read containers and their custody"),
        "containers:open": Scope("Open containers", ("cases.open_container",)),
        "containers:number": Scope("Number remains in open containers", ("cases.open_container",)),
        "containers:empty": Scope("Record containers as emptied", ("cases.open_container",)),
        "containers:send": Scope(
            "Send containers on to a mortuary", ("cases.store_remains", "cases.recover_remains")
        ),
        "containers:quarantine": Scope(
            "Put containers in quarantine", ("cases.quarantine_container",)
        ),
        "containers:pack": Scope(
            "Pack remains for their return, and unpack them", ("cases.pack_remains",)
        ),
        "containers:store": Scope("Store and move containers", ("cases.store_remains",)),
    }
)


MOVES = (
    "receive",
    "clear",
    "open",
    "number",
    "empty",
    "open_again",
    "store",
    "exhume",
    "send",
    "quarantine",
    "unpack",
)


def _moves(user, container):
    """Most of what only people may do has its pages alone; clearing has its sheets."""
    moves = container_moves(user, container)
    return {verb: moves[verb] for verb in MOVES}


class PackInput(Input):
    """What is packed into one new container: each case by the reference read from its label."""

    cases = ReferencesField(Prefix.REMAINS_CASE, RemainsCase.objects.all, most=100)
    kind = serializers.ChoiceField(ContainerKind.choices)
    seal = text_field(200)


class UnpackInput(Input):
    because = serializers.CharField(max_length=300)


class ListedContainerSerializer(Record):
    custodian = named("custodian")
    responsible = named("responsible")
    destined_to = named("destined_to")
    storage_unit = named("storage_unit", "name")
    flags = FlagsField()
    hazard = serializers.ChoiceField(Hazard, allow_blank=True, read_only=True)
    cases = serializers.SerializerMethodField()

    class Meta:
        model = Container
        fields = [
            "reference",
            "version",
            "state",
            "flags",
            "hazard",
            "kind",
            "label",
            "seal",
            "custodian",
            "responsible",
            "destined_to",
            "storage_unit",
            "cases",
        ]
        read_only_fields = fields

    def get_cases(self, container) -> list[str]:
        return [case.reference for case in container.numbered]


class ContainerSerializer(ListedContainerSerializer):
    people = PeopleField(
        lambda container: RemainsCase.objects.filter(container=container),
        lambda container: container.responsible,
    )
    moves = Moves(_moves)

    class Meta(ListedContainerSerializer.Meta):
        fields = [*ListedContainerSerializer.Meta.fields, "people", "moves"]
        read_only_fields = fields


class ContainerViewSet(Endpoint):
    """The bag, box or coffin as it was handed over"""

    kind = Prefix.CONTAINER
    queryset = Container.objects.none()
    serializer_class = ContainerSerializer
    outputs = {"list": ListedContainerSerializer}
    inputs = {
        "open": RemainsInput,
        "number": RemainsInput,
        "empty": ActInput,
        "open_again": ActInput,
        "store": StoreInput,
        "exhume": ExhumeInput,
        "send": SendInput,
        "quarantine": HazardInput,
        "create": PackInput,
        "unpack": UnpackInput,
    }
    scopes = {
        "list": "containers:read",
        "retrieve": "containers:read",
        "open": "containers:open",
        "number": "containers:number",
        "empty": "containers:empty",
        "open_again": "containers:open",
        "store": "containers:store",
        "exhume": "containers:store",
        "send": "containers:send",
        "quarantine": "containers:quarantine",
        "create": "containers:pack",
        "unpack": "containers:pack",
    }
    needs_version = frozenset({"open", "number", "empty", "open_again", "quarantine", "unpack"})
    takes_any_version = frozenset({"store", "exhume", "send"})
    filters = {
        "state": OneOf("state", ContainerState),
        "kind": OneOf("kind", ContainerKind),
        "flag": Flagged(),
        "custodian": Code("custodian__code"),
        "responsible": Code("responsible__code"),
        "destined_to": Code("destined_to__code"),
        "q": Text("reference", "label", "seal", says="Part of the reference, label or seal"),
    }
    orderings = {"reference": Order("reference"), "label": Order("label")}

    def get_queryset(self):
        seen = RemainsCase.objects.visible_to(self.request.user).order_by("reference")
        cases = Prefetch("cases", seen.only("reference", "container"), to_attr="numbered")
        return super().get_queryset().for_pages().prefetch_related(cases)

    def create(self, request):
        """Pack remains that are authorised for the other party into a new container"""
        given = self.given()
        labels = {case.pk: case.reference for case in given["cases"]}
        container = pack_cases(by=request.user, labels=labels, **given)
        return self.created(container, "containers", container)

    def unpack(self, request, reference):
        """Unpack it: its remains lie with us again"""
        return self.shown(unpack_container(container=self.seen(), by=request.user, **self.given()))

    def open(self, request, reference):
        """Open it, and number what is seen; an empty list is an answer too"""
        container, given = self.seen(), self.given()
        remains = given["remains"]
        open_container(container=container, remains=remains, by=request.user, **act_of(given))
        return self.shown(container)

    def number(self, request, reference):
        """Number further remains while it is open"""
        container, given = self.seen(), self.given()
        remains = given["remains"]
        number_remains(container=container, remains=remains, by=request.user, **act_of(given))
        return self.shown(container)

    def empty(self, request, reference):
        """Record that nothing is left in it"""
        container, given = self.seen(), self.given()
        return self.shown(empty_container(container=container, by=request.user, **act_of(given)))

    def store(self, request, reference):
        """Put it in a storage unit, or move it to another"""
        container, given = self.line_seen(), self.given()
        store_containers(containers=[container], by=request.user, **act_of(given))
        return self.shown(container)

    def open_again(self, request, reference):
        """Open it again: something was overlooked, and the note says what"""
        container, given = self.seen(), self.given()
        return self.shown(open_again(container=container, by=request.user, **act_of(given)))

    def exhume(self, request, reference):
        """Take it out of its grave under a permit; people only"""
        container, given = self.line_seen(), self.given()
        permit = {name: given[name] for name in ("permit", "permit_by")}
        exhume(things=[container], by=request.user, **permit, **act_of(given))
        return self.shown(container)

    def send(self, request, reference):
        """Send it on as it is to another mortuary of the own side, which then receives it"""
        container, given = self.line_seen(), self.given()
        send_containers(containers=[container], to=given["to"], by=request.user, **act_of(given))
        return self.shown(container)

    def quarantine(self, request, reference):
        """Put it in quarantine: there is a hazard, and the note says what was seen"""
        container, given = self.seen(), self.given()
        said = act_of(given)
        quarantine_container(container=container, hazard=given["hazard"], by=request.user, **said)
        return self.shown(container)
