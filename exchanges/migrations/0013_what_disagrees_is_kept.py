"""A discrepancy moves and is answered; what disagrees, and what was said of it, stays."""

from django.db import migrations

from repatriation.audit.triggers import append_only, kept, never_deleted

SAID = (
    "agency_id",
    "said_on",
    "source",
    "is_recorded_for",
    "recorded_by_id",
    "recorded_at",
    "text",
    "kind",
)
OPEN = "DROP TRIGGER append_only ON exchanges_discrepancy;"
TOLD = (
    # Until now both sides saw each at once.
    "UPDATE exchanges_discrepancy SET raised_at = opened_at WHERE raised_at IS NULL;"
)


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0012_the_register")]
    operations = [
        migrations.RunSQL(OPEN, append_only("exchanges_discrepancy").sql),
        migrations.RunSQL(TOLD, migrations.RunSQL.noop),
        never_deleted("exchanges_discrepancy"),
        kept(
            "exchanges_discrepancy",
            "reference",
            "batch_id",
            "container_id",
            "code",
            "listed",
            "counted",
            "counted_by_id",
            "other_source_id",
            "other_counted",
            "note",
            "source_id",
            "opened_by_id",
            "opened_at",
        ),
        never_deleted("exchanges_answer"),
        kept("exchanges_answer", *SAID, "discrepancy_id"),
        never_deleted("exchanges_remark"),
        kept("exchanges_remark", *SAID, "batch_id", "corrects_id", "is_for_intermediary"),
        append_only("exchanges_spotcheck"),
        append_only("exchanges_spotfinding"),
    ]
