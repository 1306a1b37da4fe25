"""The app `repatriation.notifications`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "repatriation.notifications"
    label = "notifications"
    verbose_name = _("Notices")

    def ready(self):
        """Every process knows who is told what: workers announce, and so does the sweep."""
        autodiscover_modules("notices")
