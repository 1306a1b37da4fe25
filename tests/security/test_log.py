"""What stands in the log: keys of a list, and nothing that anybody sent."""

import ast
import logging
import re
import shlex
from io import StringIO

import pytest
from celery import current_app, shared_task
from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from repatriation import logs
from repatriation.jobs.running import job_kind, run_job, start_job
from repatriation.notifications import sending
from repatriation.notifications.models import Delivery
from tests.factories.accounts import UserFactory
from tests.factories.steps import do
from tests.test_architecture import PACKAGES, ROOT, python_files

pytestmark = pytest.mark.urls("tests.security.urls")

CANARY = "canary7319"
CANARIES = re.compile(r"canary|Sampleson|@example|127\.0\.0\.1|203\.0\.113", re.IGNORECASE)
KEYS = {
    "at", "level", "event", "logger", "request_id", "route", "method", "status", "duration_ms",
    "user_id", "client_id", "task", "job_id", "delivery_id", "obligation_id", "count", "outcome",
    "error", "sqlstate", "constraint", "where",
}  # fmt: skip
HEADERS = {
    "User-Agent": CANARY, "Referer": f"https://{CANARY}/", "X-Forwarded-For": "203.0.113.9",
    "Cookie": f"session={CANARY}", "Authorization": f"Bearer {CANARY}", "X-Request-ID": CANARY,
    "Accept-Language": CANARY, "Idempotency-Key": CANARY, "If-Match": CANARY, "Origin": CANARY,
    "HX-Current-URL": f"https://{CANARY}/",
}  # fmt: skip
BODY = {"username": f"{CANARY}@example.org", "password": CANARY, "name": "Sampleson", "q": CANARY}


def assert_is_clean(text: str) -> None:
    assert text, "nothing was written"
    assert CANARIES.findall(text) == []
    for line in text.splitlines():
        assert {part.partition("=")[0] for part in shlex.split(line)} <= KEYS, line


