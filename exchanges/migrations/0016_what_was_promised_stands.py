"""What was proposed stands as it was read; a deadline moves by the other side's word alone; what was
said is never edited; milestones of a draft alone are set anew."""

from django.db import migrations

from repatriation.audit.triggers import kept, never_deleted

AGREEMENT = """
CREATE FUNCTION agreement_terms_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND (OLD.reference, OLD.title, OLD.convenor_id, OLD.counterpart_id,
      OLD.mediator_id, OLD.intermediary_id, OLD.text_reference, OLD.signed_on, OLD.valid_until,
      OLD.confidentiality)
    IS DISTINCT FROM (NEW.reference, NEW.title, NEW.convenor_id, NEW.counterpart_id,
      NEW.mediator_id, NEW.intermediary_id, NEW.text_reference, NEW.signed_on, NEW.valid_until,
      NEW.confidentiality)
  THEN RAISE EXCEPTION 'What was proposed stands as it was read.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER terms_stand BEFORE UPDATE ON exchanges_agreement
  FOR EACH ROW EXECUTE FUNCTION agreement_terms_stand();
"""
NO_AGREEMENT = """
DROP TRIGGER terms_stand ON exchanges_agreement;
DROP FUNCTION agreement_terms_stand();
"""
COMMITMENT = """
CREATE FUNCTION commitment_terms_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.proposed_at IS NOT NULL AND (OLD.reference, OLD.agreement_id, OLD.convenor_id, OLD.title,
      OLD.debtor_id, OLD.measure, OLD.unit, OLD.target, OLD.basis, OLD.ratio_to_id,
      OLD.ratio_of_this, OLD.ratio_of_other, OLD.time_zone, OLD.proposed_at)
    IS DISTINCT FROM (NEW.reference, NEW.agreement_id, NEW.convenor_id, NEW.title,
      NEW.debtor_id, NEW.measure, NEW.unit, NEW.target, NEW.basis, NEW.ratio_to_id,
      NEW.ratio_of_this, NEW.ratio_of_other, NEW.time_zone, NEW.proposed_at)
  THEN RAISE EXCEPTION 'What was proposed stands as it was read.' USING ERRCODE = '23514';
  END IF;
  IF OLD.proposed_at IS NOT NULL AND NEW.due_at <> OLD.due_at AND NOT EXISTS (
    SELECT 1 FROM exchanges_agreementword said
      JOIN exchanges_agreementword asked ON asked.id = said.answers_id
     WHERE said.commitment_id = NEW.id AND said.act = 'agrees' AND asked.due_at = NEW.due_at
       AND said.agency_id <> asked.agency_id AND said.lapsed_at IS NULL
       AND (NOT said.is_recorded_for OR said.checked_at IS NOT NULL))
  THEN RAISE EXCEPTION 'A deadline moves when the other side agrees.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER terms_stand BEFORE UPDATE ON exchanges_commitment
  FOR EACH ROW EXECUTE FUNCTION commitment_terms_stand();
"""
NO_COMMITMENT = """
DROP TRIGGER terms_stand ON exchanges_commitment;
DROP FUNCTION commitment_terms_stand();
"""
MILESTONE = """
CREATE FUNCTION milestone_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM exchanges_commitment
             WHERE id = COALESCE(OLD.commitment_id, NEW.commitment_id)
               AND proposed_at IS NOT NULL)
  THEN RAISE EXCEPTION 'What was proposed stands as it was read.' USING ERRCODE = '23514';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER milestone_stands BEFORE INSERT OR UPDATE OR DELETE ON exchanges_milestone
  FOR EACH ROW EXECUTE FUNCTION milestone_stands();
"""
NO_MILESTONE = """
DROP TRIGGER milestone_stands ON exchanges_milestone;
DROP FUNCTION milestone_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0015_agreements")]
    operations = [
        never_deleted("exchanges_agreement"),
        never_deleted("exchanges_commitment"),
        never_deleted("exchanges_fulfilment"),
        kept("exchanges_fulfilment", "commitment_id", "batch_id", "added_by_id", "added_at"),
        never_deleted("exchanges_agreementword"),
        kept(
            "exchanges_agreementword",
            "agreement_id",
            "commitment_id",
            "agency_id",
            "act",
            "figure",
            "as_of",
            "due_at",
            "ends_on",
            "text",
            "text_for_intermediary",
            "answers_id",
            "said_on",
            "source",
            "is_recorded_for",
            "recorded_by_id",
            "recorded_at",
        ),
        migrations.RunSQL(AGREEMENT, NO_AGREEMENT),
        migrations.RunSQL(COMMITMENT, NO_COMMITMENT),
        migrations.RunSQL(MILESTONE, NO_MILESTONE),
    ]
