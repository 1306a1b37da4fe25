"""No release without its ground, and no ground that falls without its consequence; also where no
operation of ours wrote the row."""

from django.db import migrations, models

from repatriation.audit.triggers import append_only, never_deleted

# The identification is held while it is looked at: who contests it waits.
REFUSE_GROUNDLESS = """
CREATE FUNCTION refuse_groundless_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'withdrawn' OR NEW.back_at IS NOT NULL OR NEW."to" <> 'family' THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM cases_identification decided
        JOIN cases_coveredcase covered ON covered.identification_id = decided.id
        WHERE decided.id = NEW.identification_id AND covered.case_id = NEW.case_id
        AND covered.stands AND decided.state IN ('certified', 'upheld')
        AND decided.certificate <> '' AND decided.annulment = ''
        FOR SHARE OF decided;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'release % rests on no certified identification that stands',
            NEW.reference USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER a_release_has_its_ground AFTER INSERT OR UPDATE OF state ON cases_release
    FOR EACH ROW EXECUTE FUNCTION refuse_groundless_release();
"""
TAKE_BACK_GROUNDLESS = """
DROP TRIGGER a_release_has_its_ground ON cases_release;
DROP FUNCTION refuse_groundless_release();
"""

# At the end of the transaction: the case, its release and the task are written one by one.
REFUSE_DRIFT = """
CREATE FUNCTION refuse_releases_that_drift() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_case bigint;
    shown text;
    is_authorised boolean;
    is_out boolean;
BEGIN
    IF TG_TABLE_NAME = 'cases_release' THEN of_case := NEW.case_id; ELSE of_case := NEW.id; END IF;
    SELECT state INTO shown FROM cases_remainscase WHERE id = of_case;
    SELECT count(*) FILTER (WHERE state = 'authorised') > 0,
        count(*) FILTER (WHERE state = 'done' AND back_at IS NULL) > 0
        INTO is_authorised, is_out FROM cases_release WHERE case_id = of_case;
    IF is_authorised <> (shown = 'release_authorised')
        OR (is_out AND shown NOT IN ('released', 'closed')) OR (shown = 'released' AND NOT is_out)
    THEN
        RAISE EXCEPTION 'the state of the case (%) is not what its releases say', shown
            USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER release_is_shown AFTER INSERT OR UPDATE ON cases_release
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_releases_that_drift();
CREATE CONSTRAINT TRIGGER shown_release_is_there AFTER INSERT OR UPDATE ON cases_remainscase
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.state IN ('release_authorised', 'released'))
    EXECUTE FUNCTION refuse_releases_that_drift();
CREATE CONSTRAINT TRIGGER release_has_ended AFTER UPDATE ON cases_remainscase
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state IN ('release_authorised', 'released', 'closed') AND OLD.state <> NEW.state)
    EXECUTE FUNCTION refuse_releases_that_drift();
CREATE FUNCTION refuse_release_on_the_fallen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM cases_identification WHERE id = NEW.id AND state IN ('contested', 'revoked');
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM cases_release WHERE identification_id = NEW.id AND (state = 'authorised'
        OR (state = 'done' AND back_at IS NULL AND NOT EXISTS (SELECT 1 FROM cases_takebacktask
            WHERE release_id = cases_release.id AND ended_at IS NULL)));
    IF FOUND THEN
        RAISE EXCEPTION '% is %, and a release rests on it without a task to take back',
            NEW.reference, NEW.state USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER nothing_rests_on_the_fallen AFTER UPDATE ON cases_identification
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.state IN ('contested', 'revoked') AND OLD.state <> NEW.state)
    EXECUTE FUNCTION refuse_release_on_the_fallen();
"""
TAKE_BACK_DRIFT = """
DROP TRIGGER nothing_rests_on_the_fallen ON cases_identification;
DROP TRIGGER release_has_ended ON cases_remainscase;
DROP TRIGGER shown_release_is_there ON cases_remainscase;
DROP TRIGGER release_is_shown ON cases_release;
DROP FUNCTION refuse_release_on_the_fallen();
DROP FUNCTION refuse_releases_that_drift();
"""

SAID = {
    "cases_release": """reference, case_id, "to", identification_id, consent_id, referral_id,
        agency_id, decision, label, authorised_by_id, authorised_at""",
    "cases_kinreferral": "identification_id, because, note, referred_by_id, referred_at",
    "cases_takebacktask": "release_id, opened_by_id, opened_at",
}


def stays_as_said(table: str, columns: str) -> migrations.RunSQL:
    """Also where it ended: what was withdrawn, decided, carried out or taken back stays so."""
    over = {
        "cases_release": "OLD.state = 'withdrawn' OR OLD.back_at IS NOT NULL",
        "cases_kinreferral": "OLD.withdrawn_at IS NOT NULL OR OLD.decided_at IS NOT NULL",
        "cases_takebacktask": "OLD.ended_at IS NOT NULL",
    }[table]

    def row(name: str) -> str:
        return ", ".join(f"{name}.{column.strip()}" for column in columns.split(","))

    return migrations.RunSQL(
        f"CREATE TRIGGER stays_as_said BEFORE UPDATE ON {table} FOR EACH ROW"
        f" WHEN ({over} OR ({row('OLD')}) IS DISTINCT FROM ({row('NEW')}))"
        " EXECUTE FUNCTION refuse_change();",
        f"DROP TRIGGER stays_as_said ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_examinations"),
    ]

    operations = [
        migrations.AddField(
            model_name="custodyevent",
            name="permit_by",
            field=models.CharField(blank=True, max_length=120, verbose_name="permit issued by"),
        ),
        migrations.RunSQL(REFUSE_GROUNDLESS, TAKE_BACK_GROUNDLESS),
        migrations.RunSQL(REFUSE_DRIFT, TAKE_BACK_DRIFT),
        *(stays_as_said(table, columns) for table, columns in SAID.items()),
        append_only("cases_partsanswer"),
        *(never_deleted(table) for table in SAID),
    ]
