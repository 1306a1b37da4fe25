"""The details of events of an exchange that are keys of the store, and what they are called."""

from exchanges.models import (
    Agreement,
    AgreementWord,
    Allocation,
    Commitment,
    Comparison,
    ExchangeBatch,
    ExchangeRound,
    ListImport,
    Manifest,
    Message,
    Statement,
    ToldFigures,
)
from repatriation.api.history import AGENCY, Key, declare_keys

declare_keys(
    "exchanges",
    {
        "agency": AGENCY,
        "mortuary": AGENCY,
        "round": Key(ExchangeRound.objects.visible_to, lambda row: row.reference),
        "batch": Key(ExchangeBatch.objects.visible_to, lambda row: row.reference),
        "message": Key(Message.objects.visible_to),
        "told": Key(ToldFigures.objects.visible_to),
        "agreement": Key(Agreement.objects.visible_to, lambda row: row.reference),
        "commitment": Key(Commitment.objects.visible_to, lambda row: row.reference),
        "word": Key(AgreementWord.objects.visible_to),
        "statement": Key(Statement.objects.visible_to),
        "allocation": Key(Allocation.objects.visible_to),
        "comparison": Key(Comparison.objects.visible_to),
        "draft": Key(ListImport.objects.visible_to),
        "manifest": Key(lambda _user: Manifest.objects.all()),
    },
)
