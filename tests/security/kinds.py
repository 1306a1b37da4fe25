"""One of each kind of answer, and how a test gets it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exchanges.operations.importing import start_import
from repatriation.jobs.running import run_job
from tests.api.callers import Caller, person
from tests.factories.lists import csv_list
from tests.factories.steps import Steps, do
from tests.factories.work import at_work

RAISE = {"raise_request_exception": False}


class Place:
    """The world as far as a kind of answer needs it."""

    def __init__(self, steps: Steps):
        self.steps = steps

    @cached_property
    def nobody(self) -> Client:
        return Client(**RAISE)

    @cached_property
    def person(self) -> Client:
        return browser_of(self.steps.north.coordinator)

    @cached_property
    def officer(self) -> Client:
        return browser_of(self.steps.south.exchange_officer)

    @cached_property
    def mortuary(self) -> Client:
        return browser_of(self.steps.north.mortuary_officer)

    @cached_property
    def administrator(self) -> Client:
        user = self.steps.north.person("administrator")
        user.is_staff = True
        user.save()
        return browser_of(user)

    @cached_property
    def api(self) -> Caller:
        return person(self.steps.north.coordinator)

    @cached_property
    def api_officer(self) -> Caller:
        return person(self.steps.south.exchange_officer)

    @cached_property
    def round(self):
        return self.steps.opened()

    @cached_property
    def listed(self):
        return self.steps.listed("A-1")

    @cached_property
    def plan(self) -> dict[str, str]:
        return {"counterpart": self.steps.south.agency.code}

    @cached_property
    def draft(self):
        """A list that has a problem."""
        data = csv_list(3, plant={2: {"died_on": "31.02.1999"}})
        officer = self.steps.south.exchange_officer
        draft = do(start_import, batch=self.steps.batch(), data=data, name="list.csv", by=officer)
        run_job(draft.job_id)
        return draft

    @cached_property
    def case(self):
        return self.steps.numbered("A-1")[0]


def browser_of(user) -> Client:
    client = Client(**RAISE)
    client.force_login(user)
    return client


def same_again(place: Place):
    tag = place.api.get(f"rounds/{place.round}/").headers["ETag"]
    return place.api.get(f"rounds/{place.round}/", If_None_Match=tag)


def throttled(place: Place):
    place.steps.settings.API_REQUESTS_PER_MINUTE = 0
    return place.api.get("agencies/")


def forged(_place: Place):
    return Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "x"})


def scan_page(place: Place):
    batch = place.steps.in_transit("A-1")
    sheet = place.steps.sheet(batch)
    browser = browser_of(place.steps.north.transport_lead)
    return browser.get(f"/sheets/{sheet.reference}/")


def proven(browser: Client, address: str):
    at_work(browser, address)
    return browser.get(address)


def too_large() -> SimpleUploadedFile:
    return SimpleUploadedFile("list.csv", b"x" * 11_000_000)


Kind = tuple[int, Callable[[Place], Any]]
BATCH = "/batches/{0.listed.reference}/"

PAGES: dict[str, Kind] = {
    "page": (200, lambda p: p.person.get("/rounds/")),
    "form refused": (422, lambda p: p.person.post("/rounds/new/", {"counterpart": "nobody"})),
    "sign-in page": (200, lambda p: p.nobody.get("/sign-in/")),
    "HEAD of a page": (200, lambda p: p.person.head("/rounds/")),
    "OPTIONS of a page": (200, lambda p: p.nobody.options("/sign-in/")),
    "partial for htmx": (200, lambda p: p.person.get("/rounds/", headers={"HX-Request": "true"})),
    "page of the administration": (200, lambda p: p.administrator.get("/admin/")),
    "redirect": (302, lambda p: p.nobody.get("/rounds/")),
    "redirect to the address with its slash": (301, lambda p: p.person.get("/rounds")),
    "400": (400, lambda p: p.nobody.get("/", headers={"Host": "elsewhere.example"})),
    "403": (403, lambda p: p.person.get("/test/denied/")),
    "403 of a forged form": (403, forged),
    "404": (404, lambda p: p.person.get("/rounds/ER-26-9999-9/")),
    "404 for nobody": (404, lambda p: p.nobody.get("/nothing/")),
    "404 of a static file": (404, lambda p: p.nobody.get("/static/nothing.css")),
    "405": (405, lambda p: p.person.get("/sign-out/")),
    "413": (413, lambda p: p.person.post("/rounds/new/", {"file": too_large()})),
    "500": (500, lambda p: p.person.get("/test/broken/part/")),
    "page of the API": (200, lambda p: p.nobody.get("/api/v1/docs/")),
}
SCANS: dict[str, Kind] = {"page that scans": (200, scan_page)}
DATA: dict[str, Kind] = {
    "livez": (200, lambda p: p.nobody.get("/livez")),
    "worker of the page that scans": (200, lambda p: p.person.get("/sheets/worker.js")),
    "OpenAPI file": (200, lambda p: p.nobody.get("/api/v1/schema/")),
    "script of the API's page": (200, lambda p: p.nobody.get("/api/v1/docs/?script=")),
    "API 200": (200, lambda p: p.api.get("agencies/")),
    "API 201": (201, lambda p: p.api.post("rounds/", p.plan)),
    "API HEAD": (200, lambda p: p.api.client.head("/api/v1/agencies/")),
    "API 304": (304, same_again),
    "API 400": (400, lambda p: p.api.client.post("/api/v1/rounds/", {}, "application/json")),
    "API 401": (401, lambda p: p.nobody.get("/api/v1/rounds/")),
    "API 403": (403, lambda p: p.api.get("test/denied/")),
    "API 404": (404, lambda p: p.api.get("nothing/")),
    "API 405": (405, lambda p: p.api.client.delete("/api/v1/rounds/")),
    "API 409": (409, lambda p: p.api.post(f"rounds/{p.round}/start/", seen=p.round)),
    "API 412": (412, lambda p: p.api.post(f"rounds/{p.round}/propose/", seen=99)),
    "API 413": (413, lambda p: p.api.upload("rounds/", {"file": too_large()})),
    "API 415": (415, lambda p: p.api.upload("rounds/", {"file": "x"})),
    "API 422": (
        422,
        lambda p: p.api_officer.upload(
            f"batches/{p.listed}/manifests/",
            {"file": SimpleUploadedFile("list.csv", b"<html>")},
            seen=p.listed,
        ),
    ),
    "API 428": (428, lambda p: p.api.post(f"rounds/{p.round}/propose/")),
    "API 429": (429, throttled),
    "API 500": (500, lambda p: p.api.get("test/broken/")),
    "token refused": (400, lambda p: p.nobody.post("/oauth/token/", {"grant_type": "password"})),
    "wrong secret": (
        401,
        lambda p: p.nobody.post(
            "/oauth/token/",
            {"grant_type": "client_credentials", "client_id": uuid4().hex, "client_secret": "x"},
        ),
    ),
    "label to print": (200, lambda p: p.mortuary.post("/cases/labels/", labels_of(p.case))),
}
DOWNLOADS: dict[str, Kind] = {
    "labels": (200, lambda p: p.officer.post(BATCH.format(p) + "labels.pdf")),
    "list as PDF": (200, lambda p: p.officer.get(BATCH.format(p) + "list.pdf")),
    "tally sheet": (200, lambda p: p.officer.get(BATCH.format(p) + "tally-sheet.pdf")),
    "list as sent": (200, lambda p: proven(p.officer, BATCH.format(p) + "lists/1/file/")),
    "list as sent by the API": (
        200,
        lambda p: proven(p.api_officer.client, f"/api/v1/batches/{p.listed}/manifests/1/file/"),
    ),
    "template in CSV": (200, lambda p: p.officer.get("/batches/list-template.csv")),
    "template in XLSX": (200, lambda p: p.officer.get("/batches/list-template.xlsx")),
    "problems of a list": (
        200,
        lambda p: p.officer.get(f"{p.draft.get_absolute_url()}problems.csv"),
    ),
}
STATIC: dict[str, Kind] = {
    "static file": (200, lambda p: p.nobody.get("/static/css/base.css")),
    "static file, HEAD": (200, lambda p: p.nobody.head("/static/js/keys.js")),
}


def labels_of(case) -> dict[str, object]:
    selection = f"{case.reference}:{case.version}"
    return {"selection": selection, "layout_name": "small", "skip": 0}
