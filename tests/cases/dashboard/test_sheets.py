"""Tally sheets: opened, listed and ended."""

import pytest

from cases.models import TallySheet
from cases.models.sheet import Purpose
from cases.operations.sheets import open_sheet
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.steps import Steps, do


@pytest.fixture
def sheet(officer, unit):
    return do(
        open_sheet,
        by=officer,
        purpose=Purpose.STORING,
        place="Bay B",
        storage_unit=unit,
        alone_reason="night shift",
    )


def test_a_storing_sheet_is_opened_and_then_scanned(officer, colleague, unit, browse):
    typed = {"purpose": "storing", "place": "Bay B", "storage_unit": unit.pk}

    response = browse(officer).post(
        "/sheets/new/", typed | {"witness": colleague.pk, "vehicle": "Trolley 2"}, follow=True
    )

    text = text_in(response)
    assert "Storing, Trolley 2" in text
    assert "Scan or type a label or reference" in text
    assert f"Witness <bdi>{colleague.name}</bdi>" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"purpose": "storing", "place": "Bay B"}, "Name a second person, or say why"),
        (
            {"purpose": "storing", "place": "Bay B", "alone_reason": "x"},
            "A storing sheet names the storage unit.",
        ),
        ({"purpose": "handover", "place": "Bay B"}, "Purpose:"),
        ({"purpose": "clearing", "place": ""}, "Place:"),
        ({"purpose": "clearing", "place": "x\0"}, "Place:"),
    ],
)
def test_a_header_that_is_not_whole_is_refused_beside_what_was_typed(officer, browse, typed, said):
    response = browse(officer).post("/sheets/new/", typed)

    assert response.status_code == 422
    assert said in text_in(response)
    assert not TallySheet.objects.exists()


def test_who_works_alone_has_the_reason_in_sight(officer, sheet, browse):
    page = browse(officer).get(sheet.get_absolute_url()).content.decode()

    assert "Alone: night shift" in page


def test_open_sheets_come_first(officer, sheet, browse, unit):
    storing = {"purpose": Purpose.STORING, "storage_unit": unit, "alone_reason": "night"}
    ended = do(open_sheet, by=officer, place="Yard", **storing)
    TallySheet.objects.filter(pk=ended.pk).update(closed_at=ended.opened_at)
    newest = do(open_sheet, by=officer, place="Yard", **storing)

    rows = browse(officer).get("/sheets/").context["listing"].rows

    assert rows == [newest, sheet, ended]


@pytest.mark.parametrize(("query", "number"), [("state=open", 1), ("state=ended", 0), ("q=bay", 1)])
def test_sheets_are_filtered(officer, sheet, browse, query, number):
    rows = browse(officer).get(f"/sheets/?{query}").context["listing"].rows

    assert len(rows) == number


def test_the_empty_list_says_where_sheets_are_opened(officer, shown):
    assert "Your agency has no tally sheets yet." in shown(officer, "/sheets/")
    assert "No sheet fits this filter." in shown(officer, "/sheets/?q=x")


def test_ending_a_sheet_asks_first(officer, sheet, browse):
    browser, url = browse(officer), f"{sheet.get_absolute_url()}close/"

    asked = browser.get(url)
    done = browser.post(url, {"version": hidden(asked, "version")}, follow=True)

    assert f"Nothing more is scanned with {sheet}." in text_in(asked)
    assert f"{sheet} is ended." in text_in(done)
    assert Steps.again(sheet).closed_at
    text = text_in(browser.get(sheet.get_absolute_url()))
    assert "This sheet was ended" in text
    assert "Scan or type" not in text


def test_a_sheet_is_ended_once(officer, sheet, browse):
    browser, url = browse(officer), f"{sheet.get_absolute_url()}close/"
    for version in (1, 2):
        response = browser.post(url, {"version": version}, follow=True)

    assert f"{sheet} was ended." in text_in(response)


def test_a_stale_end_is_refused(officer, sheet, browse):
    response = browse(officer).post(
        f"{sheet.get_absolute_url()}close/", {"version": 9}, follow=True
    )

    assert "was changed while you were reading it" in text_in(response)
    assert not Steps.again(sheet).closed_at


def test_a_sheet_of_another_agency_does_not_exist(steps, sheet, browse):
    other = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])

    for path in ("", "close/"):
        assert browse(other).get(sheet.get_absolute_url() + path).status_code == 404
