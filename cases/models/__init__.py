"""Remains, what they came in, who holds them, and who they were."""

from cases.models.affiliation import AffiliationDecision, AffiliationEvidence
from cases.models.association import Association
from cases.models.attachment import Attachment
from cases.models.board import Ballot, Seat, Vote
from cases.models.candidate import Candidate, CandidateSearch, Weighing
from cases.models.container import Container
from cases.models.custody import CustodyEvent, CustodyReview
from cases.models.declaration import Declaration
from cases.models.duplicate import LinkRequest, Merge
from cases.models.effect import PersonalEffect
from cases.models.effect_event import EffectEvent
from cases.models.examination import Examination, ExaminationItem
from cases.models.exclusion import Exclusion
from cases.models.explanation import Explanation
from cases.models.finding import Finding, RestrictedFinding
from cases.models.flag import Flag
from cases.models.identification import CoveredCase, Evidence, Identification
from cases.models.individual import Individual, Membership
from cases.models.outcome import Outcome
from cases.models.packing import Packing
from cases.models.person import MissingPerson
from cases.models.presumption import Presumption
from cases.models.register import ImportedRecord, PersonExport, PersonImport, RegisterRecord
from cases.models.relative import Consent, PassedOver, Relative, RelativeContact
from cases.models.release import Release
from cases.models.releasing import KinReferral, PartsAnswer, TakeBackTask
from cases.models.remains import RecoverySite, RemainsCase
from cases.models.result import LabResult
from cases.models.sample import BlindSample, Sample, Worklist, WorklistLine
from cases.models.session import Attendance, BoardSession
from cases.models.sheet import Scan, TallySheet
from cases.models.sight import SightRequest
from cases.models.storage import StorageUnit
from cases.models.told import PersonFeature, PersonName, PersonSource

__all__ = [
    "AffiliationDecision",
    "AffiliationEvidence",
    "Association",
    "Attachment",
    "Attendance",
    "Ballot",
    "BlindSample",
    "BoardSession",
    "Candidate",
    "CandidateSearch",
    "Consent",
    "Container",
    "CoveredCase",
    "CustodyEvent",
    "CustodyReview",
    "Declaration",
    "EffectEvent",
    "Evidence",
    "Examination",
    "ExaminationItem",
    "Exclusion",
    "Explanation",
    "Finding",
    "Flag",
    "Identification",
    "ImportedRecord",
    "Individual",
    "KinReferral",
    "LabResult",
    "LinkRequest",
    "Membership",
    "Merge",
    "MissingPerson",
    "Outcome",
    "Packing",
    "PartsAnswer",
    "PassedOver",
    "PersonExport",
    "PersonFeature",
    "PersonImport",
    "PersonName",
    "PersonSource",
    "PersonalEffect",
    "Presumption",
    "RecoverySite",
    "RegisterRecord",
    "Relative",
    "RelativeContact",
    "Release",
    "RemainsCase",
    "RestrictedFinding",
    "Sample",
    "Scan",
    "Seat",
    "SightRequest",
    "StorageUnit",
    "TakeBackTask",
    "TallySheet",
    "Vote",
    "Weighing",
    "Worklist",
    "WorklistLine",
]
