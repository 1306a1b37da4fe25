"""A file on its way through the pages of an import."""

from django.core.files.uploadedfile import SimpleUploadedFile

from exchanges.models import ListImport
from repatriation.jobs.running import run_job
from tests.cases.dashboard.reading import hidden

PROBLEMS = {
    7: {"died_on": "31.02.1999"},
    9: {"label": ""},
    12: {"label": "SYN-0003"},
    14: {"label": ""},
}


def read(draft):
    run_job(draft.job_id)
    return ListImport.objects.get(pk=draft.pk)


def file_of(data: bytes, name="list.csv"):
    return {"file": SimpleUploadedFile(name, data)}


def page_of(draft, path="") -> str:
    return f"{draft.get_absolute_url()}{path}"


def save(browser, draft, **typed):
    """The last question, answered."""
    url = page_of(draft, "confirm/")
    page = browser.get(url)
    guards = {name: hidden(page, name) for name in ("version", "job")}
    return browser.post(url, guards | typed)


def again(draft):
    return ListImport.objects.get(pk=draft.pk)
