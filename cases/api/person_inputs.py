"""What the moves of a record of somebody sought are told."""

from rest_framework import serializers

from cases.models import MissingPerson, RemainsCase
from cases.models.codes import EyeColour, FeatureKind, HairColour, Region, Side
from cases.models.duplicate import LinkAnswer
from cases.models.outcome import OutcomeKind
from cases.models.person import STATURES, TOLD_SEX
from cases.models.relative import (
    Kinship,
    Language,
    LaterParts,
    PassingReason,
    Purpose,
    ToldHow,
)
from cases.models.told import Channel, NameKind, Script
from repatriation.api.fields import AgencyField, Input, ReferenceField, text_field
from repatriation.references import Prefix

MOST = 200  # relatives of a person, names, features
POINT = {"max_digits": 8, "decimal_places": 5, "required": False, "allow_null": True}


def codes(choices, **more) -> serializers.ChoiceField:
    known = [(code, label) for code, label in choices if code]
    return serializers.ChoiceField(known, **more)


def optional(choices) -> serializers.ChoiceField:
    return codes(choices, required=False, allow_blank=True)


def number_field() -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=MOST)


def because_field(length: int = 200) -> serializers.CharField:
    return serializers.CharField(max_length=length)


class PersonInput(Input):
    """The whole record: what is left out is not known."""

    surname = text_field(120)
    given_name = text_field(120)
    patronymic = text_field(120)
    born_on = text_field(10, help_text="1970, 1970-01 or 1970-01-31")
    sex = optional(TOLD_SEX)
    stature_cm = serializers.IntegerField(
        min_value=STATURES[0], max_value=STATURES[1], required=False, allow_null=True
    )
    hair = optional(HairColour.choices)
    eyes = optional(EyeColour.choices)
    description = text_field(2000)
    rank = text_field(80)
    unit = text_field(120)
    service_number = text_field(40)
    disc_number = text_field(40)
    last_seen_from = serializers.DateField(required=False, allow_null=True)
    last_seen_to = serializers.DateField(required=False, allow_null=True)
    last_seen_place = text_field(200)
    last_seen_latitude = serializers.DecimalField(min_value=-90, max_value=90, **POINT)
    last_seen_longitude = serializers.DecimalField(min_value=-180, max_value=180, **POINT)
    circumstances = text_field(4000)
    teeth = serializers.DictField(
        child=serializers.CharField(max_length=20),
        required=False,
        help_text="Tooth of the FDI notation to its code: {“16”: “filled”}",
    )
    tooth_surfaces = serializers.DictField(
        child=serializers.CharField(max_length=5),
        required=False,
        help_text="Of those filled or decayed: {“16”: “mo”}",
    )


class NewPersonInput(PersonInput):
    """`found_with` and `account`: opened from papers that lay with remains."""

    found_with = ReferenceField(
        Prefix.REMAINS_CASE, lambda: RemainsCase.objects, required=False, allow_null=True
    )
    account = text_field(2000)
    save_anyway = serializers.BooleanField(
        default=False, help_text="After the possible duplicates were looked at"
    )


class NameInput(Input):
    kind = codes([(k.value, k.label) for k in NameKind if k != NameKind.PRINCIPAL])
    script = optional(Script.choices)
    surname = text_field(120)
    given_name = text_field(120)
    patronymic = text_field(120)


class FeatureInput(Input):
    kind = codes(FeatureKind.choices)
    region = optional(Region.choices)
    side = optional(Side.choices)
    text = text_field(500)
    implant_number = text_field(60)


class PersonSourceInput(Input):
    """`relative` by the place among the next of kin, or `told_by`."""

    channel = codes(Channel.choices)
    account = serializers.CharField(max_length=2000)
    told_by = text_field(120)
    relative = serializers.IntegerField(
        min_value=1, max_value=MOST, required=False, allow_null=True
    )
    told_on = serializers.DateField(required=False, allow_null=True)


class TakeBackInput(Input):
    number = number_field()
    because = because_field()


class PersonBecauseInput(Input):
    because = because_field()


class AliveInput(Input):
    kind = codes(OutcomeKind.choices)
    evidence = serializers.CharField(max_length=1000)
    since = serializers.DateField(required=False, allow_null=True)


class RelativeInput(Input):
    name = serializers.CharField(max_length=200)
    kinship = codes(Kinship.choices)
    language = optional(Language.choices)
    later_parts = optional(LaterParts.choices)
    told_how = optional(ToldHow.choices)
    note = text_field(500)


class CorrectRelativeInput(RelativeInput):
    number = number_field()


class NextOfKinInput(Input):
    """The places as they are now, in the new order."""

    order = serializers.ListField(child=number_field(), max_length=MOST)


class PassInput(Input):
    number = number_field()
    because = codes(PassingReason.choices)
    note = serializers.CharField(max_length=300)


class ConsentInput(Input):
    number = number_field()
    purpose = codes(Purpose.choices)
    given_on = serializers.DateField()
    paper = serializers.CharField(max_length=120)


class WithdrawConsentInput(Input):
    number = number_field()
    purpose = codes(Purpose.choices)
    withdrawn_on = serializers.DateField()
    because = because_field()


class PersonMergeInput(Input):
    into = ReferenceField(Prefix.MISSING_PERSON, lambda: MissingPerson.objects)
    because = because_field(500)


class AskInput(Input):
    agency = AgencyField()
    note = serializers.CharField(max_length=500)


class LinkAnswerInput(Input):
    """Of the oldest request about this record that waits."""

    answer = codes(LinkAnswer.choices)
    note = text_field(500)
