"""An agreement is in force by two words, and stands as it was read."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from exchanges.agreement_states import AgreementState
from exchanges.models import Agreement, AgreementWord
from exchanges.operations.agreement_words import accept_agreement, check_word, end_agreement
from exchanges.operations.agreements import plan_agreement, withdraw_agreement
from exchanges.operations.planning import plan_round
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import today
from tests.factories.promises import Promises
from tests.factories.steps import do


@pytest.fixture
def steps():
    return Promises()


def accept(agreement, side, **more):
    return do(
        accept_agreement, by=side.coordinator, agreement=agreement, agency=side.agency, **more
    )


def test_a_draft_is_seen_by_its_own_side_alone(steps):
    agreement = steps.opened_agreement(mediator=steps.world.observers, confidentiality="named")

    assert sees(steps.north.coordinator, agreement)
    assert not sees(steps.south.coordinator, agreement)
    assert not sees(steps.world.observer, agreement)


def test_the_mediator_sees_what_is_not_for_the_two_sides_alone(steps):
    named = steps.proposed_agreement(mediator=steps.world.observers, confidentiality="named")
    closed = steps.proposed_agreement(mediator=steps.world.observers)

    observer = steps.world.observer
    assert sees(observer, named)
    assert not sees(observer, closed)
    assert sees(steps.south.coordinator, closed)


def test_one_acceptance_does_not_bring_it_into_force_and_two_do(steps):
    agreement = accept(steps.proposed_agreement(), steps.north)

    assert agreement.state == AgreementState.PROPOSED
    agreement = accept(agreement, steps.south)
    assert agreement.state == AgreementState.IN_FORCE
    assert agreement.valid_from == today()


def test_a_side_does_not_accept_twice(steps):
    agreement = accept(steps.proposed_agreement(), steps.north)

    with pytest.raises(NotPermitted, match="has accepted this agreement"):
        accept(agreement, steps.north)


def test_what_we_record_for_them_counts_when_a_second_person_has_read_it(steps):
    agreement = accept(steps.proposed_agreement(), steps.north)
    agreement = do(
        accept_agreement,
        by=steps.north.coordinator,
        agreement=agreement,
        agency=steps.south.agency,
        source="message 14/2",
    )
    word = AgreementWord.objects.get(is_recorded_for=True)
    assert agreement.state == AgreementState.PROPOSED

    with pytest.raises(NotPermitted, match="a second person must read"):
        do(check_word, by=steps.north.coordinator, word=word)
    with pytest.raises(NotPermitted, match="your own side"):
        do(check_word, by=steps.south.coordinator, word=word)
    do(check_word, by=steps.north.exchange_officer, word=word)

    assert Agreement.objects.get().state == AgreementState.IN_FORCE


def test_the_same_word_is_not_recorded_twice_while_it_waits(steps):
    agreement = steps.proposed_agreement()
    said = {"agency": steps.south.agency, "source": "message 14/2"}
    agreement = do(accept_agreement, by=steps.north.coordinator, agreement=agreement, **said)

    with pytest.raises(RuleBroken, match="recorded already"):
        do(accept_agreement, by=steps.north.coordinator, agreement=agreement, **said)


def test_what_was_proposed_is_not_changed_by_an_operation_or_by_sql(steps):
    agreement = steps.proposed_agreement()

    with pytest.raises(NotPermitted, match="stands as it was read"):
        do(plan_agreement, by=steps.north.coordinator, agreement=agreement, title="Another")
    with pytest.raises(DatabaseError, match="stands as it was read"), transaction.atomic():
        Agreement.objects.update(title="Another")


def test_an_agreement_is_between_two_sides_with_neutral_mediators(steps):
    with pytest.raises(RuleBroken, match="belongs to your own side"):
        do(
            plan_agreement,
            by=steps.north.coordinator,
            agreement=steps.opened_agreement(),
            counterpart=steps.north.mortuaries[0],
        )
    with pytest.raises(RuleBroken, match="belongs to a side"):
        steps.opened_agreement(mediator=steps.south.agency)


def test_one_side_ends_it_and_only_one_that_is_in_force(steps):
    agreement = steps.in_force()
    ends_on = today() + timedelta(days=90)
    said = {"agency": steps.south.agency, "ends_on": ends_on}

    agreement = do(end_agreement, by=steps.south.coordinator, agreement=agreement, **said)

    assert (agreement.state, agreement.ended_on) == (AgreementState.ENDED, ends_on)
    with pytest.raises(TransitionNotAllowed, match="Only an agreement in force"):
        do(end_agreement, by=steps.south.coordinator, agreement=agreement, **said)


def test_it_is_withdrawn_by_who_drew_it_up(steps):
    agreement = steps.proposed_agreement()

    with pytest.raises(NotPermitted, match="who drew it up"):
        do(withdraw_agreement, by=steps.south.coordinator, agreement=agreement)
    withdrawn = do(withdraw_agreement, by=steps.north.coordinator, agreement=agreement)

    assert withdrawn.state == AgreementState.WITHDRAWN


def test_a_word_is_never_edited_or_deleted(steps):
    steps.in_force()

    for change in (
        lambda: AgreementWord.objects.update(said_on=today() - timedelta(days=1)),
        lambda: AgreementWord.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_round_under_an_agreement_asks_the_intermediary_it_names(steps):
    agreement = steps.in_force(intermediary=steps.world.observers)
    round = steps.opened()

    with pytest.raises(RuleBroken, match=r"names .* as neutral intermediary"):
        do(plan_round, by=steps.north.coordinator, round=round, agreed_under=agreement)
    planned = do(
        plan_round,
        by=steps.north.coordinator,
        round=round,
        agreed_under=agreement,
        intermediary=steps.world.observers,
    )

    assert planned.agreed_under == agreement
    with pytest.raises(RuleBroken, match=r"names .* as neutral intermediary"):
        do(plan_round, by=steps.north.coordinator, round=planned, intermediary=None)


def test_a_round_is_made_under_an_agreement_in_force(steps):
    proposed = steps.proposed_agreement()

    with pytest.raises(RuleBroken, match="a round is made under one in force"):
        steps.opened(agreed_under=proposed)


def sees(user, agreement) -> bool:
    return Agreement.objects.visible_to(user).filter(pk=agreement.pk).exists()
