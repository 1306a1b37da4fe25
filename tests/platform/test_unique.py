"""Whatever two people can race for tells the second one in a sentence."""

import pytest
from django.apps import apps
from django.db.models import UniqueConstraint

pytestmark = pytest.mark.plain

APPS = (
    "accounts",
    "audit",
    "ledger",
    "files",
    "documents",
    "notifications",
    "jobs",
    "api",
    "cases",
    "exchanges",
)

# What no two requests come to, and why.
OUT_OF_REACH = {
    "accounts.Agency.code": "an administrator's form looks first",
    "accounts.OpenSession.session_key": "a session's key is random; upserted",
    "accounts.Shift.one_shift_of_a_person_on_a_device": "upserted",
    "accounts.OneTimeLink.digest": "256 bits made at random",
    "accounts.Party.code": "an administrator's form looks first",
    "api.Answer.one_answer_per_actor_and_key": "the key is locked before",
    "audit.Event.one_event_per_place_in_a_stream": "append_event holds the head of the stream",
    "cases.AffiliationDecision.reference": "the serial is locked",
    "cases.AffiliationEvidence.evidence_of_an_affiliation_is_counted": "the decision is locked",
    "cases.Attendance.a_member_is_called_once_to_a_session": "made with its session, each once",
    "cases.Ballot.an_agenda_counts_its_items": "made with its session",
    "cases.BoardSession.reference": "the serial is locked",
    "cases.Candidate.one_candidate_of_a_case_and_a_person": "inserted where there is none",
    "cases.Candidate.one_candidate_of_two_cases": "inserted where there is none",
    "cases.Candidate.reference": "the serial is locked",
    "cases.CandidateSearch.case": "upserted",
    "cases.CandidateSearch.person": "upserted",
    "cases.Association.reference": "the serial is locked",
    "cases.Container.reference": "the serial is locked",
    "cases.CustodyEvent.corrects": "the container or case is locked and looked at before",
    "cases.CustodyReview.event": "the container or case is locked and looked at before",
    "cases.CoveredCase.a_case_is_covered_once": "the identification is locked and looked at before",
    "cases.Examination.examinations_are_numbered": "the case is locked",
    "cases.EffectEvent.corrects": "the effect is locked and looked at before",
    "cases.PersonalEffect.reference": "the serial is locked",
    "cases.Examination.reference": "the serial is locked",
    "cases.ExaminationItem.one_item_for_each_discipline": "made with its examination",
    "cases.Attachment.attachments_are_numbered": "the examination is locked",
    "cases.Explanation.a_contradiction_is_explained_once": (
        "the identification is locked and looked at before"
    ),
    "cases.Finding.corrects": "the examination is locked and looked at before",
    "cases.Finding.findings_are_numbered": "the examination is locked",
    "cases.Identification.reference": "the serial is locked",
    "cases.Individual.reference": "the serial is locked",
    "cases.LabResult.corrects": "the sample is locked and looked at before",
    "cases.LabResult.reference": "the serial is locked",
    "cases.MissingPerson.reference": "the serial is locked",
    "cases.PersonName.one_principal_name_of_a_person": "made with its person, who is locked",
    "cases.Relative.one_relative_at_each_place_among_the_next_of_kin": "the person is locked",
    "cases.ImportedRecord.one_imported_record_per_position": "made by its job alone",
    "cases.RecoverySite.reference": "the serial is locked",
    "cases.RemainsCase.reference": "the serial is locked",
    "cases.Release.reference": "the serial is locked",
    "cases.TakeBackTask.one_open_task_to_take_back_a_release": "the identification is locked",
    "cases.Sample.reference": "the serial is locked",
    "cases.Seat.one_seat_for_each_member": "made with its ballot, each member once",
    "cases.TallySheet.reference": "the serial is locked",
    "cases.Worklist.reference": "the serial is locked",
    "cases.WorklistLine.a_sample_stands_once_on_a_worklist": "made with it, each sample once",
    "documents.IssuedDocument.code": "60 bits made at random",
    "exchanges.Agreement.reference": "the serial is locked",
    "exchanges.Commitment.reference": "the serial is locked",
    "exchanges.BatchSheet.sheet": "made with its sheet",
    "exchanges.ComparedLine.one_compared_line_per_number": "made with its comparison",
    "exchanges.Count.statement": "made with its statement",
    "exchanges.Discrepancy.reference": "the serial is locked",
    "exchanges.ExchangeBatch.reference": "the serial is locked",
    "exchanges.ExchangeBatch.sealed_manifest": "the batch is locked",
    "exchanges.ExchangeRound.reference": "the serial is locked",
    "exchanges.DraftLine.one_draft_line_per_position": "made by its job alone",
    "exchanges.ToldFigures.corrects": "the round is locked",
    "exchanges.Message.corrects": "the round is locked",
    "exchanges.MessageReading.a_message_is_read_once_by_each": "written over it in silence",
    "exchanges.ListImport.manifest": "made with its manifest",
    "exchanges.ManifestLine.one_line_per_position": "made with its manifest",
    "exchanges.Remark.corrects": "the batch is locked and looked at before",
    "exchanges.SpotFinding.a_sampled_line_is_found_once": "made with its statement, each line once",
    "exchanges.Venue.name": "an administrator's form looks first",
    "files.StoredFile.the_same_file_from_the_same_person_once": "get_or_create finds the other's",
    "ledger.Obligation.event": "made with its event",
    "ledger.Serial.one_serial_per_prefix_and_year": "upserted",
    "notifications.Delivery.one_delivery_per_event_recipient_and_channel": (
        "the obligation is locked"
    ),
}


def silent():
    """Unique constraints and fields without a sentence of their own."""
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.local_fields:
                if field.unique and not field.primary_key:
                    yield f"{label}.{model.__name__}.{field.name}"
            for rule in model._meta.constraints:
                if isinstance(rule, UniqueConstraint) and (
                    rule.violation_error_message == rule.default_violation_error_message
                ):
                    yield f"{label}.{model.__name__}.{rule.name}"


def test_a_constraint_without_a_sentence_is_one_that_nobody_comes_to():
    assert set(silent()) == set(OUT_OF_REACH)
