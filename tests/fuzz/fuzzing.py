"""Requests made from the OpenAPI file, put in a place where they can be answered, and judged.

Nothing stays: each request runs in a transaction that is rolled back, so a case depends on its
seed and on the world, not on the cases before it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from random import Random
from typing import Any
from uuid import UUID

import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.transport import Response
from schemathesis.generation.drivers import CoverageGenerator
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.generation.overrides import Override
from schemathesis.specs.openapi import checks
from werkzeug.test import Client

from tests.api.operations import FILE as SCHEMA_FILE
from tests.api.operations import Operation
from tests.fuzz.senders import Ground, Sender, file_for

SCHEMA = schemathesis.openapi.from_path(SCHEMA_FILE)
SCHEMA.config.update(base_url="http://localhost")
SCHEMA.config.output.sanitization.update(enabled=False)
SCHEMA.config.checks.missing_required_header.expected_statuses = ["400", "401", "403", "404", "428"]
SCHEMA.app = get_wsgi_application()
OPERATIONS = {
    found.ok().definition.raw["operationId"]: found.ok() for found in SCHEMA.get_all_operations()
}
PROBLEM = "application/problem+json"


def undocumented(case: Case, what: str) -> Failure:
    """An answer that the file does not promise."""
    return Failure(operation=case.operation.label, message=what)


@contextmanager
def one_connection() -> Iterator[None]:
    """Held open across requests, as Django's own test client does it; which undoes this."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class Fuzzing:
    """One operation, asked `most` times, by each kind of sender in turn."""

    def __init__(self, ground: Ground, operation: Operation, seed: int):
        self.operation = OPERATIONS[operation.name]
        (self.scope,) = self.operation.definition.raw["security"][0]["client"]
        self.place = ground.place(operation)
        self.is_form = operation.media_type.startswith("multipart")
        self.file = file_for(operation)
        self.is_lenient = self.is_form or "atomic" in operation.names("query")
        self.senders = ground.senders(self.place)
        self.random = Random(f"{seed} {operation.name}")
        self.seed = seed
        self.answers: Counter[tuple[str, int]] = Counter()
        self.failures: dict[str, str] = {}

    def run(self, most: int) -> None:
        turns = cycle(self.senders)
        with one_connection():
            for case in self._cases(most):
                self.ask(case, next(turns))

    def _cases(self, most: int) -> Iterator[Case]:
        """Half of them at the edges of what the file allows, the others by chance."""
        edges = list(self._edges())
        edges = self.random.sample(edges, min(len(edges), most // 2))
        rest = most - len(edges)
        yield from edges
        for mode, share in zip(GenerationMode, (rest - rest // 2, rest // 2), strict=True):
            yield from _drawn(self.operation.as_strategy(generation_mode=mode), share, self.seed)

    def _edges(self) -> CoverageGenerator:
        return CoverageGenerator(
            operation=self.operation,
            generation_modes=list(GenerationMode),
            generation_config=SCHEMA.config.generation_for(
                operation=self.operation, phase="coverage"
            ),
            auth_storage=None,
            override=Override(),
            feedback=NO_FEEDBACK,
        )

    def ask(self, case: Case, sender: Sender) -> None:
        self._put_in_place(case)
        with transaction.atomic():
            response = _sent(case, sender)
            self.answers[sender.name, response.status_code] += 1
            try:
                self._judge(case, response, sender)
                if case.method == "POST" and response.status_code < 300:
                    self._follow(case, response, sender)
            except FailureGroup as group:
                self._note(group.exceptions, f"{sender.name}\n{group.message}")
            except Failure as failure:
                self._note([failure], f"{sender.name}\n{failure}\n{case.as_curl_command()}")
            transaction.set_rollback(True)

    def _note(self, failures: Sequence[Failure], text: str) -> None:
        for failure in failures:
            key = f"{self.operation.label}: {failure.title}: {failure.message}"[:300]
            self.failures.setdefault(key, text)

    def _put_in_place(self, case: Case) -> None:
        """What is wrong on purpose stays wrong; the rest mostly fits what is there."""
        negative = case.meta.is_negative_at
        if not negative(ParameterLocation.PATH) and self.random.random() < 0.9:
            case.path_parameters = case.path_parameters | {
                name: self.place.values[name] for name in case.path_parameters
            }
        if not negative(ParameterLocation.HEADER):
            known = {
                "Idempotency-Key": str(UUID(int=self.random.getrandbits(128))),
                "If-Match": self.place.version,
            }
            wanted = set(case.headers) | ({"Idempotency-Key"} if case.method == "POST" else set())
            for name in known.keys() & wanted:
                case.headers[name] = known[name]
        if negative(ParameterLocation.BODY):
            return
        good = self.place.body
        if isinstance(good, dict) and self.is_form:
            good = good | {"file": self.file}
        if isinstance(case.body, dict) and isinstance(good, dict):
            keep = self.random.choice((0, 0.3, 1))
            more = {name: value for name, value in good.items() if self.random.random() >= keep}
            case.body = case.body | more

    def _judge(self, case: Case, response: Response, sender: Sender) -> None:
        case.validate_response(
            response,
            checks=CHECKS,
            headers=sender.headers,
            transport_kwargs={"headers": sender.headers},
            additional_checks=[self._keeps_the_door(sender)],
            excluded_checks=self._needless(sender),
        )

    def _follow(self, case: Case, response: Response, sender: Sender) -> None:
        """The same key brings the same answer, and what was made is where it is said to be."""
        again = _sent(case, sender)
        if (again.status_code, again.content) != (response.status_code, response.content):
            raise undocumented(case, f"{response.status_code}, and then {again.status_code}")
        for address in response.headers.get("location", []):
            reading = SCHEMA.find_operation_by_path("GET", address)
            parts = zip(reading.path.split("/"), address.split("/"), strict=True)
            names = {name[1:-1]: part for name, part in parts if name.startswith("{")}
            made = reading.Case(path_parameters=names)
            shown = _sent(made, sender)
            if shown.status_code != 200:
                raise undocumented(case, f"{address} is said to be there, and is not")
            made.validate_response(shown, checks=CHECKS, excluded_checks=[checks.ignored_auth])

    def _needless(self, sender: Sender) -> list[Any]:
        """A session is not taken away by leaving out a token; any bytes of a file are wrong in
        its eyes; and where each line has an answer of its own, a wrong line is no refusal."""
        of_person = [checks.ignored_auth] if sender.cookies else []
        of_form = [checks.negative_data_rejection] if self.is_lenient else []
        return of_person + of_form

    def _keeps_the_door(self, sender: Sender):
        """Nobody gets in; a program gets no further than its scopes; a refusal is a problem."""

        def check(_context, response: Response, case: Case) -> None:
            status, kind = response.status_code, response.headers.get("content-type", [""])[0]
            if status >= 400 and kind != PROBLEM:
                raise undocumented(case, f"{status} comes as {kind}")
            if status < 400 and not sender.may_ask(self.scope):
                raise undocumented(case, f"{status} to {sender.name}")
            if sender.name == "nobody" and status not in (401, 404):
                raise undocumented(case, f"{status} to nobody")

        return check


def _sent(case: Case, sender: Sender) -> Response:
    """With these cookies, and none that an answer to somebody else has left behind."""
    case.cookies = dict(sender.cookies)
    return case.call(session=Client(SCHEMA.app), headers=sender.headers)


def _drawn(strategy, most: int, seed: int) -> list[Case]:
    cases: list[Case] = []

    @seeded(seed)
    @settings(
        max_examples=most,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(case):
        cases.append(case)

    if most:
        keep()
    return cases[:most]


CHECKS = [
    getattr(checks, name)
    for name in (
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "missing_required_header",
        "unsupported_method",
        "ignored_auth",
    )
]