def test_a_list_of_keys_is_all_there_is():
    assert logs.KEYS.keys() == KEYS


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", CANARY])
@pytest.mark.parametrize(
    "path",
    [
        f"/{CANARY}/", f"/rounds/{CANARY}/", "/rounds/", "/sign-in/", f"/test/broken/{CANARY}/",
        "/test/denied/", f"/api/v1/{CANARY}/", f"/api/v1/rounds/{CANARY}/", "/api/v1/rounds/",
        "/api/v1/test/broken/", "/oauth/token/", f"/admin/{CANARY}/", f"/static/{CANARY}.css",
        "/i18n/setlang/", "/livez",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_no_line_quotes_a_request(log, path, method, is_signed_in):
    browser = Client(raise_request_exception=False, enforce_csrf_checks=not is_signed_in)
    headers = HEADERS
    if is_signed_in:
        browser.force_login(UserFactory(name="Sampleson", email=f"{CANARY}@example.org"))
        headers = {name: said for name, said in HEADERS.items() if name != "Cookie"}
    form = BODY | {"file": SimpleUploadedFile(f"{CANARY}.csv", CANARY.encode())}

    if method == "POST":
        answer = browser.post(f"{path}?q={CANARY}", form, headers=headers)
    else:
        answer = browser.generic(method, f"{path}?q={CANARY}", CANARY, headers=headers)

    assert_is_clean(log())
    assert f"status={answer.status_code}" in log()


def test_a_request_of_another_host_is_not_quoted(log):
    Client().get("/", headers={"Host": f"{CANARY}.example"})

    assert_is_clean(log())
    assert "status=400" in log()


def test_a_request_is_one_line(log, steps):
    coordinator = steps.north.coordinator
    browser = Client()
    browser.force_login(coordinator)

    answer = browser.get("/rounds/")

    (line,) = log().splitlines()
    said = dict(part.split("=", 1) for part in shlex.split(line))
    assert said.pop("at")[:2] == "20"
    assert int(said.pop("duration_ms")) >= 0
    assert said == {
        "level": "info",
        "event": "request",
        "logger": "repatriation.api.requests",
        "request_id": answer.headers["X-Request-ID"],
        "route": "exchanges:rounds",
        "method": "GET",
        "status": "200",
        "user_id": str(coordinator.pk),
    }


def test_a_mistake_says_where_it_is_and_not_what_it_says(log):
    Client(raise_request_exception=False).get(f"/test/broken/{CANARY}/")

    assert_is_clean(log())
    assert "level=error event=library logger=django.request" in log()
    assert re.search(
        r'error=ValueError where="tests/security/urls\.py:\d+:break_down < django/core/handlers/',
        log(),
    )


def test_a_row_that_the_database_refused_is_not_quoted(log):
    Group.objects.create(name="Sampleson")

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Group.objects.create(name="Sampleson")
    logs.get_logger("test").error("refused", exc_info=refused.value)

    assert "Sampleson" in str(refused.value)  # PostgreSQL quotes the row
    assert_is_clean(log())
    assert "error=IntegrityError sqlstate=23505 constraint=auth_group_name_key where=" in log()


def test_a_job_that_breaks_is_not_quoted(log):
    @job_kind("test.canary")
    def breaks(_step):
        raise ValueError(CANARY)

    person = UserFactory(name="Sampleson")
    job = do(lambda by: start_job("test.canary", subject=person, by=by), by=person)

    run_job(job.pk)

    assert_is_clean(log())
    assert f"event=job_broke logger=repatriation.jobs.running job_id={job.pk}" in log()


def test_a_letter_that_cannot_be_sent_is_not_quoted(log, settings, steps, monkeypatch):
    def fails(*_args, **_more):
        raise ValueError(f"{CANARY}@example.org")

    steps.proposed()
    monkeypatch.setattr(mail, "get_connection", fails)
    for delivery in Delivery.objects.filter(channel="email"):
        sending.send_delivery(delivery.pk)
    logging.getLogger("smtplib").warning("to %s", f"{CANARY}@example.org")

    assert_is_clean(log())


@shared_task(name="test.breaks")
def broken_task(word):
    raise ValueError(word)


def test_a_task_that_breaks_is_not_quoted(log):
    asked = "0d6b3f0c4f3f4f6f8a3b0c9f0a1b2c3d"

    broken_task.apply([CANARY], headers={"request_id": asked})

    assert_is_clean(log())
    assert f"request_id={asked} duration_ms=" in log()
    assert "task=test.breaks outcome=failure" in log()


def test_the_broker_is_told_the_request_and_the_ids_and_no_more(monkeypatch):
    sent = []
    monkeypatch.setattr(
        "kombu.messaging.Producer.publish", lambda _self, body, **more: sent.append((body, more))
    )
    logs.bind(request_id="0d6b3f0c4f3f4f6f8a3b0c9f0a1b2c3d", user_id=7319)

    current_app.send_task("jobs.run", [12])

    logs.forget()
    (((arguments, keywords, _embed), more),) = sent
    headers = more["headers"]
    assert headers.pop("request_id") == "0d6b3f0c4f3f4f6f8a3b0c9f0a1b2c3d"
    assert (arguments, keywords) == ([12], {})
    assert "7319" not in str(headers)


@pytest.mark.parametrize(
    "speak",
    [
        lambda logger: logger.warning("Not Found: %s", CANARY),
        lambda logger: logger.warning(f"Not Found: {CANARY}"),
        lambda logger: logger.warning("seen", extra={"request_id": CANARY, CANARY: CANARY}),
        lambda logger: logger.warning({"event": CANARY}),
    ],
)
@pytest.mark.parametrize(
    "name", ["django.security", "celery.app.trace", "gunicorn.error", "allauth"]
)
def test_no_library_is_quoted(log, capsys, name, speak):
    speak(logging.getLogger(name))

    assert_is_clean(log())
    assert f"event=library logger={name} where=tests/security/test_log.py:" in log()
    assert CANARY not in capsys.readouterr().err


def test_what_cannot_be_written_is_not_quoted_either():
    """Python's own handler would write the words and the values to stderr."""
    written = StringIO()
    handler = logs.lines()
    handler.setStream(written)
    place = (logging.ERROR, __file__, 1)

    handler.handle(logging.LogRecord("django", *place, "%s %s", (CANARY,), None))
    handler.handle(logging.LogRecord("django", *place, CANARY, None, CANARY))

    assert_is_clean(written.getvalue())
    assert "event=unwritable_line" in written.getvalue()


def test_what_is_not_listed_or_has_another_shape_is_left_out(log):
    logs.get_logger("test").warning(
        "seen", person="Sampleson", count="7319", outcome="two words of canary", job_id=True
    )

    (line,) = log().splitlines()
    assert line.endswith("level=warning event=seen logger=test")


def calls_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "log":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_an_event_is_a_word_of_ours_and_never_made_up_from_values():
    """The gate lets an event pass by its shape; that nobody's name is in it is seen in the code."""
    made_up = [
        place
        for path in python_files(*PACKAGES)
        for place, call in calls_of(path)
        if not (isinstance(call.args[0], ast.Constant) and len(call.args) == 1)
    ]

    assert made_up == []


def test_nobody_goes_around_the_gate():
    around = [
        str(path.relative_to(ROOT))
        for path in python_files(*PACKAGES)
        if re.search(r"^(import|from) logging", path.read_text(), re.MULTILINE)
    ]

    assert around == ["repatriation/logs.py"]
