"""Progress to identification and waiting time by state: the figures of the page, as they are."""

from rest_framework import serializers
from rest_framework.response import Response

from cases.models import RemainsCase
from cases.operations.progress import WAITING, Step, progress_for, waiting_for
from repatriation.api.endpoint import Endpoint


class PeriodSerializer(serializers.Serializer):
    """The sums at the end of the period that begins on this day, in cases."""

    begins_on = serializers.DateField()
    numbered = serializers.IntegerField()
    examined = serializers.IntegerField()
    identified = serializers.IntegerField()
    certified = serializers.IntegerField()
    released = serializers.IntegerField()


class WaitingSerializer(serializers.Serializer):
    """Whole days that cases stand in a state now; null where none stands there."""

    state = serializers.ChoiceField([(state.value, state.label) for state in WAITING])
    cases = serializers.IntegerField()
    median_days = serializers.IntegerField(source="median", allow_null=True)
    ninety_percent_days = serializers.IntegerField(source="ninety", allow_null=True)
    longest_days = serializers.IntegerField(source="longest", allow_null=True)
    longest_case = serializers.CharField(source="reference", allow_blank=True)


class ProgressSerializer(serializers.Serializer):
    periods = PeriodSerializer(many=True)
    waiting = WaitingSerializer(many=True)


class ProgressEndpoint(Endpoint):
    """How far the work on remains has come, over the cases that the caller may see"""

    queryset = RemainsCase.objects.none()
    serializer_class = ProgressSerializer
    scopes = {"retrieve": "cases:read"}
    parameters = {"retrieve": ("by",)}
    one_of = {"by": Step}

    def retrieve(self, request):
        """Sums of the last twelve months or weeks, and how long cases stand in each state now"""
        reached = progress_for(request.user, Step(self.chosen("by", Step.MONTH)))
        periods = [
            {"begins_on": day} | {name: sums[place] for name, sums in reached.sums.items()}
            for place, day in enumerate(reached.periods)
        ]
        shown = {"periods": periods, "waiting": waiting_for(request.user)}
        return Response(self.get_serializer(shown).data)
