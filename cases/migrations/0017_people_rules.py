"""What is told of people sought stays as told; a search ends only by what the register says."""

from django.db import migrations

from cases.identification.names import keys, sort_key
from repatriation.audit.triggers import append_only, never_deleted

# Who is recorded as alive is so by an outcome in effect, and who is recorded as identified by an
# identification that stands; asked at the end of the transaction, when both are written.
REFUSE_UNPROVEN = """
CREATE FUNCTION refuse_unproven_state() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now_is text;
BEGIN
    SELECT state INTO now_is FROM cases_missingperson WHERE id = NEW.id;
    IF now_is = 'sought' THEN
        RETURN NULL;
    ELSIF now_is = 'deceased_identified' THEN
        PERFORM 1 FROM cases_identification WHERE person_id = NEW.id
            AND state IN ('identified', 'certified', 'contested', 'upheld');
    ELSE
        PERFORM 1 FROM cases_outcome WHERE person_id = NEW.id AND kind = now_is
            AND effective_at IS NOT NULL AND withdrawn_at IS NULL;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION '% is not % by anything that stands', NEW.reference, now_is
            USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER state_is_proven AFTER UPDATE ON cases_missingperson
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state <> NEW.state)
    EXECUTE FUNCTION refuse_unproven_state();
"""
TAKE_BACK_UNPROVEN = """
DROP TRIGGER state_is_proven ON cases_missingperson;
DROP FUNCTION refuse_unproven_state();
"""

# The pointer that is read, and the row that says who merged and why, are written one by one.
REFUSE_DRIFT = """
CREATE FUNCTION refuse_merge_that_drifts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_person bigint;
    shown bigint;
    told bigint;
BEGIN
    IF TG_TABLE_NAME = 'cases_merge' THEN
        of_person := NEW.person_id;
    ELSE
        of_person := NEW.id;
    END IF;
    SELECT merged_into_id INTO shown FROM cases_missingperson WHERE id = of_person;
    SELECT into_id INTO told FROM cases_merge WHERE person_id = of_person
        AND withdrawn_at IS NULL;
    IF shown IS DISTINCT FROM told THEN
        RAISE EXCEPTION 'the record is not merged as its merges say' USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER merge_is_shown AFTER INSERT OR UPDATE ON cases_merge
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_merge_that_drifts();
CREATE CONSTRAINT TRIGGER shown_merge_stands AFTER UPDATE ON cases_missingperson
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id)
    EXECUTE FUNCTION refuse_merge_that_drifts();
"""
TAKE_BACK_DRIFT = """
DROP TRIGGER merge_is_shown ON cases_merge;
DROP TRIGGER shown_merge_stands ON cases_missingperson;
DROP FUNCTION refuse_merge_that_drifts();
"""

# What was said once stays as it was said, and what was taken back is not taken back twice.
SAID = {
    "cases_personfeature": "person_id, kind, region, side, text, number, added_by_id, added_at",
    "cases_outcome": "person_id, kind, evidence, since, reported_by_id, reported_at",
    "cases_relativecontact": "relative_id, kind, value, recorded_by_id, recorded_at",
    "cases_passedover": "relative_id, because, note, passed_by_id, passed_at",
    "cases_consent": "relative_id, purpose, given_on, paper, recorded_by_id, recorded_at",
    "cases_merge": "person_id, into_id, because, merged_by_id, merged_at",
}


def stays_as_said(table: str, columns: str) -> migrations.RunSQL:
    def row(name: str) -> str:
        return ", ".join(f"{name}.{column.strip()}" for column in columns.split(","))

    return migrations.RunSQL(
        f"CREATE TRIGGER stays_as_said BEFORE UPDATE ON {table} FOR EACH ROW"
        f" WHEN (OLD.withdrawn_at IS NOT NULL OR ({row('OLD')}) IS DISTINCT FROM ({row('NEW')}))"
        " EXECUTE FUNCTION refuse_change();",
        f"DROP TRIGGER stays_as_said ON {table};",
    )


ANSWERED_ONCE = """
CREATE TRIGGER stays_as_said BEFORE UPDATE ON cases_linkrequest FOR EACH ROW
    WHEN (OLD.answered_at IS NOT NULL
        OR (OLD.person_id, OLD.other_id, OLD.note, OLD.asked_by_id, OLD.asked_at)
        IS DISTINCT FROM (NEW.person_id, NEW.other_id, NEW.note, NEW.asked_by_id, NEW.asked_at))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stays_where_it_is BEFORE UPDATE OF person_id, recorded_by_id, recorded_at
    ON cases_relative FOR EACH ROW
    WHEN ((OLD.person_id, OLD.recorded_by_id, OLD.recorded_at)
        IS DISTINCT FROM (NEW.person_id, NEW.recorded_by_id, NEW.recorded_at))
    EXECUTE FUNCTION refuse_change();
"""
TAKE_BACK_ANSWERED = """
DROP TRIGGER stays_as_said ON cases_linkrequest;
DROP TRIGGER stays_where_it_is ON cases_relative;
"""

KEPT = ("personname", "personfeature", "outcome", "relative", "relativecontact", "passedover")


def name_those_there_are(apps, _schema_editor) -> None:
    """The principal name of each record opened before names had rows of their own."""
    name = apps.get_model("cases", "PersonName")
    for person in apps.get_model("cases", "MissingPerson").objects.filter(names=None).iterator():
        parts = (person.surname, person.given_name, person.patronymic)
        written = " ".join(filter(None, parts))
        name.objects.create(
            person=person,
            kind="principal",
            script="cyrillic" if any("\u0400" <= letter <= "\u04ff" for letter in written) else "latin",
            surname=person.surname,
            given_name=person.given_name,
            patronymic=person.patronymic,
            sort_key=sort_key(written),
            keys=sorted(keys(written)),
            added_by_id=person.opened_by_id,
            added_at=person.opened_at,
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_people"), ("audit", "0002_append_event")]
    operations = [
        migrations.RunPython(name_those_there_are, migrations.RunPython.noop),
        migrations.RunSQL(REFUSE_UNPROVEN, TAKE_BACK_UNPROVEN),
        migrations.RunSQL(REFUSE_DRIFT, TAKE_BACK_DRIFT),
        *(stays_as_said(table, columns) for table, columns in SAID.items()),
        migrations.RunSQL(ANSWERED_ONCE, TAKE_BACK_ANSWERED),
        append_only("cases_personsource"),
        *(never_deleted(f"cases_{table}") for table in (*KEPT, "consent", "merge", "linkrequest")),
    ]
