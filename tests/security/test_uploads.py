"""A file is what its content says, by whatever door it comes and whatever it is called."""

import io
import resource
import zipfile

import openpyxl
import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from rest_framework import serializers

from cases.models import MissingPerson, PersonImport
from exchanges.models import ListImport, Manifest
from repatriation import urls
from repatriation.files.media_types import ALLOWED
from repatriation.files.models import StoredFile
from repatriation.jobs.models import Job
from repatriation.jobs.running import run_job
from tests.api.callers import person
from tests.factories.seeking import Seeking
from tests.factories.work import at_work
from tests.security.kinds import browser_of

LIST = b"label;claimed_name\nA-1;Sampleson\n"
MEGABYTE = 1_000_000


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def workbook(**more: bytes) -> bytes:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["label", "seal"])
    book.active.append(["A-1", "S-1"])
    book.save(packed)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def bomb() -> bytes:
    """A workbook of which one part unpacks to 400 MB; made without ever holding them."""
    packed = io.BytesIO()
    sheet = "xl/worksheets/sheet1.xml"
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as plain,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in plain.namelist():
            if name != sheet:
                archive.writestr(name, plain.read(name))
        with archive.open(sheet, "w") as part:
            part.write(b"<worksheet><sheetData>")
            for _ in range(400):
                part.write(b"<row><c><v>1</v></c></row>" * 40_000)
    return packed.getvalue()


REFUSED = {
    "empty": b"",
    "program for Windows": b"MZ\x90\x00" + bytes(2_000),
    "program for Linux": b"\x7fELF\x02\x01\x01" + bytes(2_000),
    "page": b"<!doctype html><script>alert(1)</script>",
    "page behind a blank": b"\xef\xbb\xbf \n\t<html onload=alert(1)>",
    "drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    "XML with entities": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    "picture and script": b"GIF89a/*" + b"\x00" * 20 + b"*/=1;alert(1)",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "PDF and archive": b"%PDF-1.4\n%%EOF\n" + zipped(**{"run.exe": b"MZ"}),
    "archive": zipped(**{"run.exe": b"MZ" + bytes(100)}),
    "half a workbook": workbook()[:400],
    "bomb": bomb(),
    "archive of archives": zipped(**{"a.zip": zipped(**{"b.zip": bytes(MEGABYTE)})}),
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000),
    "shell script": b"#!/bin/sh\nrm -rf /\n\x00",
}
NAMES = {
    "../../etc/passwd.csv": "passwd.csv",
    "..\\..\\windows\\list.csv": "list.csv",
    "list\x00.php.csv": "list.php.csv",
    "\u202evsc.exe.csv": "vsc.exe.csv",
    'a"; filename="evil.html.csv': "evil.html.csv",
    "list.html": "list.html",
    "список тел.csv": "список тел.csv",
}


@pytest.fixture
def batch(steps):
    return steps.batch()


@pytest.fixture
def seeker():
    return Seeking().liaison


@pytest.fixture
def officer(steps):
    return steps.south.exchange_officer


def by_page(batch, officer, data, name="list.csv", kind="text/csv"):
    file = SimpleUploadedFile(name, data, kind)
    return browser_of(officer).post(f"{batch.get_absolute_url()}import/", {"file": file})


def by_program(batch, officer, data, name="list.csv", kind="text/csv"):
    file = SimpleUploadedFile(name, data, kind)
    return person(officer).upload(f"batches/{batch}/manifests/", {"file": file}, seen=batch)


def people_by_page(_batch, seeker, data, name="people.csv", kind="text/csv"):
    file = SimpleUploadedFile(name, data, kind)
    return browser_of(seeker).post("/people/import/", {"file": file})


def people_by_program(_batch, seeker, data, name="people.csv", kind="text/csv"):
    file = SimpleUploadedFile(name, data, kind)
    return person(seeker).upload("person-imports/", {"file": file, "dry_run": "true"})


