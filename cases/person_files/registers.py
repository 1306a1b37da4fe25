"""What a PFIF file says of people, in our fields. What we have no place for stays as sent."""

from collections.abc import Iterable
from datetime import date, datetime

from cases.person_files.found import Found, PeopleFile, Problem
from cases.person_files.pfif import NotPfif, Pfif, read_pfif
from cases.person_files.pfif import Record as Sent
from cases.person_files.values import Record
from repatriation.errors import Sentence, gettext_noop

EXPIRED = gettext_noop(
    "Its author wanted it to be kept only until %(date)s, so it is not imported."
)
LONG_ID = gettext_noop("Its identifier is longer than %(most)s characters.")
TWICE = gettext_noop("The identifier %(record)s stands as number %(position)s already.")
LONGEST_ID = 300
OURS = {
    "family_name": "surname",
    "given_name": "given_name",
    "date_of_birth": "born_on",
    "description": "description",
}
SEXES = ("female", "male")  # “other” and what else is sent stay as sent
# How somebody is reached: nothing of it leaves the store but to who may read relatives' contacts.
CONTACTS = frozenset(
    {
        *("author_email", "author_phone"),
        *("email_of_noted_person", "phone_of_noted_person"),
    }
)
# What a note says, beside who wrote it and when.
SAID = (
    *("status", "author_made_contact", "last_known_location", "text", "photo_url"),
    "linked_person_record_id",
)


def read_register(data: bytes, *, now: datetime) -> PeopleFile:
    """Never raises."""
    try:
        read = read_pfif(data)
    except NotPfif as refusal:
        return PeopleFile(fatal=refusal.sentence)
    records = sorted(_found(read, now), key=lambda one: one.position)
    _tell_twice(records)
    return PeopleFile(records=records)


def _found(read: Pfif, now: datetime) -> Iterable[Found]:
    for problem in read.problems:
        place = problem.position
        yield Found(
            place, place, record_id=problem.record_id, problems=[Problem("", problem.sentence)]
        )
    for sent in read.records:
        yield _one(sent, now)


def _tell_twice(records: Iterable[Found]) -> None:
    """The second is the problem: which of them is right nobody here knows."""
    seen: dict[tuple[str, str], int] = {}
    for found in records:
        if found.is_refused:
            continue
        first = seen.setdefault((found.kind, found.record_id), found.position)
        if first != found.position:
            said = {"record": found.record_id, "position": first}
            found.problems.append(Problem("", Sentence(TWICE, said)))


def _one(sent: Sent, now: datetime) -> Found:
    found = Found(sent.position, sent.position, sent.kind, sent.record_id.strip())
    found.fields = list(sent.fields.items())
    if len(found.record_id) > LONGEST_ID:
        said = Sentence(LONG_ID, {"most": LONGEST_ID})
        found.record_id = ""
        found.problems.append(Problem("", said))
    elif sent.kind == "person":
        found.told = told_by(sent.fields.items(), now.date(), found)
    expires = sent.expires_at
    if expires and expires <= now and sent.kind == "person":
        said = Sentence(EXPIRED, {"date": expires.date().isoformat()})
        found.problems.append(Problem("expiry_date", said, "warning"))
    return found


def told_by(
    fields: Iterable[tuple[str, str]], today: date, found: Found | None = None
) -> dict[str, str]:
    """Our fields of a person; what cannot be kept becomes a problem of `found`."""
    sent = dict(fields)
    found = found or Found(0, 0)
    record = Record(found, today)
    for name, ours in OURS.items():
        record.put(ours, sent.get(name, ""), name)
    if (sex := sent.get("sex", "").strip()) in SEXES:
        found.told["sex"] = sex
    _whole_name(" ".join(sent.get("full_name", "").split()), record)
    record.finish()
    return found.told


def _whole_name(whole: str, record: Record) -> None:
    """Where it stands alone nobody knows its order, so it stays whole. Where it has one word more
    than the surname and the given name before it, that is the patronymic."""
    told = record.found.told
    before = f"{told.get('surname', '')} {told.get('given_name', '')}".strip()
    if not before:
        record.put("surname", whole, "full_name")
    elif whole.startswith(f"{before} ") and " " not in (rest := whole[len(before) + 1 :]):
        record.put("patronymic", rest, "full_name")


def other_names(sent: dict[str, str]) -> list[str]:
    """One a line."""
    lines = (" ".join(line.split()) for line in sent.get("alternate_names", "").splitlines())
    return [line for line in dict.fromkeys(lines) if line and len(line) <= 120]


def account_of(sent: dict[str, str], longest: int = 2000) -> str:
    """A note in words; whole it is in what is kept as sent."""
    parts = [
        sent[name].strip() if name == "text" else f"{name}: {sent[name].strip()}"
        for name in SAID
        if sent.get(name, "").strip()
    ]
    text = "\n".join(parts)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def day_of(sent: dict[str, str]) -> str:
    """When it was said, or else when the register had it."""
    return (sent.get("source_date") or sent.get("entry_date") or "").strip()[:10]
