"""The app `repatriation.dashboard`."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "repatriation.dashboard"
    label = "dashboard"
