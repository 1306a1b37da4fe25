"""Samples as the house sees them: taken, asked again, lost, accounted for."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from cases.api.reasons import BecauseInput
from cases.models import (
    MissingPerson,
    Relative,
    RemainsCase,
    Sample,
)
from cases.models.sample import Remainder, Tissue
from cases.operations import sampling
from cases.policies.samples import sample_moves
from cases.states import SampleState
from repatriation.accounts.models import User
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import (
    Input,
    Moment,
    Moves,
    Record,
    ReferenceField,
    named,
    text_field,
)
from repatriation.api.filters import Code, Day, OneOf, Reference, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.references import Prefix

NO_SUCH_RELATIVE = gettext_noop("No relative of this person stands at this place.")
ONE_SUBJECT = gettext_noop("Name the case or the person that the sample is of, and not both.")

declare_scopes(
    {
        "samples:read": Scope("Read samples and worklists the agency may see"),
        "samples:take": Scope("Take samples", ("cases.take_samples", "cases.take_references")),
        "samples:send": Scope("Send samples and answer for them", ("cases.send_samples",)),
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
