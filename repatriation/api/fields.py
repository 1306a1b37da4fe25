"""What bodies are made of: input that names every field it does not know, and rows by their names.

A row is named by its reference, an agency by its code, a person of the house by e-mail; never by
a serial number.
"""

from collections.abc import Mapping
from datetime import UTC
from difflib import get_close_matches
from typing import Any

from django.db.models import DateTimeField, Q, QuerySet, TimeField
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from repatriation.accounts.models import Agency, User
from repatriation.api.filters import CODE
from repatriation.errors import DomainError
from repatriation.language import say
from repatriation.references import Prefix, parse

LONGEST_REFERENCE = 40  # as people write them; ours are shorter
LONGEST_SHOWN = 60
CLOCK = r"^([01]?\d|2[0-3]):[0-5]?\d(:[0-5]?\d)?$"


class Moment(serializers.DateTimeField):
    """A time in UTC; one that is sent without its zone is understood as UTC."""

    def default_timezone(self):
        return UTC


@extend_schema_field({"type": "string", "pattern": CLOCK, "example": "09:00"})
class Clock(serializers.TimeField):
    """By the clock of the place, without a zone: OpenAPI's `time` would have one."""

    def __init__(self, **more):
        super().__init__(input_formats=["%H:%M", "%H:%M:%S"], **more)


class Record(serializers.ModelSerializer):
    """What is shown of a noun. Nothing is written by it: a client changes a record by a move."""

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        DateTimeField: Moment,
        TimeField: Clock,
    }

    def include_extra_kwargs(self, kwargs, extra_kwargs):
        """The framework forgets of what is only shown that it may be empty."""
        blank = {"allow_blank": True} if "choices" in kwargs and "allow_blank" in kwargs else {}
        return super().include_extra_kwargs(kwargs, extra_kwargs) | blank


def named(source: str, by: str = "code") -> serializers.CharField:
    """A row this one points to, by its name; null where it points to none."""
    is_optional = {"allow_null": True}
    return serializers.CharField(source=f"{source}.{by}", read_only=True, **is_optional)


class Input(serializers.Serializer):
    """What a move is told. A field it does not know is refused, so that no date is lost to a
    typing error."""

    def to_internal_value(self, data):
        if isinstance(data, Mapping) and (unknown := [n for n in data if n not in self.fields]):
            raise ValidationError({self._shown(name): [self._why(name)] for name in unknown[:20]})
        if isinstance(data, Mapping) and (numbers := self._numbers_for_text(data)):
            raise ValidationError(numbers)
        return super().to_internal_value(data)

    def _numbers_for_text(self, data) -> dict[str, list[ErrorDetail]]:
        """The framework would write them down as text; the OpenAPI file promises a refusal."""
        return {
            name: [ErrorDetail(field.error_messages["invalid"], "invalid")]
            for name, field in self.fields.items()
            if isinstance(field, serializers.CharField) and isinstance(data.get(name), int | float)
        }

    def _why(self, name: str) -> ErrorDetail:
        if nearest := get_close_matches(name[:LONGEST_SHOWN], self.fields, n=1):
            said = _("There is no such field here. Did you mean “%(nearest)s”?")
            return ErrorDetail(said % {"nearest": nearest[0]}, "unknown_field")
        return ErrorDetail(_("There is no such field here."), "unknown_field")

    @staticmethod
    def _shown(name: str) -> str:
        return name[:LONGEST_SHOWN]


class Nothing(Input):
    """A move that needs no input."""


class Moves(serializers.Field):
    """Each move of this object: null when it is open to the caller, else the sentence why not."""

    def __init__(self, policy, **names: str):
        super().__init__(read_only=True, source="*")
        self.policy, self.names = policy, names

    def to_representation(self, row) -> dict[str, str | None]:
        moves = self.policy(self.context["request"].user, row)
        return {self._name(verb): say(why) or None for verb, why in moves.items()}

    def _name(self, verb: str) -> str:
        """As the last part of the move's address."""
        return self.names.get(verb, verb.replace("_", "-"))


