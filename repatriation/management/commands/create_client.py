"""Opens a client for an agency's program; its secret is shown this once."""

from django.core.management.base import BaseCommand, CommandError

from repatriation.accounts.models import Agency, User
from repatriation.clients.operations.opening import create_client
from repatriation.errors import DomainError
from repatriation.ledger.writing import acting_as


class Command(BaseCommand):
    help = "Open a client of an agency, and print its id and secret once."

    def add_arguments(self, parser):
        parser.add_argument("agency", metavar="AGENCY_CODE")
        parser.add_argument("name", metavar="NAME", help="which program it is")
        parser.add_argument("--role", action="append", required=True, help="may be repeated")

    def handle(self, *, agency, name, role, **options):
        found = Agency.objects.filter(code=agency).first()
        if found is None:
            raise CommandError(f"No agency has the code {agency}.")
        system = User.objects.system()
        try:
            with acting_as(system):
                client_id, secret = create_client(agency=found, name=name, roles=role, by=system)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"client_id: {client_id}\nclient_secret: {secret}")
        self.stderr.write("Keep the secret now: it is stored as a hash and cannot be shown again.")
