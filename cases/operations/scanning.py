"""Scans: appended facts, accepted late and out of order, each counted once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from cases.models import Container, RemainsCase, Scan, TallySheet
from cases.models.sheet import Purpose
from cases.operations.clearing import clear_containers
from cases.operations.custody import Circumstances
from cases.operations.sheets import require_open
from cases.operations.storing import store_cases, store_containers
from cases.policies import held as policies
from cases.states import container_workflow
from repatriation.accounts.models import User
from repatriation.errors import Conflict, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.references import Mistyped, NotAReference, Reference, parse

LATE = timedelta(minutes=2)  # sent this long after it was scanned: entered late
UNKNOWN = gettext_noop("No container or case of yours has this reference. Check the code.")
ELSEWHERE = gettext_noop("One of these scans was saved with another tally sheet already.")
Result = Scan.Result


@dataclass(frozen=True)
class Reading:
    """What a device sends: the code as read, when, and a key that makes it one scan."""

    code: str
    key: UUID = field(default_factory=uuid4)
    scanned_at: datetime | None = None
    device: str = ""
    is_another: bool = False  # the person says: a second container with the same label
    is_unreadable: bool = False  # the person says: no label that can be read
    note: str = ""  # what can be seen instead of a label, or was remarked on paper
    is_on_paper: bool = False


@dataclass(frozen=True)
class Outcome:
    reading: Reading
    result: str
    thing: Container | RemainsCase | None = None
    said: Sentence | str | None = None


def unsaved(sheet: TallySheet, readings: list[Reading]) -> tuple[list[Reading], list[Scan]]:
    """The readings not seen before, oldest first, and the scans that were saved already.

    A reading was made when its device says, but never later than now.
    """
    known = {scan.key: scan for scan in Scan.objects.filter(key__in=[r.key for r in readings])}
    if any(scan.sheet_id != sheet.pk for scan in known.values()):
        raise Conflict(Sentence(ELSEWHERE))
    moment = now()
    fresh = {
        reading.key: replace(reading, scanned_at=min(reading.scanned_at or moment, moment))
        for reading in readings
        if reading.key not in known
    }
    return sorted(fresh.values(), key=made_at), list(known.values())


def made_at(reading: Reading) -> datetime:
    """Of a reading that `unsaved` has given its time."""
    return reading.scanned_at or now()


def is_late(at: datetime) -> bool:
    return now() - at > LATE


def reference_of(code: str) -> str | None:
    """The reference a code stands for, also when typed without hyphens; None where it is none,
    or mistyped: a label may look like one."""
    try:
        read: Reference = parse(code)
    except (NotAReference, Mistyped):
        return None
    return str(read)


def save_scans(sheet: TallySheet, outcomes: list[Outcome], by: User) -> list[Scan]:
    return Scan.objects.bulk_create(
        Scan(
            key=outcome.reading.key,
            sheet=sheet,
            code=outcome.reading.code[:200],
            container=outcome.thing if isinstance(outcome.thing, Container) else None,
            case=outcome.thing if isinstance(outcome.thing, RemainsCase) else None,
            result=outcome.result,
            said=_data(outcome.said),
            device=outcome.reading.device[:80],
            scanned_by=by,
            scanned_at=made_at(outcome.reading),
            recorded_at=now(),
        )
        for outcome in outcomes
    )


def circumstances_of(
    sheet: TallySheet, reading: Reading, *, is_over: bool = False
) -> Circumstances:
    """`is_over`: something later is recorded already, however fast the scan came."""
    is_on_paper = sheet.is_on_paper or reading.is_on_paper
    came_late = is_over or is_on_paper or is_late(made_at(reading))
    said = Circumstances.of(sheet, is_late=came_late)
    return replace(said, note=reading.note, is_on_paper=is_on_paper)


def moves_of(
    sheet: TallySheet, outcomes: list[Outcome], *results: str, is_over: bool = False
) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Things that were scanned at one time with one remark, and what is said of them: each group is
    one bulk move, the earliest first."""
    done = [one for one in outcomes if one.result in (results or (Result.DONE,))]

    def said(outcome: Outcome) -> tuple[datetime, str, bool]:
        reading = outcome.reading
        return made_at(reading), reading.note, reading.is_on_paper

    for (at, *_rest), group in groupby(sorted(done, key=said), key=said):
        alike = list(group)
        circumstances = circumstances_of(sheet, alike[0].reading, is_over=is_over)
        things = [outcome.thing for outcome in alike]
        yield things, {"circumstances": circumstances, "occurred_at": at}


