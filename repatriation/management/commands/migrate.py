"""Migrate as the owner of the tables, then give the application role what it needs."""

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection

from repatriation import grants


class Command(migrate.Command):
    def handle(self, *args, **options):
        application = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
        if settings.MIGRATION_ROLE["USER"]:
            _connect_as(settings.MIGRATION_ROLE)
        super().handle(*args, **options)
        with connection.cursor() as cursor:
            cursor.execute(grants.SQL)
        if settings.MIGRATION_ROLE["USER"]:
            _connect_as(application)


def _connect_as(role: dict) -> None:
    connection.close()
    connection.settings_dict.update(role)
