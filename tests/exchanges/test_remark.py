"""Remarks and reservations, as they were made, and who reads them."""

import pytest
from django.db import DatabaseError, transaction

from exchanges.models import Remark
from exchanges.operations.remarking import check_remark, make_remark
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.steps import Steps, do

TEXT = "Two seals were replaced on the road."


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def over(steps):
    return steps.handed_over(batch=steps.observed())


def remark(steps, batch, by=None, agency=None, text=TEXT, **more):
    by, agency = by or steps.north.exchange_officer, agency or steps.north.agency
    return do(make_remark, by=by, batch=steps.again(batch), agency=agency, text=text, **more)


def test_a_side_makes_its_reservation_at_once(steps, over):
    made = remark(steps, over, kind="reservation")

    assert made.stands
    assert str(made.agency) == str(steps.north.agency)
    event = Event.objects.of(over).first()
    assert (event.kind, TEXT in str(event.facts)) == ("exchanges.remarked", False)


def test_one_from_paper_is_read_by_a_second_person(steps, over):
    made = remark(steps, over, agency=steps.south.agency, source="Act 7")
    assert not made.stands

    with pytest.raises(NotPermitted, match="a second person"):
        do(check_remark, by=steps.north.exchange_officer, remark=made)
    assert do(check_remark, by=steps.north.transport_lead, remark=made).stands


def test_the_observer_reads_its_own_and_what_is_marked_for_it(steps, over):
    remark(steps, over)
    told = remark(steps, over, text="Counted in two rows.", is_for_intermediary=True)
    own = remark(steps, over, by=steps.world.observer, agency=steps.world.observers, text="Fog.")

    def seen(user):
        return list(Remark.objects.visible_to(user).order_by("pk"))

    assert seen(steps.world.observer) == [told, own]
    assert len(seen(steps.south.coordinator)) == 3
    assert seen(steps.north.mortuary_officer) == []


def test_a_correction_is_a_new_remark_of_the_same_side_once(steps, over):
    first = remark(steps, over)
    second = remark(steps, over, text="One seal.", corrects=first)

    assert first.correction == second
    south = {"by": steps.south.exchange_officer, "agency": steps.south.agency}
    with pytest.raises(RuleBroken, match="by the side that made it"):
        remark(steps, over, corrects=first, **south)
    with pytest.raises(RuleBroken, match="corrected already"):
        remark(steps, over, corrects=first)


def test_a_remark_has_words_and_they_stay(steps, over):
    with pytest.raises(RuleBroken, match="Write the remark"):
        remark(steps, over, text="  ")
    made = remark(steps, over)
    with pytest.raises(DatabaseError), transaction.atomic():
        Remark.objects.filter(pk=made.pk).update(text="Nothing.")
