"""Which rows, and how much of them, a user may see: a module for each family of nouns."""

from cases.querysets.affiliations import AffiliationDecisionQuerySet
from cases.querysets.associations import (
    AssociationQuerySet,
    IndividualQuerySet,
    MembershipQuerySet,
    sees_associations,
)
from cases.querysets.effects import EffectEventQuerySet, PersonalEffectQuerySet
from cases.querysets.examinations import (
    AttachmentQuerySet,
    ExaminationQuerySet,
    FindingQuerySet,
    RestrictedFindingQuerySet,
)
from cases.querysets.held import (
    ContainerQuerySet,
    CustodyEventQuerySet,
    DeclarationQuerySet,
    FlagQuerySet,
    HeldQuerySet,
    OfHeldQuerySet,
    RecoverySiteQuerySet,
    RemainsCaseQuerySet,
    StorageUnitQuerySet,
    TallySheetQuerySet,
)
from cases.querysets.identifications import (
    BallotQuerySet,
    BoardSessionQuerySet,
    EvidenceQuerySet,
    IdentificationQuerySet,
    PresumptionQuerySet,
    SeatQuerySet,
    VoteQuerySet,
)
from cases.querysets.names import PersonNameQuerySet
from cases.querysets.persons import (
    LinkRequestQuerySet,
    MissingPersonQuerySet,
    OfImportQuerySet,
    OfPersonQuerySet,
    OfRelativeQuerySet,
    PersonExportQuerySet,
    PersonImportQuerySet,
    RelativeQuerySet,
)
from cases.querysets.releases import (
    KinReferralQuerySet,
    OfCaseQuerySet,
    PackingQuerySet,
    ReleaseQuerySet,
    TakeBackTaskQuerySet,
)
from cases.querysets.samples import (
    BlindSampleQuerySet,
    LabResultQuerySet,
    SampleQuerySet,
    WorklistQuerySet,
)
from cases.querysets.sight import certifies, of_own_party, sees_records

__all__ = [
    "AffiliationDecisionQuerySet",
    "AssociationQuerySet",
    "AttachmentQuerySet",
    "BallotQuerySet",
    "BlindSampleQuerySet",
    "BoardSessionQuerySet",
    "ContainerQuerySet",
    "CustodyEventQuerySet",
    "DeclarationQuerySet",
    "EffectEventQuerySet",
    "EvidenceQuerySet",
    "ExaminationQuerySet",
    "FindingQuerySet",
    "FlagQuerySet",
    "HeldQuerySet",
    "IdentificationQuerySet",
    "IndividualQuerySet",
    "KinReferralQuerySet",
    "LabResultQuerySet",
    "LinkRequestQuerySet",
    "MembershipQuerySet",
    "MissingPersonQuerySet",
    "OfCaseQuerySet",
    "OfHeldQuerySet",
    "OfImportQuerySet",
    "OfPersonQuerySet",
    "OfRelativeQuerySet",
    "PackingQuerySet",
    "PersonExportQuerySet",
    "PersonImportQuerySet",
    "PersonNameQuerySet",
    "PersonalEffectQuerySet",
    "PresumptionQuerySet",
    "RecoverySiteQuerySet",
    "RelativeQuerySet",
    "ReleaseQuerySet",
    "RemainsCaseQuerySet",
    "RestrictedFindingQuerySet",
    "SampleQuerySet",
    "SeatQuerySet",
    "StorageUnitQuerySet",
    "TakeBackTaskQuerySet",
    "TallySheetQuerySet",
    "VoteQuerySet",
    "WorklistQuerySet",
    "certifies",
    "of_own_party",
    "sees_associations",
    "sees_records",
]
