"""What each kind of answer says to a browser, byte by byte: nothing less, and nothing else."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as now
from django.test import Client

from repatriation.files.media_types import XLSX
from tests.security.kinds import DATA, DOWNLOADS, PAGES, SCANS, STATIC, Place

pytestmark = pytest.mark.urls("tests.security.urls")

# Made for one answer: their form is tested where they are made.
OWN = {
    "Content-Length", "ETag", "Last-Modified", "Location", "RateLimit", "RateLimit-Policy",
    "Retry-After", "X-Request-ID",
}  # fmt: skip

NOTHING_ELSE = (
    "publickey-credentials-create=(self), publickey-credentials-get=(self), accelerometer=(), "
    "autoplay=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), "
    "gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), "
    "payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), usb=(), "
    "xr-spatial-tracking=()"
)
ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": f"camera=(), {NOTHING_ELSE}",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
MADE = ALWAYS | {
    "Cache-Control": "no-store",
    "Content-Language": "en",
    "Vary": "Accept, Accept-Language, Authorization, Cookie, HX-Request",
}
PAGE = MADE | {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'none'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
DATUM = MADE | {
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}
DOWNLOAD = MADE | {
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
    ),
}
FILE = ALWAYS | {
    "Cache-Control": "max-age=60, public",
    "Content-Security-Policy": DATUM["Content-Security-Policy"],
}
PROBLEM = {"Content-Type": "application/problem+json"}
JSON = {"Content-Type": "application/json"}
PDF = {"Content-Type": "application/pdf"}
CSV = {"Content-Type": "text/csv; charset=utf-8"}
ONLY_POST = {"Allow": "POST"}
LIST, READ = {"Allow": "GET, HEAD, POST"}, {"Allow": "GET, HEAD"}
LIBRARY = {"Allow": "GET, HEAD, OPTIONS"}


def kept_as(name):
    return {"Content-Disposition": f'attachment; filename="{name}"'}


# Beside those above. What no kind is given here, it must not have.
MORE = {
    "405": {"Allow": "POST, OPTIONS"},
    "OPTIONS of a page": {"Allow": "GET, POST, PUT, HEAD, OPTIONS"},
    "page of the API": LIBRARY
    | {
        "Content-Security-Policy": PAGE["Content-Security-Policy"].replace(
            "img-src 'self';", "img-src 'self' data:;"
        )
    },
    "livez": {"Content-Type": "text/plain"},
    "worker of the page that scans": {
        "Content-Type": "text/javascript",
        "Content-Security-Policy": DATUM["Content-Security-Policy"].replace(
            "default-src 'none';", "default-src 'none'; connect-src 'self';"
        ),
    },
    "OpenAPI file": LIBRARY
    | {
        "Content-Type": "application/vnd.oai.openapi; charset=utf-8",
        "Content-Disposition": 'inline; filename="Repatriation.yaml"',
    },
    "script of the API's page": LIBRARY | {"Content-Type": "application/javascript"},
    "API 200": JSON | READ,
    "API 201": JSON | LIST,
    "API HEAD": JSON | READ,
    "API 304": {"Allow": "GET, HEAD, PATCH"},
    "API 400": PROBLEM,
    "API 401": PROBLEM | LIST | {"WWW-Authenticate": "Bearer"},
    "API 403": PROBLEM,
    "API 404": PROBLEM,
    "API 405": PROBLEM | LIST,
    "API 409": PROBLEM | ONLY_POST,
    "API 412": PROBLEM | ONLY_POST,
    "API 413": PROBLEM,
    "API 415": PROBLEM | LIST,
    "API 422": PROBLEM | LIST,
    "API 428": PROBLEM | ONLY_POST,
    "API 429": PROBLEM | READ,
    "API 500": PROBLEM,
    "token refused": JSON,
    "wrong secret": JSON | {"WWW-Authenticate": 'Bearer error="invalid_client"'},
    "label to print": PDF | {"Content-Disposition": 'inline; filename="RC-26-000001-2.pdf"'},
    "labels": PDF | kept_as("EB-26-0001-Y-labels.pdf"),
    "list as PDF": PDF | kept_as("EB-26-0001-Y-list.pdf"),
    "tally sheet": PDF | kept_as("EB-26-0001-Y-tally-sheet.pdf"),
    "list as sent": kept_as("list.csv") | {"Content-Type": "text/csv"},
    "list as sent by the API": READ
    | {"Content-Disposition": "attachment", "Content-Type": "text/csv"},
    "template in CSV": CSV | kept_as("handover-list.csv"),
    "template in XLSX": kept_as("handover-list.xlsx") | {"Content-Type": XLSX},
    "problems of a list": CSV | kept_as("problems-EB-26-0001-Y.csv"),
    "static file": {"Content-Type": 'text/css; charset="utf-8"'},
    "static file, HEAD": {"Content-Type": 'text/javascript; charset="utf-8"'},
}


@pytest.fixture
def place(steps, settings):
    steps.settings = settings
    return Place(steps)


def answer_of(place, kind):
    status, ask = kind
    answer = ask(place)
    assert answer.status_code == status
    for close in answer._resource_closers:  # a static file stays open otherwise
        close()
    return {name: value for name, value in answer.headers.items() if name not in OWN}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_may_do_only_what_pages_need(place, name):
    assert answer_of(place, PAGES[name]) == PAGE | MORE.get(name, {})


@pytest.mark.parametrize("name", SCANS)
def test_only_the_page_that_scans_may_ask_for_the_camera_and_have_a_worker(place, name):
    policy = PAGE["Content-Security-Policy"].replace("worker-src 'none'", "worker-src 'self'")
    camera = {"Permissions-Policy": f"camera=(self), {NOTHING_ELSE}"}

    assert answer_of(place, SCANS[name]) == PAGE | camera | {"Content-Security-Policy": policy}


@pytest.mark.parametrize("name", DATA)
def test_data_may_do_nothing(place, name):
    assert answer_of(place, DATA[name]) == DATUM | MORE.get(name, {})


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_download_is_kept_and_not_opened(place, name):
    assert answer_of(place, DOWNLOADS[name]) == DOWNLOAD | MORE.get(name, {})


@pytest.mark.parametrize("name", STATIC)
def test_a_static_file_is_the_same_for_everybody(place, name):
    assert answer_of(place, STATIC[name]) == FILE | MORE.get(name, {})


def test_a_cookie_holds_a_key_and_no_more(steps):
    """What was said to a person is not kept in their browser; no script reads any cookie."""
    browser = Client()
    browser.force_login(steps.north.coordinator)

    browser.get("/rounds/new/")
    browser.post("/i18n/setlang/", {"language": "uk"})
    browser.post(f"{steps.opened().get_absolute_url()}propose/")

    cookies = {name: dict(cookie.items()) for name, cookie in browser.cookies.items()}
    told = {"path": "/", "samesite": "Lax", "httponly": True, "secure": "", "domain": ""}
    assert {"session", "csrf", "language"} == cookies.keys()
    for cookie in cookies.values():
        assert {name: cookie[name] for name in told} == told


BEHIND_TLS = """
import django
django.setup()
from django.test import Client
answer = Client().get("/livez", secure=True)
print(answer.headers["Strict-Transport-Security"])
print(Client().get("/livez").status_code)
from django.conf import settings
for name in ("SESSION", "CSRF", "LANGUAGE"):
    print(*(getattr(settings, f"{name}_COOKIE_{what}") for what in ("NAME", "SECURE", "PATH")))
"""


def test_behind_tls_nothing_goes_without_it():
    environment = os.environ | {
        "IS_BEHIND_TLS": "true",
        "ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "repatriation.settings",
        "SECRET_KEY": now.SECRET_KEY,
    }

    said = subprocess.run(
        [sys.executable, "-c", BEHIND_TLS],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert [line for line in said.stdout.splitlines() if not line.startswith("at=")] == [
        "max-age=31536000; includeSubDomains; preload",
        "301",
        "__Host-session True /",
        "__Host-csrf True /",
        "__Host-language True /",
    ], said.stderr
