"""Who held what, from when; corrections of it, and reviews of what one person did alone."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from cases.api.circumstances import StorageUnitField
from cases.models import Container, CustodyEvent, RemainsCase
from cases.models.custody import CustodyKind
from cases.operations.reviewing import correct_custody, review_custody
from repatriation.api.bulk import (
    BulkSerializer,
    done_or_refused,
    item_result,
    items_in,
    require_all,
)
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Record, named, text_field
from repatriation.api.filters import OneOf
from repatriation.api.pagination import Order
from repatriation.api.parameters import is_true
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.errors import DomainError
from repatriation.references import Prefix, parse

declare_scopes(
    {
        "custody:read": Scope("Read what waits for a review"),
        "custody:correct": Scope("Correct custody", ("cases.store_remains",)),
        "custody:review": Scope("Review what one person did alone", ("cases.review_custody",)),
    }
)


class CustodySerializer(Record):
    container = named("container", "reference")
    case = named("case", "reference")
    from_holder = named("from_holder")
    to_holder = named("to_holder")
    storage_unit = named("storage_unit", "name")
    sheet = named("sheet", "reference")
    has_witness = serializers.SerializerMethodField()
    corrects = serializers.IntegerField(source="corrects.seq", allow_null=True, read_only=True)
    reviewed_at = serializers.SerializerMethodField()

    class Meta:
        model = CustodyEvent
        fields = [
            "container",
            "case",
            "seq",
            "kind",
            "from_holder",
            "to_holder",
            "storage_unit",
            "place",
            "sheet",
            "handed_over_by",
            "has_witness",
            "outside_witness",
            "alone_reason",
            "permit",
            "permit_by",
            "reviewed_at",
            "corrects",
            "note",
            "is_on_paper",
            "is_late",
            "occurred_at",
            "recorded_at",
        ]
        read_only_fields = fields

    def get_has_witness(self, event) -> bool:
        return event.witness_id is not None

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_reviewed_at(self, event):
        review = getattr(event, "review", None)
        return review.reviewed_at if review else None


class CustodyEndpoint(Endpoint):
    queryset = CustodyEvent.objects.none()
    serializer_class = CustodySerializer
    filters = {"kind": OneOf("kind", CustodyKind)}
    orderings = {"seq": Order("seq")}
    ordering = page_key = "seq"

    def get_queryset(self):
        events = CustodyEvent.objects.visible_to(self.request.user)
        return events.select_related(
            "container", "case", "from_holder", "to_holder", "storage_unit", "sheet",
            "corrects", "review",
        )  # fmt: skip


class CorrectionInput(Input):
    note = serializers.CharField(max_length=200, help_text="What was wrong, and how you know.")
    storage_unit = StorageUnitField(required=False)
    place = text_field(120)


class ThingCustody(CustodyEndpoint):
    """The custody of one container or case, first to last"""

    things: type[Container | RemainsCase]
    inputs = {"correct": CorrectionInput}
    creates = frozenset({"correct"})

    def get_queryset(self):
        thing = self.found(
            self.things.objects.visible_to(self.request.user), self.kind, self.kwargs["reference"]
        )
        return super().get_queryset().filter(**{self.things.custody_field: thing})

    def get_object(self):
        if event := self.get_queryset().filter(seq=self.kwargs["seq"]).first():
            return event
        raise Http404

    def correct(self, request, reference, seq):
        """Correct one act by a new one that names it; the first stays as it was written"""
        event, given = self.get_object(), self.given()
        correction = correct_custody(event=event, by=request.user, **given)
        return self.shown(correction, 201)


class ContainerCustody(ThingCustody):
    kind, things = Prefix.CONTAINER, Container
    scopes = {"list": "containers:read", "correct": "custody:correct"}


class CaseCustody(ThingCustody):
    kind, things = Prefix.REMAINS_CASE, RemainsCase
    scopes = {"list": "cases:read", "correct": "custody:correct"}


class ReviewItem(Input):
    """One act: of a container or of a case, by its number there."""

    container = text_field(40)
    case = text_field(40)
    seq = serializers.IntegerField(min_value=1, max_value=999_999_999)


class ReviewInput(Input):
    items = ReviewItem(many=True, max_length=1000)


class ReviewEndpoint(CustodyEndpoint):
    """What one person of the own agency did alone, and nobody has reviewed"""

    scopes = {"list": "custody:read", "review": "custody:review"}
    inputs = {"review": ReviewInput}
    outputs = {"review": BulkSerializer}
    parameters = {"review": ("atomic",)}
    orderings = {"occurred_at": Order("occurred_at")}
    ordering = "occurred_at"
    page_key = "pk"

    def get_queryset(self):
        return super().get_queryset().alone().filter(to_holder=self.request.user.agency_id)

    def review(self, request):
        """Review many at once, with a result for each"""
        is_atomic = is_true(request.query_params, "atomic")
        named_here = [self._named(item) for item in items_in(request.data)]
        events = self._events([one for one in named_here if isinstance(one, tuple)])
        found = [events.get(one, one) for one in named_here]
        once = {one.pk: one for one in found if isinstance(one, CustodyEvent)}
        done = done_or_refused([*once.values()], lambda some: self._review(some, request.user))
        outcomes = dict(zip(once, done, strict=True))
        results = [
            item_result(index, outcomes[one.pk] if isinstance(one, CustodyEvent) else _wrong(one))
            for index, one in enumerate(found)
        ]
        if is_atomic:
            require_all(results)
        return Response({"results": results})

    @staticmethod
    def _review(events: Sequence[CustodyEvent], by) -> list[dict[str, Any]]:
        return [{} for _review in review_custody(events=list(events), by=by)]

    def _named(self, item: Any) -> tuple[str, int] | Exception:
        """The reference and the number, or what is wrong with them."""
        read = ReviewItem(data=item, context=self.get_serializer_context())
        try:
            read.is_valid(raise_exception=True)
            given = read.validated_data
            kind = Prefix.CONTAINER if given.get("container") else Prefix.REMAINS_CASE
            text = given.get("container") or given.get("case", "")
            return str(parse(text, kind)), given["seq"]
        except (ValidationError, DomainError) as refusal:
            return refusal

    def _events(self, named_here: list[tuple[str, int]]) -> dict[tuple[str, int], CustodyEvent]:
        """All that are visible, in one question."""
        references = {reference for reference, _seq in named_here}
        seqs = {seq for _reference, seq in named_here}
        of_these = Q(container__reference__in=references) | Q(case__reference__in=references)
        visible = CustodyEndpoint.get_queryset(self).filter(of_these, seq__in=seqs)
        return {(event.subject.reference, event.seq): event for event in visible}


def _wrong(one: Any) -> DomainError | ValidationError:
    if isinstance(one, DomainError | ValidationError):
        return one
    return ValidationError(_("There is no such record."), "does_not_exist")
