"""The sender declares: this list, word for word, is what goes."""

import pytest
from django.db import DatabaseError, IntegrityError

from exchanges.manifests.digest import digest
from exchanges.manifests.reading import read
from exchanges.models import Count, ExchangeBatch, Manifest, ManifestLine
from exchanges.operations.counting import count_batch
from exchanges.operations.sealing import record_seal, seal_batch
from exchanges.operations.stating import check_statement
from exchanges.states import BatchState
from repatriation.audit.models import Event
from repatriation.errors import Conflict, NotPermitted, TransitionNotAllowed
from repatriation.files import storage
from repatriation.ledger.clock import today
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def counted(steps):
    return count(steps, steps.listed())


def count(steps, batch, containers=3, **who):
    people = {
        "by": steps.south.exchange_officer,
        "packed_by": steps.south.person("exchange officer", name="packer"),
    } | who
    do(count_batch, batch=batch, containers=containers, **people)
    return steps.again(batch)


def seal(steps, batch, by=None):
    return do(seal_batch, by=by or steps.south.exchange_officer, batch=batch)


def test_the_sending_officer_seals_the_list_in_force(steps, counted):
    sealed = seal(steps, counted)

    lines = read(storage.read(sealed.sealed_manifest.file), "list.csv").lines
    assert sealed.state == BatchState.SEALED
    assert sealed.sealed_digest == digest(lines)
    event = Event.objects.of(sealed).first()
    assert (event.kind, event.details["digest"]) == ("exchanges.batch_sealed", sealed.sealed_digest)


def test_a_program_of_the_sender_seals_too(steps, counted):
    assert seal(steps, counted, by=steps.south.program("exchange officer")).state == "sealed"


def test_a_list_is_not_sealed_before_it_is_counted(steps):
    with pytest.raises(NotPermitted, match="Nobody has counted the containers of list 1"):
        seal(steps, steps.listed())


def test_a_corrected_list_is_counted_again(steps, counted):
    corrected = steps.listed("A-1", "A-2", batch=counted)

    with pytest.raises(NotPermitted, match="Nobody has counted the containers of list 2"):
        seal(steps, corrected)


def test_a_count_that_differs_from_the_list_does_not_seal(steps):
    batch = count(steps, steps.listed(), containers=2)

    with pytest.raises(NotPermitted, match="2 containers were counted and 3 are listed"):
        seal(steps, batch)


@pytest.mark.parametrize("who", ["of the other side", "a program"])
def test_whoever_packed_is_a_person_of_the_sender(steps, who):
    packer = steps.north.exchange_officer
    if who == "a program":
        packer = steps.south.program("exchange officer")

    with pytest.raises(NotPermitted, match="packed by a person of its sender"):
        count(steps, steps.listed(), packed_by=packer)


def test_who_packed_does_not_count(steps):
    packer = steps.south.exchange_officer

    with pytest.raises(NotPermitted, match="You packed this batch"):
        count(steps, steps.listed(), by=packer, packed_by=packer)
    batch = ExchangeBatch.objects.get()
    with pytest.raises(IntegrityError, match="who_packed_does_not_count"):
        Count.objects.create(
            batch=batch,
            stage="packing",
            source=batch.sender,
            manifest=batch.list_in_force,
            containers=3,
            packed_by=packer,
            counted_by=packer,
        )


def test_a_program_does_not_count(steps):
    with pytest.raises(NotPermitted, match="by a person, not by a program"):
        count(steps, steps.listed(), by=steps.south.program("exchange officer"))


def test_the_receiving_side_neither_counts_nor_seals(steps, counted):
    with pytest.raises(NotPermitted, match="Only the sending side can seal"):
        seal(steps, counted, by=steps.north.exchange_officer)
    with pytest.raises(NotPermitted, match="Only the sending side counts"):
        count(steps, counted, by=steps.north.exchange_officer)


def test_a_coordinator_does_not_seal(steps, counted):
    with pytest.raises(NotPermitted, match="Only an exchange officer can seal"):
        seal(steps, counted, by=steps.south.coordinator)


def test_a_sealed_batch_is_not_sealed_again(steps, counted):
    sealed = seal(steps, counted)

    with pytest.raises(TransitionNotAllowed, match="Only a listed batch is sealed"):
        seal(steps, sealed)


def test_no_list_is_filed_after_the_seal(steps, counted):
    sealed = seal(steps, counted)

    with pytest.raises(TransitionNotAllowed, match="before the batch is sealed"):
        steps.listed("A-9", batch=sealed)


@pytest.mark.parametrize("model", [Manifest, ManifestLine, Count])
def test_lists_and_counts_cannot_be_changed(counted, model):
    with pytest.raises(DatabaseError, match="permission denied"):
        model.objects.update(id=0)


def test_the_database_refuses_half_a_seal(steps, counted):
    seal(steps, counted)

    with pytest.raises(IntegrityError, match="a_seal_says_who_when_and_what"):
        ExchangeBatch.objects.update(sealed_digest="not a digest")


def test_the_database_refuses_a_sealed_state_without_a_seal(counted):
    with pytest.raises(IntegrityError, match="a_batch_is_sealed_by_a_seal"):
        ExchangeBatch.objects.update(state=BatchState.SEALED)


def on_paper(steps, batch):
    return do(
        record_seal,
        by=steps.north.exchange_officer,
        batch=batch,
        said_on=today(),
        source="signed paper no. 7",
    )


def listed_by_us(steps):
    said = {"said_on": today(), "source": "message 3"}
    return steps.listed(by=steps.north.exchange_officer, **said)


def test_a_sender_that_does_not_sign_in_seals_on_paper_read_by_two(steps):
    batch = listed_by_us(steps)
    statement = on_paper(steps, batch)
    assert steps.again(batch).state == BatchState.LISTED

    with pytest.raises(NotPermitted, match="a second person must read"):
        do(check_statement, by=steps.north.exchange_officer, statement=statement)
    do(check_statement, by=steps.north.coordinator, statement=statement)

    assert steps.again(batch).state == BatchState.SEALED


def test_a_paper_seals_only_the_list_it_declared(steps):
    batch = listed_by_us(steps)
    statement = on_paper(steps, batch)
    said = {"said_on": today(), "source": "message 4"}
    steps.listed("B-1", by=steps.north.exchange_officer, batch=steps.again(batch), **said)

    with pytest.raises(Conflict, match="A newer list was filed"):
        do(check_statement, by=steps.north.coordinator, statement=statement)


def test_the_sender_does_not_seal_what_the_other_side_wrote_down(steps):
    batch = count(steps, listed_by_us(steps))

    with pytest.raises(NotPermitted, match="recorded by the other side"):
        seal(steps, batch)
