"""What did not pass is listed again under its own reference, when a person says it is the same."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import Container, CustodyEvent
from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.operations.listing_again import came_back, list_again
from exchanges.operations.refusing import refuse_containers
from exchanges.states import BatchState
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def ended(steps):
    """A-1 passed, A-2 was refused, A-3 was not presented."""
    batch = steps.in_transit("A-1", "A-2", "A-3")
    steps.scanned(batch, "A-1")
    container = Container.objects.get(label="A-2")
    lead = steps.north.transport_lead
    do(refuse_containers, by=lead, batch=batch, containers=[container], reason="damaged")
    return steps.finished(batch)


def again(steps, batch, *labels, by=None):
    containers = [Container.objects.get(label=label, state__in=BACK) for label in labels]
    by = by or steps.south.exchange_officer
    return do(list_again, by=by, batch=steps.again(batch), containers=containers)


BACK = ["withdrawn", "not_presented", "refused", "taken_back"]


def test_labels_of_an_earlier_batch_are_offered_and_nothing_is_guessed(steps, ended):
    batch = steps.listed("A-1", "A-2", "A-3", "B-9")

    offered = came_back(batch)

    assert {key: sorted(c.label for c in found) for key, found in offered.items()} == {
        ended: ["A-2", "A-3"]
    }
    assert Container.objects.filter(label="A-2").count() == 2


def test_the_same_container_takes_its_line_and_keeps_its_reference(steps, ended):
    reference = Container.objects.get(label="A-2").reference
    batch = steps.listed("A-1", "A-2")

    again(steps, batch, "A-2")

    place = BatchPlace.objects.get(batch=batch, left_at=None, container__label="A-2")
    assert place.container.reference == reference
    assert place.line.label == "A-2"
    assert place.container.state == "listed"
    double = Container.objects.filter(label="A-2").exclude(reference=reference).get()
    assert double.state == "withdrawn"
    assert came_back(batch) == {}


def test_it_goes_its_whole_way_under_one_reference(steps, ended):
    container = Container.objects.get(label="A-3")
    batch = steps.listed("A-3")
    again(steps, batch, "A-3")

    batch = steps.under_way(steps.counted_and_sealed(batch))
    steps.scanned(batch, "A-3")

    container.refresh_from_db()
    kinds = list(CustodyEvent.objects.of(container).values_list("kind", flat=True))
    assert container.state == "handed_over"
    assert kinds == ["handed_over", "listed", "listed"]
    assert not CustodyEvent.objects.filter(kind="gap").exists()


def test_in_a_draft_it_waits_for_the_list_to_name_it(steps, ended):
    container = Container.objects.get(label="A-2")
    batch = again(steps, steps.batch(), "A-2")
    assert batch.state == BatchState.DRAFT

    steps.listed("A-2", "B-1", batch=batch)

    place = BatchPlace.objects.get(batch=batch, container=container)
    assert (place.left_at, place.line.label) == (None, "A-2")
    assert Container.objects.filter(label="A-2").count() == 1


def test_a_label_that_is_not_on_the_list_finds_no_line(steps, ended):
    batch = steps.listed("B-1")

    with pytest.raises(RuleBroken, match="No line of the list"):
        again(steps, batch, "A-2")


def test_two_with_one_label_do_not_take_one_line(steps):
    batch = steps.in_transit("A-1", "A-1")
    steps.finished(batch)
    both = list(Container.objects.filter(label="A-1"))
    later, officer = steps.listed("A-1"), steps.south.exchange_officer

    with pytest.raises(RuleBroken, match="No line of the list"):
        do(list_again, by=officer, batch=later, containers=both)

    assert len(came_back(later)) == 1


def test_what_passed_is_not_listed_again(steps, ended):
    passed = Container.objects.get(label="A-1")
    batch = steps.listed("A-1")

    with pytest.raises(TransitionNotAllowed, match="did not pass"):
        do(list_again, by=steps.south.exchange_officer, batch=batch, containers=[passed])


def test_a_container_of_others_is_not_listed_here(steps, ended):
    stranger = Steps()
    batch = stranger.batch()

    with pytest.raises(RuleBroken, match="never in a batch between these two sides"):
        again(stranger, batch, "A-2", by=stranger.south.exchange_officer)


def test_a_sealed_batch_takes_no_more(steps, ended):
    batch = steps.sealed("A-2")

    with pytest.raises(TransitionNotAllowed, match="before the batch is sealed"):
        again(steps, batch, "A-2")


def test_only_who_files_lists_says_so_and_no_program(steps, ended):
    batch = steps.listed("A-2")

    with pytest.raises(NotPermitted, match="files a handover list"):
        again(steps, batch, "A-2", by=steps.south.transport_lead)
    with pytest.raises(NotPermitted, match="not a program"):
        again(steps, batch, "A-2", by=steps.south.program("exchange officer"))


def test_a_container_stands_in_one_open_batch(steps, ended):
    batch = again(steps, steps.batch(), "A-2")
    container = Container.objects.get(label="A-2")
    other = ExchangeBatch.objects.exclude(pk=batch.pk).first()

    rule = "a_container_is_in_one_open_batch"
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        BatchPlace.objects.create(batch=other, container=container)
    with pytest.raises(TransitionNotAllowed, match="did not pass"):
        steps.listed_again(container)
