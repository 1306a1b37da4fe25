"""Sessions of a board: read by programs, called and run by people."""

from rest_framework import serializers

from cases.models import Attendance, Ballot, BoardSession, Identification
from cases.operations import sessions
from cases.policies.sessions import session_moves
from cases.states import SessionState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import (
    Input,
    Moment,
    Moves,
    PersonField,
    Record,
    ReferencesField,
    named,
    text_field,
)
from repatriation.api.filters import Code, Day, OneOf
from repatriation.api.pagination import Order
from repatriation.references import Prefix

MOST_MEMBERS, MOST_ITEMS = 25, 100


class AgendaItemSerializer(Record):
    """An item of the agenda. How anybody voted is read with its identification."""

    identification = named("identification", "reference")

    class Meta:
        model = Ballot
        fields = ["position", "identification", "question", "ended_at", "outcome"]
        read_only_fields = fields


class AttendanceSerializer(Record):
    name = named("member", "name")

    class Meta:
        model = Attendance
        fields = ["name", "is_present"]
        read_only_fields = fields


class ListedSessionSerializer(Record):
    agency = named("agency")
    meets_at = Moment(read_only=True)

    class Meta:
        model = BoardSession
        fields = ["reference", "version", "state", "agency", "meets_at", "place", "quorum"]
        read_only_fields = fields


class SessionSerializer(ListedSessionSerializer):
    items = AgendaItemSerializer(many=True, read_only=True)
    members = AttendanceSerializer(many=True, read_only=True)
    called_at = Moment(read_only=True)
    opened_at = Moment(read_only=True, allow_null=True)
    closed_at = Moment(read_only=True, allow_null=True)
    moves = Moves(session_moves)

    class Meta(ListedSessionSerializer.Meta):
        fields = [
            *ListedSessionSerializer.Meta.fields,
            "called_at",
            "opened_at",
            "closed_at",
            "note",
            "members",
            "items",
            "moves",
        ]
        read_only_fields = fields


class SessionInput(Input):
    identifications = ReferencesField(
        Prefix.IDENTIFICATION, lambda: Identification.objects, most=MOST_ITEMS
    )
    members = serializers.ListField(child=PersonField(), max_length=MOST_MEMBERS)
    meets_at = serializers.DateTimeField()
    place = text_field(200)
    quorum = serializers.IntegerField(min_value=1, max_value=MOST_MEMBERS, required=False)


class OpeningInput(Input):
    present = serializers.ListField(child=PersonField(), max_length=MOST_MEMBERS)


class NoteInput(Input):
    note = text_field(2000)


class SessionViewSet(Endpoint):
    """A board that meets: its agenda, its members and what became of each item"""

    kind = Prefix.BOARD_SESSION
    queryset = BoardSession.objects.none()
    serializer_class = SessionSerializer
    outputs = {"list": ListedSessionSerializer}
    inputs = {
        "create": SessionInput,
        "open_session": OpeningInput,
        "close_session": NoteInput,
        "call_off": NoteInput,
    }
    scopes = {
        "list": "identifications:read",
        "retrieve": "identifications:read",
        "create": "identifications:call-board",
        "open_session": "identifications:call-board",
        "close_session": "identifications:call-board",
        "call_off": "identifications:call-board",
    }
    needs_version = frozenset({"open_session", "close_session", "call_off"})
    filters = {
        "state": OneOf("state", SessionState),
        "agency": Code("agency__code"),
        "meets_at__gte": Day("meets_at__date__gte", says="Meets on this day or later"),
        "meets_at__lte": Day("meets_at__date__lte", says="Meets on this day or before"),
    }
    orderings = {"reference": Order("reference")}

    def get_queryset(self):
        rows = super().get_queryset().select_related("agency__party")
        if self.action == "list":
            return rows
        return rows.prefetch_related("members__member", "items__identification")

    def create(self, request):
        """Call a session of the board, with its agenda and its members"""
        row = sessions.call_session(by=request.user, **self.given())
        return self.created(row, "board-sessions", row)

    def open_session(self, request, reference):
        """Open the session with those who are present"""
        row, given = self.seen(), self.given()
        return self.shown(sessions.open_session(session=row, by=request.user, **given))

    def close_session(self, request, reference):
        """Close the session; what is not decided goes back"""
        row, given = self.seen(), self.given()
        return self.shown(sessions.close_session(session=row, by=request.user, **given))

    def call_off(self, request, reference):
        """Call a session off that has not met"""
        row, given = self.seen(), self.given()
        return self.shown(sessions.call_off_session(session=row, by=request.user, **given))
