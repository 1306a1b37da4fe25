"""What was kept stays."""

from django.db import migrations

from repatriation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("audit", "0002_append_event")]
    operations = [append_only("files_storedfile")]
