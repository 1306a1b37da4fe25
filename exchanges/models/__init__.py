"""Rounds, batches, their lists, and what was counted."""

from exchanges.models.agreement import Agreement, AgreementWord
from exchanges.models.allocation import Allocation
from exchanges.models.answer import Answer
from exchanges.models.batch import BatchPlace, BatchSheet, ExchangeBatch
from exchanges.models.commitment import Commitment, Fulfilment, Milestone
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
from exchanges.models.message import Message, MessageReading
from exchanges.models.remark import Remark
from exchanges.models.round import ExchangeRound, Venue
from exchanges.models.spot_check import SpotCheck, SpotFinding
from exchanges.models.statement import Statement
from exchanges.models.told_figures import Rung, ToldFigures, Way

__all__ = [
    "Agreement",
    "AgreementWord",
    "Allocation",
    "Answer",
    "BatchPlace",
    "BatchSheet",
    "Commitment",
    "ComparedLine",
    "Comparison",
    "Count",
    "Discrepancy",
    "DraftLine",
    "ExchangeBatch",
    "ExchangeRound",
    "Fulfilment",
    "LineWord",
    "ListImport",
    "Manifest",
    "ManifestLine",
    "Message",
    "MessageReading",
    "Milestone",
    "Remark",
    "Rung",
    "SavedColumns",
    "Side",
    "SpotCheck",
    "SpotFinding",
    "Statement",
    "ToldFigures",
    "Venue",
    "Way",
]
