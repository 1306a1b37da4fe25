"""What cannot be taken back rests on two people, also where no operation of ours wrote the row."""

from django.db import migrations

from repatriation.audit.triggers import never_deleted

REFUSE_UNDECLARED = """
CREATE FUNCTION refuse_undeclared() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    needed text := TG_ARGV[0];
BEGIN
    IF TG_TABLE_NAME = 'cases_container' THEN
        PERFORM 1 FROM cases_declaration WHERE container_id = NEW.id AND kind = needed
            AND confirmed_at IS NOT NULL;
    ELSE
        PERFORM 1 FROM (SELECT kind FROM cases_declaration WHERE case_id = NEW.id
            AND confirmed_at IS NOT NULL ORDER BY confirmed_at DESC, id DESC LIMIT 1) last
            WHERE last.kind = needed;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION '% is not % without a declaration that a second person confirmed',
            NEW.reference, needed USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER destroyed_by_two BEFORE UPDATE OF state ON cases_container FOR EACH ROW
    WHEN (NEW.state = 'destroyed' AND OLD.state <> 'destroyed')
    EXECUTE FUNCTION refuse_undeclared('destroyed');
CREATE TRIGGER non_human_by_two BEFORE UPDATE OF state ON cases_remainscase FOR EACH ROW
    WHEN (NEW.state = 'closed' AND OLD.state = 'numbered')
    EXECUTE FUNCTION refuse_undeclared('non_human');
CREATE TRIGGER human_by_two BEFORE UPDATE OF state ON cases_remainscase FOR EACH ROW
    WHEN (NEW.state = 'numbered' AND OLD.state = 'closed')
    EXECUTE FUNCTION refuse_undeclared('human');
"""
TAKE_BACK_UNDECLARED = """
DROP TRIGGER destroyed_by_two ON cases_container;
DROP TRIGGER non_human_by_two ON cases_remainscase;
DROP TRIGGER human_by_two ON cases_remainscase;
DROP FUNCTION refuse_undeclared();
"""

# At the end of the transaction: the flag and the row that shows it are written one by one.
REFUSE_DRIFT = """
CREATE FUNCTION refuse_flags_that_drift() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_container bigint;
    of_case bigint;
    shown text[];
    open_flags text[];
BEGIN
    IF TG_TABLE_NAME = 'cases_flag' THEN
        of_container := NEW.container_id;
        of_case := NEW.case_id;
    ELSIF TG_TABLE_NAME = 'cases_container' THEN
        of_container := NEW.id;
    ELSE
        of_case := NEW.id;
    END IF;
    IF of_container IS NULL THEN
        SELECT flags::text[] INTO shown FROM cases_remainscase WHERE id = of_case;
    ELSE
        SELECT flags::text[] INTO shown FROM cases_container WHERE id = of_container;
    END IF;
    SELECT coalesce(array_agg(kind::text ORDER BY kind), '{}') INTO open_flags FROM cases_flag
        WHERE lifted_at IS NULL
        AND (container_id = of_container OR case_id = of_case);
    IF shown IS DISTINCT FROM open_flags THEN
        RAISE EXCEPTION 'the flags that are shown (%) are not those that are open (%)',
            shown, open_flags USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER flags_are_shown AFTER INSERT OR UPDATE ON cases_flag
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_flags_that_drift();
CREATE CONSTRAINT TRIGGER shown_flags_are_open AFTER UPDATE ON cases_container
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.flags IS DISTINCT FROM NEW.flags)
    EXECUTE FUNCTION refuse_flags_that_drift();
CREATE CONSTRAINT TRIGGER shown_flags_are_open AFTER UPDATE ON cases_remainscase
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.flags IS DISTINCT FROM NEW.flags)
    EXECUTE FUNCTION refuse_flags_that_drift();
"""
TAKE_BACK_DRIFT = """
DROP TRIGGER flags_are_shown ON cases_flag;
DROP TRIGGER shown_flags_are_open ON cases_container;
DROP TRIGGER shown_flags_are_open ON cases_remainscase;
DROP FUNCTION refuse_flags_that_drift();
"""

# What was said once stays as it was said: a flag is only lifted, a declaration only answered.
STAYS_AS_SAID = """
CREATE TRIGGER stays_as_said BEFORE UPDATE ON cases_flag FOR EACH ROW
    WHEN (OLD.lifted_at IS NOT NULL
        OR (OLD.container_id, OLD.case_id, OLD.kind, OLD.reason, OLD."order", OLD.opened_by_id,
            OLD.opened_at)
        IS DISTINCT FROM (NEW.container_id, NEW.case_id, NEW.kind, NEW.reason, NEW."order",
            NEW.opened_by_id, NEW.opened_at))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stays_as_said BEFORE UPDATE ON cases_declaration FOR EACH ROW
    WHEN (OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL
        OR (OLD.container_id, OLD.case_id, OLD.kind, OLD.account, OLD.occurred_at,
            OLD.declared_by_id, OLD.declared_at)
        IS DISTINCT FROM (NEW.container_id, NEW.case_id, NEW.kind, NEW.account, NEW.occurred_at,
            NEW.declared_by_id, NEW.declared_at))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER parent_is_kept BEFORE UPDATE OF parent_id ON cases_remainscase FOR EACH ROW
    WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION refuse_change();
"""
TAKE_BACK_SAID = """
DROP TRIGGER stays_as_said ON cases_flag;
DROP TRIGGER stays_as_said ON cases_declaration;
DROP TRIGGER parent_is_kept ON cases_remainscase;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_intake"), ("audit", "0002_append_event")]
    operations = [
        migrations.RunSQL(REFUSE_UNDECLARED, TAKE_BACK_UNDECLARED),
        migrations.RunSQL(REFUSE_DRIFT, TAKE_BACK_DRIFT),
        migrations.RunSQL(STAYS_AS_SAID, TAKE_BACK_SAID),
        never_deleted("cases_flag"),
        never_deleted("cases_declaration"),
    ]
