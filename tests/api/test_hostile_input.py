"""Whatever is sent to whatever operation of the OpenAPI file: never a 500, always a problem."""

import json
from collections.abc import Iterator
from itertools import cycle, islice, product
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from repatriation.roles import ROLES
from tests.api.callers import Caller, program
from tests.api.open_world import OpenWorld
from tests.api.operations import Operation, operations
from tests.factories.accounts import UserFactory

NASTY = [
    None, True, -1, 2**63, 10**30, 1.5, "", "\0", "\ud800", "x" * 20_000, "٣", "\u202e🜁",
    [], [None], {}, {"a": ["\0"]}, ["x"] * 1001,
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-02-30", "CN-26-000001-X",
]  # fmt: skip
BODIES = [
    b"", b"{", b"\xff\xfe", b"null", b"[]", b"1e999", b'{"a":NaN}', b"[" * 100_000, b"9" * 5_000,
    b'{"\\ud800": 1}', '{"имя": 1, "a~/b": 1}'.encode(), b'{"items": [' + b"{}," * 999 + b"[]]}",
]  # fmt: skip
QUERIES = ["", "%00", "%ff", "x" * 3_000, "9" * 5_000, "-1", "2026-13-45", "%ED%A0%80", "'"]
PARTS = ["%00", "x", "EB-26-0001-0", "999999999", "a" * 3_000, "..", "%F0%9F%9C%81", "%ff"]
TAGS = ["", "*", "9" * 5_000, "abc", "²", 'W/"1']
TYPES = ["", "text/plain", "multipart/form-data", "application/json; charset=utf-16", "a/b; c=\xff"]
NAMES = ["list.csv", "x" * 400, "a\nb.xlsx"]
JSON = "application/json"
FILES = [
    b"", b"\0" * 100, b"PK\x03\x04" + b"x" * 100, b"%PDF-1.4", b'[{"label": "\\ud800"}]', b"<html>",
    b"label\n" + b"A\n" * 500, b"label;claimed_individuals\nA;99999999999999999999",
    b"label;claimed_name\nA;" + b"x" * 6_000, b"\xff\xfel\0a\0b\0e\0l\0\n\0A\0",
]  # fmt: skip


