"""The app `repatriation.audit`."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "repatriation.audit"
    label = "audit"
