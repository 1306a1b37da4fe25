"""What many do at once to a promise, and to remains that are packed."""

from datetime import timedelta

import pytest

from cases.models import Container, Packing
from cases.operations.packing import pack_cases, unpack_container
from exchanges.agreement_states import CommitmentState
from exchanges.models import AgreementWord, BatchPlace, Commitment
from exchanges.operations.agreement_words import say_of_commitment
from exchanges.operations.fulfilling import add_batch
from exchanges.operations.packed_lists import list_packed
from repatriation.audit.verification import broken_streams
from tests.factories.promises import Act, Promises
from tests.factories.returning import Returning
from tests.factories.steps import do
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def saying(steps, side, commitment, act, by, **more):
    said = {"commitment": commitment, "act": act, "agency": side.agency} | more
    return lambda: do(say_of_commitment, by=by, **said)


def test_both_sides_accept_at_once_and_it_is_active_once():
    steps = Promises()
    commitment = steps.proposed_commitment()
    sides = [steps.north, steps.south] * (CROWD // 2)
    people = [side.person("coordinator", name=str(number)) for number, side in enumerate(sides)]
    acts = [
        saying(steps, side, Commitment.objects.get(), Act.ACCEPTS, by)
        for side, by in zip(sides, people, strict=True)
    ]

    first = at_once(acts)
    at_once(
        saying(steps, side, Commitment.objects.get(), Act.ACCEPTS, side.coordinator)
        for side in (steps.north, steps.south)
    )

    assert len(first.done) == 1
    assert not first.broken
    assert steps.again(commitment).state == CommitmentState.ACTIVE
    assert AgreementWord.objects.filter(commitment=commitment, act=Act.ACCEPTS).count() == 2
    assert not broken_streams()


def test_a_deadline_is_not_both_moved_and_refused():
    steps = Promises()
    commitment = steps.active()
    later = commitment.due_at + timedelta(days=9)
    commitment = steps.says(steps.south, commitment, Act.ASKS_EXTENSION, due_at=later)
    people = [steps.north.person("coordinator", name=str(number)) for number in range(CROWD)]
    acts = [
        saying(steps, steps.north, commitment, (Act.AGREES, Act.REFUSES)[number % 2], by)
        for number, by in enumerate(people)
    ]

    outcomes = at_once(acts)

    assert (len(outcomes.done), len(outcomes.broken)) == (1, 0)
    answer = AgreementWord.objects.get(act__in=[Act.AGREES, Act.REFUSES])
    assert (steps.again(commitment).due_at == later) == (answer.act == Act.AGREES)


def test_a_batch_that_many_let_count_counts_once():
    steps = Promises()
    commitment, batch = steps.active(), steps.listed()
    by = steps.north.coordinator

    outcomes = at_once([lambda: do(add_batch, by=by, commitment=commitment, batch=batch)] * CROWD)

    assert (len(outcomes.done), len(outcomes.broken)) == (1, 0)
    assert steps.again(commitment).fulfilments.in_force().count() == 1


def test_a_case_that_many_pack_lies_in_one_container():
    road = Returning()
    case = road.authorised()
    packers = [road.north.person("mortuary officer", name=str(number)) for number in range(CROWD)]
    labels = {case.pk: case.reference}

    outcomes = at_once(
        [
            lambda by=by: do(pack_cases, by=by, cases=[case], labels=labels, kind="coffin")
            for by in packers
        ]
    )

    assert (len(outcomes.done), len(outcomes.broken)) == (1, 0)
    assert Packing.objects.open().get().case == case
    assert Container.objects.filter(state="packed").count() == 1


def test_what_is_unpacked_while_it_is_listed_is_either_and_never_both():
    road = Returning()
    container, batch = road.packed(), road.going()
    said = {"container": container, "because": "a wrong coffin"}
    listing = {"batch": batch, "containers": [container]}
    officer = road.north.exchange_officer

    outcomes = at_once(
        [
            lambda: do(unpack_container, by=road.packer, **said),
            lambda: do(list_packed, by=officer, **listing),
        ]
    )

    assert not outcomes.broken
    is_listed = BatchPlace.objects.filter(container=container, left_at=None).exists()
    assert is_listed == Packing.objects.open().exists()
    assert road.again(container).state == ("listed" if is_listed else "withdrawn")
    assert not broken_streams()
