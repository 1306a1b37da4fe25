"""Associations and individuals stay as they were said, and none is ever deleted."""

from django.db import migrations

from repatriation.audit.triggers import never_deleted

# An association is only decided and withdrawn; a case only leaves an individual.
STAYS_AS_SAID = """
CREATE TRIGGER stays_as_said BEFORE UPDATE ON cases_association FOR EACH ROW
    WHEN (OLD.state IN ('rejected', 'withdrawn')
        OR (OLD.reference, OLD.first_id, OLD.second_id, OLD.basis, OLD.note, OLD.report,
            OLD.agency_id, OLD.proposed_by_id, OLD.proposed_at)
        IS DISTINCT FROM (NEW.reference, NEW.first_id, NEW.second_id, NEW.basis, NEW.note,
            NEW.report, NEW.agency_id, NEW.proposed_by_id, NEW.proposed_at)
        OR (OLD.decided_at IS NOT NULL
            AND (OLD.decided_by_id, OLD.decided_at, OLD.decided_because)
            IS DISTINCT FROM (NEW.decided_by_id, NEW.decided_at, NEW.decided_because)))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stays_as_said BEFORE UPDATE ON cases_membership FOR EACH ROW
    WHEN (OLD.left_at IS NOT NULL
        OR (OLD.individual_id, OLD.case_id, OLD.joined_at, OLD.joined_through_id)
        IS DISTINCT FROM (NEW.individual_id, NEW.case_id, NEW.joined_at, NEW.joined_through_id))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stays_as_said BEFORE UPDATE ON cases_individual FOR EACH ROW
    WHEN (OLD.ended_at IS NOT NULL
        OR (OLD.reference, OLD.agency_id, OLD.distinguished_at, OLD.split_from_id)
        IS DISTINCT FROM (NEW.reference, NEW.agency_id, NEW.distinguished_at, NEW.split_from_id))
    EXECUTE FUNCTION refuse_change();
"""
TAKE_BACK_SAID = """
DROP TRIGGER stays_as_said ON cases_association;
DROP TRIGGER stays_as_said ON cases_membership;
DROP TRIGGER stays_as_said ON cases_individual;
"""

# The kind of a case stands in another table, where a constraint does not look.
REFUSE_MIXED = """
CREATE FUNCTION refuse_mixed_fragments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM cases_remainscase
        WHERE id IN (NEW.first_id, NEW.second_id) AND kind = 'mixed_fragments';
    IF FOUND THEN
        RAISE EXCEPTION 'mixed fragments are not associated as one person'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mixed_fragments_are_of_several';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mixed_fragments_are_of_several BEFORE INSERT ON cases_association
    FOR EACH ROW EXECUTE FUNCTION refuse_mixed_fragments();
"""
TAKE_BACK_MIXED = """
DROP TRIGGER mixed_fragments_are_of_several ON cases_association;
DROP FUNCTION refuse_mixed_fragments();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_releases"), ("audit", "0002_append_event")]
    operations = [
        migrations.RunSQL(STAYS_AS_SAID, TAKE_BACK_SAID),
        migrations.RunSQL(REFUSE_MIXED, TAKE_BACK_MIXED),
        never_deleted("cases_association"),
        never_deleted("cases_individual"),
        never_deleted("cases_membership"),
    ]
