"""Remains, what they came in, where they are, and who holds them."""

from cases.models.container import Container
from cases.models.custody import CustodyEvent, CustodyReview
from cases.models.remains import RecoverySite, RemainsCase
from cases.models.sheet import Scan, TallySheet
from cases.models.storage import StorageUnit

__all__ = [
    "Container",
    "CustodyEvent",
    "CustodyReview",
    "RecoverySite",
    "RemainsCase",
    "Scan",
    "StorageUnit",
    "TallySheet",
]
