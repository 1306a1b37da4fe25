"""Agreements: drawn up, proposed, accepted by both sides, ended."""

from rest_framework import serializers

from exchanges.agreement_states import AgreementState
from exchanges.api.figures import PaperInput
from exchanges.models import Agreement
from exchanges.operations.agreement_words import accept_agreement, end_agreement
from exchanges.operations.agreements import (
    open_agreement,
    plan_agreement,
    propose_agreement,
    withdraw_agreement,
)
from exchanges.policies.agreements import agreement_moves, own_speaker
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import AgencyField, Input, Moves, Record, named, text_field
from repatriation.api.filters import Code, Day, OneOf, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

SPEAKS = ("exchanges.speak_for_side", "exchanges.record_for_other")

declare_scopes(
    {
        "agreements:read": Scope("Read agreements, commitments and what was said of them"),
        "agreements:keep": Scope(
            "Draw up, propose and withdraw agreements and commitments, say which batches count, "
            "conclude",
            ("exchanges.keep_agreements",),
        ),
        "agreements:speak": Scope(
            "Say what a side says of agreements and commitments: accept, claim, verify, ask for a "
            "later deadline, claim a breach, answer",
            SPEAKS,
        ),
    }
)


class ListedAgreementSerializer(Record):
    convenor = named("convenor")
    counterpart = named("counterpart")
    mediator = named("mediator")
    intermediary = named("intermediary")

    class Meta:
        model = Agreement
        fields = [
            "reference",
            "version",
            "state",
            "title",
            "convenor",
            "counterpart",
            "mediator",
            "intermediary",
            "text_reference",
            "signed_on",
            "valid_from",
            "valid_until",
            "confidentiality",
            "ended_on",
        ]
        read_only_fields = fields


class AgreementSerializer(ListedAgreementSerializer):
    moves = Moves(agreement_moves)

    class Meta(ListedAgreementSerializer.Meta):
        fields = [*ListedAgreementSerializer.Meta.fields, "moves"]
        read_only_fields = fields


class AgreementInput(Input):
    title = serializers.CharField(max_length=200)
    counterpart = AgencyField()
    mediator = AgencyField(required=False, allow_null=True)
    intermediary = AgencyField(required=False, allow_null=True)
    text_reference = text_field(200, help_text="Where its text is kept.")
    signed_on = serializers.DateField(required=False, allow_null=True)
    valid_from = serializers.DateField(required=False, allow_null=True)
    valid_until = serializers.DateField(required=False, allow_null=True)
    confidentiality = serializers.ChoiceField(
        Agreement.Confidentiality.choices, required=False, help_text="Without it, the two sides."
    )


class VoiceInput(PaperInput):
    """Without an agency the own side speaks. What another side said names its message."""

    agency = AgencyField(required=False)


class EndInput(VoiceInput):
    ends_on = serializers.DateField()
    text = text_field(2000)


class AgreementViewSet(Endpoint):
    """What the two sides agreed in the talks"""

    kind = Prefix.AGREEMENT
    queryset = Agreement.objects.none()
    serializer_class = AgreementSerializer
    outputs = {"list": ListedAgreementSerializer}
    inputs = {
        "create": AgreementInput,
        "partial_update": AgreementInput,
        "accept": VoiceInput,
        "end": EndInput,
    }
    scopes = {
        "list": "agreements:read",
        "retrieve": "agreements:read",
        "create": "agreements:keep",
        "partial_update": "agreements:keep",
        "propose": "agreements:keep",
        "withdraw": "agreements:keep",
        "accept": "agreements:speak",
        "end": "agreements:speak",
    }
    needs_version = frozenset(scopes) - {"list", "retrieve", "create"}
    filters = {
        "state": OneOf("state", AgreementState),
        "counterpart": Code("counterpart__code"),
        "signed_on__gte": Day("signed_on__gte", says="Signed on this day or later"),
        "signed_on__lte": Day("signed_on__lte", says="Signed on this day or before"),
        "q": Text("reference", "title", says="Part of the reference or the title"),
    }
    orderings = {
        "reference": Order("reference"),
        "signed_on": Order("signed_on", may_be_empty=True),
    }

    def get_queryset(self):
        return super().get_queryset().for_pages().prefetch_related("words")

    def create(self, request):
        """Open one: a draft that only the own side sees"""
        row = open_agreement(by=request.user, **self.given())
        return self.created(row, "agreements", row)

    def partial_update(self, request, reference):
        """Change a draft"""
        return self.shown(plan_agreement(agreement=self.seen(), by=request.user, **self.given()))

    def propose(self, request, reference):
        """Propose it: the other side sees it, and it stands as it was read"""
        self.given()
        return self.shown(propose_agreement(agreement=self.seen(), by=request.user))

    def withdraw(self, request, reference):
        """Withdraw it before both sides accepted it"""
        self.given()
        return self.shown(withdraw_agreement(agreement=self.seen(), by=request.user))

    def accept(self, request, reference):
        """Accept it for the own side, or record that another side did"""
        return self._said(accept_agreement)

    def end(self, request, reference):
        """Give notice of its end, or record that another side did"""
        return self._said(end_agreement)

    def _said(self, operation):
        row, given = self.seen(), self.given()
        user = self.request.user
        agency = given.pop("agency", None) or own_speaker(user, row) or row.convenor
        return self.shown(operation(agreement=row, agency=agency, by=user, **given))
