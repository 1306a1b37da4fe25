"""What the script of the scan page posts: many at once, again and again, each once."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cases.models import Container, CustodyEvent, Scan
from cases.operations.sheets import close_sheet
from exchanges.operations.intake import open_receipt_sheet
from repatriation.ledger.clock import now
from tests.factories.steps import do


@pytest.fixture
def lead(steps):
    return steps.north.transport_lead


@pytest.fixture
def sheet(steps):
    return steps.sheet(steps.in_transit("A-1", "A-2", "A-2"))


def sent(browser, sheet, *readings: dict, **more):
    """As the script sends them."""
    return browser.post(
        sheet.get_absolute_url(),
        json.dumps({"readings": readings}),
        content_type="application/json",
        headers={"Accept": "application/json"},
        **more,
    )


def reading(code: str, **more) -> dict:
    return {"code": code, "key": str(uuid4())} | more


def results(sheet) -> list[str]:
    return list(sheet.scans.order_by("pk").values_list("result", flat=True))


def test_a_hundred_receipts_come_in_one_post(steps, officer, colleague, browse):
    labels = [f"N-{number:03}" for number in range(100)]
    share = steps.sent(*labels)
    receipt = do(open_receipt_sheet, by=officer, allocation=share, place="Bay 1", witness=colleague)
    at = receipt.opened_at.isoformat()

    response = sent(browse(officer), receipt, *(reading(label, scanned_at=at) for label in labels))

    assert response.status_code == 200
    assert set(results(receipt)) == {Scan.Result.DONE}
    assert Container.objects.filter(state="received").count() == 100


def test_what_another_person_scanned_is_not_saved_in_ones_own_name(lead, colleague, sheet, browse):
    body = {"author": str(colleague.pk), "readings": [reading("A-1")]}

    answer = browse(lead).post(
        sheet.get_absolute_url(),
        json.dumps(body),
        content_type="application/json",
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 403
    assert "Somebody else scanned these." in answer.json()["detail"]
    assert results(sheet) == []


def test_the_script_gets_the_panel_and_what_to_say(lead, sheet, browse):
    answer = sent(browse(lead), sheet, reading("A-1")).json()

    assert answer["result"] == {"said": "On the list: A-1", "meaning": "done"}
    assert "data-scan-result" in answer["panel"]


def test_the_same_key_is_one_scan_however_often_it_is_sent(lead, sheet, browse):
    browser, once = browse(lead), reading("A-1")

    for _n in range(3):
        assert sent(browser, sheet, once).status_code == 200

    assert results(sheet) == [Scan.Result.DONE]


def test_what_was_saved_is_not_refused_because_the_sheet_was_ended_since(lead, sheet, browse):
    browser, once = browse(lead), reading("A-1")
    sent(browser, sheet, once)
    do(close_sheet, by=lead, sheet=sheet)

    assert sent(browser, sheet, once).status_code == 200
    refused = sent(browser, sheet, once, reading("A-2"))

    assert refused.status_code == 409
    assert "Open another sheet" in refused.json()["detail"]


def test_what_was_saved_with_one_sheet_is_not_saved_again_with_another(steps, lead, sheet, browse):
    browser, once = browse(lead), reading("A-1")
    sent(browser, sheet, once)
    other = steps.sheet(sheet.exchange.batch)

    assert sent(browser, other, once).status_code == 200
    assert results(other) == []


def test_a_scan_of_earlier_keeps_its_time_and_is_marked_late(steps, lead, sheet, browse):
    opened = now() - timedelta(hours=2)
    type(sheet).objects.filter(pk=sheet.pk).update(opened_at=opened)
    at = opened + timedelta(minutes=5)

    sent(browse(lead), sheet, reading("A-1", scanned_at=at.isoformat()))

    assert sheet.scans.get().scanned_at == at
    assert CustodyEvent.objects.get(kind="handed_over").is_late


@pytest.mark.parametrize(
    "at",
    ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "x", 7],
)
def test_a_wrong_clock_is_not_believed(lead, sheet, browse, at):
    response = sent(browse(lead), sheet, reading("A-1", scanned_at=at))

    assert response.status_code == 200
    assert sheet.opened_at <= sheet.scans.get().scanned_at <= now()


@pytest.mark.parametrize(
    "readings",
    [
        [{"code": "A\0\ud800" * 300, "key": "no key"}],
        [{"code": "A-1", "key": "x" * 5000, "device": "\0" * 300, "is_another": "yes"}],
        [{"code": "💀\u202e<script>", "key": str(uuid4())}],
        [{"code": {"a": 1}, "key": 7}, {"code": "A-1", "key": None}],
    ],
)
def test_what_can_be_read_is_kept(lead, sheet, browse, readings):
    response = sent(browse(lead), sheet, *readings)

    assert response.status_code == 200
    assert sheet.scans.count() == 1
    assert "<script>" not in response.json()["panel"]


@pytest.mark.parametrize(
    "body", ["", "[]", "{", "{}", '{"readings": 7}', '{"readings": [7]}', "[" * 100_000, "null"]
)
def test_what_cannot_be_read_is_told_to_the_script(lead, sheet, browse, body):
    response = browse(lead).post(
        sheet.get_absolute_url(),
        body,
        content_type="application/json",
        headers={"Accept": "application/json"},
    )

    assert response.status_code == 422
    assert response.json()["detail"]


def test_at_most_a_thousand_are_sent_at_once(lead, sheet, browse):
    response = sent(browse(lead), sheet, *(reading(f"X-{number}") for number in range(1001)))

    assert response.status_code == 413
    assert results(sheet) == []


def test_the_page_needs_its_token(lead, sheet):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lead)

    assert sent(browser, sheet, reading("A-1")).status_code == 403
    assert results(sheet) == []


def test_a_label_that_looks_like_a_mistyped_reference_stops_no_other_scan(lead, sheet, browse):
    response = sent(browse(lead), sheet, reading("CN-26-000001-1"), reading("A-1"))

    assert response.status_code == 200
    assert results(sheet) == [Scan.Result.EXTRA, Scan.Result.DONE]
