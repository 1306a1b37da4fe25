"""A worker as it is started: its log, from the request that rang to the task that broke."""

import os
import subprocess
import time

import pytest
from celery import Celery
from django.conf import settings

from repatriation import logs
from repatriation.embedded.children import WORKER
from repatriation.embedded.process import end

pytestmark = pytest.mark.plain
ASKED = "0d6b3f0c4f3f4f6f8a3b0c9f0a1b2c3d"


def test_the_line_of_a_task_names_the_request_that_rang_and_quotes_nothing(tmp_path):
    """The task breaks: no table is there that it could read, and what it was given is no number."""
    path, queue = tmp_path / "log", f"test-{os.getpid()}"
    with path.open("wb") as output:
        worker = subprocess.Popen(
            [*WORKER, "--pool=solo", f"--queues={queue}"],
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "repatriation.settings", "LOG_LEVEL": "INFO"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        logs.bind(request_id=ASKED)
        bell = Celery("bell", broker=settings.CELERY_BROKER_URL, set_as_current=False)
        bell.send_task("jobs.run", ["canary"], queue=queue)
        bell.close()
        logs.forget()
        for _ in range(600):
            if "outcome=" in path.read_text():
                break
            time.sleep(0.1)
    finally:
        end(worker, patience=20)

    said = path.read_text()
    (line,) = (line for line in said.splitlines() if "event=task" in line)
    assert f"request_id={ASKED}" in line
    assert "task=jobs.run outcome=failure" in line
    assert "event=library logger=celery.app.trace" in said
    assert "canary" not in said
