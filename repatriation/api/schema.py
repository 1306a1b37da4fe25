"""The OpenAPI file: what all endpoints share is written down here, once.

Loaded by the framework while it makes a view's schema; endpoints need not mention it.
"""

from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import (
    ResolvedComponent,
    build_parameter_type,
    get_lib_doc_excludes,
)
from drf_spectacular.utils import OpenApiParameter

from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Nothing, Record
from repatriation.api.scopes import declared_scopes
from repatriation.references import Prefix, reference

SHARED = ("limit", "cursor", "count", "Idempotency-Key", "If-Match")
STANDARD = ("list", "retrieve", "create")
REFUSALS = {
    400: "The request is not understood: a field, a parameter or a reference is wrong.",
    401: "Nobody is signed in, or the token is unknown or has expired.",
    403: "The token lacks the scope, or a rule forbids it to this caller. `detail` says which.",
    404: "There is no such record, or the caller may not see it.",
    409: "The state does not allow it, somebody was faster, or the same request is still running.",
    412: "The object was changed since the caller read it; `version` and `state` say how it is.",
    413: "What was sent is too large.",
    415: "The content type is another one than this address reads.",
    422: "A rule of the domain does not hold, or the Idempotency-Key was used for something else.",
    428: "If-Match is missing.",
    429: "Too many requests; `Retry-After` says when to come again.",
}
PROBLEM = {
    "type": "object",
    "description": "A refusal (RFC 9457). `detail` is the sentence a page would show.",
    "required": ["type", "title", "status", "detail", "code", "instance", "request_id"],
    "properties": {
        "type": {"type": "string", "example": "about:blank"},
        "title": {"type": "string", "example": "Conflict"},
        "status": {"type": "integer", "example": 409},
        "code": {"type": "string", "example": "transition_not_allowed"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {"type": "string", "example": "/containers"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
    "additionalProperties": True,
}
NUMBER = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
PATH_PARTS: dict[str, dict[str, Any]] = {
    "seq": NUMBER,
    "number": NUMBER,
    "id": NUMBER,
    "mortuary": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
}
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200},
    OpenApiParameter.HEADER,
    required=True,
    description="Your own key for this request. The same key and body get the same answer again.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag of the object as you read it.",
)
IF_MATCH_OR_ANY = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag of the object as you read it, or `*`: one of many lines.",
)
ETAG = OpenApiParameter(
    "ETag",
    str,
    OpenApiParameter.HEADER,
    response=[200, 201],
    description="The version of the object, a dot, and a digest of what is shown.",
)


def silent_bases() -> list[type]:
    """What these say of themselves is for programmers, and not said of each endpoint."""
    return [*get_lib_doc_excludes(), Endpoint, Record, Input]


class PersonScheme(SessionScheme):
    target_class = "repatriation.api.people.PersonAuthentication"


class ClientScheme(OpenApiAuthenticationExtension):
    target_class = "repatriation.api.authentication.ClientAuthentication"
    name = "client"

    def get_security_requirement(self, auto_schema):
        scope = getattr(auto_schema.view, "scopes", {}).get(auto_schema.view.action)
        return {self.name: [scope] if scope else []}

    def get_security_definition(self, auto_schema):
        scopes = {name: scope.says for name, scope in declared_scopes().items()}
        flow = {"tokenUrl": "/oauth/token/", "scopes": scopes}
        return {"type": "oauth2", "flows": {"clientCredentials": flow}}


