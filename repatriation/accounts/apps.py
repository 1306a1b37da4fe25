"""The app `repatriation.accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "repatriation.accounts"
    label = "accounts"
