"""Computes every chain of events again, and says whether the record is whole."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from repatriation.audit.models import Event, Stream
from repatriation.audit.verification import broken_streams

SHOWN = 20


class Command(BaseCommand):
    help = "Compute every chain of events again; exit with 1 where one is broken."

    def handle(self, *args, **options):
        with transaction.atomic():
            with connection.cursor() as cursor:  # one picture, while others go on writing
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            events, chains = Event.objects.count(), Stream.objects.count()
            broken = broken_streams()
        if broken:
            more = f" and {len(broken) - SHOWN} more" if len(broken) > SHOWN else ""
            raise CommandError(
                f"{len(broken)} of {chains} chains are broken: {', '.join(broken[:SHOWN])}{more}."
                " What they say was changed behind the application's back."
            )
        self.stdout.write(f"The record is whole: {events} events in {chains} chains.")
