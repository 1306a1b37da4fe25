"""The details of events about remains that are keys of the store, and what they are called."""

from cases.models import (
    Association,
    Ballot,
    Container,
    CustodyEvent,
    Evidence,
    Examination,
    Identification,
    Individual,
    LabResult,
    LinkRequest,
    MissingPerson,
    PersonFeature,
    PersonName,
    PersonSource,
    Presumption,
    RecoverySite,
    Relative,
    RemainsCase,
    Sample,
    StorageUnit,
    Worklist,
)
from repatriation.accounts.models import User
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
        "case": Key(RemainsCase.objects.visible_to, lambda row: row.reference),
        "person": Key(MissingPerson.objects.visible_to, lambda row: row.reference),
        "into": Key(MissingPerson.objects.visible_to, lambda row: row.reference),
        "papers_with": Key(lambda _user: RemainsCase.objects.all()),
        "person_name": Key(lambda _user: PersonName.objects.all()),
        "person_feature": Key(lambda _user: PersonFeature.objects.all()),
        "person_source": Key(lambda _user: PersonSource.objects.all()),
        "link_request": Key(lambda _user: LinkRequest.objects.all()),
        # Who sees no more of a person than the reference is not told of relatives.
        "relative": Key(Relative.objects.visible_to),
        "order": Key(Relative.objects.visible_to),
        "identification": Key(Identification.objects.visible_to, lambda row: row.reference),
        "other": Key(RemainsCase.objects.visible_to, lambda row: row.reference),
        "association": Key(Association.objects.visible_to, lambda row: row.reference),
        "individual": Key(Individual.objects.visible_to, lambda row: row.reference),
        # Keys of the store, and nobody's business outside.
        "ballot": Key(lambda _user: Ballot.objects.all()),
        "evidence": Key(lambda _user: Evidence.objects.all()),
        "members": Key(lambda _user: User.objects.all()),
        "covered": Key(RemainsCase.objects.visible_to),
        # A presumptive flag never leaves the house: whoever asks, the event is not told.
        "presumption": Key(lambda _user: Presumption.objects.none()),
        "examination": Key(Examination.objects.visible_to, lambda row: row.reference),
        "after": Key(Examination.objects.visible_to, lambda row: row.reference),
        "sample": Key(Sample.objects.visible_to, lambda row: row.reference),
        "worklist": Key(Worklist.objects.visible_to, lambda row: row.reference),
        "laboratory": AGENCY,
        "result": Key(LabResult.objects.visible_to, lambda row: row.reference),
        "corrects": Key(LabResult.objects.visible_to, lambda row: row.reference),
        "storage_unit": Key(lambda _user: StorageUnit.objects.all(), lambda row: row.name),
    },
)
