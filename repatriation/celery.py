"""The Celery application: tasks carry ids, never case data."""

import gc
import os
import sys
from time import monotonic

from celery import Celery
from celery.signals import (
    beat_init,
    before_task_publish,
    setup_logging,
    task_postrun,
    task_prerun,
    worker_init,
)
from django.core.exceptions import ImproperlyConfigured

from repatriation.audit.login import serve_as_application
from repatriation.logs import bind, bound, forget, get_logger

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatriation.settings")

app = Celery("repatriation")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["repatriation.demo"])  # which is no app: it has no tables
log = get_logger(__name__)


@worker_init.connect
@beat_init.connect
def refuse_powers(**kwargs):  # noqa: ARG001  as Celery sends it
    try:
        serve_as_application()
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))  # Celery notes an exception of a receiver, and goes on


@worker_init.connect
def keep_what_stays(**kwargs):  # noqa: ARG001
    """What is loaded by now stays for good: it is not looked through with the garbage."""
    gc.freeze()


@setup_logging.connect
def keep_our_logging(**kwargs):
    """Celery's lines would quote what tasks were given and what they failed with."""


@before_task_publish.connect
def send_request_id(headers, **kwargs):  # noqa: ARG001
    """The only thing that is put into the broker beside the ids a task is called with."""
    if request_id := bound("request_id"):
        headers["request_id"] = request_id


@task_prerun.connect
def begin(task, **kwargs):  # noqa: ARG001
    forget()
    carried = task.request.headers or vars(task.request)  # run here, or brought by the broker
    bind(task=task.name, request_id=carried.get("request_id"))
    task.request.begun_at = monotonic()


@task_postrun.connect
def end(task, state, **kwargs):  # noqa: ARG001
    passed = round(1000 * (monotonic() - task.request.begun_at))
    log.info("task", outcome=str(state).lower(), duration_ms=passed)
    forget()
