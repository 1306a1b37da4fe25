"""Rounds, batches, their lists, and what was counted."""

from exchanges.models.allocation import Allocation
from exchanges.models.answer import Answer
from exchanges.models.batch import BatchPlace, BatchSheet, ExchangeBatch
from exchanges.models.comparison import ComparedLine, Comparison, LineWord
from exchanges.models.count import Count
from exchanges.models.discrepancy import Discrepancy
from exchanges.models.listing import (
    DraftLine,
    ListImport,
    Manifest,
    ManifestLine,
    SavedColumns,
    Side,
)
from exchanges.models.remark import Remark
from exchanges.models.round import ExchangeRound, Venue
from exchanges.models.spot_check import SpotCheck, SpotFinding
from exchanges.models.statement import Statement

__all__ = [
    "Allocation",
    "Answer",
    "BatchPlace",
    "BatchSheet",
    "ComparedLine",
    "Comparison",
    "Count",
    "Discrepancy",
    "DraftLine",
    "ExchangeBatch",
    "ExchangeRound",
    "LineWord",
    "ListImport",
    "Manifest",
    "ManifestLine",
    "Remark",
    "SavedColumns",
    "Side",
    "SpotCheck",
    "SpotFinding",
    "Statement",
    "Venue",
]
