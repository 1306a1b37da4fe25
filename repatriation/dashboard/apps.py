"""The app `repatriation.dashboard`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DashboardConfig(AppConfig):
    name = "repatriation.dashboard"
    label = "dashboard"

    def ready(self) -> None:
        """What apps declare for pages that are not theirs: tellings of events, panels."""
        autodiscover_modules("history", "panels")
