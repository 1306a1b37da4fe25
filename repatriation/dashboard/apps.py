"""The app `repatriation.dashboard`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from repatriation.dashboard.refusing import refuse_in_our_words


class DashboardConfig(AppConfig):
    name = "repatriation.dashboard"
    label = "dashboard"

    def ready(self) -> None:
        """What apps declare for pages that are not theirs: tellings of events, panels."""
        refuse_in_our_words()
        autodiscover_modules("history", "panels")
