"""The scan page: by a form, one scan or many, each once."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Container, CustodyEvent, Scan
from cases.models.sheet import Purpose
from cases.operations.sheets import close_sheet, open_sheet
from exchanges.operations.intake import open_receipt_sheet
from repatriation.dashboard.panels import Panel, panel_on
from repatriation.references import reference
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.steps import Steps, do


@pytest.fixture
def lead(steps):
    return steps.north.transport_lead


@pytest.fixture
def sheet(steps):
    return steps.sheet(steps.in_transit("A-1", "A-2", "A-2"))


def typed(browser, sheet, code: str, **more):
    """The field of the page as it was drawn."""
    url = sheet.get_absolute_url()
    key = hidden(browser.get(url), "idempotency_key")
    return browser.post(url, {"code": code, "idempotency_key": key} | more, follow=True)


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


def test_a_scan_is_posted_and_its_result_is_large(lead, sheet, browse):
    response = typed(browse(lead), sheet, "A-1")

    text = text_in(response)
    container = Container.objects.get(label="A-1")
    assert f"On the list A-1 {container}" in text
    assert "Scanned here 1" in text
    assert Steps.again(container).state == "handed_over"


def test_a_second_scan_counts_once_and_says_when_the_first_was(lead, sheet, browse):
    browser = browse(lead)
    typed(browser, sheet, "A-1")

    text = text_in(typed(browser, sheet, "A-1"))

    assert "Scanned before A-1" in text
    assert f"sheet {sheet}. It counts once." in text
    assert "This is another container with the same label" in text
    assert CustodyEvent.objects.filter(kind="handed_over").count() == 1


def test_another_container_with_the_same_label_gets_a_reference(lead, sheet, browse):
    browser = browse(lead)
    typed(browser, sheet, "A-1")

    text = text_in(typed(browser, sheet, "A-1", is_another="on"))

    assert "Not on the list A-1" in text
    assert "a discrepancy was opened" in text
    assert "Print the label" in text
    assert Container.objects.filter(label="A-1").count() == 2


def test_our_own_reference_never_stands_on_two(lead, sheet, browse):
    browser = browse(lead)
    reference = Container.objects.get(label="A-1").reference
    typed(browser, sheet, reference)

    text = text_in(typed(browser, sheet, reference.replace("-", "").lower()))

    assert "Scanned before" in text
    assert "This is another container" not in text


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (reference("CN", 26, 999), "No container or case of yours has this reference."),
        ("CN-26-000001-1", "Check the code."),
        ("A-1", "No container or case of yours has this reference."),
    ],
)
def test_what_is_refused_says_why(officer, unit, browse, code, said):
    storing = do(
        open_sheet,
        by=officer,
        purpose=Purpose.STORING,
        place="Bay B",
        storage_unit=unit,
        alone_reason="night",
    )

    text = text_in(typed(browse(officer), storing, code))

    assert f"Refused {code}" in text
    assert said in text


def test_a_form_that_is_sent_twice_is_one_scan(lead, sheet, browse):
    browser, url = browse(lead), sheet.get_absolute_url()
    key = hidden(browser.get(url), "idempotency_key")

    for _n in range(2):
        browser.post(url, {"code": "A-1", "idempotency_key": key})

    assert results(sheet) == [Scan.Result.DONE]


def test_going_back_and_typing_another_code_is_another_scan(lead, sheet, browse):
    browser, url = browse(lead), sheet.get_absolute_url()
    key = hidden(browser.get(url), "idempotency_key")

    for code in ("A-1", "A-2"):
        browser.post(url, {"code": code, "idempotency_key": key})

    assert results(sheet) == [Scan.Result.DONE, Scan.Result.DONE]


def test_a_list_from_paper_is_entered_at_once(lead, sheet, browse):
    codes = "A-1\n\nA-2\r\nA-2\nA-2\nX-9\n"

    text = text_in(typed(browse(lead), sheet, "", codes=codes))

    assert "5 scans saved. On the list: 3. Scanned before: 1. Not on the list: 1." in text
    assert sheet.scans.count() == 5


def test_an_empty_scan_is_no_scan(lead, sheet, browse):
    text = text_in(typed(browse(lead), sheet, "   "))

    assert "Scan or type a label or a reference." in text
    assert results(sheet) == []


def test_a_scan_with_an_ended_sheet_is_told_with_its_code(lead, sheet, browse):
    browser, url = browse(lead), sheet.get_absolute_url()
    key = hidden(browser.get(url), "idempotency_key")
    do(close_sheet, by=lead, sheet=sheet)

    response = browser.post(url, {"code": "A-1", "idempotency_key": key}, follow=True)

    assert f"“A-1” was not saved. {sheet} was ended." in text_in(response)
    assert results(sheet) == []


def test_whoever_may_not_hand_over_is_told(steps, sheet, browse):
    auditor = steps.north.person("auditor", at=steps.north.agency)

    response = typed(browse(auditor), sheet, "A-1")

    assert "was not saved." in text_in(response)
    assert results(sheet) == []


def test_the_witness_does_not_scan_what_they_witness(steps, officer, colleague, browse):
    share = steps.sent("A-1")
    receipt = do(open_receipt_sheet, by=officer, allocation=share, place="Bay 1", witness=colleague)

    response = typed(browse(colleague), receipt, "A-1")

    assert "The witness is a person other than who does the work." in text_in(response)


def test_another_app_says_what_is_expected(lead, sheet, shown, monkeypatch):
    monkeypatch.setattr("repatriation.dashboard.panels._panels", {})
    panel_on("cases.tallysheet")(
        lambda _user, row: Panel("Expected", "_components/empty.html", {"title": f"5 with {row}"})
    )

    assert f"5 with {sheet}" in shown(lead, sheet.get_absolute_url())


def test_the_page_costs_the_same_however_much_was_scanned(steps, lead, browse, monkeypatch):
    sheet = steps.sheet(steps.in_transit(*(f"A-{number}" for number in range(12))))
    browser = browse(lead)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(sheet.get_absolute_url()).status_code == 200
        return len(captured)

    sent(browser, sheet, reading("A-0"))
    at_first = queries()
    sent(browser, sheet, *(reading(f"A-{number}") for number in range(1, 12)))

    assert queries() == at_first <= 16
