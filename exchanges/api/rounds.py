"""Rounds: planned, agreed, scheduled, run and closed."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from exchanges.api.figures import Shortages
from exchanges.api.interruptions import BreakOffInput, DisputeInput, WordInput
from exchanges.models import Agreement, ExchangeRound, Venue
from exchanges.operations.interrupting import (
    break_off_round,
    cancel_round,
    dispute,
    postpone_round,
)
from exchanges.operations.planning import open_round, plan_round, propose_round
from exchanges.operations.running import (
    close_round,
    hand_over_round,
    schedule_round,
    start_round,
)
from exchanges.operations.stating import accept_round, confirm_date
from exchanges.operations.withdrawing import go_on_without, withdraw_from_round
from exchanges.policies.interruptions import last_interruption
from exchanges.policies.moves import NOTHING_SAID, every_round_move
from exchanges.policies.sides import is_of_side
from exchanges.states import RoundState
from repatriation.accounts.models import Agency, User
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import (
    AgencyField,
    Clock,
    Input,
    Moment,
    Moves,
    NamedField,
    Record,
    ReferenceField,
    named,
    text_field,
)
from repatriation.api.filters import Code, Day, OneOf, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.errors import RuleBroken, Sentence
from repatriation.references import Prefix

declare_scopes(
    {
        "rounds:read": Scope("Read rounds and what was said of them"),
        "rounds:plan": Scope("Open and plan rounds", ("exchanges.plan_round",)),
        "rounds:propose": Scope("Propose rounds", ("exchanges.plan_round",)),
        "rounds:accept": Scope(
            "Accept rounds", ("exchanges.speak_for_side", "exchanges.record_for_other")
        ),
        "rounds:confirm-date": Scope(
            "Confirm the date of rounds",
            ("exchanges.speak_for_side", "exchanges.record_for_other"),
        ),
        "rounds:schedule": Scope("Schedule rounds", ("exchanges.plan_round",)),
        "rounds:start": Scope("Start rounds", ("exchanges.run_round",)),
        "rounds:hand-over": Scope("Record rounds as handed over", ("exchanges.run_round",)),
        "rounds:break-off": Scope(
            "Break off rounds",
            ("exchanges.speak_for_side", "exchanges.run_round", "exchanges.record_for_other"),
        ),
        "rounds:postpone": Scope(
            "Postpone rounds", ("exchanges.speak_for_side", "exchanges.record_for_other")
        ),
        "rounds:cancel": Scope(
            "Cancel rounds", ("exchanges.speak_for_side", "exchanges.record_for_other")
        ),
        "rounds:dispute": Scope(
            "Dispute what stopped a round",
            ("exchanges.speak_for_side", "exchanges.record_for_other"),
        ),
        "rounds:withdraw": Scope(
            "Withdraw from rounds as the intermediary",
            ("exchanges.speak_for_side", "exchanges.record_for_other"),
        ),
        "rounds:go-on": Scope(
            "Go on with rounds from which the intermediary withdrew",
            ("exchanges.speak_for_side", "exchanges.record_for_other"),
        ),
        "rounds:close": Scope("Close rounds", ("exchanges.close_round",)),
    }
)


class ListedRoundSerializer(Record):
    convenor = named("convenor")
    counterpart = named("counterpart")
    intermediary = named("intermediary")
    venue = named("venue", "name")
    agreed_under = serializers.CharField(source="agreement_told", read_only=True, allow_null=True)

    class Meta:
        model = ExchangeRound
        fields = [
            "reference",
            "version",
            "state",
            "convenor",
            "counterpart",
            "intermediary",
            "date",
            "venue",
            "window_from",
            "window_until",
            "transport",
            "agreement",
            "agreed_under",
            "corridor",
            "cease_fire",
            "broken_off_at",
        ]
        read_only_fields = fields


class RoundSerializer(ListedRoundSerializer):
    shortages = Shortages()
    moves = Moves(every_round_move, tell_figures="figures")

    class Meta(ListedRoundSerializer.Meta):
        fields = [*ListedRoundSerializer.Meta.fields, "shortages", "moves"]
        read_only_fields = fields


@extend_schema_field({"type": "string", "maxLength": 120, "nullable": True})
class VenueField(NamedField):
    """A venue in use, by its name."""

    def rows(self, user):
        return Venue.objects.filter(is_active=True)


class PlanInput(Input):
    """What is planned. A date that was confirmed is confirmed anew when it changes."""

    counterpart = AgencyField()
    intermediary = AgencyField(required=False, allow_null=True)
    date = serializers.DateField(required=False, allow_null=True)
    venue = VenueField(required=False, allow_null=True)
    window_from = Clock(required=False, allow_null=True)
    window_until = Clock(required=False, allow_null=True)
    transport = text_field(200)
    agreement = text_field(200)
    agreed_under = ReferenceField(
        Prefix.AGREEMENT, Agreement.objects.all, required=False, allow_null=True
    )
    corridor = text_field(200)
    cease_fire = text_field(200)


class SaidInput(Input):
    """Without an agency the own side speaks. What another side said names its message."""

    agency = AgencyField(required=False)
    said_on = serializers.DateField(required=False, help_text="The date of the message.")
    source = text_field(200, help_text="The message or paper it was read in.")


class MomentInput(Input):
    occurred_at = Moment(required=False, help_text="Without it, now.")


def own_speaker(user: User, round: ExchangeRound) -> Agency:
    """Whom this user speaks for; who is of no side is refused by the policy, whoever is named."""
    return next((one for one in round.speakers if is_of_side(user, one)), round.convenor)


class RoundViewSet(Endpoint):
    """One dated operation at a venue"""

    kind = Prefix.ROUND
    queryset = ExchangeRound.objects.none()
    serializer_class = RoundSerializer
    outputs = {"list": ListedRoundSerializer}
    inputs = {
        "create": PlanInput,
        "partial_update": PlanInput,
        "accept": SaidInput,
        "confirm_date": SaidInput,
        "start": MomentInput,
        "hand_over": MomentInput,
        "break_off": BreakOffInput,
        "postpone": WordInput,
        "cancel": WordInput,
        "dispute": DisputeInput,
        "withdraw": WordInput,
        "go_on": DisputeInput,
    }
    scopes = {
        "list": "rounds:read",
        "retrieve": "rounds:read",
        "create": "rounds:plan",
        "partial_update": "rounds:plan",
        "propose": "rounds:propose",
        "accept": "rounds:accept",
        "confirm_date": "rounds:confirm-date",
        "schedule": "rounds:schedule",
        "start": "rounds:start",
        "hand_over": "rounds:hand-over",
        "break_off": "rounds:break-off",
        "postpone": "rounds:postpone",
        "cancel": "rounds:cancel",
        "dispute": "rounds:dispute",
        "withdraw": "rounds:withdraw",
        "go_on": "rounds:go-on",
        "close": "rounds:close",
    }
    needs_version = frozenset(scopes) - {"list", "retrieve", "create"}
    filters = {
        "state": OneOf("state", RoundState),
        "date__gte": Day("date__gte", says="On this day or later"),
        "date__lte": Day("date__lte", says="On this day or before"),
        "convenor": Code("convenor__code"),
        "counterpart": Code("counterpart__code"),
        "intermediary": Code("intermediary__code"),
        "q": Text("reference", "venue__name", says="Part of the reference or the venue's name"),
    }
    orderings = {"reference": Order("reference"), "date": Order("date", may_be_empty=True)}

    def get_queryset(self):
        rounds = super().get_queryset().for_pages().with_agreement_told(self.request.user)
        if self.action == "list":
            return rounds
        parties = rounds.select_related("convenor__party", "counterpart__party", "venue")
        return parties.prefetch_related("batches__receiver", "statements")

    def create(self, request):
        """Open a round: a draft that only the own side sees"""
        round = open_round(by=request.user, **self.given())
        return self.created(round, "rounds", round)

    def partial_update(self, request, reference):
        """Change what is planned"""
        return self.shown(plan_round(round=self.seen(), by=request.user, **self.given()))

    def propose(self, request, reference):
        """Propose it: the other side and the intermediary see it from now on"""
        self.given()
        return self.shown(propose_round(round=self.seen(), by=request.user))

    def accept(self, request, reference):
        """Accept it for the own side, or record that another side did"""
        return self._said(accept_round)

    def confirm_date(self, request, reference):
        """Confirm its date for the own side, or record that another side did"""
        return self._said(confirm_date)

    def schedule(self, request, reference):
        """Schedule it: all have confirmed the date, and the plan stands"""
        self.given()
        return self.shown(schedule_round(round=self.seen(), by=request.user))

    def start(self, request, reference):
        """Start it: every sealed batch is in transit"""
        return self.shown(start_round(round=self.seen(), by=request.user, **self.given()))

    def hand_over(self, request, reference):
        """Record it as handed over"""
        return self.shown(hand_over_round(round=self.seen(), by=request.user, **self.given()))

    def break_off(self, request, reference):
        """Break it off at the venue, or record that another side did"""
        return self._said(break_off_round)

    def postpone(self, request, reference):
        """Postpone it until a new date is confirmed, or record that another side did"""
        return self._said(postpone_round)

    def cancel(self, request, reference):
        """Cancel it before anything has passed, or record that another side did"""
        return self._said(cancel_round)

    def dispute(self, request, reference):
        """Dispute what last postponed, broke off or cancelled it; this changes nothing"""
        round, given = self.seen(), self.given()
        agency = given.pop("agency", None) or own_speaker(request.user, round)
        if (statement := last_interruption(round)) is None:
            raise RuleBroken(Sentence(NOTHING_SAID))
        dispute(statement=statement, agency=agency, by=request.user, **given)
        return self.shown(round)

    def withdraw(self, request, reference):
        """Withdraw as its intermediary, or record that it did; a scheduled round is agreed again"""
        return self._said(withdraw_from_round)

    def go_on(self, request, reference):
        """Go on without the intermediary, for the own side; or record that another side does"""
        return self._said(go_on_without)

    def close(self, request, reference):
        """Close it: operation and count are done"""
        self.given()
        return self.shown(close_round(round=self.seen(), by=request.user))

    def _said(self, operation):
        round, given = self.seen(), self.given()
        agency = given.pop("agency", None) or own_speaker(self.request.user, round)
        return self.shown(operation(round=round, agency=agency, by=self.request.user, **given))
