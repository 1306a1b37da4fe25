"""The house itself is an app: its commands, and the Celery application every process knows."""

from django.apps import AppConfig

from repatriation import celery


class RepatriationConfig(AppConfig):
    name = "repatriation"
    celery_app = celery.app  # imported here, so that a web process rings the same bell
