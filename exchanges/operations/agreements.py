"""An agreement is opened, drawn up, proposed and withdrawn by one side."""

from typing import Any

from django.db import transaction

from exchanges.agreement_states import agreement_workflow
from exchanges.models import Agreement
from exchanges.operations.planning import NOT_NEUTRAL, ONE_SIDE
from exchanges.policies import agreements as policies
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, require
from repatriation.ledger.locking import lock
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

TERMS = (
    "title",
    "counterpart",
    "mediator",
    "intermediary",
    "text_reference",
    "signed_on",
    "valid_from",
    "valid_until",
    "confidentiality",
)


@transaction.atomic
def open_agreement(*, by: User, counterpart: Agency, title: str, **terms: Any) -> Agreement:
    """A draft that only the own side sees."""
    require(policies.why_not_keep(by))
    agreement = Agreement(
        reference=next_reference("AG"),
        convenor=by.home,
        counterpart=counterpart,
        title=title.strip(),
        **terms,
    )
    _require_sides(agreement)
    agreement.save()
    record("exchanges.agreement_opened", agreement, by=by)
    return agreement


@transaction.atomic
def plan_agreement(*, agreement: Agreement, by: User, **terms: Any) -> Agreement:
    agreement = lock(agreement)
    require(policies.why_not_plan(by, agreement))
    changed = [name for name in TERMS if name in terms and getattr(agreement, name) != terms[name]]
    for name in changed:
        setattr(agreement, name, terms[name])
    _require_sides(agreement)
    keep(agreement)
    record("exchanges.agreement_planned", agreement, by=by, changed=changed)
    return agreement


@transaction.atomic
def propose_agreement(*, agreement: Agreement, by: User) -> Agreement:
    """From now on the other side sees it, and what it says stands as it was read."""
    agreement = lock(agreement)
    move = agreement_workflow.require("propose", agreement.state)
    require(policies.why_not_plan(by, agreement))
    agreement.state = move.target
    keep(agreement)
    record("exchanges.agreement_proposed", agreement, by=by)
    return agreement


@transaction.atomic
def withdraw_agreement(*, agreement: Agreement, by: User) -> Agreement:
    """Before both sides accepted it."""
    agreement = lock(agreement)
    move = agreement_workflow.require("withdraw", agreement.state)
    require(policies.why_not_withdraw(by, agreement))
    agreement.state = move.target
    keep(agreement)
    record("exchanges.agreement_withdrawn", agreement, by=by)
    return agreement


def _require_sides(agreement: Agreement) -> None:
    if agreement.counterpart.party_id in (None, agreement.convenor.party_id):
        raise RuleBroken(Sentence(ONE_SIDE))
    for named in filter(None, (agreement.mediator, agreement.intermediary)):
        if named.kind != Agency.Kind.INTERMEDIARY:
            raise RuleBroken(Sentence(NOT_NEUTRAL, {"agency": named.name}))
