"""What only two people together can say of remains: one declares, another confirms."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Container, Declaration, RemainsCase
from cases.models.custody import CustodyKind
from cases.models.declaration import DeclarationKind
from cases.operations.custody import Circumstances, record_custody
from cases.operations.questioning import question_remains
from cases.operations.reacting import Moment, tell
from cases.policies import declarations as policies
from cases.states import case_workflow, container_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

FUTURE = gettext_noop(
    "This is said to have happened in the future. Nothing was saved; check the date and time."
)
NO_ACCOUNT = gettext_noop("Say what was found or what happened, and how you know.")
NO_REASON = gettext_noop("Say why the declaration is withdrawn.")
NON_HUMAN = gettext_noop("the remains are declared as non-human")
Thing = Container | RemainsCase


@transaction.atomic
def declare_destroyed(
    *, container: Container, account: str, by: User, occurred_at: datetime | None = None
) -> Declaration:
    """What happened, and what became of the remains in it. It stands when a second confirms."""
    container = lock(container)
    require(policies.why_not_declare_destroyed(by, container))
    return _declare(container, DeclarationKind.DESTROYED, account, by, occurred_at)


@transaction.atomic
def declare_non_human(*, case: RemainsCase, account: str, by: User) -> Declaration:
    case = lock(case)
    require(policies.why_not_declare_non_human(by, case))
    return _declare(case, DeclarationKind.NON_HUMAN, account, by)


@transaction.atomic
def declare_human(*, case: RemainsCase, account: str, by: User) -> Declaration:
    """How a case closed as non-human is taken back: again by two."""
    case = lock(case)
    require(policies.why_not_declare_human(by, case))
    return _declare(case, DeclarationKind.HUMAN, account, by)


@transaction.atomic
def confirm_declaration(*, thing: Thing, by: User) -> Thing:
    """The one that waits. From now on it stands, and what it says is done."""
    if isinstance(thing, RemainsCase) and _is_said_non_human(thing):
        require(policies.why_not_confirm(by, thing))
        question_remains(thing, because=str(NON_HUMAN), by=by)
    thing = lock(thing)
    require(policies.why_not_confirm(by, thing))
    declaration = Declaration.objects.of(thing).waiting().get()
    declaration.confirmed_by, declaration.confirmed_at = by, now()
    declaration.save()
    EFFECTS[declaration.kind](thing, declaration, by)
    return thing


@transaction.atomic
def withdraw_declaration(*, thing: Thing, because: str, by: User) -> Thing:
    thing = lock(thing)
    require(policies.why_not_withdraw_declaration(by, thing))
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    declaration = Declaration.objects.of(thing).waiting().get()
    declaration.withdrawn_by, declaration.withdrawn_at = by, now()
    declaration.withdrawn_because = because.strip()
    declaration.save()
    keep(thing)
    record("cases.declaration_withdrawn", thing, by=by, declared=str(declaration.kind))
    return thing


def _declare(
    thing: Any, kind: DeclarationKind, account: str, by: User, at: datetime | None = None
) -> Declaration:
    if not account.strip():
        raise RuleBroken(Sentence(NO_ACCOUNT))
    moment = now()
    if at and at > moment:
        raise RuleBroken(Sentence(FUTURE))
    declaration = Declaration.objects.create(
        **{thing.custody_field: thing},
        kind=kind,
        account=account.strip(),
        occurred_at=at or moment,
        declared_by=by,
        declared_at=moment,
    )
    keep(thing)
    record("cases.declared", thing, by=by, declared=str(kind))
    return declaration


def _destroyed(container: Container, declaration: Declaration, by: User) -> None:
    """Its custody ends with the day it happened, which lies before the confirmation."""
    container.state = container_workflow.require("destroy", container.state).target
    record_custody(
        CustodyKind.DESTROYED,
        [container],
        by=by,
        occurred_at=declaration.occurred_at,
        circumstances=Circumstances(is_late=True),
    )
    keep(container)
    said: dict[str, Any] = {"occurred_at": declaration.occurred_at, "is_late": True}
    record("cases.container_destroyed", container, by=by, **said)
    tell(Moment.DESTROYED, [container], by)


def _is_said_non_human(case: RemainsCase) -> bool:
    waiting = Declaration.objects.of(case).waiting()
    return waiting.filter(kind=DeclarationKind.NON_HUMAN).exists()


def _non_human(case: RemainsCase, _declaration: Declaration, by: User) -> None:
    case.state = case_workflow.require("close", case.state).target
    keep(case)
    record("cases.case_closed", case, by=by, because="non_human")
    tell(Moment.NON_HUMAN, [case], by)


def _human(case: RemainsCase, _declaration: Declaration, by: User) -> None:
    case.state = case_workflow.require("reopen", case.state).target
    keep(case)
    record("cases.case_reopened", case, by=by)


EFFECTS: dict[str, Callable[[Any, Declaration, User], None]] = {
    DeclarationKind.DESTROYED: _destroyed,
    DeclarationKind.NON_HUMAN: _non_human,
    DeclarationKind.HUMAN: _human,
}
