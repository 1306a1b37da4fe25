"""All that is told of somebody sought, for callers who may read it; contacts never."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import (
    Consent,
    MissingPerson,
    Outcome,
    PersonFeature,
    PersonName,
    PersonSource,
    Relative,
)
from cases.policies.relatives import next_of_kin
from repatriation.api.fields import Record, named


class Numbered(Record):
    """`number` is the place in the list: with the version of the record it names one."""

    number = serializers.IntegerField(read_only=True)


class NameSerializer(Numbered):
    class Meta:
        model = PersonName
        fields = ["number", "kind", "script", "surname", "given_name", "patronymic"]
        read_only_fields = fields


class FeatureSerializer(Numbered):
    implant_number = serializers.CharField(source="on_implant", read_only=True)

    class Meta:
        model = PersonFeature
        fields = ["number", "kind", "region", "side", "text", "implant_number"]
        read_only_fields = fields


class SourceSerializer(Record):
    """Who told it is named to those who may read the names of relatives."""

    told_by = serializers.SerializerMethodField()

    class Meta:
        model = PersonSource
        fields = ["channel", "told_by", "told_on", "account"]
        read_only_fields = fields

    def get_told_by(self, source) -> str:
        user = self.context["request"].user
        return source.told_by if user.is_person and user.has_perm("cases.read_relatives") else ""


class OutcomeSerializer(Record):
    class Meta:
        model = Outcome
        fields = [
            "kind",
            "evidence",
            "since",
            "reported_at",
            "confirmed_at",
            "effective_at",
            "withdrawn_at",
            "withdrawn_because",
        ]
        read_only_fields = fields


class ConsentSerializer(Record):
    class Meta:
        model = Consent
        fields = ["purpose", "given_on", "paper", "withdrawn_on", "withdrawn_because"]
        read_only_fields = fields


class RelativeSerializer(Record):
    """`number` is the place among the next of kin; `name` is empty where it may not be read."""

    number = serializers.IntegerField(source="order", read_only=True)
    name = serializers.CharField(source="called", read_only=True)
    is_next_of_kin = serializers.SerializerMethodField()
    is_passed_over = serializers.SerializerMethodField()
    consents = ConsentSerializer(many=True, read_only=True)

    class Meta:
        model = Relative
        fields = [
            "number",
            "name",
            "kinship",
            "language",
            "later_parts",
            "told_how",
            "is_next_of_kin",
            "is_passed_over",
            "consents",
        ]
        read_only_fields = fields

    def get_is_next_of_kin(self, relative) -> bool:
        first = self.context["next_of_kin"]
        return first is not None and first.pk == relative.pk

    def get_is_passed_over(self, relative) -> bool:
        return any(passing.is_standing for passing in relative.passings.all())


class ToldSerializer(Record):
    """What is told of the person; of relatives the contacts are left out."""

    merged_into = named("merged_into", "reference")
    found_with = serializers.SerializerMethodField()
    names = serializers.SerializerMethodField()
    features = serializers.SerializerMethodField()
    sources = SourceSerializer(many=True, read_only=True)
    outcomes = OutcomeSerializer(many=True, read_only=True)
    relatives = serializers.SerializerMethodField()

    class Meta:
        model = MissingPerson
        fields = [
            "sex",
            "stature_cm",
            "hair",
            "eyes",
            "description",
            "rank",
            "unit",
            "service_number",
            "disc_number",
            "last_seen_from",
            "last_seen_to",
            "last_seen_place",
            "last_seen_latitude",
            "last_seen_longitude",
            "circumstances",
            "teeth",
            "tooth_surfaces",
            "merged_into",
            "found_with",
            "names",
            "features",
            "sources",
            "outcomes",
            "relatives",
        ]
        read_only_fields = fields

    def get_found_with(self, person) -> str | None:
        return str(person.found_with) if person.found_with else None

    @extend_schema_field(NameSerializer(many=True))
    def get_names(self, person):
        return NameSerializer(numbered(standing_names(person)), many=True).data

    @extend_schema_field(FeatureSerializer(many=True))
    def get_features(self, person):
        rows = numbered(standing_features(person))
        return FeatureSerializer(rows, many=True).data

    @extend_schema_field(RelativeSerializer(many=True))
    def get_relatives(self, person):
        user = self.context["request"].user
        rows = Relative.objects.visible_to(user).shown_to(user).filter(person=person.pk)
        shown = rows.order_by("order").prefetch_related("consents", "passings")
        context = self.context | {"next_of_kin": next_of_kin(person)}
        return RelativeSerializer(shown, many=True, context=context).data


def standing_names(person: MissingPerson) -> list[Any]:
    return list(PersonName.objects.standing().filter(person=person).order_by("pk"))


def standing_features(person: MissingPerson) -> list[Any]:
    return list(PersonFeature.objects.standing().filter(person=person).order_by("pk"))


def numbered(rows: list[Any]) -> list[Any]:
    for number, row in enumerate(rows, start=1):
        row.on_implant, row.number = getattr(row, "number", ""), number
    return rows