class Attack:
    """One operation, in a place where it is open if there is one; nothing of it stays."""

    def __init__(self, world: OpenWorld, operation: Operation, most: int):
        self.world, self.operation, self.most = world, operation, most
        self.failures: list[str] = []
        self.turns: dict[int, Iterator[Any]] = {}
        self.body = world.body(operation)
        self.is_open = self._find_place()

    def some(self, values: list[Any]) -> list[Any]:
        """As many as we have time for, each in its turn."""
        turn = self.turns.setdefault(id(values), cycle(values))
        return list(islice(turn, min(self.most, len(values))))

    def _find_place(self) -> bool:
        noun = self.operation.path.split("/")[3]
        for row in self.world.rows.get(noun, [None]):
            for caller in self.world.callers.values():
                self.caller = caller
                self.values = self._values(row)
                self.version = self._version()
                if self.send(self.body) < 400:
                    return True
        return False

    def _values(self, row) -> dict[str, str]:
        mortuary = self.world.mortuaries[0].code
        more = {"seq": "1", "number": "1", "id": str(self.world.job.pk)}
        return more | {"reference": str(row), "mortuary": mortuary}

    def _version(self) -> str:
        """What the caller reads of the object, if there is one."""
        path = self.operation.path.format(**self.values)
        if self.operation.method == "post":
            path = path.removesuffix("/").rpartition("/")[0] + "/"
        return self.caller.get(path).headers.get("ETag", "*")

    def send(self, body=None, *, raw=None, query="", part=None, kind=JSON, **headers) -> int:
        known = {"Idempotency-Key": uuid4().hex, "If-Match": self.version} | headers
        known = self.caller.headers | known
        address = self.operation.path.format(**self.values | (part or {}))
        data = {"data": raw, "content_type": kind} if raw is not None else self._encoded(body)
        with transaction.atomic():
            method = self.operation.method.upper()
            answer = self.caller.client.generic(method, address + query, headers=known, **data)
            transaction.set_rollback(True)
        is_problem = answer.headers.get("Content-Type") == "application/problem+json"
        if answer.status_code >= 500 or (answer.status_code >= 400 and not is_problem):
            shown = f"{answer.status_code} {query} {part} {headers} {str(raw or body)[:200]}"
            self.failures.append(shown)
        return answer.status_code

    def _encoded(self, body) -> dict[str, Any]:
        if isinstance(body, dict) and self.operation.media_type.startswith("multipart"):
            form = {"file": SimpleUploadedFile("list.csv", b"label\nA-1")} | body
            form = {name: _sent(value) for name, value in form.items() if value is not None}
            return {"data": encode_multipart(BOUNDARY, form), "content_type": MULTIPART_CONTENT}
        return {"data": json.dumps(body), "content_type": JSON}

    def all(self) -> list[str]:
        for name in self.operation.names("path"):
            for part in self.some(PARTS):
                self.send(self.body, part={name: part})
            self.send(self.body, part={name: f"%0A{self.values[name]}%0D%0A"})
        for name in self.operation.names("query"):
            for query in self.some(QUERIES):
                self.send(self.body, query=f"?{name}={query}")
        if self.operation.method != "get":
            self._change()
        return self.failures

    def _change(self) -> None:
        for tag in self.some(TAGS):
            self.send(self.body, **{"If-Match": tag})
        for body in self.some(BODIES):
            self.send(raw=body)
        for kind in self.some(TYPES):
            self.send(raw=b"\xff\0--x\r\n", kind=kind)
        for body in self._poked(self.body):
            self.send(body)
        if self.operation.media_type.startswith("multipart"):
            for content, name, dry_run in product(FILES, NAMES, ("true", "false", "maybe")):
                file = SimpleUploadedFile(name, content)
                self.send({"file": file, "dry_run": dry_run, "source": "x"})

    def _poked(self, body: Any) -> Iterator[Any]:
        """The body with one of its values, at any depth, replaced by something nasty."""
        if isinstance(body, dict):
            for name, value in body.items():
                yield from (body | {name: nasty} for nasty in self.some(NASTY))
                yield from (body | {name: worse} for worse in self._poked(value))
            yield body | {"\0" * 500: 1}
        if isinstance(body, list) and body:
            yield from ([nasty] for nasty in self.some(NASTY))
            yield from ([worse] for worse in self._poked(body[0]))


def _sent(value: Any) -> Any:
    """A form has no halves of characters; what cannot be sent so is sent as NUL."""
    return "\0" if value == "\ud800" else value


def failures_of(world: OpenWorld, most: int) -> tuple[dict[str, list[str]], list[str]]:
    """What went wrong, and the operations that were open to nobody."""
    attacks = [Attack(world, operation, most) for operation in operations()]
    failures = {str(one.operation): found for one in attacks if (found := one.all())}
    return failures, [str(one.operation) for one in attacks if not one.is_open]


in_full = pytest.param(1000, marks=pytest.mark.faults)


@pytest.mark.parametrize("most", [3, in_full])
def test_no_input_of_a_person_is_a_mistake_of_ours(most):
    assert failures_of(OpenWorld(), most) == ({}, [])


@pytest.mark.parametrize("most", [1, in_full])
def test_no_input_of_a_program_is_a_mistake_of_ours(most):
    world = OpenWorld()
    world.callers = {
        name: program(UserFactory(agency=user.agency, role=list(ROLES), program=True))
        for name, user in world.people.items()
    }

    failures, _for_people_only = failures_of(world, most)

    assert failures == {}


def test_nobody_is_told_anything_but_to_sign_in():
    """Without a session or token: no 500, no 200, whatever the address."""
    nobody = Caller()

    for operation in operations():
        names = dict.fromkeys(operation.names("path"), "1")
        answer = nobody.client.generic(operation.method.upper(), operation.path.format(**names))

        assert answer.status_code == 401, operation
        assert answer.headers["Content-Type"] == "application/problem+json"
