"""Remains leave, and come back: over the API too, but by people. Programs read."""

from rest_framework import serializers

from cases.api.remains import CaseSerializer
from cases.models import RemainsCase
from cases.models.release import ReleaseTo, WhyBack
from cases.operations import authorising, coming_back, releasing
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import AgencyField, Input, Moment, PersonField, text_field
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

CARRY_OUT = "releases:carry-out"

declare_scopes(
    {CARRY_OUT: Scope("Authorise releases, and carry them out", ("cases.release_remains",))}
)


class LabelInput(Input):
    label = serializers.CharField(
        max_length=60, help_text="As read on the remains, not as it stands in the record."
    )


class WhenInput(Input):
    occurred_at = Moment(required=False, help_text="Without it, now.")
    is_late = serializers.BooleanField(
        required=False, help_text="Entered late: something later is recorded already."
    )


class AuthoriseInput(LabelInput):
    to = serializers.ChoiceField(ReleaseTo.choices)
    agency = AgencyField(required=False, help_text="Unless they go to the family.")
    decision = text_field(120, help_text="Its number, unless they go to the family.")


class ReleaseInput(LabelInput, WhenInput):
    receipt = serializers.CharField(max_length=60)
    receiver = serializers.CharField(
        max_length=120, help_text="Who received them. Written here, and never read over the API."
    )
    burial_place = text_field(200, help_text="Never read over the API.")
    witness = PersonField()


class CameBackInput(LabelInput, WhenInput):
    because = serializers.ChoiceField(WhyBack.choices)
    note = serializers.CharField(max_length=500)
    permit = text_field(120, help_text="Of an exhumation.")
    permit_by = text_field(120, help_text="Who issued it.")
    witness = PersonField(required=False)
    alone_reason = text_field(200)


class WhyWithdrawnInput(Input):
    because = serializers.CharField(max_length=500)


class CloseInput(Input):
    effects_stay = text_field(
        300, help_text="Why personal effects stay; needed where some are still held."
    )


class WhyReopenedInput(Input):
    because = serializers.CharField(max_length=200)


class CaseReleaseViewSet(Endpoint):
    """The release of one remains case, and how it is taken back"""

    kind = Prefix.REMAINS_CASE
    queryset = RemainsCase.objects.none()
    serializer_class = CaseSerializer
    inputs = {
        "authorise_release": AuthoriseInput,
        "withdraw_authorisation": WhyWithdrawnInput,
        "release": ReleaseInput,
        "close_released": CloseInput,
        "reopen_released": WhyReopenedInput,
        "take_back": CameBackInput,
    }
    scopes = {
        "authorise_release": CARRY_OUT,
        "withdraw_authorisation": CARRY_OUT,
        "release": CARRY_OUT,
        "close_released": CARRY_OUT,
        "reopen_released": CARRY_OUT,
        "take_back": CARRY_OUT,
    }
    needs_version = frozenset(scopes)

    def get_queryset(self):
        rows = super().get_queryset().for_pages()
        return rows.select_related("container", "recovery_site", "parent")

    def authorise_release(self, request, reference):
        """Authorise that it leaves; another release officer carries it out"""
        case, given = self.seen(), self.given()
        to = ReleaseTo(given.pop("to"))
        return self.shown(authorising.authorise_release(case=case, to=to, by=request.user, **given))

    def withdraw_authorisation(self, request, reference):
        """Withdraw the authorisation, as long as nothing has left"""
        case, given = self.seen(), self.given()
        return self.shown(authorising.withdraw_authorisation(case=case, by=request.user, **given))

    def release(self, request, reference):
        """Record that it left: to whom, by which receipt, before whom"""
        case, given = self.seen(), self.given()
        return self.shown(releasing.release_remains(case=case, by=request.user, **given))

    def close_released(self, request, reference):
        """Close a released case: nothing more is awaited"""
        case, given = self.seen(), self.given()
        return self.shown(releasing.close_released(case=case, by=request.user, **given))

    def reopen_released(self, request, reference):
        """Open a case again that was closed after its release"""
        case, given = self.seen(), self.given()
        return self.shown(releasing.reopen_released(case=case, by=request.user, **given))

    def take_back(self, request, reference):
        """Record that it came back, under the same number; it is examined anew"""
        case, given = self.seen(), self.given()
        because = WhyBack(given.pop("because"))
        return self.shown(
            coming_back.take_back(case=case, because=because, by=request.user, **given)
        )
