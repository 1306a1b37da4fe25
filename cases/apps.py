"""The app `cases`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Remains and identifications")

    def ready(self) -> None:
        """What other apps do when something happens to remains is known wherever it happens."""
        autodiscover_modules("reactions")
