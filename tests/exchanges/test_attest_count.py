"""The count at the venue has three sources, each with its own word, and they are never added."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from exchanges.models import Count, Discrepancy, Statement
from exchanges.operations.attesting import attest_count
from exchanges.operations.handover import finish_handover
from exchanges.operations.stating import check_statement
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken, Stale
from repatriation.ledger.clock import now, today
from tests.factories.steps import Steps, do

PAPER = {"source": "Act 7, signed at the siding"}


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def over(steps):
    """Three containers handed over before the eyes of an intermediary."""
    return steps.handed_over(batch=steps.observed())


def attest(steps, batch, containers=3, by=None, agency=None, **more):
    by, agency = by or steps.world.observer, agency or steps.world.observers
    batch = steps.again(batch)
    return do(attest_count, by=by, batch=batch, agency=agency, containers=containers, **more)


def record_for_south(steps, batch, containers=3, **more):
    officer = steps.north.exchange_officer
    return attest(steps, batch, containers, by=officer, agency=steps.south.agency, **(PAPER | more))


def figures(batch):
    """By source, the newest standing one."""
    return {c.source.name: c.containers for c in batch.counts.at_venue()}


def test_the_observer_attests_its_own_count_at_once(steps, over):
    statement = attest(steps, over, 2)

    assert statement.stands
    assert (statement.digest, statement.manifest) == (over.sealed_digest, over.sealed_manifest)
    assert figures(over) == {"Northern Commission": 3, str(steps.world.observers): 2}
    event = Event.objects.of(over).first()
    assert event.kind in ("exchanges.handover_attested", "exchanges.batch_handed_over")


def test_the_sender_attests_over_its_own_page(steps, over):
    attest(steps, over, 3, by=steps.south.exchange_officer, agency=steps.south.agency)

    assert figures(over)["Southern Commission"] == 3


def test_what_is_recorded_for_another_counts_when_a_second_person_read_the_paper(steps, over):
    statement = record_for_south(steps, over, 4)
    assert "Southern Commission" not in figures(over)

    with pytest.raises(NotPermitted, match="a second person must read"):
        do(check_statement, by=steps.north.exchange_officer, statement=statement)
    do(check_statement, by=steps.north.transport_lead, statement=statement)

    assert figures(over)["Southern Commission"] == 4
    count = Count.objects.get(statement=statement)
    assert (count.source, count.statement.is_recorded_for) == (steps.south.agency, True)


def test_a_figure_for_another_names_its_paper(steps, over):
    with pytest.raises(IntegrityError, match="names_its_source"):
        record_for_south(steps, over, source=" ")


def test_a_correction_is_a_new_count_that_names_what_it_corrects(steps, over):
    first = attest(steps, over, 2).count
    second = attest(steps, over, 3).count

    assert second.corrects == first
    assert figures(over)[str(steps.world.observers)] == 3
    assert Count.objects.filter(source=steps.world.observers).count() == 2


def test_the_receiver_corrects_the_count_of_its_scans(steps, over):
    scanned = over.counts.get(stage="venue")

    own = attest(steps, over, 2, by=steps.north.exchange_officer, agency=steps.north.agency)

    assert own.count.corrects == scanned


def test_an_older_paper_does_not_overtake_a_newer_word(steps, over):
    older = record_for_south(steps, over, 2)
    attest(steps, over, 3, by=steps.south.exchange_officer, agency=steps.south.agency)

    with pytest.raises(NotPermitted, match="overtaken by what happened since"):
        do(check_statement, by=steps.north.transport_lead, statement=older)


def test_counts_that_differ_are_opened_once_for_each_pair(steps, over):
    attest(steps, over, 2)
    attest(steps, over, 1)
    attest(steps, over, 3, by=steps.south.exchange_officer, agency=steps.south.agency)

    opened = Discrepancy.objects.filter(code="count_mismatch").order_by("pk")
    pairs = [
        ({one.counted_by.name, one.other_source.name}, {one.counted, one.other_counted})
        for one in opened
    ]
    observers = str(steps.world.observers)
    assert pairs == [
        ({"Northern Commission", observers}, {3, 2}),
        ({"Southern Commission", observers}, {3, 1}),
    ]


def test_counts_of_a_handover_under_way_differ_when_it_is_ended(steps):
    batch = steps.in_transit(batch=steps.observed())
    steps.scanned(batch, "A-1", "A-2", "A-3")
    attest(steps, batch, 2)
    assert not Discrepancy.objects.filter(code="count_mismatch").exists()

    do(finish_handover, by=steps.north.transport_lead, batch=steps.again(batch))

    assert Discrepancy.objects.filter(code="count_mismatch").count() == 1


def test_what_nobody_checked_opens_nothing(steps, over):
    statement = record_for_south(steps, over, 4)
    assert not Discrepancy.objects.exists()

    do(check_statement, by=steps.north.transport_lead, statement=statement)

    assert Discrepancy.objects.get().code == "count_mismatch"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (lambda steps: steps.world.observer, "Only an officer of a side records"),
        (lambda steps: steps.north.mortuary_officer, "Only an officer of a side records"),
        (lambda steps: steps.south.coordinator, "Only an exchange officer or an observer"),
        (lambda steps: steps.north.program("exchange officer"), "Only an officer of a side"),
    ],
)
def test_who_may_not_attest_for_the_south(steps, over, who, said):
    with pytest.raises(NotPermitted, match=said):
        attest(steps, over, by=who(steps), agency=steps.south.agency, **PAPER)


def test_a_mortuary_is_no_party_to_the_handover(steps, over):
    with pytest.raises(NotPermitted, match="Only the two sides and the intermediary"):
        attest(steps, over, by=steps.north.exchange_officer, agency=steps.north.mortuaries[0])


def test_nothing_is_attested_before_it_left(steps):
    with pytest.raises(NotPermitted, match="from the departure on; this batch is sealed"):
        attest(steps, steps.sealed(batch=steps.observed()))


def test_another_list_is_not_attested(steps, over):
    attest(steps, over, digest=over.sealed_digest[:8].upper())

    with pytest.raises(RuleBroken, match="Nothing was saved"):
        attest(steps, over, digest="0" * 8)
    with pytest.raises(RuleBroken, match="older than the seal"):
        record_for_south(steps, over, said_on=today() - timedelta(days=3))


def test_two_who_read_the_same_page_do_not_both_attest(steps, over):
    seen = steps.again(over)
    attest(steps, over)

    with pytest.raises(Stale):
        do(
            attest_count,
            by=steps.world.observer,
            batch=seen,
            agency=steps.world.observers,
            containers=3,
        )


def test_a_count_and_an_attestation_stay_as_they_are(steps, over):
    statement = attest(steps, over)

    with pytest.raises(DatabaseError), transaction.atomic():
        Count.objects.filter(statement=statement).update(containers=9)
    with pytest.raises(IntegrityError, match="names_the_sealed_list"), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(digest="")


def test_nothing_is_counted_in_the_future(steps, over):
    with pytest.raises(RuleBroken, match="in the future"):
        attest(steps, over, occurred_at=now() + timedelta(minutes=5))

    assert not Count.objects.filter(source=steps.world.observers).exists()
