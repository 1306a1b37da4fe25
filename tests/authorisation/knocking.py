"""One principal at one address: what is sent, and what the answer says of the right to."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse

from cases.models import CustodyEvent, Scan
from exchanges.models import Statement
from repatriation.audit.models import AccessLog, Event
from repatriation.references import Prefix, reference
from tests.authorisation.deeds import API, ASKED, GET, PAGE, Sending, number_of
from tests.authorisation.ground import Ground
from tests.authorisation.principals import Principal
from tests.authorisation.routes import SHOW, Route
from tests.factories.work import at_work

CHECKED_BY_ITSELF = ("send a form of the own account", "remove")
UNSEARCHED = (
    "identification",
    "affiliation",
    "session",
)  # lists that are not looked through for a reference
IN_BULK = ("review", "report many results", "record many findings")
NO_KEY = 999_999_999


class Outcome(StrEnum):
    ALLOWED = "allowed"
    REFUSED = "refused"
    UNSEEN = "unseen"
    SIGN_IN = "told to sign in"


@dataclass(frozen=True)
class Knock:
    """`subject` is None where the address names no object."""

    who: Principal
    route: Route
    noun: str
    move: str
    subject: Any
    is_unknown: bool = False

    def __str__(self) -> str:
        whose = "an unknown reference" if self.is_unknown else self.noun
        return f"{self.who}: {self.route} ({whose}: {self.move})"


@dataclass(frozen=True)
class Answer:
    outcome: Outcome
    response: HttpResponse
    has_written: bool


class Door:
    """Sends a knock as a browser or a program does; nothing of it stays."""

    def __init__(self, ground: Ground):
        self.ground = ground

    def answer(self, knock: Knock) -> Answer:
        with undone():
            knock.who.ready()
            self._prove_again(knock)
            before = _written()
            response = self._sent(knock)
            has_written = _written() != before
            outcome = _outcome(knock, response)
            if outcome == Outcome.ALLOWED and _is_asked_again(knock, response, has_written):
                outcome = Outcome.REFUSED
            return Answer(outcome, response, has_written)

    def _sent(self, knock: Knock) -> HttpResponse:
        client, route = knock.who.client, knock.route
        address, headers = self.address(knock), dict(knock.who.headers)
        if route.method in ("get", SHOW):
            return client.get(address, self._query(knock), headers=headers)
        data = self._data(knock)
        if not route.is_api:
            version = getattr(knock.subject, "version", None)
            guards = {} if version is None else {"version": version}
            query = (
                f"?{urlencode(ASKED[said])}"
                if (said := f"{knock.noun}: {knock.move}") in ASKED
                else ""
            )
            return client.post(address + query, guards | data, headers=headers)
        headers |= {"Idempotency-Key": uuid4().hex, "If-Match": _seen(knock.subject)}
        if "file" in data:
            return client.post(address, data, headers=headers)
        sending = getattr(client, route.method)
        return sending(address, json.dumps(data), content_type="application/json", headers=headers)

    def _prove_again(self, knock: Knock) -> None:
        """Whoever needs a session of work for this address has it: the right is what is asked."""
        who = knock.who
        if who.user is None or not (who.is_person and who.role):
            return
        at_work(who.client, self.address(knock))

    def address(self, knock: Knock) -> str:
        values = _values(knock)
        return re.sub(r"<(\w+)>", lambda found: str(values[found[1]]), knock.route.address)

    def _query(self, knock: Knock) -> dict[str, Any]:
        if knock.move == "list":
            return {} if knock.noun.endswith(UNSEARCHED) else {"q": knock.subject.reference}
        if "<" in knock.route.address or knock.noun not in GET:
            return {}
        return self._of(GET[knock.noun], knock)

    def _data(self, knock: Knock) -> dict[str, Any]:
        sending = (API if knock.route.is_api else PAGE).get(f"{knock.noun}: {knock.move}")
        return self._of(sending, knock) if sending else {}

    def _of(self, sending: Sending, knock: Knock) -> dict[str, Any]:
        data = sending(self.ground, knock.subject, knock.who)
        if not (knock.is_unknown and hasattr(knock.subject, "reference")):
            return data
        return {name: _lost(value, knock.subject) for name, value in data.items()}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def unknown(row: Any) -> str:
    """A reference of the same kind that nothing has."""
    return reference(Prefix(row.reference[:2]), 26, 987_654)


def _lost(value: Any, row: Any) -> Any:
    """With the reference of something that is not there in the place of this one's."""
    return value.replace(row.reference, unknown(row)) if isinstance(value, str) else value


def _seen(subject: Any) -> str:
    version = getattr(subject, "version", None)
    return f'"{version}.x"' if version is not None else "*"


