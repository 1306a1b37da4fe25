"""A promise stands by two words, is counted by its basis, and gets the outcome its figures say."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from exchanges.agreement_states import CommitmentState
from exchanges.models import AgreementWord, Commitment, Count, Fulfilment
from exchanges.operations.agreement_words import check_word
from exchanges.operations.attesting import attest_count
from exchanges.operations.commitments import (
    plan_commitment,
    propose_commitment,
    withdraw_commitment,
)
from exchanges.operations.concluding import conclude_commitment, supersede_commitment
from exchanges.operations.fulfilling import add_batch, take_out_batch
from exchanges.operations.intake import verify_count
from exchanges.promised import kept_of
from repatriation.errors import Conflict, NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import clock_at, now, today
from tests.factories.promises import Act, Promises
from tests.factories.steps import do


@pytest.fixture
def steps():
    return Promises()


def conclude(steps, commitment, *, days: int = 0):
    with clock_at(now() + timedelta(days=days)):
        return do(conclude_commitment, by=steps.north.coordinator, commitment=commitment)


def counting(steps, commitment, batch):
    do(add_batch, by=steps.north.coordinator, commitment=commitment, batch=batch)
    return steps.again(commitment)


def test_the_other_side_sees_it_once_it_is_proposed(steps):
    drafted = steps.drafted()
    seen = Commitment.objects.visible_to(steps.south.coordinator)

    assert not seen.exists()
    do(propose_commitment, by=steps.north.coordinator, commitment=drafted)
    assert seen.exists()


def test_it_is_active_when_both_sides_accepted_its_terms(steps):
    commitment = steps.says(steps.north, steps.proposed_commitment(), Act.ACCEPTS)
    assert commitment.state == CommitmentState.DRAFT

    commitment = steps.says(steps.south, commitment, Act.ACCEPTS)

    assert commitment.state == CommitmentState.ACTIVE
    assert commitment.first_due_at == commitment.due_at


def test_it_is_accepted_once_its_agreement_is_in_force(steps):
    commitment = steps.proposed_commitment(steps.proposed_agreement())

    with pytest.raises(NotPermitted, match="once its agreement is in force"):
        steps.says(steps.north, commitment, Act.ACCEPTS)


def test_terms_stand_once_proposed_for_operations_and_for_sql(steps):
    commitment = steps.proposed_commitment()

    with pytest.raises(NotPermitted, match="stands as it was read"):
        do(plan_commitment, by=steps.north.coordinator, commitment=commitment, target=5)
    for terms in ({"target": 5}, {"basis": "intake"}, {"due_at": now()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Commitment.objects.update(**terms)


def test_milestones_grow_towards_the_target_before_the_deadline(steps):
    due = now() + timedelta(days=60)
    good = [(2_000, due - timedelta(days=40)), (4_000, due - timedelta(days=20))]

    commitment = steps.drafted(target=6_000, due_at=due, milestones=good)

    assert [one.target for one in commitment.milestones.all()] == [2_000, 4_000]
    for bad in ([(6_000, due - timedelta(days=1))], [(100, due)], [good[0], (1_000, good[1][1])]):
        with pytest.raises(RuleBroken, match="A milestone lies before the deadline"):
            steps.drafted(commitment.agreement, target=6_000, due_at=due, milestones=bad)


def test_milestones_of_what_was_proposed_stay(steps):
    commitment = steps.proposed_commitment(milestones=[(10, now() + timedelta(days=1))])

    with pytest.raises(DatabaseError, match="stands as it was read"), transaction.atomic():
        commitment.milestones.all().delete()


@pytest.mark.parametrize(
    ("terms", "refused"),
    [
        ({"target": 0}, "Promise at least one"),
        ({"measure": "individuals"}, "The register counts containers"),
        ({"measure": "other", "basis": "stated"}, "Say the unit in words"),
        ({"ratio_of_this": 1}, "A ratio names the other commitment"),
    ],
)
def test_terms_that_cannot_be_checked_are_refused_by_the_database(steps, terms, refused):
    with pytest.raises((Conflict, DatabaseError)) as refusal, transaction.atomic():
        steps.drafted(**terms)

    assert refusal.value is not None


def test_a_ratio_is_between_what_each_side_promises(steps):
    agreement = steps.in_force()
    theirs = steps.drafted(agreement)

    ours = steps.drafted(
        agreement, debtor=steps.north.agency, ratio_to=theirs, ratio_of_this=1, ratio_of_other=100
    )

    assert ours.creditor == steps.south.agency
    with pytest.raises(RuleBroken, match="what each side promises the other"):
        steps.drafted(agreement, ratio_to=theirs, ratio_of_this=1, ratio_of_other=100)


def test_somebody_else_promises_nothing(steps):
    with pytest.raises(RuleBroken, match="is no side of this agreement"):
        steps.drafted(debtor=steps.world.observers)


def test_both_claim_and_the_register_counts_and_nothing_is_added_up(steps):
    commitment = steps.active(target=5)
    batch = steps.handed_over("A-1", "A-2", "A-3")
    commitment = counting(steps, commitment, batch)

    commitment = steps.says(steps.south, commitment, Act.CLAIMS, figure=4)
    commitment = steps.says(steps.north, commitment, Act.CLAIMS, figure=3)

    kept = kept_of([commitment])[commitment.pk]
    ours, theirs = kept.sources[1], kept.sources[0]
    assert (theirs.agency, theirs.says) == (steps.south.agency, 4)
    assert (ours.agency, ours.says, ours.counted, ours.batches) == (steps.north.agency, 3, 3, 1)
    assert kept.verified == 3


def test_a_newer_claim_of_a_side_takes_the_place_of_its_older_one(steps):
    commitment = steps.says(steps.south, steps.active(), Act.CLAIMS, figure=1_248)
    commitment = steps.says(steps.south, commitment, Act.CLAIMS, figure=1_245)

    assert kept_of([commitment])[commitment.pk].sources[0].says == 1_245


def test_a_claim_we_wrote_down_is_no_figure_before_a_second_person_read_it(steps):
    commitment = steps.recorded(steps.active(), Act.CLAIMS, figure=900)
    assert kept_of([commitment])[commitment.pk].sources[0].says is None

    do(check_word, by=steps.north.exchange_officer, word=AgreementWord.objects.latest("pk"))

    assert kept_of([commitment])[commitment.pk].sources[0].says == 900


def test_no_figure_is_told_as_of_a_day_to_come(steps):
    commitment, tomorrow = steps.active(), today() + timedelta(days=1)

    with pytest.raises(RuleBroken, match="is a promise, not a count"):
        steps.says(steps.south, commitment, Act.CLAIMS, figure=1, as_of=tomorrow)


def test_by_the_intermediary_counts_what_it_attested(steps):
    agreement = steps.in_force(intermediary=steps.world.observers)
    commitment = steps.active(agreement, target=5, basis="intermediary")
    batch = steps.handed_over("A-1", "A-2", "A-3", batch=steps.observed())
    commitment = counting(steps, commitment, batch)
    assert kept_of([commitment])[commitment.pk].verified == 0

    do(
        attest_count,
        by=steps.world.observer,
        batch=steps.again(batch),
        agency=steps.world.observers,
        containers=2,
        digest=batch.sealed_manifest.digest,
    )

    kept = kept_of([commitment])[commitment.pk]
    assert kept.verified == 2
    assert [one.counted for one in kept.sources] == [0, 3, 2]


def test_by_intake_counts_only_what_was_verified(steps):
    commitment = steps.active(target=5, basis="intake")
    share = steps.received("A-1", "A-2", "A-3")
    commitment = counting(steps, commitment, share.batch)
    assert Count.objects.filter(stage="intake").exists()
    assert kept_of([commitment])[commitment.pk].verified == 0

    batch = steps.again(share.batch)
    do(verify_count, by=steps.north.coordinator, batch=batch)

    kept = kept_of([commitment])[commitment.pk]
    assert kept.verified == 3
    assert kept.deliveries[0].at == batch.handed_over_at


def test_a_batch_counts_from_who_promised_to_whom_it_was_promised(steps):
    agreement = steps.in_force()
    ours = steps.active(agreement, debtor=steps.north.agency)

    with pytest.raises(NotPermitted, match="does not come from"):
        do(add_batch, by=steps.north.coordinator, commitment=ours, batch=steps.batch())


def test_a_batch_counts_once_and_is_taken_out_by_the_side_that_put_it_in(steps):
    commitment, batch = steps.active(), steps.batch()
    commitment = counting(steps, commitment, batch)

    with pytest.raises(DatabaseError, match="a_batch_counts_once"), transaction.atomic():
        counting(steps, commitment, batch)
    put_in = Fulfilment.objects.get()
    with pytest.raises(NotPermitted, match="by the side that put it in"):
        do(take_out_batch, by=steps.south.coordinator, commitment=commitment, fulfilment=put_in)
    do(take_out_batch, by=steps.north.coordinator, commitment=commitment, fulfilment=put_in)
    counting(steps, steps.again(commitment), batch)

    assert Fulfilment.objects.count() == 2
    assert Fulfilment.objects.in_force().count() == 1


def test_a_deadline_moves_when_the_other_side_agrees_and_not_before(steps):
    commitment = steps.active()
    later = commitment.due_at + timedelta(days=30)

    commitment = steps.says(steps.south, commitment, Act.ASKS_EXTENSION, due_at=later)
    assert commitment.due_at < later
    with pytest.raises(NotPermitted, match="The other side answers"):
        steps.says(steps.south, commitment, Act.AGREES)
    with pytest.raises(DatabaseError, match="when the other side agrees"), transaction.atomic():
        Commitment.objects.update(due_at=later)
    commitment = steps.says(steps.north, commitment, Act.AGREES)

    assert commitment.due_at == later
    assert commitment.first_due_at < later


def test_a_refused_extension_leaves_the_deadline_and_another_may_be_asked_for(steps):
    commitment = steps.active()
    due, later = commitment.due_at, commitment.due_at + timedelta(days=30)
    commitment = steps.says(steps.south, commitment, Act.ASKS_EXTENSION, due_at=later)
    with pytest.raises(NotPermitted, match="asked for already"):
        steps.says(steps.south, commitment, Act.ASKS_EXTENSION, due_at=later)

    commitment = steps.says(steps.north, commitment, Act.REFUSES)

    assert commitment.due_at == due
    steps.says(steps.south, commitment, Act.ASKS_EXTENSION, due_at=later)


def test_two_answers_to_one_request_do_not_both_count(steps):
    commitment = steps.active()
    later = commitment.due_at + timedelta(days=30)
    commitment = steps.says(steps.north, commitment, Act.ASKS_EXTENSION, due_at=later)
    commitment = steps.recorded(commitment, Act.REFUSES)
    steps.says(steps.south, commitment, Act.AGREES)

    with pytest.raises(NotPermitted, match="answered already"):
        do(
            check_word,
            by=steps.north.exchange_officer,
            word=AgreementWord.objects.get(act=Act.REFUSES),
        )


def test_an_earlier_deadline_is_no_extension(steps):
    commitment = steps.active()

    with pytest.raises(RuleBroken, match="ask for a later one"):
        steps.says(
            steps.south, commitment, Act.ASKS_EXTENSION, due_at=commitment.due_at - timedelta(1)
        )


def test_a_breach_is_claimed_by_whom_it_was_promised_and_answered_by_who_promised(steps):
    commitment = steps.active()
    with pytest.raises(NotPermitted, match="to whom it was promised"):
        steps.says(steps.south, commitment, Act.CLAIMS_BREACH, text="None came.")
    with pytest.raises(RuleBroken, match="Say it in words"):
        steps.says(steps.north, commitment, Act.CLAIMS_BREACH)

    commitment = steps.says(steps.north, commitment, Act.CLAIMS_BREACH, text="None came.")
    commitment = steps.says(steps.south, commitment, Act.ANSWERS_BREACH, text="The bridge is out.")
    commitment = steps.says(steps.north, commitment, Act.DROPS_BREACH)

    with pytest.raises(NotPermitted, match="No claim of a breach is open"):
        steps.says(steps.south, commitment, Act.ANSWERS_BREACH, text="Again.")


def test_what_the_mediator_may_read_has_a_field_of_its_own(steps):
    agreement = steps.in_force(mediator=steps.world.observers, confidentiality="named")
    steps.says(
        steps.north,
        steps.active(agreement),
        Act.CLAIMS_BREACH,
        text="Wagon 3 of the second day was empty.",
        text_for_intermediary="One wagon was empty.",
    )

    claim = AgreementWord.objects.filter(act=Act.CLAIMS_BREACH)
    assert claim.shown_to(steps.world.observer).get().words_told == "One wagon was empty."
    assert claim.shown_to(steps.south.coordinator).get().words_told.startswith("Wagon 3")


def test_it_is_met_when_enough_was_handed_over_in_time(steps):
    commitment = counting(steps, steps.active(target=3), steps.handed_over())

    commitment = conclude(steps, commitment, days=70)

    assert commitment.state == CommitmentState.MET
    assert commitment.concluded_with == 3


def test_before_the_deadline_it_is_concluded_only_when_it_is_met(steps):
    commitment = counting(steps, steps.active(target=4), steps.handed_over())

    with pytest.raises(NotPermitted, match="Verified so far: 3 of 4"):
        conclude(steps, commitment)


def test_it_is_met_in_part_and_later_met_late(steps):
    with clock_at(now() - timedelta(days=90)):
        commitment = steps.active(target=4, basis="stated", measure="individuals")
        commitment = steps.verified(commitment, 3, now())
    commitment = conclude(steps, commitment)
    assert commitment.state == CommitmentState.PARTLY_MET
    with pytest.raises(NotPermitted, match="Nothing more was verified"):
        conclude(steps, commitment)

    commitment = steps.verified(commitment, 4, now() - timedelta(days=1))
    commitment = conclude(steps, commitment)

    assert commitment.state == CommitmentState.MET_LATE


def test_it_is_missed_when_nothing_came(steps):
    commitment = conclude(steps, steps.active(), days=61)

    assert (commitment.state, commitment.concluded_with) == (CommitmentState.MISSED, 0)


def test_an_outcome_that_its_figures_do_not_say_is_refused_by_the_database(steps):
    commitment = conclude(steps, steps.active(), days=61)

    for said in ({"state": "met"}, {"state": "partly_met"}, {"concluded_with": 7}):
        with pytest.raises(DatabaseError, match="agrees_with_its_figures"), transaction.atomic():
            Commitment.objects.filter(pk=commitment.pk).update(**said)


def test_what_is_verified_by_word_is_said_by_whom_it_was_promised(steps):
    commitment = steps.active(basis="stated", measure="individuals")

    with pytest.raises(NotPermitted, match="What was verified is said by"):
        steps.says(steps.south, commitment, Act.VERIFIES, figure=3)
    with pytest.raises(NotPermitted, match="follows from the counts of its batches"):
        steps.says(steps.north, steps.active(), Act.VERIFIES, figure=3)


def test_the_last_day_ends_in_the_time_zone_of_the_deadline(steps):
    istanbul = ZoneInfo("Europe/Istanbul")
    due = datetime(2026, 6, 30, 23, 59, 59, tzinfo=istanbul)
    with clock_at(datetime(2026, 6, 1, 9, tzinfo=istanbul)):
        commitment = steps.active(target=4, basis="stated", measure="individuals", due_at=due)
    with clock_at(datetime(2026, 7, 2, 9, tzinfo=istanbul)):
        commitment = steps.verified(commitment, 4, due)
        assert conclude(steps, commitment).state == CommitmentState.MET


def test_another_stands_in_its_place_once_both_accepted_that_one(steps):
    agreement = steps.in_force()
    old, new = steps.active(agreement), steps.proposed_commitment(agreement, target=4_000)

    with pytest.raises(RuleBroken, match="accepted by both sides"):
        do(supersede_commitment, by=steps.north.coordinator, commitment=old, successor=new)
    for side in (steps.north, steps.south):
        new = steps.says(side, new, Act.ACCEPTS)
    old = do(supersede_commitment, by=steps.north.coordinator, commitment=old, successor=new)

    assert (old.state, old.superseded_by) == (CommitmentState.SUPERSEDED, new)


def test_it_is_withdrawn_before_both_accepted_it_and_not_after(steps):
    proposed = steps.proposed_commitment()

    withdrawn = do(withdraw_commitment, by=steps.north.coordinator, commitment=proposed)

    assert withdrawn.state == CommitmentState.WITHDRAWN
    with pytest.raises(TransitionNotAllowed, match="withdrawn before both accepted it"):
        do(withdraw_commitment, by=steps.north.coordinator, commitment=steps.active())
