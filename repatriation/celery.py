"""The Celery application: tasks carry ids, never case data."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatriation.settings")

app = Celery("repatriation")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
