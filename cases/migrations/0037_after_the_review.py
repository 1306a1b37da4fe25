from django.db import migrations

# What is said of a locked examination (a restricted finding referred, a photograph withdrawn)
# raises its version, and changes nothing else of it.
FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_unlocking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.profile_locked_at IS NOT NULL AND (
        (OLD.sex, OLD.sex_method, OLD.age_from, OLD.age_to, OLD.age_method, OLD.stature_from,
         OLD.stature_to, OLD.stature_method, OLD.hair, OLD.eyes, OLD.profile_locked_at,
         OLD.profile_locked_by_id)
        IS DISTINCT FROM
        (NEW.sex, NEW.sex_method, NEW.age_from, NEW.age_to, NEW.age_method, NEW.stature_from,
         NEW.stature_to, NEW.stature_method, NEW.hair, NEW.eyes, NEW.profile_locked_at,
         NEW.profile_locked_by_id)
    ) THEN
        RAISE EXCEPTION 'the profile is locked' USING ERRCODE = '23514';
    END IF;
    IF (OLD.state = 'reopened' OR (OLD.state = 'reviewed' AND NEW.state <> 'reopened'))
        %s
    THEN
        RAISE EXCEPTION 'the examination is reviewed' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
"""
BUT_ITS_VERSION = "AND to_jsonb(OLD) - 'version' IS DISTINCT FROM to_jsonb(NEW) - 'version'"


class Migration(migrations.Migration):

    dependencies = [('cases', '0036_attachments')]

    operations = [migrations.RunSQL(FUNCTION % BUT_ITS_VERSION, FUNCTION % "")]
