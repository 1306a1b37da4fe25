"""People sought, as far as the caller may read of them."""

from rest_framework import serializers

from cases.models import MissingPerson
from cases.operations.persons import correct_person, open_person
from cases.policies.persons import person_moves
from cases.states import PersonState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Moves, Record, named, text_field
from repatriation.api.filters import Code, Day, OneOf, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes(
    {
        "missing-persons:read": Scope("Read whom the agency seeks"),
        "missing-persons:keep": Scope(
            "Open and correct records of people sought", ("cases.keep_persons",)
        ),
    }
)


class ListedPersonSerializer(Record):
    """`name` and `born_on` are as written, and empty where the caller may not read them."""

    agency = named("agency")
    name = serializers.CharField(read_only=True)
    born_on = serializers.CharField(source="born", read_only=True)

    class Meta:
        model = MissingPerson
        fields = ["reference", "version", "state", "agency", "name", "born_on", "opened_at"]
        read_only_fields = fields


class PersonSerializer(ListedPersonSerializer):
    moves = Moves(person_moves)

    class Meta(ListedPersonSerializer.Meta):
        fields = [*ListedPersonSerializer.Meta.fields, "moves"]
        read_only_fields = fields


class PersonInput(Input):
    surname = text_field(120)
    given_name = text_field(120)
    patronymic = text_field(120)
    born_on = text_field(10, help_text="1970, 1970-01 or 1970-01-31")


class MissingPersonViewSet(Endpoint):
    """Somebody sought by an agency"""

    kind = Prefix.MISSING_PERSON
    queryset = MissingPerson.objects.none()
    serializer_class = PersonSerializer
    inputs = {"create": PersonInput, "correct": PersonInput}
    outputs = {"list": ListedPersonSerializer}
    scopes = {
        "list": "missing-persons:read",
        "retrieve": "missing-persons:read",
        "create": "missing-persons:keep",
        "correct": "missing-persons:keep",
    }
    needs_version = frozenset({"correct"})
    filters = {
        "state": OneOf("state", PersonState),
        "agency": Code("agency__code"),
        "opened_at__gte": Day("opened_at__date__gte", says="Opened on this day or later"),
        "opened_at__lte": Day("opened_at__date__lte", says="Opened on this day or before"),
        "q": Text("reference", "name", says="Part of the reference, or of a name you may read"),
    }
    orderings = {"reference": Order("reference"), "opened_at": Order("opened_at")}

    def get_queryset(self):
        return super().get_queryset().shown_to(self.request.user).select_related("agency")

    def create(self, request):
        """Open a record of somebody sought"""
        person = open_person(by=request.user, **self.given())
        return self.created(person, "missing-persons", person)

    def correct(self, request, reference):
        """The whole record as it is to be"""
        person = correct_person(person=self.seen(), by=request.user, **self.given())
        return self.shown(person)
