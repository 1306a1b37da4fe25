"""Whoever holds a paper asks whether it is ours; nobody learns more than stands on it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exchanges.models import ExchangeBatch
from exchanges.operations.acts.issuing import issue_act
from repatriation.public.verifying import MOST
from tests.cases.dashboard.reading import text_in
from tests.factories.steps import Steps, do

URL = "/verify/"
UNKNOWN = "0000-0000-0000"


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def issued(steps):
    batch = steps.handed_over("A-1", names={"A-1": "Зразченко Приклад"})
    return issue(steps, batch)


def issue(steps, batch):
    by = steps.north.exchange_officer
    return do(issue_act, by=by, batch=steps.again(batch), languages=["en"])


def ask(code: str, **more):
    return Client().get(URL, {"code": code}, **more)


def test_a_paper_of_ours_is_told_by_kind_reference_version_and_digest(issued):
    page = text_in(ask(issued.code_shown))

    for said in ("Issued here.", "Handover act", issued.reference, issued.sha256):
        assert said in page


def test_no_name_no_place_and_no_agency_is_told(issued):
    page = ask(issued.code).content.decode()

    for secret in ("Зразченко", "A-1", "Havrel", "Commission", issued.issued_by.name):
        assert secret not in page


def test_a_paper_that_was_replaced_says_so(issued, steps):
    newer = issue(steps, ExchangeBatch.objects.get(reference=issued.reference))

    assert "A newer version of this paper was issued." in text_in(ask(issued.code))
    assert "No newer version was issued." in text_in(ask(newer.code))


def test_what_the_other_side_issues_makes_no_paper_of_ours_old(issued, steps):
    batch = ExchangeBatch.objects.get(reference=issued.reference)
    by = steps.south.exchange_officer
    do(issue_act, by=by, batch=batch, languages=["en"])

    assert "No newer version was issued." in text_in(ask(issued.code))


@pytest.mark.parametrize("code", [UNKNOWN, "nonsense", "'; --", "\u202e", "9" * 5000])
def test_a_code_that_nobody_has_is_said_to_be_nobodys(issued, code):
    response = ask(code)

    assert response.status_code == 200
    assert "No paper with this code was issued here." in text_in(response)


def test_a_code_that_nobody_has_costs_what_any_other_costs(issued):
    def queries(code: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(code)
        return sum("documents_issueddocument" in query["sql"] for query in captured)

    assert [queries(code) for code in (issued.code, UNKNOWN, "nonsense")] == [1, 1, 1]


def test_codes_are_not_tried_out(db):
    address = {"REMOTE_ADDR": "192.0.2.77"}
    answers = [ask(UNKNOWN, **address) for _ in range(MOST + 1)]

    assert [answer.status_code for answer in answers] == [*[200] * MOST, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert ask(UNKNOWN, REMOTE_ADDR="192.0.2.78").status_code == 200


def test_the_page_is_open_and_for_no_search_engine(db):
    page = Client().get(URL).content.decode()

    assert 'name="robots" content="noindex, nofollow"' in page
    assert "Code on the paper" in page
