"""The last custody event is found by its index: an OR over two columns reads the whole table."""

from django.db import migrations

NO_SILENT_GAP = """
CREATE OR REPLACE FUNCTION refuse_silent_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last cases_custodyevent;
BEGIN
    IF NEW.case_id IS NULL THEN
        SELECT * INTO last FROM cases_custodyevent
            WHERE container_id = NEW.container_id ORDER BY seq DESC LIMIT 1;
    ELSE
        SELECT * INTO last FROM cases_custodyevent
            WHERE case_id = NEW.case_id ORDER BY seq DESC LIMIT 1;
    END IF;
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
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_open_identifications")]
    operations = [migrations.RunSQL(NO_SILENT_GAP, migrations.RunSQL.noop)]
