"""Journey 7, by every route: the intermediary's observer reads, is refused, makes mistakes and
takes files, and meets neither a name nor a label, which may carry one."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import URLPattern, get_resolver

from cases.models import Container, RemainsCase
from exchanges.models import (
    Count,
    Discrepancy,
    ExchangeBatch,
    ExchangeRound,
    Remark,
    Statement,
    ToldFigures,
)
from exchanges.operations.attesting import attest_count
from exchanges.operations.remarking import make_remark
from exchanges.operations.settling import open_discrepancy
from exchanges.operations.telling import tell_figures
from tests.api.callers import person, program
from tests.factories.accounts import UserFactory
from tests.factories.steps import do

NAME, LABEL, WORDS = "Kanareykin Example", "LABEL-KANAREYKA-1", "Kanareyka in the remark"
CANARIES = ("kanarey", "канарей")
PAPER = "message of Kanareykin"


@pytest.fixture
def world(steps):
    """A round of which both sides know names, labels and papers, and tell what they found."""
    batch = steps.observed()
    steps.numbered(LABEL, "A-2", batch=batch, names={LABEL: NAME})
    batch = steps.again(batch)
    by, own = steps.north.exchange_officer, steps.north.agency
    said = {"agency": steps.south.agency, "source": PAPER}
    do(attest_count, by=by, batch=batch, containers=3, **said)
    do(make_remark, by=by, batch=steps.again(batch), agency=own, text=WORDS)
    container = Container.objects.get(label=LABEL)
    do(open_discrepancy, by=by, batch=batch, code="seal_broken", container=container, note=WORDS)
    do(open_discrepancy, by=by, batch=batch, code="late", note=WORDS)
    figures = {"way": "to_convenor", "rung": "contents", "opened": 1, "cases": 2}
    coordinator, agency = steps.north.coordinator, steps.north.agency
    for more in (
        {"agency": agency, "is_for_intermediary": True},
        {"agency": steps.south.agency, "source": PAPER, "is_for_intermediary": True},
    ):
        round = ExchangeRound.objects.get()
        do(tell_figures, by=coordinator, round=round, **figures, **more)
    return steps


def references() -> list[str]:
    models = (ExchangeRound, ExchangeBatch, Container, RemainsCase, Discrepancy)
    return [row.reference for model in models for row in model.objects.order_by("pk")[:2]]


def keys() -> list[str]:
    models = (Statement, Remark, ToldFigures, Count)
    found = {str(row.pk) for model in models for row in model.objects.all()}
    return sorted(found | {"1"})[:3]


def routes(patterns, before: str = "") -> list[str]:
    """Every address of the site, with its parameters."""
    found = []
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            found.append(route)
        else:
            found += routes(one.url_patterns, route)
    return [one for one in found if not any(sign in one for sign in "^$(?\\")]


def addresses() -> list[str]:
    """Filled with what there is; what fits no record is a mistake, and those are looked at too."""
    filled = []
    for route in routes(get_resolver().url_patterns):
        if route.startswith(("static/", "i18n/", "admin/", "__")):
            continue
        named = re.findall(r"<([^>]+)>", route)
        of_reference = any("reference" in name for name in named)
        for reference in references() if of_reference else [""]:
            for key in keys() if len(named) > of_reference else [""]:
                path = re.sub(r"<[^>]*reference[^>]*>", reference, route)
                filled.append("/" + re.sub(r"<[^>]+>", key, path))
    return filled


def canaries_in(answer, pages_of) -> list[str]:
    kind = answer.headers.get("Content-Type", "")
    body = b"".join(answer) if answer.streaming else answer.content
    if kind.startswith("application/pdf"):
        text = " ".join(pages_of(body))
    else:
        text = body.decode("utf-8", "replace")
    text += " ".join(f"{name} {value}" for name, value in answer.headers.items())
    return [canary for canary in CANARIES if canary in text.lower()]


def test_no_page_no_file_and_no_error_names_anybody(world, browse, pages_of):
    observer = world.world.observer
    browser = browse(observer)
    browser.raise_request_exception = False
    told, read = [], 0

    for path in addresses():
        answer = browser.get(path)
        read += answer.status_code == 200
        assert answer.status_code != 500, path
        told += [(path, canary) for canary in canaries_in(answer, pages_of)]
        if not path.startswith("/api/"):
            refused = browser.post(path, {"codes": "A-2", "text": "x"}, follow=True)
            assert refused.status_code != 500, path
            told += [(path, canary) for canary in canaries_in(refused, pages_of)]
            if SESSION_KEY not in browser.session:
                browser.force_login(observer)  # one of them signs out

    assert told == []
    assert read > 30
    # There is something to find: a coordinator of a side does.
    own = browse(world.north.coordinator)
    assert LABEL.encode() in own.get(ExchangeBatch.objects.get().get_absolute_url()).content


def test_no_answer_of_the_api_names_anybody(world, pages_of):
    agency = world.world.observers
    machine = UserFactory(agency=agency, role="intermediary's observer", program=True)
    told, read = [], 0

    for caller in (person(world.world.observer), program(machine)):
        for path in addresses():
            if not path.startswith("/api/v1/"):
                continue
            answer = caller.get(path.removeprefix("/api/v1/"))
            read += answer.status_code == 200
            assert answer.status_code != 500, path
            told += [(path, canary) for canary in canaries_in(answer, pages_of)]

    assert told == []
    assert read > 20
