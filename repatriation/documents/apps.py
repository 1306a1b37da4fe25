"""The app `repatriation.documents`."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "repatriation.documents"
    label = "documents"
