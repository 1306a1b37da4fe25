"""Decisions rest on votes: also where no operation of ours wrote the row."""

from django.db import migrations

from repatriation.audit.triggers import append_only, never_deleted

REFUSE_UNDECIDED = """
CREATE FUNCTION refuse_undecided() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    needed text := CASE NEW.state WHEN 'identified' THEN 'established' WHEN 'upheld' THEN 'upheld'
        WHEN 'revoked' THEN 'revoked' END;
    votes integer;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'proposed' THEN
            RAISE EXCEPTION 'an identification begins as a proposal' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state = OLD.state OR needed IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT count(*) INTO votes FROM cases_vote vote JOIN cases_ballot ballot
        ON ballot.id = vote.ballot_id
        WHERE ballot.identification_id = NEW.id AND vote.choice = needed
        AND ballot.outcome = needed AND (OLD.contested_at IS NULL
            OR ballot.called_at >= OLD.contested_at);
    IF votes < 2 THEN
        RAISE EXCEPTION 'an identification is not % by fewer than two votes', NEW.state
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decided_by_two BEFORE INSERT OR UPDATE OF state ON cases_identification
    FOR EACH ROW EXECUTE FUNCTION refuse_undecided();
"""

REFUSE_STRANGERS = """
CREATE FUNCTION refuse_vote_of_a_stranger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM cases_seat seat JOIN cases_ballot ballot ON ballot.id = seat.ballot_id
        WHERE seat.ballot_id = NEW.ballot_id AND seat.member_id = NEW.voter_id
        AND ballot.ended_at IS NULL AND ballot.submitted_by_id = NEW.submitted_by_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only who was called to a board that is voting votes'
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER called_to_the_board BEFORE INSERT ON cases_vote
    FOR EACH ROW EXECUTE FUNCTION refuse_vote_of_a_stranger();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_identification")]
    operations = [
        migrations.RunSQL(
            REFUSE_UNDECIDED,
            "DROP TRIGGER decided_by_two ON cases_identification; DROP FUNCTION refuse_undecided();",
        ),
        migrations.RunSQL(
            REFUSE_STRANGERS,
            "DROP TRIGGER called_to_the_board ON cases_vote;"
            " DROP FUNCTION refuse_vote_of_a_stranger();",
        ),
        append_only("cases_seat"),
        append_only("cases_vote"),
        never_deleted("cases_missingperson"),
        never_deleted("cases_presumption"),
        never_deleted("cases_identification"),
        never_deleted("cases_coveredcase"),
        never_deleted("cases_evidence"),
        never_deleted("cases_ballot"),
    ]
