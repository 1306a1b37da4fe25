"""Lists and counts stay as they were sent and made; nothing of an exchange is taken away."""

from django.db import migrations

from repatriation.audit.triggers import append_only, never_deleted


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0001_initial"), ("audit", "0002_append_event")]
    operations = [
        append_only("exchanges_manifest"),
        append_only("exchanges_manifestline"),
        append_only("exchanges_count"),
        append_only("exchanges_batchsheet"),
        append_only("exchanges_discrepancy"),
        never_deleted("exchanges_exchangeround"),
        never_deleted("exchanges_exchangebatch"),
        never_deleted("exchanges_batchplace"),
        never_deleted("exchanges_allocation"),
        never_deleted("exchanges_statement"),
    ]
