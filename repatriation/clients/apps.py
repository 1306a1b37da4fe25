"""The app `repatriation.clients`."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "repatriation.clients"
    label = "clients"
