"""What each side tells of contents and identity: its own figures, never added to another's."""

from django.http import Http404
from rest_framework import serializers

from exchanges.api.counts import LARGEST_COUNT
from exchanges.api.figures import PaperInput
from exchanges.api.rounds import own_speaker
from exchanges.models import ExchangeRound, Rung, ToldFigures, Way
from exchanges.operations.telling import check_figures, tell_figures
from exchanges.policies.rounds import why_not_check
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import AgencyField, Moves, Record, named
from repatriation.api.filters import Code, OneOf
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.api.versions import as_seen
from repatriation.references import Prefix

declare_scopes(
    {
        "figures:tell": Scope(
            "Tell figures of contents and identity, or record another side's",
            ("exchanges.speak_for_side", "exchanges.record_for_other"),
        )
    }
)


class ToldFiguresSerializer(Record):
    """`number` counts those that you may read. A figure that is null was not told. Of one agency,
    direction and verification the one with the latest `as_of` that stands and is not corrected is
    in force; figures of different agencies are never to be added."""

    number = serializers.IntegerField(read_only=True)
    agency = named("agency")
    source = serializers.CharField(source="paper", read_only=True)
    stands = serializers.BooleanField(read_only=True)
    is_corrected = serializers.SerializerMethodField()
    moves = Moves(lambda user, told: {"check": why_not_check(user, told)})

    class Meta:
        model = ToldFigures
        fields = [
            "number",
            "agency",
            "way",
            "rung",
            "as_of",
            "opened",
            "cases",
            "minimum",
            "distinguished",
            "non_human",
            "other_sides",
            "identified",
            "certified",
            "is_for_intermediary",
            "is_corrected",
            "said_on",
            "source",
            "is_recorded_for",
            "stands",
            "recorded_at",
            "checked_at",
            "lapsed_at",
            "moves",
        ]
        read_only_fields = fields

    def get_is_corrected(self, row) -> bool:
        return hasattr(row, "correction") and row.correction.stands


def _figure(says: str) -> serializers.IntegerField:
    return serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=LARGEST_COUNT, help_text=says
    )


class TellInput(PaperInput):
    """Without an agency the own side tells. Of contents `opened` and `cases` are needed; of
    identity `distinguished`, `identified` and `certified`. For a day that was told of before, it
    corrects."""

    agency = AgencyField(required=False)
    way = serializers.ChoiceField(choices=Way.choices)
    rung = serializers.ChoiceField(choices=Rung.choices)
    as_of = serializers.DateField(required=False, help_text="Without it, the day it is said.")
    opened = _figure("Containers opened.")
    cases = _figure("Remains cases.")
    minimum = _figure("Individuals at the least.")
    distinguished = _figure("Individuals distinguished.")
    non_human = _figure("Cases that are not human.")
    other_sides = _figure("Cases assessed as the other side's by a board.")
    identified = _figure("Individuals identified.")
    certified = _figure("Of these certified.")
    is_for_intermediary = serializers.BooleanField(required=False)


class ToldFiguresViewSet(Endpoint):
    """Figures that each side told of contents and identity"""

    queryset = ToldFigures.objects.none()
    serializer_class = ToldFiguresSerializer
    inputs = {"create": TellInput}
    scopes = {"list": "rounds:read", "create": "figures:tell", "check": "statements:check"}
    needs_version = frozenset({"create"})
    filters = {
        "agency": Code("agency__code"),
        "way": OneOf("way", Way),
        "rung": OneOf("rung", Rung),
    }
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        rows = ToldFigures.objects.shown_to(self.request.user).filter(round=self._round())
        return rows.numbered().select_related(
            "agency", "correction", "round__convenor", "round__counterpart", "round__intermediary"
        )

    def get_object(self):
        if told := self.get_queryset().filter(number=self.kwargs["number"]).first():
            return told
        raise Http404

    def _round(self) -> ExchangeRound:
        rounds = ExchangeRound.objects.visible_to(self.request.user).for_pages()
        return self.found(rounds, Prefix.ROUND, self.kwargs["reference"])

    def create(self, request, reference):
        """Tell figures, or record another side's; If-Match names the round's version"""
        round, given = as_seen(request, self._round()), self.given()
        agency = given.pop("agency", None) or own_speaker(request.user, round)
        return self.shown(tell_figures(round=round, agency=agency, by=request.user, **given), 201)

    def check(self, request, reference, number):
        """Confirm, as the second person, that the message says so"""
        self.given()
        return self.shown(check_figures(told=self.get_object(), by=request.user))
