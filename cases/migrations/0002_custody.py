"""Custody is appended, and never jumps from one holder to another without a gap on record."""

from django.db import migrations

from repatriation.audit.triggers import append_only, never_deleted

NO_SILENT_GAP = """
CREATE FUNCTION refuse_silent_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last cases_custodyevent;
BEGIN
    SELECT * INTO last FROM cases_custodyevent
        WHERE (container_id = NEW.container_id OR case_id = NEW.case_id)
        ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(last.seq, 0) + 1 THEN
        RAISE EXCEPTION 'custody event % does not follow event %', NEW.seq, coalesce(last.seq, 0)
            USING ERRCODE = '23505', CONSTRAINT = CASE WHEN NEW.case_id IS NULL
                THEN 'one_custody_event_at_a_time_for_a_container'
                ELSE 'one_custody_event_at_a_time_for_a_case' END;
    END IF;
    IF last.id IS NOT NULL AND last.kind <> 'gap'
            AND NEW.from_holder_id IS DISTINCT FROM last.to_holder_id THEN
        RAISE EXCEPTION 'custody passes from %, but % held it: a gap must be recorded first',
            NEW.from_holder_id, last.to_holder_id USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_silent_gap BEFORE INSERT ON cases_custodyevent
    FOR EACH ROW EXECUTE FUNCTION refuse_silent_gap();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("audit", "0002_append_event")]
    operations = [
        migrations.RunSQL(
            NO_SILENT_GAP,
            "DROP TRIGGER no_silent_gap ON cases_custodyevent; DROP FUNCTION refuse_silent_gap();",
        ),
        append_only("cases_custodyevent"),
        append_only("cases_custodyreview"),
        append_only("cases_scan"),
        append_only("cases_recoverysite"),
        never_deleted("cases_container"),
        never_deleted("cases_remainscase"),
        never_deleted("cases_tallysheet"),
    ]
