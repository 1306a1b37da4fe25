"""Sending remains on to another agency, which then receives them."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Container, RemainsCase
from cases.models.custody import CustodyKind
from cases.operations.custody import Circumstances, record_custody
from cases.operations.lines import lock_with_places, require_each
from cases.policies import held as policies
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.ledger.versions import keep_each
from repatriation.ledger.writing import record, record_each

WRONG_PLACE = gettext_noop("%(agency)s is not a mortuary of your side; choose one.")


SENT = {"case": "cases.case_sent", "container": "cases.container_forwarded"}


@transaction.atomic
def send_cases(
    *,
    cases: list[RemainsCase],
    to: Agency,
    by: User,
    circumstances: Circumstances = Circumstances(),  # noqa: B008  frozen
    occurred_at: datetime | None = None,
) -> list[RemainsCase]:
    """Custody stays with the sender until the other agency receives."""
    return _send("case", cases, to, by, circumstances, occurred_at)


@transaction.atomic
def send_containers(
    *,
    containers: list[Container],
    to: Agency,
    by: User,
    circumstances: Circumstances = Circumstances(),  # noqa: B008  frozen
    occurred_at: datetime | None = None,
) -> list[Container]:
    """As they are: what is cleared stays cleared, and is opened where it arrives."""
    return _send("container", containers, to, by, circumstances, occurred_at)


def _send(noun: str, things: list[Any], to: Agency, by: User, circumstances, occurred_at):
    if to.kind != Agency.Kind.MORTUARY or to.party_id != by.party_id or to.pk == by.agency_id:
        raise RuleBroken(Sentence(WRONG_PLACE, {"agency": to.name}))
    things = lock_with_places(things)
    require_each(things, policy=lambda thing: policies.why_not_send(by, thing))
    record_custody(
        CustodyKind.SENT, things, by=by, occurred_at=occurred_at, circumstances=circumstances
    )
    for thing in things:
        thing.destined_to = to
    keep_each(things, ["destined_to", "storage_unit"])
    when: dict[str, Any] = {"occurred_at": occurred_at, "is_late": circumstances.is_late}
    record_each(SENT[noun], things, by=by, details=lambda _: {"to": to.pk}, **when)
    together: dict[str, Any] = {"to": to.pk, f"{noun}s": len(things)}
    record(f"cases.{noun}s_sent", things[0], by=by, **together, **when)
    return things
