"""A discrepancy from its opening to its end: told, answered, contested, accepted or explained.

Also on a closed round: contents and identity go on after it."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects

from cases.models import Container
from exchanges.models import Answer, Discrepancy, ExchangeBatch
from exchanges.operations.checking import check_said
from exchanges.operations.discrepancies import open_one
from exchanges.operations.statements import said
from exchanges.policies import discrepancies as policies
from exchanges.policies.sides import is_of_side, speaker_for
from exchanges.states import DiscrepancyState, discrepancy_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each, lock_each_as_seen
from repatriation.ledger.versions import keep_each
from repatriation.ledger.writing import record, record_each

Kind = Answer.Kind

NOT_IN_BATCH = gettext_noop("%(container)s has no place in batch %(batch)s.")
OPEN_ALREADY = gettext_noop("This is open already, as %(discrepancy)s.")
NO_WORDS = gettext_noop("Say it in words.")
NOT_OF_SIDE = gettext_noop("Name somebody of your own side who follows it up.")


@transaction.atomic
def open_discrepancy(
    *,
    batch: ExchangeBatch,
    code: str,
    by: User,
    container: Container | None = None,
    note: str = "",
) -> Discrepancy:
    """By hand, of a container or of the whole batch."""
    batch = lock_each([batch])[0]
    require(policies.why_not_open(by, batch))
    if container and not batch.places.filter(container=container).exists():
        said_of = {"container": str(container), "batch": batch.reference}
        raise RuleBroken(Sentence(NOT_IN_BATCH, said_of))
    if container:
        own = batch.discrepancies.of_side_of(by)
        known = own.filter(code=code, container=container).first()
        if known:
            raise RuleBroken(Sentence(OPEN_ALREADY, {"discrepancy": known.reference}))
    row = Discrepancy(batch=batch, container=container, code=code, note=note.strip())
    return open_one(row, by)


@transaction.atomic
def raise_discrepancy(*, discrepancy: Discrepancy, by: User) -> Discrepancy:
    """The other side sees it from now on, with its note."""
    discrepancy = lock(discrepancy)
    require(policies.why_not_raise(by, discrepancy))
    discrepancy.raised_at = now()
    keep_each([discrepancy], ["raised_at"])
    record("exchanges.discrepancy_raised", discrepancy, by=by)
    return discrepancy


@transaction.atomic
def answer_discrepancy(
    *,
    discrepancy: Discrepancy,
    text: str,
    by: User,
    said_on: date | None = None,
    source: str = "",
) -> Answer:
    """The other side's own answer, or ours from its message: that one waits for a second person."""
    discrepancy = lock(discrepancy)
    require(policies.why_not_answer(by, discrepancy))
    discrepancy_workflow.require("answer", discrepancy.state)
    agency = policies.answerer(discrepancy)
    speaker = speaker_for(agency, discrepancy.batch.round)
    _require_words(text)
    answer = Answer.objects.create(
        discrepancy=discrepancy,
        kind=Kind.ANSWERS,
        text=text.strip(),
        **said(speaker, by, said_on, source, is_own=is_of_side(by, agency)),
    )
    if answer.stands:
        _answered(answer, discrepancy, by)
    else:
        keep_each([discrepancy], [])
        record("exchanges.answer_recorded", discrepancy, by=by, agency=speaker.pk)
    return answer


@transaction.atomic
def check_answer(*, answer: Answer, by: User) -> Answer:
    discrepancy = lock_each([answer.discrepancy])[0]
    answer = lock_each([answer])[0]
    check_said(answer, by)
    discrepancy_workflow.require("answer", discrepancy.state)
    _answered(answer, discrepancy, by)
    return answer


@transaction.atomic
def contest_answer(*, discrepancy: Discrepancy, text: str, by: User) -> Discrepancy:
    discrepancy = lock(discrepancy)
    require(policies.why_not_follow(by, discrepancy))
    move = discrepancy_workflow.require("contest", discrepancy.state)
    _require_words(text)
    discrepancy.state = move.target
    keep_each([discrepancy], ["state"])
    _say([discrepancy], Kind.CONTESTS, text, by)
    return discrepancy


@transaction.atomic
def explain_discrepancy(*, discrepancy: Discrepancy, text: str, by: User) -> Discrepancy:
    """It is not so any more: the container was found, the count was corrected."""
    _require_words(text)
    return _settle([lock(discrepancy)], "explain", Kind.EXPLAINS, text, by)[0]


@transaction.atomic
def accept_discrepancy(*, discrepancy: Discrepancy, by: User, text: str = "") -> Discrepancy:
    """It is so: what is short stays short."""
    return _settle([lock(discrepancy)], "accept", Kind.ACCEPTS, text, by)[0]


@transaction.atomic
def accept_discrepancies(
    *, discrepancies: "list[Discrepancy] | QuerySet[Discrepancy]", by: User, text: str = ""
) -> list[Discrepancy]:
    """Alike ones in one move, each as it was read: all, or none."""
    return _settle(lock_each_as_seen(list(discrepancies)), "accept", Kind.ACCEPTS, text, by)


@transaction.atomic
def assign_discrepancy(
    *, discrepancy: Discrepancy, by: User, owner: User | None, due_on: date | None = None
) -> Discrepancy:
    discrepancy = lock(discrepancy)
    require(policies.why_not_assign(by, discrepancy))
    if owner and not is_of_side(owner, policies.opener(discrepancy)):
        raise RuleBroken(Sentence(NOT_OF_SIDE))
    discrepancy.owner, discrepancy.due_on = owner, due_on
    keep_each([discrepancy], ["owner", "due_on"])
    record("exchanges.discrepancy_assigned", discrepancy, by=by)
    return discrepancy


def _answered(answer: Answer, discrepancy: Discrepancy, by: User) -> None:
    discrepancy.state = DiscrepancyState.ANSWERED
    discrepancy.answered_by = answer.recorded_by
    keep_each([discrepancy], ["state", "answered_by"])
    record("exchanges.discrepancy_answered", discrepancy, by=by, agency=answer.agency_id)


def _settle(
    rows: list[Discrepancy], verb: str, kind: str, text: str, by: User
) -> list[Discrepancy]:
    prefetch_related_objects(rows, "batch__sender", "batch__receiver", "source")  # for the policy
    for row in rows:
        move = discrepancy_workflow.require(verb, row.state)
        require(policies.why_not_settle(by, row))
        row.state, row.settled_by, row.settled_at = move.target, by, now()
    keep_each(rows, ["state", "settled_by", "settled_at"])
    _say(rows, kind, text, by)
    return rows


def _say(rows: list[Discrepancy], kind: str, text: str, by: User) -> None:
    said_now = said(by.home, by, None, "", is_own=True)
    Answer.objects.bulk_create(
        Answer(discrepancy=row, kind=kind, text=text.strip(), **said_now) for row in rows
    )
    verb = "discrepancy_contested" if kind == Kind.CONTESTS else "discrepancy_settled"
    record_each(f"exchanges.{verb}", rows, by=by, details=lambda row: {"state": str(row.state)})


def _require_words(text: str) -> None:
    if not text.strip():
        raise RuleBroken(Sentence(NO_WORDS))
