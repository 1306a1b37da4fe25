"""The Celery application: tasks carry ids, never case data."""

import os
import sys

from celery import Celery
from celery.signals import beat_init, worker_init
from django.core.exceptions import ImproperlyConfigured

from repatriation.audit.login import serve_as_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatriation.settings")

app = Celery("repatriation")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_powers(**kwargs):  # noqa: ARG001  as Celery sends it
    try:
        serve_as_application()
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))  # Celery notes an exception of a receiver, and goes on