class Schema(AutoSchema):
    view: Endpoint

    def get_operation_id(self) -> str:
        action = self.view.action
        named = [part.replace("-", "_").replace(":", "_") for part in self._tokenize_path()]
        if self.method == "PATCH":
            return "_".join([*named, "change"])
        return "_".join([*named, action] if action in STANDARD else named)

    def get_summary(self) -> str:
        return self._said()[0].rstrip(".:")

    def get_description(self) -> str:
        return "\n".join(self._said()[1:]).strip()

    def _said(self) -> list[str]:
        return super().get_description().split("\n")

    def get_request_serializer(self):
        reads = self.view.inputs.get(self.view.action, Nothing)
        return None if reads is Nothing else reads

    def get_response_serializers(self):
        shown = self.view.outputs.get(self.view.action, self.view.serializer_class)
        if others := self.view.other_answers.get(self.view.action):
            return {201 if self._is_create_operation() else 200: shown} | dict(others)
        return shown

    def _get_parameters(self):
        return [self._shared(parameter) for parameter in super()._get_parameters()]

    def _shared(self, parameter: dict[str, Any]) -> dict[str, Any]:
        """What many operations take stands among the components, once."""
        if parameter["name"] not in SHARED:
            return parameter
        name = parameter["name"].replace("-", "")
        if self._version == "any" and name == "IfMatch":
            name = "IfMatchOrAny"
        shared = ResolvedComponent(name, ResolvedComponent.PARAMETER, parameter, object=Schema)
        self.registry.register_on_missing(shared)
        return shared.ref

    def _is_create_operation(self) -> bool:
        return self.view.action in self.view.creates

    def get_override_parameters(self):
        shared = []
        if self.method == "POST":
            shared.append(IDEMPOTENCY_KEY)
        if self._version == "named":
            shared.append(IF_MATCH)
        if self._version == "any":
            shared.append(IF_MATCH_OR_ANY)
        if self._shows_object:
            shared.append(ETAG)
        own = self.view.parameters.get(self.view.action, ())
        return shared + [self._own_parameter(name) for name in own]

    def _own_parameter(self, name: str) -> OpenApiParameter:
        if values := self.view.one_of.get(name):
            return OpenApiParameter(name, str, OpenApiParameter.QUERY, enum=values.values)
        return OpenApiParameter(name, bool, OpenApiParameter.QUERY)

    @property
    def _version(self) -> str:
        """Whether the version of what was read must be named, may be any, or is not asked for."""
        if self.view.action in self.view.needs_version:
            return "named"
        return "any" if self.view.action in self.view.takes_any_version else ""

    @property
    def _shows_object(self) -> bool:
        return not self._is_list_view() and self.view.action not in self.view.outputs

    def _resolve_path_parameters(self, variables):
        return [
            build_parameter_type(
                name=name,
                location=OpenApiParameter.PATH,
                schema=PATH_PARTS.get(name) or _reference(self.path),
            )
            for name in variables
        ]

    def _get_response_bodies(self, direction="response"):
        problem = ResolvedComponent("Problem", ResolvedComponent.SCHEMA, PROBLEM, object=Schema)
        self.registry.register_on_missing(problem)
        shown = super()._get_response_bodies(direction)
        return shown | {str(status): self._refusal(status, problem) for status in self._statuses()}

    def _statuses(self) -> list[int]:
        statuses = {400, 401, 403, 429}
        if "{" in self.path:
            statuses.add(404)
        if self.method != "GET":
            statuses |= {409, 413, 415, 422}
        if self._version:
            statuses |= {412, 428}
        return sorted(statuses)

    def _refusal(self, status: int, problem: ResolvedComponent) -> dict[str, Any]:
        response = ResolvedComponent(
            f"Problem{status}",
            ResolvedComponent.RESPONSE,
            {
                "description": REFUSALS[status],
                "content": {"application/problem+json": {"schema": problem.ref}},
            },
            object=Schema,
        )
        self.registry.register_on_missing(response)
        return response.ref


def _reference(path: str) -> dict[str, Any]:
    nouns = {
        "rounds": Prefix.ROUND,
        "batches": Prefix.BATCH,
        "containers": Prefix.CONTAINER,
        "cases": Prefix.REMAINS_CASE,
        "identifications": Prefix.IDENTIFICATION,
        "affiliations": Prefix.AFFILIATION,
        "candidates": Prefix.CANDIDATE,
        "associations": Prefix.ASSOCIATION,
        "board-sessions": Prefix.BOARD_SESSION,
        "individuals": Prefix.INDIVIDUAL,
        "missing-persons": Prefix.MISSING_PERSON,
        "recoveries": Prefix.RECOVERY_SITE,
        "sheets": Prefix.TALLY_SHEET,
        "discrepancies": Prefix.DISCREPANCY,
        "samples": Prefix.SAMPLE,
        "laboratory": Prefix.SAMPLE,
        "worklists": Prefix.WORKLIST,
        "results": Prefix.LAB_RESULT,
        "examinations": Prefix.EXAMINATION,
        "releases": Prefix.RELEASE,
        "effects": Prefix.EFFECT,
        "agreements": Prefix.AGREEMENT,
        "commitments": Prefix.COMMITMENT,
    }
    noun = path.removeprefix("/api/v1/").split("/")[0]
    example = reference(nouns[noun], 26, 123)
    return {"type": "string", "maxLength": 40, "example": example}
