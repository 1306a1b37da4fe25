"""Remains, what they came in, who holds them, and who they were."""

from cases.models.association import Association
from cases.models.board import Ballot, Seat, Vote
from cases.models.container import Container
from cases.models.custody import CustodyEvent, CustodyReview
from cases.models.declaration import Declaration
from cases.models.flag import Flag
from cases.models.identification import CoveredCase, Evidence, Identification
from cases.models.individual import Individual, Membership
from cases.models.person import MissingPerson
from cases.models.presumption import Presumption
from cases.models.remains import RecoverySite, RemainsCase
from cases.models.sheet import Scan, TallySheet
from cases.models.storage import StorageUnit

__all__ = [
    "Association",
    "Ballot",
    "Container",
    "CoveredCase",
    "CustodyEvent",
    "CustodyReview",
    "Declaration",
    "Evidence",
    "Flag",
    "Identification",
    "Individual",
    "Membership",
    "MissingPerson",
    "Presumption",
    "RecoverySite",
    "RemainsCase",
    "Scan",
    "Seat",
    "StorageUnit",
    "TallySheet",
    "Vote",
]