def _values(knock: Knock) -> dict[str, Any]:
    """Each part of an address that names something."""
    row = knock.subject
    if row is None:
        return {}
    of = row if getattr(row, "reference", "") else getattr(row, "batch", row)
    values = {"pk": row.pk, "id": row.pk, "number": 1, "before": 1, "seq": 1}
    values["reference"] = getattr(of, "reference", "")
    values["code"] = getattr(row, "code", "")
    if earlier := getattr(row, "earlier", None):
        values["earlier"] = earlier
    if mortuary := getattr(row, "mortuary", None):
        values["mortuary"] = mortuary.code
    if knock.noun == "round" and "check" in knock.route.address:
        recorded = Statement.objects.filter(round=row, is_recorded_for=True).first()
        values |= {"pk": recorded.pk, "number": number_of(row)}
    if knock.move == "correct" and hasattr(row, "custody_field"):
        values["seq"] = CustodyEvent.objects.of(row).first().seq
    if not knock.is_unknown:
        return values
    lost = dict.fromkeys(("pk", "id", "number", "before", "seq"), NO_KEY) | {"mortuary": "nowhere"}
    lost |= {"earlier": values.get("earlier", ""), "code": "0" * 12}
    if values["reference"]:
        lost["reference"] = unknown(of)
    return lost


def _written() -> int:
    """What a refusal may not add to."""
    return Event.objects.count() + AccessLog.objects.count()


def _outcome(knock: Knock, response: HttpResponse) -> Outcome:
    status = response.status_code
    if knock.noun == "anybody" and status != 401:
        return Outcome.ALLOWED if status < 400 else Outcome.REFUSED
    if knock.move in CHECKED_BY_ITSELF and status in (200, 302, 422):
        return Outcome.SIGN_IN if _is_to_sign_in(response) else Outcome.ALLOWED
    if status == 401 or _is_to_sign_in(response):
        return Outcome.SIGN_IN
    if status == 404:
        return Outcome.UNSEEN
    if status >= 400:
        return Outcome.REFUSED
    if knock.move == "list":
        return Outcome.ALLOWED if _names(response, knock) else Outcome.UNSEEN
    if knock.move == "scan":
        return _of_scan(knock)
    if (
        knock.move in ("review", "report many results", "record many findings")
        and knock.route.is_api
    ):
        return _of_item(response)
    return Outcome.REFUSED if _has_error(response) else Outcome.ALLOWED


def _is_asked_again(knock: Knock, response: HttpResponse, has_written: bool) -> bool:
    """A form of a page that comes back, with what was refused beside it."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    is_form = knock.route.method == "post" and not knock.route.is_api
    is_form = is_form and knock.noun != "anybody" and knock.move not in CHECKED_BY_ITSELF
    return is_form and is_page and response.status_code == 200 and not has_written


def _is_to_sign_in(response: HttpResponse) -> bool:
    to = response.headers.get("Location", "")
    return response.status_code == 302 and to.startswith(("/sign-in/", "/admin/login/"))


def _names(response: HttpResponse, knock: Knock) -> bool:
    """A page repeats what was looked for, so that a link has to lead there."""
    named = knock.subject.reference
    if knock.route.is_api:
        return named in {row["reference"] for row in response.json()["results"]}
    return f"/{named}/" in response.content.decode()


def _of_scan(knock: Knock) -> Outcome:
    """A scan is kept whatever comes of it: its result says whether anything moved."""
    scan = Scan.objects.filter(scanned_by=knock.who.user).order_by("pk").last()
    is_done = scan is not None and scan.result in (Scan.Result.DONE, Scan.Result.EXTRA)
    return Outcome.ALLOWED if is_done else Outcome.REFUSED


def _of_item(response: HttpResponse) -> Outcome:
    status = response.json()["results"][0]["status"]
    if status == 400:
        return Outcome.UNSEEN
    return Outcome.ALLOWED if status == 200 else Outcome.REFUSED


def _has_error(response: HttpResponse) -> bool:
    said = get_messages(response.wsgi_request)
    return any(message.level_tag == "error" for message in said._queued_messages)


def reason(answer: Answer) -> str:
    """What was said of a refusal, for whoever reads why a cell is wrong."""
    response = answer.response
    form = response.context.get("form") if getattr(response, "context", None) else None
    said = [str(message) for message in get_messages(response.wsgi_request)._queued_messages]
    said += [str(form.errors.as_data())] if getattr(form, "errors", None) else []
    if "json" in response.headers.get("Content-Type", ""):
        said.append(response.content.decode())
    return f"{response.status_code} {' '.join(said)}"[:300]