extend_schema_field(
    {
        "type": "object",
        "additionalProperties": {"type": "string", "nullable": True},
        "description": Moves.__doc__,
    }
)(Moves)


@extend_schema_field({"type": "string", "maxLength": LONGEST_REFERENCE})
class ReferenceField(serializers.Field):
    """A row the caller may see, by its reference."""

    def __init__(self, kind: Prefix, rows, **more):
        super().__init__(**more)
        self.kind, self.rows = kind, rows

    def to_internal_value(self, data):
        text = self.read(data)
        visible = self.rows().visible_to(self.context["request"].user)
        if row := visible.filter(reference=text).first():
            return row
        raise ValidationError(_("There is no such record."), "does_not_exist")

    def to_representation(self, value) -> str:
        return value.reference

    def read(self, data) -> str:
        if not isinstance(data, str) or len(data) > LONGEST_REFERENCE:
            raise ValidationError(_("Give a reference, as text."), "invalid")
        try:
            return str(parse(data, self.kind))
        except DomainError as refusal:
            raise ValidationError(say(refusal.sentence), refusal.code) from refusal


@extend_schema_field({"type": "array", "items": {"type": "string", "maxLength": LONGEST_REFERENCE}})
class ReferencesField(ReferenceField):
    """Many at once, in one question to the store."""

    def __init__(self, kind: Prefix, rows, *, most: int, **more):
        super().__init__(kind, rows, **more)
        self.most = most

    def to_internal_value(self, data):
        if not isinstance(data, list) or len(data) > self.most:
            said = _("Give a list of at most %(most)s references.")
            raise ValidationError(said % {"most": self.most}, "invalid")
        asked = [self.read(text) for text in data]
        visible = self.rows().visible_to(self.context["request"].user)
        found = {row.reference: row for row in visible.filter(reference__in=asked)}
        if unknown := [text for text in asked if text not in found]:
            said = _("There is no such record: %(references)s.")
            raise ValidationError(said % {"references": ", ".join(unknown[:10])}, "does_not_exist")
        return list({text: found[text] for text in asked}.values())


class NamedField(serializers.Field):
    """A row by a name that no other row of the same owner has."""

    by = "name"
    longest = 120

    def rows(self, user: User) -> QuerySet[Any]:
        raise NotImplementedError

    def to_internal_value(self, data):
        if not isinstance(data, str) or not 0 < len(data) <= self.longest or not is_text(data):
            raise ValidationError(_("Give a name, as text."), "invalid")
        if row := self.rows(self.context["request"].user).filter(**{self.by: data}).first():
            return row
        raise ValidationError(_("There is no such record."), "does_not_exist")

    def to_representation(self, value) -> str:
        return str(getattr(value, self.by))


@extend_schema_field({"type": "string", "maxLength": 30, "pattern": "^[-a-zA-Z0-9_]+$"})
class AgencyField(NamedField):
    """An agency by its code."""

    by = "code"
    longest = 30

    def rows(self, user):
        return Agency.objects.visible_to(user).filter(is_active=True)

    def to_internal_value(self, data):
        if isinstance(data, str) and not CODE.fullmatch(data):
            raise ValidationError(_("Give an agency's code."), "invalid")
        return super().to_internal_value(data)


@extend_schema_field({"type": "string", "format": "email", "maxLength": 254})
class PersonField(NamedField):
    """A colleague of the caller's side, by e-mail; of an intermediary, of its agency."""

    by = "email__iexact"
    longest = 254

    def rows(self, user):
        of_side = Q(agency__party=user.party_id) if user.party_id else Q(agency=user.agency_id)
        return User.objects.people().filter(of_side)

    def to_representation(self, value) -> str:
        return value.email


def is_text(text: str) -> bool:
    """Whether the store can keep it: no NUL, and no half of a character."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def text_field(longest: int, **more: Any) -> serializers.CharField:
    """May be left out; then it is empty."""
    return serializers.CharField(max_length=longest, allow_blank=True, required=False, **more)
