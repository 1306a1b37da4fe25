"""Candidates: read by programs of the own agency, decided on by people. A candidate is not an
identification."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from cases.api.sight_requests import SightRequestSerializer
from cases.models import Candidate, MissingPerson, RemainsCase, SightRequest, Weighing
from cases.models.exclusion import Ground
from cases.operations import asking_sight, excluding
from cases.operations.seeking import seek_candidates
from cases.policies.candidates import candidate_moves
from cases.states.candidates import CandidateState
from repatriation.api.endpoint import Endpoint, address_of
from repatriation.api.fields import Input, Moves, Record, ReferenceField
from repatriation.api.filters import Day, OneOf, Reference, Text
from repatriation.api.jobs import JobSerializer
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes(
    {
        "candidates:read": Scope("Read candidates and what was weighed"),
        "candidates:seek": Scope("Have candidates looked for again", ("cases.see_candidates",)),
        "candidates:exclude": Scope(
            "Exclude candidates on evidence, and take that back", ("cases.exclude_candidate",)
        ),
        "candidates:ask": Scope("Ask to see another agency's record", ("cases.see_candidates",)),
        "candidates:answer": Scope(
            "Answer requests to see a record", ("cases.answer_sight_request",)
        ),
    }
)


class WeighingSerializer(Record):
    """Each term with its weight, log10 of a likelihood ratio; never a probability."""

    terms = serializers.ListField(child=serializers.DictField(), read_only=True)
    versions = serializers.DictField(child=serializers.IntegerField(), read_only=True)

    class Meta:
        model = Weighing
        fields = ["score", "terms", "parameters", "versions", "computed_at"]
        read_only_fields = fields


class ListedCandidateSerializer(Record):
    """Without sight of the other record only that there is a link, and with whose record."""

    case = serializers.SerializerMethodField()
    person = serializers.SerializerMethodField()
    other = serializers.SerializerMethodField()
    link_with = serializers.SerializerMethodField()
    score = serializers.SerializerMethodField()
    rank = serializers.SerializerMethodField()

    class Meta:
        model = Candidate
        fields = [
            "reference",
            "version",
            "state",
            "case",
            "person",
            "other",
            "link_with",
            "score",
            "rank",
            "found_at",
        ]
        read_only_fields = fields

    def get_case(self, row) -> str | None:
        return row.case.reference if row.sees_case else None

    def get_person(self, row) -> str | None:
        return row.person.reference if row.person and row.sees_partner else None

    def get_other(self, row) -> str | None:
        return row.other.reference if row.other and row.sees_partner else None

    def get_link_with(self, row) -> str | None:
        """The agency whose record the caller may not read, by its code."""
        if row.sees_case and not row.sees_partner:
            return (row.person.agency if row.person else row.other.responsible).code
        return row.case.responsible.code if row.sees_partner and not row.sees_case else None

    def get_score(self, row) -> float | None:
        return row.score if row.sees_case and row.sees_partner else None

    def get_rank(self, row) -> int | None:
        return row.place if row.sees_case and row.sees_partner else None


class CandidateSerializer(ListedCandidateSerializer):
    """`requests` between agencies to read a record of this pair, the newest first."""

    weighing = serializers.SerializerMethodField()
    requests = serializers.SerializerMethodField()
    moves = Moves(candidate_moves)

    class Meta(ListedCandidateSerializer.Meta):
        fields = [*ListedCandidateSerializer.Meta.fields, "weighing", "requests", "moves"]
        read_only_fields = fields

    @extend_schema_field(WeighingSerializer(allow_null=True))
    def get_weighing(self, row):
        if not (row.sees_case and row.sees_partner):
            return None
        return WeighingSerializer(row.weighings.order_by("-pk").first()).data

    @extend_schema_field(SightRequestSerializer(many=True))
    def get_requests(self, row):
        seen = SightRequest.objects.visible_to(self.context["request"].user).filter(candidate=row)
        rows = seen.select_related("case", "person", "agency", "holder").order_by("-pk")
        return SightRequestSerializer(rows, many=True, context=self.context).data


class SeekInput(Input):
    case = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects, required=False)
    person = ReferenceField(Prefix.MISSING_PERSON, lambda: MissingPerson.objects, required=False)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if len(given) != 1:
            raise serializers.ValidationError("Give a case or a person.")
        return given


class ExcludeInput(Input):
    ground = serializers.ChoiceField(Ground.choices)
    note = serializers.CharField(max_length=500)


class CandidateBecauseInput(Input):
    because = serializers.CharField(max_length=200)


class AskSightInput(Input):
    why = serializers.CharField(max_length=500)


class GrantInput(Input):
    answer = serializers.CharField(max_length=500)
    until = serializers.DateField()


class RefuseInput(Input):
    answer = serializers.CharField(max_length=500)


@dataclass(frozen=True)
class Seen(Reference):
    """Whoever asks for a record they may not read is not told that it is one of a pair."""

    seen: str = ""

    def condition(self, name: str, given: list[str]) -> Q:
        return super().condition(name, given) & Q(**{self.seen: True})


class CandidateViewSet(Endpoint):
    """A pair worth a person's look"""

    kind = Prefix.CANDIDATE
    queryset = Candidate.objects.none()
    serializer_class = CandidateSerializer
    outputs = {"list": ListedCandidateSerializer}
    inputs = {
        "seek": SeekInput,
        "exclude": ExcludeInput,
        "take_back": CandidateBecauseInput,
        "ask": AskSightInput,
        "grant": GrantInput,
        "refuse": RefuseInput,
        "withdraw": CandidateBecauseInput,
    }
    scopes = {
        "list": "candidates:read",
        "retrieve": "candidates:read",
        "seek": "candidates:seek",
        "look": "candidates:exclude",
        "exclude": "candidates:exclude",
        "take_back": "candidates:exclude",
        "ask": "candidates:ask",
        "grant": "candidates:answer",
        "refuse": "candidates:answer",
        "withdraw": "candidates:answer",
    }
    needs_version = frozenset(scopes) - {"list", "retrieve", "seek"}
    filters = {
        "state": OneOf("state", CandidateState),
        "case": Seen("case__reference", Prefix.REMAINS_CASE, seen="sees_case"),
        "person": Seen("person__reference", Prefix.MISSING_PERSON, seen="sees_partner"),
        "q": Text("reference", says="Part of the reference"),
        "found_at__gte": Day("found_at__date__gte", says="Found on this day or later"),
        "found_at__lte": Day("found_at__date__lte", says="Found on this day or before"),
    }
    orderings = {"reference": Order("reference"), "found_at": Order("found_at")}

    def get_queryset(self):
        rows, reader = super().get_queryset(), self.request.user
        return rows.for_reader(reader).with_place(reader).for_pages()

    @extend_schema(responses={202: JobSerializer})
    def seek(self, request):
        """Have candidates of a case or a person looked for again"""
        given = self.given()
        record = given.get("case") or given["person"]
        job = seek_candidates(record=record, by=request.user)
        headers = {"Location": address_of("jobs", job.pk)}
        return Response(JobSerializer(job).data, status=202, headers=headers)

    def look(self, request, reference):
        """Leave it open, looked at"""
        row = self.seen()
        return self.shown(excluding.look_at_candidate(candidate=row, by=request.user))

    def exclude(self, request, reference):
        """Exclude the pair on evidence"""
        row, given = self.seen(), self.given()
        ground = Ground(given.pop("ground"))
        return self.shown(
            excluding.exclude_candidate(candidate=row, ground=ground, by=request.user, **given)
        )

    def take_back(self, request, reference):
        """Take the exclusion back"""
        row, given = self.seen(), self.given()
        return self.shown(excluding.take_back_exclusion(candidate=row, by=request.user, **given))

    def ask(self, request, reference):
        """Ask the other agency to let yours see its record"""
        return self._between(asking_sight.ask_for_sight)

    def grant(self, request, reference):
        """Let the asking agency read this one record until a day"""
        return self._between(asking_sight.grant_sight)

    def refuse(self, request, reference):
        """Refuse the request, with a reason"""
        return self._between(asking_sight.refuse_sight)

    def withdraw(self, request, reference):
        """Withdraw the grant"""
        return self._between(asking_sight.withdraw_sight)

    def _between(self, do: Any):
        row, given = self.seen(), self.given()
        do(candidate=row, by=self.request.user, **given)
        return self.shown(row)
