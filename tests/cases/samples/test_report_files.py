"""The signed report of a result: a PDF, attached once, read by whoever reads the result."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.operations.results import attach_report, withdraw_result
from repatriation.errors import NotPermitted, TooLarge
from repatriation.files.media_types import FileRefused
from tests.api.callers import program
from tests.factories.samples import REPORT
from tests.factories.steps import do
from tests.security.kinds import browser_of


def pdf(data: bytes = REPORT, name: str = "Vyhadanenko.pdf"):
    return SimpleUploadedFile(name, data, "application/pdf")


@pytest.fixture
def result(laboratory):
    return laboratory.result(*laboratory.pair())


def test_it_is_attached_on_the_page_and_read_by_the_house(result, laboratory):
    url = result.get_absolute_url()
    before = browser_of(laboratory.analyst).get(f"{url}report.pdf")
    attached = browser_of(laboratory.analyst).post(f"{url}attach-report/", {"file": pdf()})
    read = browser_of(laboratory.examiner).get(f"{url}report.pdf")

    assert (before.status_code, attached.status_code, read.status_code) == (404, 302, 200)
    assert read.content == REPORT
    assert read.headers["Content-Disposition"] == f'attachment; filename="{result}.pdf"'
    assert "report.pdf" in browser_of(laboratory.examiner).get(url).content.decode()
    coordinator = laboratory.boards.side.person("transport lead")
    assert browser_of(coordinator).get(f"{url}report.pdf").status_code == 404


def test_it_is_attached_over_the_api_and_said_by_its_digest(result, laboratory):
    caller = program(laboratory.program)
    none = caller.get(f"results/{result}/report/")
    attached = caller.upload(f"results/{result}/attach-report/", {"file": pdf()})
    again = caller.upload(f"results/{result}/attach-report/", {"file": pdf(REPORT + b"%")})
    read = caller.get(f"results/{result}/report/")

    assert (none.status_code, attached.status_code, again.status_code) == (404, 200, 403)
    assert len(attached.json()["report_sha256"]) == 64
    assert "attached; another one belongs to a corrected result" in again.json()["detail"]
    assert (read.content, read.headers["Content-Type"]) == (REPORT, "application/pdf")


def test_what_is_no_report_is_refused(result, laboratory):
    told = {"by": laboratory.analyst, "result": result}
    with pytest.raises(FileRefused):
        do(attach_report, file=pdf(b"label;seal\nA-1;S-1\n"), **told)
    with pytest.raises(TooLarge, match="larger than 10 MB"):
        do(attach_report, file=pdf(REPORT + bytes(10_000_000)), **told)
    with pytest.raises(NotPermitted, match="by the laboratory that reported it"):
        do(attach_report, file=pdf(), by=laboratory.examiner, result=result)
    do(withdraw_result, because="mixed up", **told)
    with pytest.raises(NotPermitted, match="withdrawn"):
        do(attach_report, file=pdf(), **told)