def kinds_of(root):
    for kind in root.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def test_these_are_all_the_doors_for_files():
    """A new one must be attacked here too."""
    assert urls.urlpatterns  # all of them are imported
    fields = [(form, form.base_fields) for form in kinds_of(forms.Form)]
    fields += [(one, one._declared_fields) for one in kinds_of(serializers.Serializer)]
    takers = {
        kind.__name__
        for kind, own in fields
        if kind.__module__.startswith(("repatriation.", "cases.", "exchanges."))
        and kind.__module__ != "repatriation.dashboard.samples"  # drawn, never sent
        and any(isinstance(one, forms.FileField | serializers.FileField) for one in own.values())
    }

    assert takers == {
        "AttachmentForm",
        "AttachmentInput",
        "FileForm",
        "ListInput",
        "PeopleFileForm",
        "PersonFileInput",
        "ReportFileForm",
        "ReportFileInput",
    }
    assert {name for name, field in text_fields_of_files()} == set()


def text_fields_of_files():
    """No model keeps files by itself: all go through the one storage."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField):
                yield model._meta.label, field


def is_refused(answer) -> bool:
    """At once, or when the worker has looked into it."""
    if answer.status_code == 302:
        job = Job.objects.latest("pk")
        run_job(job.pk)
        job.refresh_from_db()
        kind = PersonImport if "/people/" in answer.url else ListImport
        report = kind.objects.get(job=job).report
        return bool(report and report["fatal"]) or job.state == "failed"
    return answer.status_code == 422 or bool(answer.json()["fatal"])


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("send", [by_page, by_program, people_by_page, people_by_program])
def test_what_is_no_list_is_refused_in_a_sentence(batch, officer, seeker, send, what):
    name = "list.csv" if REFUSED[what].startswith(b"PK") else "list.xlsx"
    by = officer if send in (by_page, by_program) else seeker
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    answer = send(batch, by, REFUSED[what], name)

    assert is_refused(answer)
    assert not Manifest.objects.exists()
    assert not MissingPerson.objects.exists()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kB
    for stored in StoredFile.objects.all():  # kept as sent, to look into it, but as what it is
        assert stored.media_type in {*ALLOWED, "application/xml"}


@pytest.mark.parametrize("send", [by_page, by_program])
def test_too_large_is_said_before_it_is_read(batch, officer, send):
    answer = send(batch, officer, b"x" * 11 * MEGABYTE)

    assert answer.status_code == 413
    assert "Nothing was saved" in answer.content.decode()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("send", [by_page, by_program])
def test_a_name_leads_nowhere_and_names_nothing_else(batch, officer, send, name):
    answer = send(batch, officer, LIST, name)

    assert answer.status_code < 500
    for stored in StoredFile.objects.all():
        assert stored.name == NAMES[name]
        assert stored.name.isprintable()


@pytest.mark.parametrize("kind", ["text/html", "application/x-msdownload", "image/svg+xml", ""])
def test_what_a_browser_says_of_a_file_is_not_believed(batch, officer, kind):
    by_program(batch, officer, LIST, kind=kind)

    assert StoredFile.objects.get().media_type == "text/csv"


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_given_back_to_be_kept_under_a_name_that_does_nothing(batch, officer, name):
    by_program(batch, officer, LIST, name)
    manifest = Manifest.objects.get()
    manifest.refresh_from_db()

    browser, address = browser_of(officer), f"{batch.get_absolute_url()}lists/1/file/"
    at_work(browser, address)
    answer = browser.get(address)

    assert answer.content == LIST
    assert answer.headers["Content-Type"] == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["Content-Disposition"].isprintable()
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_two_kinds_in_its_headers_is_one_file(batch, officer):
    """Two Content-Types and two names: which of them is believed changes nothing."""
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.html"; filename="b.csv"'
        b"\r\nContent-Type: text/html\r\nContent-Type: text/csv\r\n\r\n" + LIST + b"\r\n--x--\r\n"
    )

    answer = browser_of(officer).post(
        f"{batch.get_absolute_url()}import/", body, "multipart/form-data; boundary=x"
    )

    assert answer.status_code == 302
    assert StoredFile.objects.get().media_type == "text/csv"
