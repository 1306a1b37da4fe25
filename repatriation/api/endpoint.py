"""What every endpoint shares: one noun, its rows, its scopes, and how an object is shown."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Choices, Model, QuerySet
from django.http import Http404
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from repatriation.api.fields import Nothing
from repatriation.api.filters import ONE_OF, DeclaredFilters, Filter
from repatriation.api.idempotency import Replay, replay_if_saved, replayed
from repatriation.api.pagination import PARAMETERS, KeysetPages, Order
from repatriation.api.parameters import once, refuse_unknown, wrong
from repatriation.api.scopes import NO_METHOD
from repatriation.api.throttling import rate_headers
from repatriation.api.versions import as_seen, line_as_seen, versioned
from repatriation.errors import Sentence
from repatriation.references import Prefix, parse


class Endpoint(GenericViewSet):
    """`scopes` names what a program's token must carry for each action, `inputs` what the action
    reads, `outputs` what it shows where that is not the whole object. A move's address carries
    the object's reference; what is asked of another kind, or mistyped, is told apart from what
    does not exist."""

    kind: Prefix
    queryset: QuerySet[Any]
    scopes: Mapping[str, str] = {}
    inputs: Mapping[str, type[BaseSerializer]] = {}
    outputs: Mapping[str, Any] = {}
    other_answers: Mapping[str, Mapping[int, Any]] = {}  # by status, beside the usual one
    filters: Mapping[str, Filter] = {}
    parameters: Mapping[str, tuple[str, ...]] = {}
    one_of: Mapping[str, type[Choices]] = {}  # of these parameters; the others are yes or no
    orderings: Mapping[str, Order] = {"reference": Order("reference")}
    ordering = "reference"
    page_key = "reference"
    needs_version: frozenset[str] = frozenset()  # these compare what the caller had read
    creates: frozenset[str] = frozenset({"create"})  # these answer 201
    takes_any_version: frozenset[str] = frozenset()  # these take `*` too: one line of many
    http_method_names = ["get", "head", "post", "patch"]
    lookup_field = "reference"
    filter_backends = [DeclaredFilters]
    pagination_class = KeysetPages

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        replay_if_saved(request._request)
        if self.action not in NO_METHOD:
            refuse_unknown(request.query_params, self.known_parameters())

    def handle_exception(self, exc):
        return replayed(exc.saved) if isinstance(exc, Replay) else super().handle_exception(exc)

    def chosen(self, name: str, default: str) -> str:
        """The value of a parameter that is one of a few."""
        value, values = once(self.request.query_params, name, default), self.one_of[name].values
        if value not in values:
            raise wrong(name, value, Sentence(ONE_OF, {"values": ", ".join(values)}))
        return value

    def known_parameters(self) -> list[str]:
        own = self.parameters.get(self.action, ())
        return [*own, *self.filters, *PARAMETERS] if self.is_list else list(own)

    @property
    def is_list(self) -> bool:
        return self.action == "list"

    def get_queryset(self):
        return self.queryset.model.objects.visible_to(self.request.user)

    def get_object(self):
        return self.found(self.get_queryset(), self.kind, self.kwargs["reference"])

    def found(self, rows: QuerySet[Any], kind: Prefix, text: str):
        if row := rows.filter(reference=str(parse(text, kind))).first():
            return row
        raise Http404

    def get_serializer_class(self):
        return self.outputs.get(self.action, self.serializer_class)

    def given(self) -> dict[str, Any]:
        """What the move is told, checked for its form; its rules are the operation's."""
        reads = self.inputs.get(self.action, Nothing)
        is_partial = self.request.method == "PATCH"
        data = reads(
            data=self.request.data, context=self.get_serializer_context(), partial=is_partial
        )
        data.is_valid(raise_exception=True)
        return data.validated_data

    def seen(self):
        """The object as the caller read it; the operation compares when it locks."""
        return as_seen(self.request, self.get_object())

    def line_seen(self):
        return line_as_seen(self.request, self.get_object())

    def list(self, request, *args, **kwargs):
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request, *args, **kwargs):
        return self.shown(self.get_object())

    def shown(self, row: Model, status: int = 200, **headers: str) -> Response:
        """The object as it stands now; nothing where the caller no longer sees it."""
        if self.request.method not in ("GET", "HEAD"):
            row = self.get_queryset().filter(pk=row.pk).first()
            if row is None:
                return Response(status=204)
        response = versioned(self.request, row, self.get_serializer(row).data, status)
        for name, value in headers.items():
            response.headers[name] = value
        return response

    def created(self, row: Model, *address: object) -> Response:
        """`address` is in our own words: the caller's may hold anything."""
        return self.shown(row, 201, Location=address_of(*address))

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in rate_headers(request).items():
            response.headers[name] = value
        return response


def address_of(*parts: object) -> str:
    return "/".join(("/api/v1", *map(str, parts), ""))
