"""Votes carry an addendum as well; who is absent from a session, or before it is open, has none."""

from django.db import migrations

from repatriation.audit.triggers import never_deleted

REFUSE_UNDECIDED = """
CREATE OR REPLACE FUNCTION refuse_undecided() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    needed text := CASE NEW.state WHEN 'identified' THEN 'established' WHEN 'upheld' THEN 'upheld'
        WHEN 'revoked' THEN 'revoked' END;
    votes integer;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'proposed' THEN
            RAISE EXCEPTION 'an identification begins as a proposal' USING ERRCODE = '23514';
        END IF;
        IF NEW.adds_to_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM cases_identification first WHERE first.id = NEW.adds_to_id
            AND first.adds_to_id IS NULL AND first.person_id = NEW.person_id
        ) THEN
            RAISE EXCEPTION 'an addendum is of the same person, and adds to no addendum'
                USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state = OLD.state OR needed IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT count(*) INTO votes FROM cases_vote vote JOIN cases_ballot ballot
        ON ballot.id = vote.ballot_id
        WHERE vote.choice = needed AND ballot.outcome = needed
        AND (OLD.contested_at IS NULL OR ballot.called_at >= OLD.contested_at)
        -- What it adds to takes an addendum with it, back or away; it is never decided with it.
        AND (ballot.identification_id = NEW.id
            OR (needed <> 'established' AND ballot.identification_id = NEW.adds_to_id));
    IF votes < 2 THEN
        RAISE EXCEPTION 'an identification is not % by fewer than two votes', NEW.state
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
"""

REFUSE_STRANGERS = """
CREATE OR REPLACE FUNCTION refuse_vote_of_a_stranger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM cases_seat seat JOIN cases_ballot ballot ON ballot.id = seat.ballot_id
        LEFT JOIN cases_boardsession session ON session.id = ballot.session_id
        LEFT JOIN cases_attendance attendance ON attendance.session_id = ballot.session_id
            AND attendance.member_id = NEW.voter_id
        WHERE seat.ballot_id = NEW.ballot_id AND seat.member_id = NEW.voter_id
        AND ballot.ended_at IS NULL AND ballot.submitted_by_id = NEW.submitted_by_id
        AND (session.id IS NULL OR (session.state = 'open' AND attendance.is_present));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only who was called to a board that is voting votes'
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_boards")]
    operations = [
        migrations.RunSQL(REFUSE_UNDECIDED, migrations.RunSQL.noop),
        migrations.RunSQL(REFUSE_STRANGERS, migrations.RunSQL.noop),
        never_deleted("cases_boardsession"),
        never_deleted("cases_attendance"),
    ]
