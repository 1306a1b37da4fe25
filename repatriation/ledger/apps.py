"""The app `repatriation.ledger`."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "repatriation.ledger"
    label = "ledger"
