"""What a side says of an agreement or a commitment: its own word, or ours from its paper, which
counts when a second person has read that."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from exchanges.agreement_states import agreement_workflow, commitment_workflow
from exchanges.models import Agreement, AgreementWord, Commitment
from exchanges.operations.checking import check_said
from exchanges.operations.statements import said
from exchanges.policies import agreements as policies
from exchanges.policies import promise_words
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

Act = AgreementWord.Act
WAITS = gettext_noop("This is recorded already; a second person must read the message.")
NOT_LATER = gettext_noop("The deadline is %(due)s; ask for a later one.")
NOT_YET = gettext_noop("A figure as of a day in the future is a promise, not a count.")
NO_WORDS = gettext_noop("Say it in words.")
IN_WORDS = (Act.CLAIMS_BREACH, Act.ANSWERS_BREACH)


@transaction.atomic
def accept_agreement(
    *,
    agreement: Agreement,
    agency: Agency,
    by: User,
    said_on: date | None = None,
    source: str = "",
) -> Agreement:
    """When both sides have, it is in force."""
    agreement = lock(agreement)
    agreement_workflow.require("accept", agreement.state)
    require(policies.why_not_accept(by, agreement, agency))
    _say(agreement, None, Act.ACCEPTS, agency, by, said_on, source)
    keep(agreement)
    return agreement


@transaction.atomic
def end_agreement(
    *,
    agreement: Agreement,
    agency: Agency,
    ends_on: date,
    by: User,
    text: str = "",
    said_on: date | None = None,
    source: str = "",
) -> Agreement:
    """By the notice of one side. What was promised under it stays, with its figures."""
    agreement = lock(agreement)
    agreement_workflow.require("end", agreement.state)
    require(policies.why_not_end(by, agreement, agency))
    _say(agreement, None, Act.ENDS, agency, by, said_on, source, ends_on=ends_on, text=text)
    keep(agreement)
    return agreement


@transaction.atomic
def say_of_commitment(
    *,
    commitment: Commitment,
    act: str,
    agency: Agency,
    by: User,
    said_on: date | None = None,
    source: str = "",
    text: str = "",
    text_for_intermediary: str = "",
    figure: int | None = None,
    as_of: date | None = None,
    due_at: datetime | None = None,
) -> Commitment:
    """Accept it, tell how many so far, ask for a later deadline or answer that, claim a breach,
    answer or drop it."""
    agreement = lock_each([commitment.agreement])[0]
    commitment = lock(commitment)
    require(promise_words.why_not_word(by, commitment, act, agency))
    more: dict[str, Any] = {
        "text": text.strip(),
        "text_for_intermediary": text_for_intermediary.strip(),
    }
    if act in (Act.CLAIMS, Act.VERIFIES):
        as_of = as_of or today()
        if as_of > today():
            raise RuleBroken(Sentence(NOT_YET))
        more |= {"figure": figure, "as_of": as_of}
    if act == Act.ASKS_EXTENSION:
        if due_at is None or due_at <= commitment.due_at:
            raise RuleBroken(Sentence(NOT_LATER, {"due": commitment.due_at.isoformat()}))
        more |= {"due_at": due_at}
    if act in IN_WORDS and not text.strip():
        raise RuleBroken(Sentence(NO_WORDS))
    if act in (Act.AGREES, Act.REFUSES):
        more |= {"answers": promise_words.open_extension(commitment)}
    if act in (Act.ANSWERS_BREACH, Act.DROPS_BREACH):
        more |= {"answers": promise_words.open_breach(commitment)}
    _say(agreement, commitment, act, agency, by, said_on, source, **more)
    keep(commitment)
    return commitment


@transaction.atomic
def check_word(*, word: AgreementWord, by: User) -> AgreementWord:
    """A second person has read the message or the paper; from now on it stands."""
    agreement = lock_each([word.agreement])[0]
    commitment = lock_each([word.commitment])[0] if word.commitment else None
    word = lock_each([word])[0]
    check_said(word, by)
    _make_so(word, agreement, commitment, by)
    _tell(word, commitment or agreement, by)
    keep(commitment or agreement)
    return word


def _say(
    agreement: Agreement,
    commitment: Commitment | None,
    act: str,
    agency: Agency,
    by: User,
    said_on: date | None,
    source: str,
    **more: Any,
) -> AgreementWord:
    """Of rows that are locked, and once the policy has agreed."""
    same = AgreementWord.objects.filter(agreement=agreement, commitment=commitment, act=act)
    if same.to_check().filter(agency=agency).exists():
        raise RuleBroken(Sentence(WAITS))
    word = AgreementWord.objects.create(
        agreement=agreement,
        commitment=commitment,
        act=act,
        **more,
        **said(agency, by, said_on, source, is_own=is_of_side(by, agency)),
    )
    if word.stands:
        _make_so(word, agreement, commitment, by)
    _tell(word, commitment or agreement, by)
    return word


def _make_so(
    word: AgreementWord, agreement: Agreement, commitment: Commitment | None, by: User
) -> None:
    if commitment:
        _make_so_of_commitment(word, commitment, by)
    elif word.act == Act.ACCEPTS:
        words = list(agreement.words.filter(commitment=None))
        if all(policies.accepted_by(words, side) for side in agreement.speakers):
            agreement.state = agreement_workflow.require("accept", agreement.state).target
            agreement.valid_from = agreement.valid_from or today()
            record("exchanges.agreement_in_force", agreement, by=by)
    elif word.act == Act.ENDS:
        agreement.state = agreement_workflow.require("end", agreement.state).target
        agreement.ended_on = word.ends_on
        _lapse(agreement.words.filter(commitment=None), Act.ENDS)
        record("exchanges.agreement_ended", agreement, by=by, agency=word.agency_id)


def _make_so_of_commitment(word: AgreementWord, commitment: Commitment, by: User) -> None:
    """What a check finds overtaken is refused there, by the same question as when it was said."""
    if word.act == Act.ACCEPTS:
        require(promise_words.why_not_accept_now(commitment))
        words = list(commitment.words.all())
        if all(policies.accepted_by(words, side) for side in commitment.speakers):
            commitment.state = commitment_workflow.require("accept", commitment.state).target
            commitment.active_since, commitment.first_due_at = now(), commitment.due_at
            record("exchanges.commitment_active", commitment, by=by)
    elif word.act in (Act.AGREES, Act.REFUSES):
        asked = word.answers
        require(promise_words.why_not_move_deadline(commitment, word))
        if word.act == Act.AGREES and asked and asked.due_at:
            commitment.due_at = asked.due_at
            record("exchanges.deadline_moved", commitment, by=by, agency=word.agency_id)


def _lapse(words, act: str) -> None:
    words.to_check().filter(act=act).update(lapsed_at=now())


def _tell(word: AgreementWord, row: Agreement | Commitment, by: User) -> None:
    """That it was said, and by whom; the words and papers stay in the row."""
    verb = "word_said" if word.stands else "word_recorded"
    record(f"exchanges.{verb}", row, by=by, word=word.pk, act=str(word.act), agency=word.agency_id)
