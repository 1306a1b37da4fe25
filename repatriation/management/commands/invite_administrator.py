"""Lets the first administrator of a new register in, or one who is left alone: by a one-time link.

Whoever may run this may read the database anyway. It prints the link, because a new register may
not be able to send mail yet.
"""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from repatriation.accounts.administrators import ROLE
from repatriation.accounts.giving_roles import give_roles
from repatriation.accounts.inviting import show_link
from repatriation.accounts.models import User
from repatriation.errors import DomainError
from repatriation.ledger.writing import acting_as, record


class Command(BaseCommand):
    help = "Make somebody an administrator who runs the register, and print their one-time link."

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="E-MAIL")
        parser.add_argument("name", metavar="NAME")

    def handle(self, *, email, name, **options):
        system = User.objects.system()
        try:
            with acting_as(system):
                key = invite(email, name, by=system)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{settings.BASE_URL}{reverse('one-time-link')}?key={key}")
        self.stderr.write("The link works once, for three days. It is stored as a digest only.")


@transaction.atomic
def invite(email: str, name: str, *, by: User) -> str:
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        person = User.objects.create_user(email, name=name)
        record("accounts.user_added", person, by=by, changed=[])
    elif not person.is_person or person.agency_id is not None:
        raise CommandError("This address belongs to somebody who does not run the register.")
    roles = Group.objects.filter(name=ROLE)
    give_roles(person=person, roles=roles, is_staff=True, by=by)
    return show_link(person=person, by=by)
