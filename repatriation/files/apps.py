"""The app `repatriation.files`."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "repatriation.files"
    label = "files"
