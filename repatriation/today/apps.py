"""The app `repatriation.today`."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "repatriation.today"
    label = "today"
