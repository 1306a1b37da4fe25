"""What people may write anywhere, stored in every field at once and looked for wherever it is read.

Each text field of each model has its line here; a new one without a line fails.
"""

import re
from html.parser import HTMLParser
from itertools import count

import pytest
from django.apps import apps
from django.core import mail
from django.db import models
from django.test import Client

from exchanges.dashboard.problem_file import harmless
from exchanges.models import ExchangeRound
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from repatriation.notifications.sending import send_delivery
from repatriation.texts import composed
from tests.api.callers import person
from tests.api.open_world import OpenWorld
from tests.platform.conftest import pages_of  # noqa: F401  a fixture
from tests.security.fields import MADE, WRITTEN
from tests.security.kinds import browser_of

FORBIDDEN = ("iframe", "object", "embed", "base")
OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
PAYLOADS = {
    "markup": "\"'><img src=x onerror=alert(7319)><script>7319</script>{{7*7}}%(x)s",
    "address": "javascript:alert(7319)//",
    "formula": "=cmd|' /C calc'!A0",
    "signs": "\u202e9137\u2066\u2069\u202c73\u200b19\ufeff\x07\x1b[2J\x7f\x9b\U0001f480\U00010ffd",
    "accents": "אבג7319e" + "\u0301\u0323" * 20,
    "lines": "7319\r\nBcc: canary@example.org\r\n\r\n<b>",
}


def text_fields():
    for model in apps.get_models():
        if model.__module__.startswith(("repatriation.", "cases.", "exchanges.")):
            for field in model._meta.local_fields:
                if isinstance(field, models.CharField | models.TextField) and not field.choices:
                    yield f"{model._meta.label}.{field.name}", field


def test_every_text_field_says_who_writes_it():
    assert {name for name, _field in text_fields()} == WRITTEN | MADE
    assert set() == WRITTEN & MADE


@pytest.fixture(params=PAYLOADS)
def payload(request):
    return PAYLOADS[request.param]


@pytest.fixture
def world(payload, monkeypatch):
    """Everything that people write was written by somebody who means harm."""
    for name, field in text_fields():
        if name in WRITTEN:
            poison(field, payload, monkeypatch)
    return OpenWorld()


def poison(field, payload, monkeypatch):
    plain, numbers = field.pre_save, count()

    def pre_save(instance, add):
        value = plain(instance, add)
        if value and payload not in value:
            number = next(numbers) if field.unique else ""
            value = f"{payload}{number}{value}"[: field.max_length]
            setattr(instance, field.attname, value)
        return value

    monkeypatch.setattr(field, "pre_save", pre_save)


class Page(HTMLParser):
    """What a browser would run or follow, and the text it would show."""

    def __init__(self, html: str):
        super().__init__()
        self.links, self.wrong, self.texts, self.inside = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        self.inside.append(tag)
        is_data = said.get("type") == "application/json"
        if (tag == "script" and "src" not in said and not is_data) or tag in FORBIDDEN:
            self.wrong.append(tag)
        for name, value in attributes:
            is_address = name in ("href", "src", "action", "formaction")
            if name.startswith("on") or (is_address and "javascript:" in (value or "").lower()):
                self.wrong.append(f"{name}={value}")
        if tag == "img" and said.get("src") == "x":
            self.wrong.append("img")
        if tag == "a" and (said.get("href") or "").startswith("/"):
            self.links.append(said["href"].partition("#")[0])

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, text):
        if "textarea" not in self.inside:
            self.texts.append(text)


def shape(address: str) -> str:
    """Of many addresses of one kind only a few are opened."""
    return re.sub(r"[A-Z]{2}-\d\d-\d+-\w(?:\d*)|\d+", "…", address.partition("?")[0])


