"""A note of another register becomes what somebody told: dated, with who wrote it. What it says of
the person being alive or dead is read by people; it changes no record by itself."""

from datetime import date

from cases.models import ImportedRecord, MissingPerson, PersonImport, RegisterRecord
from cases.models.register import Became
from cases.models.told import Channel
from cases.operations.people_files import going_on, own_reference, owner_of
from cases.operations.register_records import keep_record, pairs
from cases.operations.telling import add_source
from cases.person_files.registers import account_of, day_of
from repatriation.accounts.models import User
from repatriation.errors import Sentence, gettext_noop
from repatriation.ledger.clock import today

NOT_SAVED = gettext_noop("The person whom this note is about was not saved.")
Done = tuple[Became, MissingPerson | None, Sentence | None]


def save_note(row: ImportedRecord, _draft: PersonImport, by: User) -> Done:
    """A note that says something else than before is told anew."""
    kept = RegisterRecord.objects.filter(agency=by.agency_id)
    people = kept.filter(kind="person").select_related("person__merged_into")
    about = people.filter(record_id=owner_of(row.fields)).first()
    person = about.person if about else _own(row, by)
    if person is None:
        return Became.LEFT, None, Sentence(NOT_SAVED)
    note = kept.filter(kind="note", record_id=row.record_id).first()
    sent, before = dict(pairs(row.fields)), dict(pairs(note.fields)) if note else {}
    if note and all(before.get(name) == text for name, text in sent.items() if text):
        return Became.UNCHANGED, person, None
    source = add_source(
        person=MissingPerson.objects.get(pk=going_on(person).pk),
        channel=Channel.REGISTER,
        told_by=_told_by(sent, row.record_id),
        account=account_of(sent) or row.record_id,
        told_on=_told_on(sent),
        by=by,
    )
    keep_record(note, row, person, by, source)
    return Became.UPDATED if note else Became.OPENED, person, None


def _own(row: ImportedRecord, by: User) -> MissingPerson | None:
    reference = own_reference(owner_of(row.fields))
    own = MissingPerson.objects.filter(agency=by.agency_id, reference=reference)
    return own.select_related("merged_into").first()


def _told_by(sent: dict[str, str], record_id: str) -> str:
    """Who wrote it, or else the register."""
    named = sent.get("author_name") or sent.get("source_name") or record_id.partition("/")[0]
    return (" ".join(named.split()) or record_id)[:120]


def _told_on(sent: dict[str, str]) -> date | None:
    """Not in the future: clocks of registers differ."""
    try:
        return min(date.fromisoformat(day_of(sent)), today())
    except ValueError:
        return None
