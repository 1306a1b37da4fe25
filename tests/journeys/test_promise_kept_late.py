"""Journey 4: a promise in milestones; a date disputed, a round broken off after a part had passed,
one extension, one breach claim; met late."""

from datetime import timedelta

import pytest

from exchanges.agreement_states import CommitmentState
from exchanges.models import AgreementWord, Statement
from exchanges.operations.agreement_words import check_word
from exchanges.operations.concluding import conclude_commitment
from exchanges.operations.fulfilling import add_batch
from exchanges.operations.interrupting import break_off_round, dispute, postpone_round
from exchanges.operations.running import hand_over_round
from exchanges.promised import kept_of
from exchanges.states import RoundState
from repatriation.audit.verification import broken_streams
from repatriation.errors import NotPermitted
from repatriation.ledger.clock import clock_at, now
from tests.factories.promises import Act, Promises
from tests.factories.steps import do

LABELS = tuple(f"A-{number}" for number in range(1, 7))


@pytest.fixture
def steps():
    return Promises()


def test_six_containers_promised_by_a_day_and_met_late(steps):
    north, south = steps.north, steps.south
    began = now() - timedelta(days=40)
    with clock_at(began):
        agreement = steps.in_force()
        commitment = steps.active(
            agreement,
            target=6,
            due_at=began + timedelta(days=20),
            milestones=[(3, began + timedelta(days=10))],
        )

    with clock_at(began + timedelta(days=2)):
        a_date_is_postponed_and_disputed(steps, agreement)
    with clock_at(began + timedelta(days=9)):
        first = a_round_is_broken_off_after_two_passed(steps, agreement)
        do(add_batch, by=north.coordinator, commitment=steps.again(commitment), batch=first)
    with clock_at(began + timedelta(days=15)):
        commitment = steps.again(commitment)
        asked = commitment.due_at + timedelta(days=10)
        commitment = steps.says(south, commitment, Act.ASKS_EXTENSION, due_at=asked)
        commitment = steps.says(north, commitment, Act.AGREES)
    with clock_at(began + timedelta(days=31)):
        commitment = steps.says(north, commitment, Act.CLAIMS_BREACH, text="Four are missing.")
        commitment = steps.recorded(commitment, Act.ANSWERS_BREACH, text="They come next week.")
        answer = AgreementWord.objects.get(act=Act.ANSWERS_BREACH)
        do(check_word, by=north.exchange_officer, word=answer)
        kept = kept_of([commitment])[commitment.pk]
        assert (kept.verified, kept.verified_by(commitment.milestones.get().due_at)) == (2, 2)
    with clock_at(began + timedelta(days=35)):
        second = steps.handed_over(*LABELS[:4], batch=steps.batch(under(steps, agreement)))
        do(add_batch, by=north.coordinator, commitment=steps.again(commitment), batch=second)
        commitment = steps.says(south, steps.again(commitment), Act.CLAIMS, figure=7)

    with clock_at(began + timedelta(days=36)):
        commitment = do(conclude_commitment, by=north.coordinator, commitment=commitment)

    assert commitment.state == CommitmentState.MET_LATE
    assert commitment.concluded_with == 6
    assert commitment.first_due_at < commitment.due_at < commitment.reached_at
    assert kept_of([commitment])[commitment.pk].sources[0].says == 7
    assert not broken_streams()


def under(steps, agreement):
    return steps.scheduled(agreed_under=agreement)


def a_date_is_postponed_and_disputed(steps, agreement):
    said = {"agency": steps.south.agency, "reason": "weather"}
    round = under(steps, agreement)
    round = do(postpone_round, by=steps.south.coordinator, round=round, **said)
    assert round.state == RoundState.POSTPONED
    word = Statement.objects.get(act="postpones")
    more = {"agency": steps.north.agency, "note": "The road was dry."}
    do(dispute, by=steps.north.coordinator, statement=word, **more)


def a_round_is_broken_off_after_two_passed(steps, agreement):
    batch = steps.in_transit(*LABELS, batch=steps.batch(under(steps, agreement)))
    steps.scanned(batch, *LABELS[:2])
    more = {"agency": steps.north.agency, "reason": "security"}
    do(break_off_round, by=steps.north.coordinator, round=steps.again(batch.round), **more)
    batch = steps.finished(batch)
    do(hand_over_round, by=steps.north.coordinator, round=steps.again(batch.round))
    return steps.again(batch)


def test_before_both_agree_no_deadline_moves(steps):
    commitment = steps.active()
    later = commitment.due_at + timedelta(days=3)
    steps.says(steps.south, commitment, Act.ASKS_EXTENSION, due_at=later)

    with pytest.raises(NotPermitted, match="The other side answers"):
        steps.says(steps.south, steps.again(commitment), Act.AGREES)
