"""The scan page: by a form, one scan or many, each once."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from django.utils.timezone import localtime

from cases.models import Container, CustodyEvent, Scan
from cases.models.sheet import Purpose
from cases.operations.sheets import close_sheet, open_sheet
from exchanges.operations.intake import open_receipt_sheet
from repatriation.dashboard.panels import Panel, panel_on
from repatriation.ledger.clock import now
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


def test_a_line_from_paper_has_its_time_and_remark_and_is_marked(lead, sheet, browse):
    at = localtime(now() - timedelta(hours=3))
    codes = f"A-1; {at:%H:%M}; seal broken\nA-2 {at:%H:%M}\n?;;tag torn off"

    typed(browse(lead), sheet, "", codes=codes, on=f"{at:%Y-%m-%d}")

    taken = CustodyEvent.objects.filter(kind="handed_over")
    first, second = (taken.get(container__label=label) for label in ("A-1", "A-2"))
    blind = taken.get(container__label="")
    assert first.occurred_at == second.occurred_at == at.replace(second=0, microsecond=0)
    assert (first.note, second.note, blind.note) == ("seal broken", "", "tag torn off")
    assert first.is_on_paper
    assert first.is_late
    assert blind.is_on_paper
    assert set(sheet.scans.values_list("device", flat=True)) == {"paper"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A-2; 25:10", "Line 2: 25:10 is no time."),
        ("; 09:10", "Line 2 has no label."),
        ("A-2 23:59", "Line 2: 23:59 is still to come."),
    ],
)
def test_a_slip_on_one_line_saves_nothing_and_loses_nothing(lead, sheet, browse, line, said):
    tomorrow = (localtime(now()) + timedelta(days=1)).date()
    codes = f"A-1\n{line}\nX-9"

    response = typed(browse(lead), sheet, "", codes=codes, on=tomorrow.isoformat())

    assert response.status_code == 422
    assert said in text_in(response)
    assert escape(codes) in response.content.decode()
    assert results(sheet) == []


def test_a_column_from_paper_is_not_lost_with_an_ended_sheet(lead, sheet, browse):
    do(close_sheet, by=lead, sheet=sheet)

    response = browse(lead).post(sheet.get_absolute_url(), {"codes": "A-1\nA-2", "on": ""})

    assert response.status_code == 409
    assert f"{sheet} was ended." in text_in(response)
    assert "A-1\nA-2" in response.content.decode()


def test_what_is_refused_of_a_column_is_told_by_its_line(steps, officer, colleague, browse):
    share = steps.sent("A-1")
    receipt = do(open_receipt_sheet, by=officer, allocation=share, place="Bay 1", witness=colleague)

    text = text_in(typed(browse(officer), receipt, "", codes="A-1\nZ-9"))

    assert "2 scans saved. Received: 1. Refused: 1." in text
    assert "Line 2, “Z-9”: refused." in text


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
