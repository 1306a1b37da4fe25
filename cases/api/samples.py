"""Samples as the house sees them, and as laboratories do; and the worklists they travel on."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from cases.api.reasons import BecauseInput
from cases.models import (
    BlindSample,
    MissingPerson,
    Relative,
    RemainsCase,
    Sample,
    Worklist,
    WorklistLine,
)
from cases.models.sample import Remainder, Tissue
from cases.operations import sampling, worklists
from cases.policies.samples import blind_moves, sample_moves, worklist_moves
from cases.states import SampleState
from repatriation.accounts.models import User
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import (
    AgencyField,
    Input,
    Moment,
    Moves,
    Record,
    ReferenceField,
    ReferencesField,
    named,
    text_field,
)
from repatriation.api.filters import Code, Day, OneOf, Reference, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.references import Prefix

MOST = 1000
NO_SUCH_RELATIVE = gettext_noop("No relative of this person stands at this place.")
ONE_SUBJECT = gettext_noop("Name the case or the person that the sample is of, and not both.")

declare_scopes(
    {
        "samples:read": Scope("Read samples and worklists the agency may see"),
        "samples:take": Scope("Take samples", ("cases.take_samples", "cases.take_references")),
        "samples:send": Scope("Send samples and answer for them", ("cases.send_samples",)),
        "laboratory:read": Scope("Read what was sent to the laboratory, under blind numbers"),
        "laboratory:report": Scope(
            "Receive worklists, report results, ask for repeats", ("cases.report_results",)
        ),
    }
)


class SampleSerializer(Record):
    kinship = named("relative", "kinship")
    case = named("case", "reference")
    person = named("person", "reference")
    agency = named("agency")
    laboratory = named("laboratory")
    repeats = named("repeats", "reference")
    moves = Moves(sample_moves)

    class Meta:
        model = Sample
        fields = [
            "reference",
            "version",
            "state",
            "case",
            "person",
            "kinship",
            "family",
            "tissue",
            "repeats",
            "agency",
            "laboratory",
            "due_on",
            "taken_at",
            "because",
            "remainder",
            "remainder_note",
            "moves",
        ]
        read_only_fields = fields


class TakeSampleInput(Input):
    """Of remains (`case`), directly from what a person sought left (`person`), or of the relative
    of that person who stands at this place among the next of kin (`relative`)."""

    case = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects, required=False)
    person = ReferenceField(Prefix.MISSING_PERSON, lambda: MissingPerson.objects, required=False)
    relative = serializers.IntegerField(min_value=1, max_value=1000, required=False)
    tissue = serializers.ChoiceField(Tissue.choices)
    repeats = ReferenceField(Prefix.SAMPLE, lambda: Sample.objects, required=False)
    occurred_at = Moment(required=False)


class WithdrawInput(BecauseInput):
    is_mistake = serializers.BooleanField(
        required=False, help_text="Then what rests on its results is contested."
    )


class RemainderInput(Input):
    remainder = serializers.ChoiceField(Remainder.choices)
    note = text_field(200)


class SampleViewSet(Endpoint):
    """Samples of remains and of relatives"""

    kind = Prefix.SAMPLE
    queryset = Sample.objects.none()
    serializer_class = SampleSerializer
    inputs = {
        "create": TakeSampleInput,
        "ask_repeat": BecauseInput,
        "withdraw": WithdrawInput,
        "lose": BecauseInput,
        "find": BecauseInput,
        "account": RemainderInput,
    }
    scopes = {
        "list": "samples:read",
        "retrieve": "samples:read",
        "create": "samples:take",
        "ask_repeat": "samples:send",
        "withdraw": "samples:send",
        "lose": "samples:send",
        "find": "samples:send",
        "account": "samples:send",
    }
    needs_version = frozenset({"ask_repeat", "withdraw", "lose", "find", "account"})
    filters = {
        "state": OneOf("state", SampleState),
        "case": Reference("case__reference", Prefix.REMAINS_CASE),
        "person": Reference("person__reference", Prefix.MISSING_PERSON),
        "laboratory": Code("laboratory__code"),
        "due_on__lte": Day("due_on__lte", says="Due on this day or before"),
        "q": Text("reference", says="Part of the number"),
    }
    orderings = {"reference": Order("reference"), "taken_at": Order("taken_at")}

    def get_queryset(self):
        return super().get_queryset().for_pages().select_related("repeats", "relative")

    def create(self, request):
        """Take a sample of remains, or from what a person sought left"""
        row = _taken(by=request.user, **self.given())
        return self.created(row, "samples", row)

    def ask_repeat(self, request, reference):
        """Ask for it to be repeated"""
        return self._moved(sampling.ask_repeat)

    def withdraw(self, request, reference):
        """Withdraw it, for good"""
        return self._moved(sampling.withdraw_sample)

    def lose(self, request, reference):
        """Record it as lost"""
        return self._moved(sampling.lose_sample)

    def find(self, request, reference):
        """Record it as found again"""
        return self._moved(sampling.find_sample)

    def account(self, request, reference):
        """Say what became of what is left of it"""
        return self._moved(sampling.account_for_remainder)

    def _moved(self, operation):
        row, given = self.seen(), self.given()
        return self.shown(operation(sample=row, by=self.request.user, **given))


def _taken(
    *,
    tissue: str,
    by: User,
    case: RemainsCase | None = None,
    person: MissingPerson | None = None,
    relative: int | None = None,
    repeats: Sample | None = None,
    occurred_at: datetime | None = None,
) -> Sample:
    about: dict[str, Any] = {"tissue": Tissue(tissue), "by": by, "occurred_at": occurred_at}
    if case and not person and not relative:
        return sampling.take_sample(case=case, repeats=repeats, **about)
    if case or not person or repeats:
        raise RuleBroken(Sentence(ONE_SUBJECT))
    if relative is None:
        return sampling.take_direct_reference(person=person, **about)
    kin = Relative.objects.visible_to(by).filter(person=person, order=relative).first()
    if kin is None:
        raise RuleBroken(Sentence(NO_SUCH_RELATIVE))
    return sampling.take_reference(relative=kin, **about)


class BlindSampleSerializer(Record):
    """Number, tissue, sex, kinship and family: nothing that says whose it is."""

    kinship = named("relative", "kinship")
    agency = named("agency")
    repeats = serializers.SerializerMethodField()
    sex = serializers.CharField(read_only=True, allow_null=True)
    moves = Moves(blind_moves)

    class Meta:
        model = BlindSample
        fields = [
            "reference",
            "version",
            "state",
            "tissue",
            "sex",
            "kinship",
            "family",
            "repeats",
            "agency",
            "due_on",
            "moves",
        ]
        read_only_fields = fields

    def get_repeats(self, sample) -> str | None:
        return sample.repeats.reference if sample.repeats else None


class BlindSampleViewSet(Endpoint):
    """Samples as their laboratory knows them"""

    kind = Prefix.SAMPLE
    queryset = BlindSample.objects.none()
    serializer_class = BlindSampleSerializer
    inputs = {"ask_repeat": BecauseInput}
    scopes = {
        "list": "laboratory:read",
        "retrieve": "laboratory:read",
        "ask_repeat": "laboratory:report",
    }
    needs_version = frozenset({"ask_repeat"})
    filters = {
        "state": OneOf("state", SampleState),
        "worklist": Reference("lines__worklist__reference", Prefix.WORKLIST),
        "due_on__lte": Day("due_on__lte", says="Due on this day or before"),
        "q": Text("reference", says="Part of the number"),
    }
    orderings = {"reference": Order("reference"), "due_on": Order("due_on")}

    def get_queryset(self):
        return super().get_queryset().select_related("agency", "repeats", "relative").with_sex()

    def ask_repeat(self, request, reference):
        """Ask the sender for a repeat"""
        row, given = self.seen(), self.given()
        return self.shown(sampling.ask_repeat(sample=row, by=request.user, **given))


class WorklistLineSerializer(Record):
    sample = named("sample", "reference")
    tissue = named("sample", "tissue")
    kinship = named("sample.relative", "kinship")
    family = named("sample", "family")
    state = named("sample", "state")

    class Meta:
        model = WorklistLine
        fields = ["position", "sample", "tissue", "sex", "kinship", "family", "state", "arrival"]
        read_only_fields = fields


class ListedWorklistSerializer(Record):
    agency = named("agency")
    laboratory = named("laboratory")

    class Meta:
        model = Worklist
        fields = [
            "reference",
            "version",
            "agency",
            "laboratory",
            "due_on",
            "seal",
            "carrier",
            "sent_at",
            "received_at",
            "received_from",
        ]
        read_only_fields = fields


class WorklistSerializer(ListedWorklistSerializer):
    lines = WorklistLineSerializer(many=True, read_only=True)
    moves = Moves(worklist_moves)

    class Meta(ListedWorklistSerializer.Meta):
        fields = [*ListedWorklistSerializer.Meta.fields, "lines", "moves"]
        read_only_fields = fields


class SendSamplesInput(Input):
    samples = ReferencesField(Prefix.SAMPLE, lambda: Sample.objects, most=MOST)
    laboratory = AgencyField()
    due_on = serializers.DateField()
    seal = text_field(60)
    carrier = text_field(120)


class ReceiveInput(Input):
    """Samples not named here arrived as they should."""

    damaged = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=MOST, required=False
    )
    missing = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=MOST, required=False
    )
    source = text_field(200, help_text="The laboratory's paper, where its sender records this.")


class WorklistViewSet(Endpoint):
    """Samples sent to a laboratory together"""

    kind = Prefix.WORKLIST
    queryset = Worklist.objects.none()
    serializer_class = WorklistSerializer
    outputs = {"list": ListedWorklistSerializer}
    inputs = {"create": SendSamplesInput, "receive": ReceiveInput}
    scopes = {
        "list": "samples:read",
        "retrieve": "samples:read",
        "create": "samples:send",
        "receive": "laboratory:report",
    }
    needs_version = frozenset({"receive"})
    filters = {
        "laboratory": Code("laboratory__code"),
        "agency": Code("agency__code"),
        "due_on__lte": Day("due_on__lte", says="Due on this day or before"),
        "q": Text("reference", "seal", says="Part of the reference or seal"),
    }
    orderings = {"reference": Order("reference"), "due_on": Order("due_on")}

    def get_queryset(self):
        rows = super().get_queryset().for_pages()
        return rows if self.action == "list" else rows.prefetch_related("lines__sample__relative")

    def create(self, request):
        """Send samples to a laboratory"""
        row = worklists.send_samples(by=request.user, **self.given())
        return self.created(row, "worklists", row)

    def receive(self, request, reference):
        """Say what arrived"""
        row, given = self.seen(), self.given()
        return self.shown(worklists.receive_worklist(worklist=row, by=request.user, **given))
