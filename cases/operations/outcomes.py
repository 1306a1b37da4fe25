"""What became of somebody sought who lives; and the search taken up again."""

from datetime import date

from django.db import transaction

from cases.models import MissingPerson, Outcome
from cases.models.identification import ContestReason
from cases.models.outcome import CLOSING, OutcomeKind
from cases.operations.contesting import contest_resting_on
from cases.operations.taking_back import take_back
from cases.policies import outcomes as policies
from cases.states import PersonState, person_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_EVIDENCE = gettext_noop("Say who saw or heard the person, or which paper says it.")
FUTURE = gettext_noop("This lies in the future; check the date.")
VERBS = {
    OutcomeKind.IN_CAPTIVITY: "record_captivity",
    OutcomeKind.LOCATED_ALIVE: "locate",
    OutcomeKind.RETURNED: "return",
}


@transaction.atomic
def report_alive(
    *, person: MissingPerson, kind: str, evidence: str, by: User, since: date | None = None
) -> Outcome:
    """An identification that stands is contested at once, before anybody has looked at the report.
    Captivity of somebody sought takes effect at once; what ends the search waits for another."""
    alive = ContestReason.REPORTED_ALIVE
    contest_resting_on(person=person, because=alive, note=evidence, by=by)
    person = lock(person)
    require(policies.why_not_report(by, person))
    kind = OutcomeKind(kind)
    if not evidence.strip():
        raise RuleBroken(Sentence(NO_EVIDENCE))
    if since and since > today():
        raise RuleBroken(Sentence(FUTURE))
    if person.state != PersonState.IDENTIFIED:
        person_workflow.require(VERBS[kind], person.state)
    outcome = Outcome(
        person=person, kind=kind, evidence=evidence.strip(), since=since, reported_by=by
    )
    outcome.reported_at = now()
    record("cases.alive_reported", person, by=by, outcome=str(kind))
    if kind not in CLOSING and person.state != PersonState.IDENTIFIED:
        _take_effect(person, outcome, by)
    outcome.save()
    keep(person)
    return outcome


@transaction.atomic
def confirm_report(*, person: MissingPerson, by: User) -> Outcome:
    person = lock(person)
    require(policies.why_not_confirm(by, person))
    outcome = lock_each(Outcome.objects.waiting().filter(person=person))[0]
    outcome.confirmed_by, outcome.confirmed_at = by, now()
    _take_effect(person, outcome, by)
    outcome.save()
    keep(person)
    return outcome


@transaction.atomic
def withdraw_report(*, person: MissingPerson, because: str, by: User) -> Outcome:
    """What it contested stays contested until a board has looked at it."""
    person = lock(person)
    require(policies.why_not_withdraw(by, person))
    outcome: Outcome = take_back(Outcome.objects.waiting().get(person=person), because, by)
    keep(person)
    record("cases.report_withdrawn", person, by=by, outcome=str(outcome.kind))
    return outcome


@transaction.atomic
def search_again(*, person: MissingPerson, because: str, by: User) -> MissingPerson:
    """The way back: what was in effect is taken back with the reason, and stays in the history."""
    person = lock(person)
    require(policies.why_not_search_again(by, person))
    person.state = person_workflow.require("search_again", person.state).target
    for outcome in person.outcomes.standing():
        take_back(outcome, because, by)
    keep(person)
    record("cases.search_taken_up", person, by=by)
    return person


def _take_effect(person: MissingPerson, outcome: Outcome, by: User) -> None:
    verb = VERBS[OutcomeKind(outcome.kind)]
    person.state = person_workflow.require(verb, person.state).target
    outcome.effective_at = now()
    record("cases.outcome_recorded", person, by=by, outcome=str(outcome.kind))
