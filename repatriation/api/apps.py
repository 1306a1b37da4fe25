"""The app `repatriation.api`."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "repatriation.api"
    label = "api"
