"""Restricted findings: at an address of their own, for people alone."""

from django.http import Http404
from rest_framework import serializers

from cases.models import Examination, RestrictedFinding
from cases.models.finding import RestrictedKind
from cases.operations import finding as operations
from cases.policies.examinations import why_not_restrict
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import AgencyField, Input, Record, named
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.errors import require
from repatriation.references import Prefix, parse

declare_scopes(
    {
        "findings:restrict": Scope(
            "Read, record and refer restricted findings (people only)",
            ("cases.see_restricted_findings",),
        ),
    }
)


class RestrictedSerializer(Record):
    number = serializers.IntegerField(read_only=True)
    referred_to = named("referred_to")

    class Meta:
        model = RestrictedFinding
        fields = ["number", "kind", "text", "recorded_at", "referred_to", "referred_at"]
        read_only_fields = fields


class RestrictedInput(Input):
    kind = serializers.ChoiceField(RestrictedKind.choices)
    text = serializers.CharField(max_length=2000)


class ReferInput(Input):
    to = AgencyField(help_text="A legal authority of the own side.")


class RestrictedEndpoint(Endpoint):
    """Cause of death and signs of ill-treatment: for people who examine, and the investigator"""

    kind = Prefix.EXAMINATION
    queryset = RestrictedFinding.objects.none()
    serializer_class = RestrictedSerializer
    inputs = {"create": RestrictedInput, "refer": ReferInput}
    scopes = dict.fromkeys(("list", "create", "refer"), "findings:restrict")
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        """Not there for whoever may read none: whether there is any is not told either."""
        user, text = self.request.user, str(parse(self.kwargs["reference"], self.kind))
        rows = RestrictedFinding.objects.visible_to(user).filter(examination__reference=text)
        is_reader = user.is_person and user.has_perm("cases.see_restricted_findings")
        if not is_reader or not (self._examinations().exists() or rows.exists()):
            raise Http404
        return rows.numbered().select_related("referred_to")

    def get_object(self):
        if row := self.get_queryset().filter(number=self.kwargs["number"]).first():
            return row
        raise Http404

    def create(self, request, reference):
        """Record a restricted finding"""
        examination, given = self.examination(), self.given()
        kind = RestrictedKind(given.pop("kind"))
        row = operations.record_restricted(
            examination=examination, kind=kind, by=request.user, **given
        )
        return self.shown(row, 201)

    def refer(self, request, reference, number):
        """Refer it to the investigator"""
        examination, given = self.examination(), self.given()
        require(why_not_restrict(request.user, examination))  # before any is looked for
        referred = operations.refer_restricted(
            examination=examination, finding=self.get_object(), by=request.user, **given
        )
        return self.shown(referred)

    def examination(self) -> Examination:
        """Of those whose findings the caller may restrict; a program is told that people do."""
        row = self._examinations().select_related("case").first()
        if row and self.request.user.has_perm("cases.see_restricted_findings"):
            return row
        raise Http404

    def _examinations(self):
        text = str(parse(self.kwargs["reference"], self.kind))
        return Examination.objects.visible_to(self.request.user).filter(reference=text)
