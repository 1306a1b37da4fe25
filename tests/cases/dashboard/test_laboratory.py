"""Samples on pages: for the house that knows whose they are, and for their laboratory."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import LabResult, Sample
from repatriation.ledger.clock import today
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.samples import Laboratory

RESULT = {
    "conclusion": "supports",
    "markers": "autosomal_str",
    "quality": "full",
    "log10_lr": "9.4",
    "hypothesis": "of one person",
    "alternative": "of two unrelated people",
    "report": "Report 12",
    "signed_by": "Specialist One",
    "signed_on": "2025-03-01",
}


@pytest.fixture
def laboratory(db):
    return Laboratory()


def sent(browser, url, typed, *, names=("version",)):
    seen = {name: hidden(browser.get(url), name) for name in names}
    return browser.post(url, typed | seen, follow=True)


def test_a_sample_is_taken_on_the_page_of_its_case(laboratory, browse):
    case, browser = laboratory.boards.case(), browse(laboratory.examiner)

    page = browser.get(case.get_absolute_url())
    taken = browser.post(f"{case.get_absolute_url()}sample/", {"tissue": "femur"}, follow=True)

    assert "No sample was taken yet." in text_in(page)
    assert f"Taken as {Sample.objects.get()}." in text_in(taken)
    assert str(Sample.objects.get()) in text_in(browser.get(case.get_absolute_url()))


def test_a_reference_is_taken_on_the_page_of_the_person(laboratory, browse):
    person, browser = laboratory.boards.person(), browse(laboratory.examiner)

    browser.post(f"{person.get_absolute_url()}sample/", {"tissue": "medical"}, follow=True)

    assert Sample.objects.get().person == person


def test_samples_are_selected_and_sent(laboratory, browse):
    first, second, browser = laboratory.sample(), laboratory.sample(), browse(laboratory.examiner)
    url = f"/samples/send/?pick={first}&pick={second}"

    page = browser.get(url)
    typed = {"laboratory": laboratory.agency.pk, "due_on": today().isoformat()}
    done = browser.post(
        "/samples/send/", typed | {"selection": hidden(page, "selection")}, follow=True
    )

    assert "You send 2 samples." in text_in(page)
    assert "Sent as WL-" in text_in(done)
    assert set(Sample.objects.values_list("state", flat=True)) == {"sent"}


def test_nothing_selected_is_said_on_the_list(laboratory, browse):
    page = browse(laboratory.examiner).get("/samples/send/", follow=True)

    assert "No sample was taken yet." in text_in(page)


def test_a_laboratory_reads_numbers_and_never_whose(laboratory, browse):
    case, person = laboratory.boards.case(), laboratory.boards.person("Канаренко")
    sample, reference = laboratory.pair(case, person)
    browser = browse(laboratory.analyst)
    worklist = sample.lines.get().worklist

    pages = [
        browser.get(url)
        for url in (
            "/laboratory/",
            f"/laboratory/{sample}/",
            f"/laboratory/{reference}/",
            "/worklists/",
            worklist.get_absolute_url(),
        )
    ]

    assert all(page.status_code == 200 for page in pages)
    told = " ".join(text_in(page) for page in pages)
    assert str(sample) in told
    assert reference.family in told
    for hidden_from_it in (case.reference, person.reference, "Канаренко"):
        assert hidden_from_it not in told
    assert browser.get(f"/samples/{sample}/").status_code == 404
    assert browser.get(case.get_absolute_url()).status_code == 404


def test_a_laboratory_reports_on_its_page(laboratory, browse):
    sample, reference = laboratory.pair()
    browser = browse(laboratory.analyst)
    url = f"/laboratory/{sample}/report/"

    refused = sent(browser, url, RESULT | {"compared_with": "SA-26-0001-0"})
    done = sent(browser, url, RESULT | {"compared_with": str(reference)})

    assert "Report 12" in refused.content.decode()  # nothing typed is lost
    assert "The result is reported." in text_in(done)
    assert LabResult.objects.get().compared_with.get() == reference


def test_a_result_from_paper_is_checked_by_a_second_person(laboratory, browse):
    sample, reference = laboratory.pair()
    result = laboratory.result(sample, reference, by=laboratory.examiner, source="Letter 5")
    browser = browse(laboratory.boards.coordinator)

    before = browser.get(result.get_absolute_url())
    after = browser.post(f"{result.get_absolute_url()}check/", {}, follow=True)

    assert "It stands when a second person" in text_in(before)
    assert "It stands when a second person" not in text_in(after)
    assert result in LabResult.objects.standing()


def test_a_result_is_withdrawn_with_its_reason(laboratory, browse):
    sample, reference = laboratory.pair()
    result = laboratory.result(sample, reference)

    page = browse(laboratory.analyst).post(
        f"{result.get_absolute_url()}withdraw/", {"because": "contaminated"}, follow=True
    )

    assert "contaminated" in text_in(page)


def test_the_worklist_is_received(laboratory, browse):
    sample = laboratory.sample()
    worklist = laboratory.sent(sample)
    url = f"{worklist.get_absolute_url()}receive/"

    page = sent(browse(laboratory.analyst), url, {"damaged": str(sample)})

    assert "damaged" in text_in(page)


@pytest.mark.parametrize("path", ["/samples/", "/laboratory/", "/worklists/"])
def test_a_list_costs_the_same_however_long_it_is(laboratory, browse, path):
    by = laboratory.analyst if path == "/laboratory/" else laboratory.examiner
    browser = browse(by)
    laboratory.sent(laboratory.sample())
    with CaptureQueriesContext(connection) as one:
        browser.get(path)
    for _ in range(5):
        laboratory.sent(laboratory.sample(), laboratory.reference())

    with CaptureQueriesContext(connection) as more:
        assert browser.get(path).status_code == 200

    assert len(more) == len(one)


@pytest.mark.parametrize("path", ["/samples/", "/laboratory/", "/worklists/"])
def test_an_empty_list_says_what_will_stand_there(laboratory, browse, path):
    by = laboratory.analyst if path == "/laboratory/" else laboratory.examiner

    assert "was sent" in text_in(browse(by).get(path)) or path == "/samples/"


def test_what_is_overdue_stands_on_today(laboratory, browse, settings):
    sample = laboratory.sample()
    laboratory.sent(sample)
    Sample.objects.update(due_on="2025-01-01")

    for who, verb in ((laboratory.examiner, "Ask"), (laboratory.analyst, "Report")):
        page = text_in(browse(who).get("/"))
        assert "1 is late." in page
        assert f"{verb} Result overdue" in page[page.index("Late") :]
        assert str(sample) in page
