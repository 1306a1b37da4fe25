"""Saving an import of people sought, record by record: a bad one does not spoil the others, and
what is saved is saved once, however often the work is begun again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cases.models import ImportedRecord, MissingPerson, PersonImport, RegisterRecord
from cases.models.register import Became
from cases.models.told import Channel, NameKind
from cases.operations.importing_people import SAVING
from cases.operations.people_files import going_on, likely_says, own_reference
from cases.operations.persons import FIELDS, correct_person, open_person
from cases.operations.register_notes import save_note
from cases.operations.register_records import keep_record, merged, pairs
from cases.operations.telling import add_name, add_source
from cases.person_files.registers import other_names
from cases.policies.duplicates import possible_duplicates
from repatriation.accounts.models import User
from repatriation.errors import DomainError, Sentence, gettext_noop
from repatriation.jobs.running import Step, job_kind
from repatriation.language import say
from repatriation.ledger.refusals import refusal_of
from repatriation.ledger.writing import acting_as

AT_ONCE = 20  # records in one transaction, each in a savepoint
DIFFERS = gettext_noop("Your own record says otherwise: %(fields)s. It is corrected there, by you.")
Done = tuple[Became, MissingPerson | None, Sentence | None]


@job_kind(SAVING)
def save_file(step: Step) -> str:
    """Each chunk is one transaction, which also says what came of its records."""
    draft = PersonImport.objects.select_related("agency").get(pk=step.job.subject_id)
    records = draft.records.filter(job=draft.job_id)
    total = records.count()
    while True:
        waiting = records.filter(became="").order_by("position")
        step.progress(total - waiting.count(), total)
        with acting_as(step.job.by), translation.override(step.job.by.language):
            chunk = list(waiting.select_for_update()[:AT_ONCE])
            for row in chunk:
                _save(row, draft, step.job.by)
        if not chunk:
            return draft.get_absolute_url()


def _save(row: ImportedRecord, draft: PersonImport, by: User) -> None:
    refusal: Sentence | None
    row.of = draft
    try:
        with transaction.atomic():
            save = save_note if row.kind == "note" else save_person
            became, person, refusal = save(row, draft, by)
    except DomainError as error:
        became, person = Became.REFUSED, row.person
        refusal = Sentence("%(said)s", {"said": say(error.sentence)})
    except DatabaseError as error:
        if (conflict := refusal_of(error)) is None:
            raise
        became, person = Became.REFUSED, row.person
        refusal = Sentence("%(said)s", {"said": say(conflict.sentence)})
    row.became, row.person = became, person
    row.refusal = refusal.as_data() if refusal else None
    row.save(update_fields=["became", "person", "refusal"])


def save_person(row: ImportedRecord, draft: PersonImport, by: User) -> Done:
    """Looked for again: another import may have saved it since the preview."""
    if row.record_id:
        kept = RegisterRecord.objects.filter(
            agency=by.agency_id, kind="person", record_id=row.record_id
        )
        if record := kept.select_related("person__merged_into").first():
            return _update(row, record, by)
        if reference := own_reference(row.record_id):
            own = MissingPerson.objects.get(agency=by.agency_id, reference=reference)
            return _fill(row, own, by)
    if not draft.opens_likely and (likely := possible_duplicates(by, row.told)):
        return Became.LEFT, likely.own[0] if likely.own else None, likely_says(likely)
    person = open_person(by=by, **typed(row.told))
    _add_told(person, row, by)
    if row.record_id:
        keep_record(None, row, person, by)
    return Became.OPENED, person, None


def _add_told(person: MissingPerson, row: ImportedRecord, by: User) -> None:
    """Other names, each once; and who the list says told it."""
    for name in other_names(dict(pairs(row.fields))):
        add_name(person=_again(person), kind=NameKind.KNOWN_AS, surname=name, by=by)
    if told_by := row.told.get("told_by"):
        account = _("Row %(row)s of an imported list.") % {"row": row.row}
        add_source(
            person=_again(person), channel=Channel.REGISTER, told_by=told_by, account=account, by=by
        )


def _update(row: ImportedRecord, record: RegisterRecord, by: User) -> Done:
    """Only what the register says otherwise than last time is written, so that a correction of ours
    stands until the register has news; and nothing that it left out is blanked."""
    person = going_on(record.person)
    news = {field: text for field, text in row.told.items() if record.told.get(field) != text}
    is_changed = _write(person, typed(news), by)
    new_names = _new_names(row, record)
    for name in new_names:
        add_name(person=_again(person), kind=NameKind.KNOWN_AS, surname=name, by=by)
    is_kept = keep_record(record, row, record.person, by)
    became = Became.UPDATED if is_changed or new_names or is_kept else Became.UNCHANGED
    return became, person, None


def _new_names(row: ImportedRecord, record: RegisterRecord) -> list[str]:
    before = other_names(dict(pairs(record.fields)))
    return [name for name in other_names(dict(pairs(row.fields))) if name not in before]


def _fill(row: ImportedRecord, own: MissingPerson, by: User) -> Done:
    """Our own record came back: what is empty is filled, what differs is ours to correct."""
    own = going_on(own)
    told = typed(row.told)
    differing = [f for f, value in told.items() if getattr(own, f) and getattr(own, f) != value]
    is_changed = _write(own, {f: v for f, v in told.items() if f not in differing}, by)
    says = Sentence(DIFFERS, {"fields": ", ".join(differing)}) if differing else None
    return Became.UPDATED if is_changed else Became.UNCHANGED, own, says


def _write(person: MissingPerson, news: Mapping[str, Any], by: User) -> bool:
    """`correct_person` takes the whole record, so the news are laid over what is known."""
    whole = merged({field: getattr(person, field) for field in FIELDS}, news)
    if all(getattr(person, field) == value for field, value in whole.items()):
        return False
    correct_person(person=person, by=by, **whole)  # type: ignore[arg-type]
    return True


def _again(person: MissingPerson) -> MissingPerson:
    return MissingPerson.objects.get(pk=person.pk)


def typed(told: Mapping[str, str]) -> dict[str, Any]:
    """Texts as the record has them."""
    values: dict[str, Any] = {field: text for field, text in told.items() if field in FIELDS}
    for field in ("last_seen_from", "last_seen_to"):
        if field in values:
            values[field] = date.fromisoformat(values[field])
    if "stature_cm" in values:
        values["stature_cm"] = int(values["stature_cm"])
    return values