def walk(browser: Client, start: str):
    """Every kind of page that links lead to from here, three of each."""
    waiting, seen, opened = [start], {start}, {}
    while waiting:
        address = waiting.pop(0)
        kind = shape(address)
        opened[kind] = opened.get(kind, 0) + 1
        if opened[kind] > 3:
            continue
        answer = browser.get(address)
        yield address, answer
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            for link in Page(answer.content.decode()).links:
                if link not in seen and not link.startswith(("/static", "/admin", "/api")):
                    seen.add(link)
                    waiting.append(link)


def test_what_is_written_neither_runs_nor_hides_nor_breaks(world, payload, pages_of):  # noqa: F811
    assert_pages_and_papers_show_it(world, pages_of)
    assert_the_api_gives_it_back(world, payload)
    assert_no_letter_holds_it(payload)


def assert_pages_and_papers_show_it(world, pages_of):  # noqa: F811
    kinds, shown = set(), 0
    for caller in list(world.callers.values())[:2]:
        for address, answer in walk(caller.client, "/"):
            assert answer.status_code < 500, address
            kind = answer.headers.get("Content-Type", "").partition(";")[0]
            kinds.add(kind)
            for name, value in answer.headers.items():
                assert value.isprintable(), (address, name)
            if kind == "text/html":
                page = Page(answer.content.decode())
                text = "".join(page.texts)
                assert page.wrong == [], address
                assert OBEYED.findall(text) == [], address
                shown += "7319" in text or "9137" in text or "calc" in text
            if kind == "application/pdf":
                assert OBEYED.findall("".join(pages_of(answer.content))) == [], address
                assert b"/JavaScript" not in answer.content
            if kind == "text/csv":
                assert_harmless(answer)

    assert shown > 10
    assert {"text/html", "application/pdf"} <= kinds


def assert_harmless(answer) -> None:
    """No cell of ours begins as a formula does; what somebody sent is given back as it was."""
    if "list.csv" in answer.headers["Content-Disposition"]:
        return
    for cell in re.split(r"[,\r\n]+", answer.content.decode("utf-8-sig")):
        assert not cell.strip('"').startswith(("=", "+", "-", "@", "\t")), cell


def assert_the_api_gives_it_back(world, payload):
    north = world.callers["north"]
    found = 0
    for noun, rows in world.rows.items():
        assert north.get(f"{noun}/").status_code == 200
        for row in rows:
            answer = north.get(f"{noun}/{row.reference}/")
            assert answer.status_code < 500
            assert answer.headers["Content-Type"].startswith("application/")
            found += any(payload[:8] in text for text in texts_of(answer.json()))
    assert found


def texts_of(data):
    if isinstance(data, dict):
        for value in data.values():
            yield from texts_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_of(value)
    elif isinstance(data, str):
        yield data


def assert_no_letter_holds_it(payload):
    announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))
    for delivery in Delivery.objects.filter(channel="email", sent_at=None)[:20]:
        send_delivery(delivery.pk)

    assert mail.outbox
    for letter in mail.outbox:
        sent = letter.message().as_string()
        assert letter.subject.isprintable()
        assert "canary@example.org" not in sent
        assert OBEYED.findall(sent.replace("\n", "")) == []
        assert payload[:12] not in letter.subject + letter.body


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_is_given_no_formula(start):
    assert harmless(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("by", ["page", "program"])
def test_what_is_typed_is_put_together_and_stays(steps, by):
    """Й as one sign, whether it came as one or as two; the rest as it was written."""
    typed, kept = "И\u0306ошка =1 \u202e<b>", "Йошка =1 \u202e<b>"
    coordinator, other = steps.north.coordinator, steps.south.agency

    if by == "program":
        person(coordinator).post("rounds/", {"counterpart": other.code, "transport": typed})
    else:
        browser_of(coordinator).post("/rounds/new/", {"counterpart": other.pk, "transport": typed})

    assert ExchangeRound.objects.get().transport == kept


def test_a_word_of_a_hundred_thousand_accents_is_left_alone():
    flood = "e" + "\u0301\u0323" * 50_000

    assert composed(flood) == flood
    assert composed(f"e\u0301 {flood}") == f"é {flood}"
