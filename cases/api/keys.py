"""The details of events about remains that are keys of the store, and what they are called."""

from cases.models import Container, CustodyEvent, RecoverySite, StorageUnit
from repatriation.api.history import AGENCY, Key, declare_keys

declare_keys(
    "cases",
    {
        "to": AGENCY,
        "agency": AGENCY,
        "event": Key(lambda _user: CustodyEvent.objects.all(), lambda row: row.seq),
        "corrected": Key(lambda _user: CustodyEvent.objects.all(), lambda row: row.seq),
        "container": Key(lambda _user: Container.objects.all(), lambda row: row.reference),
        "site": Key(lambda _user: RecoverySite.objects.all(), lambda row: row.reference),
        "storage_unit": Key(lambda _user: StorageUnit.objects.all(), lambda row: row.name),
    },
)
