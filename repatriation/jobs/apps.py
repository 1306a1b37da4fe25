"""The app `repatriation.jobs`."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "repatriation.jobs"
    label = "jobs"
