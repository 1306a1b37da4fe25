"""A file of people sought before anything is saved: kept, read by a worker, each record judged."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from cases.models import MissingPerson, RegisterRecord
from cases.models.register import FileFormat, Verdict
from cases.person_files.found import Found, PeopleFile, Problem
from cases.person_files.registers import read_register
from cases.person_files.tables import read_table
from cases.policies.duplicates import Duplicates, possible_duplicates
from repatriation.accounts.models import User
from repatriation.errors import DomainError, Sentence, gettext_noop
from repatriation.ledger.clock import now, today
from repatriation.references import Prefix, parse

NO_NAME = gettext_noop("It has neither a surname nor a given name, so it cannot be saved.")
LIKELY = gettext_noop("May be sought already: %(records)s.")
NO_PERSON = gettext_noop("It is a note on a person who is neither in this file nor known here.")
NO_SUCH = gettext_noop("%(record)s is no record of your agency.")
Mapped = Mapping[str, str | None]
AT_ONCE = 5_000  # identifiers, of each question to the store


@dataclass
class Looked:
    """A record of the file with what it is to us."""

    found: Found
    verdict: Verdict
    person: MissingPerson | None = None


def read_people(data: bytes, name: str, mapping: Mapped, order: Any = None) -> PeopleFile:
    """Never raises: what cannot be read says why."""
    if format_of(data) == FileFormat.PFIF:
        return read_register(data, now=now())
    return read_table(data, name, today=today(), mapping=mapping, order=order or None)


def format_of(data: bytes) -> FileFormat:
    """By content: markup can only be PFIF."""
    head = data[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return FileFormat.PFIF if head.startswith(b"<") else FileFormat.TABLE


def judged(read: PeopleFile, by: User) -> Iterator[Looked]:
    """One by one, in the order of the file: looking for duplicates takes its time."""
    known = _known(read.records, by)
    coming = {one.record_id for one in read.records if one.kind == "person" and not one.is_refused}
    for found in read.records:
        yield _judged(found, by, known, coming)


def _known(records: list[Found], by: User) -> dict[tuple[str, str], MissingPerson]:
    kept = RegisterRecord.objects.filter(agency=by.agency_id).select_related("person__merged_into")
    ids = [*{one.record_id for one in records}, *{owner_of(one.fields) for one in records}]
    known = {}
    for first in range(0, len(ids), AT_ONCE):
        for one in kept.filter(record_id__in=ids[first : first + AT_ONCE]):
            known[(one.kind, one.record_id)] = one.person
    return known


def _judged(found: Found, by: User, known: Mapping[Any, Any], coming: set[str]) -> Looked:
    if found.is_refused:
        return Looked(found, Verdict.PROBLEM)
    person = known.get((found.kind, found.record_id)) if found.record_id else None
    if person or found.kind == "note":
        return _note_judged(found, person, known, coming)
    if reference := own_reference(found.record_id):
        own = MissingPerson.objects.filter(agency=by.agency_id, reference=reference).first()
        if own:
            return Looked(found, Verdict.KNOWN, own)
        return _refused(found, Sentence(NO_SUCH, {"record": reference}))
    if any(problem.column == "expiry_date" for problem in found.problems):
        return Looked(found, Verdict.PROBLEM)
    if not has_name(found.told):
        return _refused(found, Sentence(NO_NAME))
    if likely := possible_duplicates(by, found.told):
        found.problems.append(Problem("", likely_says(likely), "warning"))
        return Looked(found, Verdict.LIKELY, likely.own[0] if likely.own else None)
    return Looked(found, Verdict.NEW)


def _note_judged(found: Found, person: Any, known: Mapping[Any, Any], coming: set[str]) -> Looked:
    if person:
        return Looked(found, Verdict.KNOWN, going_on(person))
    owner = owner_of(found.fields)
    if about := known.get(("person", owner)):
        return Looked(found, Verdict.NEW, going_on(about))
    if owner in coming or own_reference(owner):
        return Looked(found, Verdict.NEW)
    return _refused(found, Sentence(NO_PERSON))


def _refused(found: Found, sentence: Sentence) -> Looked:
    found.problems.insert(0, Problem("", sentence))
    return Looked(found, Verdict.PROBLEM)


def likely_says(likely: Duplicates) -> Sentence:
    """Of another agency's record only the agency."""
    named = [*(str(row) for row in likely.own), *(str(agency) for agency in likely.agencies)]
    return Sentence(LIKELY, {"records": ", ".join(named)})


def going_on(person: MissingPerson) -> MissingPerson:
    return person.merged_into or person


def has_name(told: Mapping[str, str]) -> bool:
    return bool(told.get("surname") or told.get("given_name"))


def owner_of(fields: Any) -> str:
    """Whom a note is about."""
    return dict(fields).get("person_record_id", "").strip()


def own_id(person: MissingPerson) -> str:
    """How other registers know our record."""
    return f"{register()}/{person.reference}"


def register() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def own_reference(record_id: str) -> str:
    """The reference in an identifier that is ours, else nothing."""
    text = record_id.removeprefix(f"{register()}/")
    if not text.startswith(f"{Prefix.MISSING_PERSON}-"):
        return ""
    try:
        return str(parse(text, Prefix.MISSING_PERSON))
    except DomainError:
        return ""


def problem_data(problem: Problem) -> dict[str, Any]:
    return asdict(problem) | {"sentence": problem.sentence.as_data()}


def tally_of(verdicts: Iterator[str]) -> dict[str, int]:
    tally = dict.fromkeys(Verdict.values, 0)
    for verdict in verdicts:
        tally[verdict] += 1
    return tally
