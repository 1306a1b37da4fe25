"""Who came in before clients had a page keeps coming in: with what there was to ask for then, and
credentials that do not end by themselves."""

from django.db import migrations
from django.utils import timezone

from repatriation.references import reference

SCOPES_OF_BEFORE = """
agencies:read allocations:allocate allocations:finish-intake allocations:read allocations:send
batches:cancel batches:count batches:finish-handover batches:open batches:read
batches:record-seal batches:seal batches:verify-count cases:read cases:receive cases:send
cases:store containers:empty containers:number containers:open containers:read containers:store
custody:correct custody:read custody:review inbox:mark inbox:read jobs:cancel jobs:read
manifests:read manifests:submit recoveries:read recoveries:record rounds:accept rounds:close
rounds:confirm-date rounds:hand-over rounds:plan rounds:propose rounds:read rounds:schedule
rounds:start sheets:close sheets:open sheets:read sheets:scan statements:check
storage-units:read venues:read
""".split()


def give_each_a_page(apps, schema_editor):
    User = apps.get_model("accounts", "User")
    Client = apps.get_model("clients", "Client")
    Credential = apps.get_model("clients", "Credential")
    Application = apps.get_model("oauth2_provider", "Application")
    year = timezone.now().year % 100
    serial = 0
    for user in User.objects.filter(kind="client").order_by("pk"):
        serial += 1
        maker = User.objects.get(email="system@register.invalid")
        client = Client.objects.create(
            reference=reference("CL", year, serial),
            user=user,
            scopes=SCOPES_OF_BEFORE,
            made_by=maker,
            made_at=user.joined_at,
        )
        applications = Application.objects.filter(user_id=user.pk).order_by("pk")
        for number, application in enumerate(applications, start=1):
            Credential.objects.create(
                client=client,
                number=number,
                application=application,
                made_by=maker,
                made_at=application.created,
            )
    if serial:
        apps.get_model("ledger", "Serial").objects.create(prefix="CL", year=year, last=serial)


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0001_clients_and_credentials"),
        ("accounts", "0002_system_user"),
        ("ledger", "0001_initial"),
    ]

    operations = [migrations.RunPython(give_each_a_page, migrations.RunPython.noop)]
