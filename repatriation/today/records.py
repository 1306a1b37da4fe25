"""Everything that has a reference: which rows a prefix stands for, and where their page is."""

from typing import Any

from django.urls import reverse

from cases.models import (
    AffiliationDecision,
    Association,
    BoardSession,
    Container,
    Examination,
    Identification,
    Individual,
    LabResult,
    MissingPerson,
    PersonalEffect,
    RecoverySite,
    RemainsCase,
    Sample,
    TallySheet,
    Worklist,
)
from exchanges.models import Discrepancy, ExchangeBatch, ExchangeRound
from repatriation.accounts.models import User
from repatriation.clients.models import Client
from repatriation.references import Prefix, Reference

RECORDS: dict[Prefix, Any] = {
    Prefix.CONTAINER: Container,
    Prefix.REMAINS_CASE: RemainsCase,
    Prefix.MISSING_PERSON: MissingPerson,
    Prefix.IDENTIFICATION: Identification,
    Prefix.BOARD_SESSION: BoardSession,
    Prefix.AFFILIATION: AffiliationDecision,
    Prefix.ASSOCIATION: Association,
    Prefix.INDIVIDUAL: Individual,
    Prefix.EXAMINATION: Examination,
    Prefix.EFFECT: PersonalEffect,
    Prefix.SAMPLE: Sample,
    Prefix.WORKLIST: Worklist,
    Prefix.LAB_RESULT: LabResult,
    Prefix.ROUND: ExchangeRound,
    Prefix.BATCH: ExchangeBatch,
    Prefix.TALLY_SHEET: TallySheet,
    Prefix.RECOVERY_SITE: RecoverySite,
    Prefix.DISCREPANCY: Discrepancy,
    Prefix.CLIENT: Client,
}


def record_of(reference: Reference, user: User) -> Any:
    """The row as this user sees it, or None; what they may not see does not exist."""
    model = RECORDS.get(reference.prefix)
    if model is None:
        return None
    return model.objects.visible_to(user).filter(reference=str(reference)).first()


def page_of(row: Any) -> str:
    """A discrepancy has no page of its own yet: what is known of it is its history."""
    if isinstance(row, Discrepancy):
        return reverse("history", args=[row.reference])
    return row.get_absolute_url()
