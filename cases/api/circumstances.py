"""What a program tells of an act: before whom, when, where, and how many."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import StorageUnit
from cases.models.remains import RemainsKind
from cases.operations.custody import Circumstances
from repatriation.api.fields import Input, Moment, NamedField, PersonField, text_field

MOST_REMAINS = 1_000  # the operation's own limit is lower, and said in its words
OF_THE_ACT = ("place", "witness", "outside_witness", "alone_reason", "note", "storage_unit")


@extend_schema_field({"type": "string", "maxLength": 80})
class StorageUnitField(NamedField):
    """A storage unit of the own agency, by its name."""

    longest = 80

    def rows(self, user):
        return StorageUnit.objects.visible_to(user).filter(agency=user.agency_id)


class ActInput(Input):
    """The circumstances of an act. Two people take part, or one says why alone."""

    occurred_at = Moment(required=False, help_text="Without it, now.")
    is_late = serializers.BooleanField(
        required=False, help_text="Entered late: something later is recorded already."
    )
    is_on_paper = serializers.BooleanField(required=False, help_text="Entered from paper.")
    place = text_field(120)
    witness = PersonField(required=False)
    outside_witness = text_field(120, help_text="A witness without an account.")
    alone_reason = text_field(200)
    note = text_field(200)


class StoreInput(ActInput):
    storage_unit = StorageUnitField()


class TakeInput(ActInput):
    storage_unit = StorageUnitField(required=False)


class ExhumeInput(TakeInput):
    """Where they are put may be said at once, or when they are stored."""

    permit = serializers.CharField(max_length=120)
    permit_by = serializers.CharField(max_length=120, help_text="The authority that issued it.")


class RemainsInput(ActInput):
    remains = serializers.ListField(
        child=serializers.ChoiceField(RemainsKind),
        max_length=MOST_REMAINS,
        help_text="One entry for each that gets a number of its own.",
    )


def act_of(given: dict[str, Any]) -> dict[str, Any]:
    """As the operations take it."""
    said = {name: given[name] for name in OF_THE_ACT if name in given}
    is_on_paper = given.get("is_on_paper", False)
    is_late = given.get("is_late", False) or is_on_paper
    circumstances = Circumstances(**said, is_on_paper=is_on_paper, is_late=is_late)
    return {"circumstances": circumstances, "occurred_at": given.get("occurred_at")}
