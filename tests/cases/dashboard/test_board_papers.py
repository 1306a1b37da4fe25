"""The papers of a board on pages: reached, issued, listed and refused in place."""

import pytest

from cases.models import Explanation
from repatriation.documents.models import IssuedDocument
from tests.cases.dashboard.reading import text_in
from tests.cases.dashboard.test_identifications import sent
from tests.factories.boards import Boards
from tests.factories.examinations import Examinations


@pytest.fixture
def boards(steps):
    return Boards(steps.north)


def test_a_report_is_issued_from_the_page_of_the_identification(boards, browse):
    row, browser = boards.identified(), browse(boards.coordinator)
    address = f"{row.get_absolute_url()}report/"
    assert address in browser.get(row.get_absolute_url()).content.decode()

    page = text_in(sent(browser, address, first="en", second="uk"))

    issued = IssuedDocument.objects.get()
    assert "Version 1 is issued." in page
    assert issued.code_shown in page
    file = browser.get(f"{address}{issued.pk}.pdf")
    assert (file.status_code, file.content[:5]) == (200, b"%PDF-")


def test_a_report_that_fell_says_so_in_the_list(boards, browse):
    row, browser = boards.identified(), browse(boards.coordinator)
    address = f"{row.get_absolute_url()}report/"
    sent(browser, address, first="en", second="")
    row.refresh_from_db()
    boards.contested(row)

    page = text_in(browser.get(address))

    assert "no longer holds" in page
    assert "It is contested; no report is issued until a board has upheld it." in page


def test_a_refusal_stands_on_the_page(boards, browse):
    row = boards.proposed()

    page = text_in(browse(boards.coordinator).get(f"{row.get_absolute_url()}report/"))

    assert "there is nothing to report yet" in page


def test_a_board_member_prints_the_dossier(boards, browse):
    row = boards.under_review()

    browser = browse(boards.members[0])
    sent(browser, f"{row.get_absolute_url()}dossier/", first="en", second="")

    assert IssuedDocument.objects.get().kind == "board_dossier"


def test_a_contradiction_is_explained_on_the_page(boards, browse):
    case, person = boards.case(), boards.person()
    Examinations(boards.examiner).reviewed(case)
    type(person).objects.filter(pk=person.pk).update(stature_cm=150)
    row = boards.proposed(case=case, person=type(person).objects.get(pk=person.pk))
    address, browser = f"{row.get_absolute_url()}explain/", browse(boards.examiner)
    asked = text_in(browser.get(address))

    page = text_in(sent(browser, address, which=f"{case}.stature", because="Told from memory."))

    assert "found 172–180" in asked
    assert "told 150" in asked
    assert "Told from memory." in page
    assert Explanation.objects.get().explained_by == boards.examiner


def test_who_may_not_explain_reads_no_values(boards, browse):
    case, person = boards.case(), boards.person()
    Examinations(boards.examiner).reviewed(case)
    type(person).objects.filter(pk=person.pk).update(stature_cm=150)
    row = boards.proposed(case=case, person=type(person).objects.get(pk=person.pk))
    browser = browse(boards.coordinator)

    pages = [
        browser.get(f"{row.get_absolute_url()}{path}").content.decode() for path in ("", "explain/")
    ]

    assert not any("172" in page for page in pages)
