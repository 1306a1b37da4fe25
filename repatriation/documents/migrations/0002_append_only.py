"""What was issued stays as it was issued."""

from django.db import migrations

from repatriation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("audit", "0002_append_event")]
    operations = [append_only("documents_issueddocument")]