Scanner = Callable[..., list[Scan]]
_scanners: dict[Purpose, Scanner] = {}


def scanner_for(*purposes: Purpose) -> Callable[[Scanner], Scanner]:
    """Declare the operation behind the sheets of a purpose; `exchanges` declares its own."""

    def keep(operation: Scanner) -> Scanner:
        _scanners.update(dict.fromkeys(purposes, operation))
        return operation

    return keep


def scan(*, sheet: TallySheet, readings: list[Reading], by: User) -> list[Scan]:
    """Whatever the sheet is for: the one door for the scan page and the API."""
    return _scanners[Purpose(sheet.purpose)](sheet=sheet, readings=readings, by=by)


@scanner_for(Purpose.CLEARING, Purpose.STORING)
@transaction.atomic
def scan_things(*, sheet: TallySheet, readings: list[Reading], by: User) -> list[Scan]:
    """Clear or store what is scanned, by reference; what may not move is kept as refused."""
    require(policies.why_not_use_sheet(by, sheet))
    sheet = lock_each([sheet])[0]
    require_open(sheet)
    things = _things(readings, by)  # before their times: who comes second is later
    fresh, saved = unsaved(sheet, readings)
    seen = _done_before(sheet, things.values())
    outcomes = [_judge(sheet, reading, things, by, seen) for reading in fresh]
    for things_moved, said in moves_of(sheet, outcomes):
        _move(sheet, things_moved, by=by, **said)
    return saved + save_scans(sheet, outcomes, by)


def _judge(
    sheet: TallySheet, reading: Reading, things: dict[str | None, Any], by: User, seen: set[str]
) -> Outcome:
    thing = things.get(reference_of(reading.code))
    if thing is None:
        return Outcome(reading, Result.REFUSED, None, Sentence(UNKNOWN))
    if thing.reference in seen:
        return Outcome(reading, Result.AGAIN, thing)
    if why_not := _why_not(sheet, thing, by):
        return Outcome(reading, Result.REFUSED, thing, why_not)
    seen.add(thing.reference)
    return Outcome(reading, Result.DONE, thing)


def _things(readings: list[Reading], by: User) -> dict[str | None, Any]:
    """What these codes mean to this person, by reference; locked in one order, because each scan
    moves at its own time, and two phones may have scanned the same in opposite order."""
    references = {reference_of(reading.code) for reading in readings} - {None}
    return {
        thing.reference: thing
        for model in (Container, RemainsCase)
        for thing in lock_each(model.objects.visible_to(by).filter(reference__in=references))
    }


def _done_before(sheet: TallySheet, things: Iterable[Any]) -> set[str]:
    """The references of those that were done under this sheet already."""
    keys: dict[str, list[int]] = {"container": [], "case": []}
    for thing in things:
        keys[thing.custody_field].append(thing.pk)
    these = Q(container__in=keys["container"]) | Q(case__in=keys["case"])
    done = sheet.scans.filter(these, result=Result.DONE).select_related("container", "case")
    scanned = (scan.container or scan.case for scan in done)
    return {thing.reference for thing in scanned if thing}


def _why_not(sheet: TallySheet, thing, by: User) -> Sentence | str | None:
    if sheet.purpose == Purpose.CLEARING:
        if isinstance(thing, RemainsCase):
            return Sentence(UNKNOWN)
        return policies.why_not_clear(by, thing) or container_workflow.why_not("clear", thing.state)
    if isinstance(thing, Container):
        return policies.why_not_store_container(by, thing)
    return policies.why_not_store(by, thing)


def _move(sheet: TallySheet, things: list[Any], **said: Any) -> None:
    containers = [thing for thing in things if isinstance(thing, Container)]
    cases = [thing for thing in things if isinstance(thing, RemainsCase)]
    if sheet.purpose == Purpose.CLEARING:
        clear_containers(containers=containers, **said)
        return
    if containers:
        store_containers(containers=containers, **said)
    if cases:
        store_cases(cases=cases, **said)


def _data(said: Sentence | str | None) -> dict | None:
    if said is None:
        return None
    sentence = Sentence("%(said)s", {"said": str(said)})
    return sentence.as_data()
