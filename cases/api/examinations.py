"""Examinations: read by the programs of a house; what an examiner says, people say."""

from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from cases.api.findings import FindingSerializer
from cases.api.reasons import BecauseInput
from cases.models import Examination, ExaminationItem, Finding, RemainsCase
from cases.models.codes import (
    AgeMethod,
    EyeColour,
    HairColour,
    Sex,
    SexMethod,
    StatureMethod,
)
from cases.models.examination import OLDEST, TALLEST, Discipline, ItemState
from cases.operations import examining
from cases.policies.examinations import examination_moves
from cases.states import ExaminationState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import (
    Input,
    Moves,
    PersonField,
    Record,
    ReferenceField,
    named,
    text_field,
)
from repatriation.api.filters import Code, Day, OneOf, Reference, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes(
    {
        "examinations:read": Scope("Read examinations and findings"),
        "examinations:record": Scope(
            "Examine remains and record findings",
            ("cases.examine_remains", "cases.record_effects"),
        ),
        "examinations:review": Scope(
            "Review examinations, and open them again", ("cases.review_examination",)
        ),
    }
)


class ChecklistItemSerializer(Record):
    assigned_to: Any = PersonField(read_only=True, allow_null=True)

    class Meta:
        model = ExaminationItem
        fields = ["discipline", "state", "assigned_to", "on", "note"]
        read_only_fields = fields


class ListedExaminationSerializer(Record):
    case = named("case", "reference")
    agency = named("agency")

    class Meta:
        model = Examination
        fields = [
            "reference",
            "version",
            "state",
            "case",
            "number",
            "agency",
            "opened_at",
            "profile_locked_at",
            "completed_at",
            "reviewed_at",
        ]
        read_only_fields = fields


class ExaminationSerializer(ListedExaminationSerializer):
    """`findings` are those that stand; with what they corrected they have an address of their
    own. Restricted findings are not among them."""

    items = ChecklistItemSerializer(many=True, read_only=True)
    findings = FindingSerializer(many=True, read_only=True)
    moves = Moves(
        examination_moves, examine="findings", record="record-item", restrict="restricted"
    )

    class Meta(ListedExaminationSerializer.Meta):
        fields = [
            *ListedExaminationSerializer.Meta.fields,
            "sex",
            "sex_method",
            "age_from",
            "age_to",
            "age_method",
            "stature_from",
            "stature_to",
            "stature_method",
            "hair",
            "eyes",
            "opened_because",
            "given_back_because",
            "items",
            "findings",
            "moves",
        ]
        read_only_fields = fields


class StartInput(Input):
    case = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects)


def _code(codes: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(codes.choices, allow_blank=True, required=False)


def _figure(most: int) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, max_value=most, allow_null=True, required=False)


class ProfileInput(Input):
    """The whole profile as it is to be, in years and centimetres; what is left out cannot be
    told."""

    sex = _code(Sex)
    sex_method = _code(SexMethod)
    age_from = _figure(OLDEST)
    age_to = _figure(OLDEST)
    age_method = _code(AgeMethod)
    stature_from = _figure(TALLEST)
    stature_to = _figure(TALLEST)
    stature_method = _code(StatureMethod)
    hair = _code(HairColour)
    eyes = _code(EyeColour)


class ItemInput(Input):
    discipline = serializers.ChoiceField(Discipline.choices)
    state = serializers.ChoiceField(ItemState.choices)
    assigned_to = PersonField(required=False)
    on = serializers.DateField(required=False, help_text="Today, if it is left out.")
    note = text_field(300, help_text="Why it is not applicable or not possible.")


class ExaminationViewSet(Endpoint):
    """The examinations of remains, from checklist to review"""

    kind = Prefix.EXAMINATION
    queryset = Examination.objects.none()
    serializer_class = ExaminationSerializer
    outputs = {"list": ListedExaminationSerializer}
    inputs = {
        "create": StartInput,
        "describe": ProfileInput,
        "record_item": ItemInput,
        "give_back": BecauseInput,
        "reopen": BecauseInput,
    }
    scopes = {
        "list": "examinations:read",
        "retrieve": "examinations:read",
        "create": "examinations:record",
        "describe": "examinations:record",
        "lock": "examinations:record",
        "record_item": "examinations:record",
        "complete": "examinations:record",
        "give_back": "examinations:review",
        "review": "examinations:review",
        "reopen": "examinations:review",
    }
    needs_version = frozenset(scopes) - {"list", "retrieve", "create"}
    creates = frozenset({"create", "reopen"})
    filters = {
        "state": OneOf("state", ExaminationState),
        "case": Reference("case__reference", Prefix.REMAINS_CASE),
        "agency": Code("agency__code"),
        "opened_at__gte": Day("opened_at__date__gte", says="Opened on this day or later"),
        "opened_at__lte": Day("opened_at__date__lte", says="Opened on this day or before"),
        "q": Text("reference", "case__reference", says="Part of a reference, also of the case"),
    }
    orderings = {"reference": Order("reference"), "opened_at": Order("opened_at")}

    def get_queryset(self):
        rows = super().get_queryset().for_pages()
        if self.action == "list":
            return rows
        standing = Finding.objects.standing().select_related("corrects")
        return rows.prefetch_related("items__assigned_to", Prefetch("findings", standing))

    def create(self, request):
        """Begin the examination of a case, with the whole checklist"""
        row = examining.start_examination(by=request.user, **self.given())
        return self.created(row, "examinations", row)

    def describe(self, request, reference):
        """Describe the biological profile; until it is locked it can be written again"""
        row, profile = self.seen(), examining.Profile(**self.given())
        return self.shown(
            examining.describe_profile(examination=row, profile=profile, by=request.user)
        )

    def lock(self, request, reference):
        """Lock sex, age and stature; from now on an identity can be shown"""
        row = self._without_input()
        return self.shown(examining.lock_profile(examination=row, by=request.user))

    def record_item(self, request, reference):
        """Record how far one discipline of the checklist is"""
        row, given = self.seen(), self.given()
        given |= {
            "discipline": Discipline(given["discipline"]),
            "state": ItemState(given["state"]),
        }
        return self.shown(examining.record_item(examination=row, by=request.user, **given))

    def complete(self, request, reference):
        """Complete it; a second person reviews it now"""
        row = self._without_input()
        return self.shown(examining.complete_examination(examination=row, by=request.user))

    def give_back(self, request, reference):
        """Ask for more before it can be reviewed"""
        row, given = self.seen(), self.given()
        return self.shown(examining.give_back(examination=row, by=request.user, **given))

    def review(self, request, reference):
        """Review what another examined; its findings are locked"""
        row = self._without_input()
        return self.shown(examining.review_examination(examination=row, by=request.user))

    def reopen(self, request, reference):
        """Examine again: the next examination goes on from what was found"""
        row, given = self.seen(), self.given()
        newer = examining.reopen_examination(examination=row, by=request.user, **given)
        return self.created(newer, "examinations", newer)

    def _without_input(self) -> Examination:
        row = self.seen()
        self.given()
        return row
