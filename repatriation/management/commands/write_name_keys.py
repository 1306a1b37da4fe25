"""Makes the keys of all names anew, after the tables of letters or of first names have changed."""

from django.core.management.base import BaseCommand

from cases.models import PersonName
from cases.operations.names import write_keys

AT_ONCE = 1_000


class Command(BaseCommand):
    help = "Make the keys anew by which people sought are found. May run beside the work."

    def handle(self, **options):
        last = written = 0
        while names := list(PersonName.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            for name in names:
                write_keys(name)
            PersonName.objects.bulk_update(names, ["keys", "sort_key", "heard"])
            last, written = names[-1].pk, written + len(names)
        self.stdout.write(f"{written} names have their keys.")
