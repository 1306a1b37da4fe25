"""A list is a version; containers keep their reference where the label is the same."""

import pytest
from django.db import IntegrityError

from cases.models import Container
from exchanges.manifests.digest import digest
from exchanges.models import BatchPlace, Discrepancy, Manifest, ManifestLine
from exchanges.operations.batches import cancel_batch
from exchanges.operations.lists import lines_of
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.clock import today
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


def references():
    held = Container.objects.exclude(state="withdrawn").order_by("pk")
    return dict(held.values_list("label", "reference"))


def test_each_line_is_a_container_with_our_own_reference(steps):
    batch = steps.listed("A-1", "A-2")

    assert list(references()) == ["A-1", "A-2"]
    assert batch.places.count() == batch.list_in_force.lines.count() == 2
    assert set(Container.objects.values_list("custodian", flat=True)) == {steps.south.agency.pk}


def test_a_correction_is_a_new_version_and_the_first_stays(steps):
    batch = steps.listed("A-1", "A-2")
    before = references()

    steps.listed("A-2", "A-3", batch=batch)

    after = references()
    assert after["A-2"] == before["A-2"]
    assert "A-1" not in after
    assert Container.objects.get(label="A-1").state == "withdrawn"
    assert list(Manifest.objects.values_list("number", flat=True)) == [1, 2]
    assert ManifestLine.objects.count() == 4


def test_labels_that_look_alike_stay_the_same_container(steps):
    batch = steps.listed("C-1")
    before = Container.objects.get().reference

    steps.listed("С-1", batch=batch)  # a Cyrillic letter

    assert Container.objects.get().reference == before


def test_a_repeated_label_is_two_containers_and_a_discrepancy_each(steps):
    batch = steps.listed("A-1", "A-1", "A-2")

    found = Discrepancy.objects.filter(batch=batch, code="label_duplicate")
    assert found.count() == 2
    assert Container.objects.count() == 3
    steps.listed("A-1", "A-1", "A-2", batch=batch)
    assert found.count() == 2


def test_a_list_with_a_missing_label_is_not_filed_at_all(steps):
    batch = steps.batch()

    with pytest.raises(RuleBroken, match="some rows need another look"):
        steps.listed("A-1", "", "A-3", batch=batch, names={"": "somebody"})

    assert not Manifest.objects.exists()
    assert not Container.objects.exists()


def test_what_is_filed_for_the_other_side_names_its_source(steps):
    with pytest.raises(IntegrityError, match="a_list_filed_for_another_names_its_source"):
        steps.listed(by=steps.north.exchange_officer)


def test_a_stranger_to_the_batch_files_nothing(steps):
    other = Steps().north.exchange_officer

    with pytest.raises(NotPermitted, match="Only the two sides file lists"):
        steps.listed(by=other, batch=steps.batch())


def test_a_container_stands_in_one_open_batch(steps):
    steps.listed("A-1")
    place = BatchPlace.objects.get()

    with pytest.raises(IntegrityError, match="a_container_is_in_one_open_batch"):
        BatchPlace.objects.create(batch=place.batch, container=place.container)


def test_a_cancelled_batch_withdraws_its_containers(steps):
    batch = steps.listed("A-1", "A-2")

    do(cancel_batch, by=steps.south.exchange_officer, batch=batch)

    assert set(Container.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert not BatchPlace.objects.filter(left_at=None).exists()


def test_names_are_read_by_the_two_sides_officers_only(steps):
    steps.listed("A-1", names={"A-1": "Вигаденко Мар’ян"})

    def names(user):
        return [line.name for line in ManifestLine.objects.shown_to(user)]

    assert names(steps.north.exchange_officer) == ["Вигаденко Мар’ян"]
    assert names(steps.south.coordinator) == ["Вигаденко Мар’ян"]
    for user in (
        steps.world.observer,
        steps.north.mortuary_officer,
        steps.north.transport_lead,
        Steps().north.exchange_officer,
    ):
        assert names(user) == [""]


def test_the_receivers_own_list_is_kept_beside_and_makes_no_container(steps):
    batch = steps.listed("A-1", "A-2")

    steps.listed("A-1", "B-1", "B-1", batch=batch, by=steps.north.exchange_officer, side="receiver")

    batch = steps.again(batch)
    ours, theirs = batch.list_of("receiver"), batch.list_of("sender")
    assert (ours.number, theirs.number) == (1, 1)
    assert (ours.is_recorded_for, ours.lines.count()) == (False, 3)
    assert (batch.list_in_force, batch.state) == (theirs, "listed")
    assert list(references()) == ["A-1", "A-2"]
    assert not Discrepancy.objects.exists()


def test_the_receivers_list_does_not_make_a_draft_listed(steps):
    batch = steps.listed("A-1", by=steps.north.exchange_officer, side="receiver")

    assert (batch.state, batch.list_in_force) == ("draft", None)


@pytest.mark.parametrize(("by", "side"), [("south", "receiver"), ("north", "sender")])
def test_the_other_sides_list_is_recorded_from_what_it_sent(steps, by, side):
    said = {"said_on": today(), "source": "message 4"}
    batch = steps.listed("A-1", by=getattr(steps, by).coordinator, side=None, **said)

    assert batch.list_of(side).is_recorded_for


def test_a_version_keeps_the_digest_that_its_lines_give_again(steps):
    batch = steps.listed("A-1", "C-2", names={"A-1": "Вигаденко ’Мар’ян\u00a0"})

    manifest = batch.list_in_force

    assert manifest.digest == digest(lines_of(manifest))
