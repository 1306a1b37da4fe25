"""The app `repatriation.notifications`."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "repatriation.notifications"
    label = "notifications"
