"""Make the groups what `roles.py` says, no more and no less."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat

from repatriation.roles import ROLES


class Command(BaseCommand):
    help = "Load the table of roles (repatriation/roles.py) into the store."

    @transaction.atomic
    def handle(self, *args, **options):
        label = Concat("content_type__app_label", Value("."), "codename")
        known = {p.label: p for p in Permission.objects.annotate(label=label)}
        for role, labels in ROLES.items():
            if unknown := [name for name in labels if name not in known]:
                raise CommandError(f"{role}: no such permission: {', '.join(unknown)}.")
            group, _created = Group.objects.get_or_create(name=role)
            group.permissions.set(known[name] for name in labels)
        self.stdout.write(f"{len(ROLES)} roles are as in the table.")
