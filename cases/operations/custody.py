"""The one place where custody is written: a container or a case passes from holder to holder."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max

from cases.models import CustodyEvent, StorageUnit, TallySheet
from cases.models.custody import CustodyKind
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.ledger.adding import add_facts
from repatriation.ledger.clock import now

FUTURE = gettext_noop(
    "This is said to have happened in the future. Nothing was saved; check the date and time."
)
OUTSIDER = gettext_noop(
    "A witness with an account is an active person of your own side. "
    "Name anybody else as the witness without an account."
)
TOO_EARLY = gettext_noop(
    "%(record)s: this is said to have happened before the last recorded act on it. "
    "Check the time, or mark it as entered late."
)
NO_PERMIT = gettext_noop("Give the number of the exhumation permit, and who issued it.")
# A thing begins with one of these; nobody is known to have held it before.
BIRTHS = (CustodyKind.LISTED, CustodyKind.NUMBERED, CustodyKind.RECOVERED)
LEAVES_ITS_PLACE = (
    CustodyKind.SENT,
    CustodyKind.MISSED,
    CustodyKind.EXHUMED,
    CustodyKind.DESTROYED,
    CustodyKind.RELEASED,
)


@dataclass(frozen=True)
class Circumstances:
    """What one header says of many acts: before whom, where, on paper, when."""

    sheet: TallySheet | None = None
    place: str = ""
    storage_unit: StorageUnit | None = None
    handed_over_by: str = ""
    witness: User | None = None
    outside_witness: str = ""
    alone_reason: str = ""
    note: str = ""
    is_on_paper: bool = False
    is_late: bool = False
    permit: str = ""  # of an exhumation
    permit_by: str = ""  # who issued it
    is_to_nobody: bool = False  # a family is no holder: custody ends
    is_from_nobody: bool = False  # and begins again when it gives them back
    from_holder: Agency | None = None  # where it is said to come from, if not from its custodian

    @classmethod
    def of(
        cls, sheet: TallySheet, *, is_late: bool = False, from_holder: Agency | None = None
    ) -> "Circumstances":
        return cls(
            sheet=sheet,
            place=sheet.place,
            storage_unit=sheet.storage_unit,
            handed_over_by=sheet.handed_over_by,
            witness=sheet.witness,
            outside_witness=sheet.outside_witness,
            alone_reason="" if sheet.witness_id else sheet.alone_reason,
            is_on_paper=sheet.is_on_paper,
            is_late=is_late or sheet.is_on_paper,
            from_holder=from_holder or sheet.from_holder,
        )


def record_custody(
    kind: CustodyKind,
    things: list[Any],
    *,
    to_holder: Agency | None = None,
    by: User,
    occurred_at: datetime | None = None,
    circumstances: Circumstances = Circumstances(),
) -> None:
    """Append one event for each of the locked containers or cases, and move their custodian.

    Without `to_holder` the custodian stays. Where a thing is said to come from somebody who is
    not its custodian, a gap is recorded first: it is never filled. Sets `custodian` and
    `storage_unit` on the rows; the caller saves them.
    """
    if not things:
        return
    require_witness(circumstances.witness, by)
    moment, said, written = now(), circumstances, _written(circumstances)
    at = occurred_at or moment
    if at > moment:
        raise RuleBroken(Sentence(FUTURE))
    always = {"occurred_at": at, "recorded_at": moment, "recorded_by_id": by.pk}
    last, facts = _last_events(things), []
    for thing in things:
        seq, last_at = last.get(thing.pk, (0, None))
        if last_at and at < last_at and not said.is_late:
            raise RuleBroken(Sentence(TOO_EARLY, {"record": str(thing)}))
        giver = said.from_holder.pk if said.from_holder else thing.custodian_id
        receiver = to_holder.pk if to_holder else thing.custodian_id
        of_this = always | {f"{thing.custody_field}_id": thing.pk}
        if seq and giver != thing.custodian_id:
            seq += 1
            gap = {"seq": seq, "kind": CustodyKind.GAP, "from_holder_id": thing.custodian_id}
            facts.append(of_this | gap)
        is_first = (kind in BIRTHS and not seq) or said.is_from_nobody
        act = {"seq": seq + 1, "kind": kind, "from_holder_id": None if is_first else giver}
        act["to_holder_id"] = None if said.is_to_nobody else receiver
        facts.append(of_this | written | act)
        thing.storage_unit_id = _unit_after(kind, thing, receiver, said)
        thing.custodian_id = receiver
    add_facts(CustodyEvent, facts)


def require_witness(witness: User | None, by: User) -> None:
    """The second pair of eyes belongs to a person, and to one who can be asked."""
    if witness is None:
        return
    if not (witness.is_person and witness.is_active and witness.party_id == by.party_id):
        raise RuleBroken(Sentence(OUTSIDER))


def _written(said: Circumstances) -> dict[str, Any]:
    return {
        "sheet_id": said.sheet.pk if said.sheet else None,
        "place": said.place,
        "storage_unit_id": said.storage_unit.pk if said.storage_unit else None,
        "handed_over_by": said.handed_over_by,
        "witness_id": said.witness.pk if said.witness else None,
        "outside_witness": said.outside_witness,
        "alone_reason": said.alone_reason,
        "note": said.note,
        "permit": said.permit,
        "permit_by": said.permit_by,
        "is_on_paper": said.is_on_paper,
        "is_late": said.is_late,
    }


def _unit_after(kind, thing, receiver: int, said: Circumstances) -> int | None:
    """A thing keeps its place until it is put elsewhere or leaves the house."""
    if said.storage_unit:
        return said.storage_unit.pk
    stays = receiver == thing.custodian_id and kind not in LEAVES_ITS_PLACE
    return thing.storage_unit_id if stays else None


def _last_events(things: list[Any]) -> dict[int, tuple[int, datetime | None]]:
    """Each thing's highest sequence number and latest time."""
    field = things[0].custody_field
    of_these = CustodyEvent.objects.filter(**{f"{field}__in": [thing.pk for thing in things]})
    rows = of_these.values(subject=F(field)).annotate(seq=Max("seq"), at=Max("occurred_at"))
    return {row["subject"]: (row["seq"], row["at"]) for row in rows}
