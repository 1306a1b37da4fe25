"""A discrepancy is told, answered, and settled: by a second person where something is short."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from exchanges.models import Answer, Discrepancy
from exchanges.operations.batches import cancel_batch
from exchanges.operations.discrepancies import open_discrepancies
from exchanges.operations.settling import (
    accept_discrepancies,
    accept_discrepancy,
    answer_discrepancy,
    assign_discrepancy,
    check_answer,
    contest_answer,
    explain_discrepancy,
    open_discrepancy,
    raise_discrepancy,
)
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken, Stale, TransitionNotAllowed
from repatriation.ledger.clock import now
from tests.factories.steps import Steps, do

NORTH, SOUTH = "north", "south"


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def over(steps):
    return steps.handed_over()


def opened(steps, batch, code="seal_broken", label="A-1", by=None, note=""):
    container = batch.places.get(line__label=label).container if label else None
    return do(
        open_discrepancy,
        by=by or steps.north.exchange_officer,
        batch=batch,
        code=code,
        container=container,
        note=note,
    )


def act(operation, row, by, **more):
    return do(operation, by=by, discrepancy=Discrepancy.objects.get(pk=row.pk), **more)


def answer(steps, row, text="It was whole when it left.", by=None, **more):
    return act(answer_discrepancy, row, by or steps.south.exchange_officer, text=text, **more)


def test_the_other_side_answers_and_the_opener_accepts(steps, over):
    row = opened(steps, over)

    answer(steps, row)
    settled = act(accept_discrepancy, row, steps.north.exchange_officer)

    assert (settled.state, settled.settled_by) == ("accepted", steps.north.exchange_officer)
    kinds = [event.kind.rpartition(".")[2] for event in Event.objects.of(row)]
    assert kinds == ["discrepancy_settled", "discrepancy_answered", "discrepancy_opened"]
    assert "whole when it left" not in str([event.facts for event in Event.objects.of(row)])


def test_an_answer_from_a_message_stands_when_it_is_checked(steps, over):
    row = opened(steps, over)
    made = answer(steps, row, by=steps.north.exchange_officer, source="Letter 9")
    assert Discrepancy.objects.get(pk=row.pk).state == "open"

    with pytest.raises(NotPermitted, match="a second person"):
        do(check_answer, by=steps.north.exchange_officer, answer=made)
    do(check_answer, by=steps.north.transport_lead, answer=made)

    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("answered", steps.north.exchange_officer)


def test_an_answer_is_contested_answered_again_and_explained(steps, over):
    row = opened(steps, over)
    answer(steps, row)
    assert act(contest_answer, row, steps.north.coordinator, text="Seen cut.").state == "contested"
    answer(steps, row, text="We replaced it.")

    settled = act(explain_discrepancy, row, steps.north.coordinator, text="New number known.")

    assert settled.state == "explained"
    said = list(Answer.objects.order_by("pk").values_list("kind", flat=True))
    assert said == ["answers", "contests", "answers", "explains"]


def test_only_an_answer_is_contested_and_what_is_settled_stays(steps, over):
    row = opened(steps, over)
    with pytest.raises(TransitionNotAllowed, match="Only an answer is contested"):
        act(contest_answer, row, steps.north.coordinator, text="No.")
    act(accept_discrepancy, row, steps.north.coordinator)
    with pytest.raises(TransitionNotAllowed, match="accepted once"):
        act(accept_discrepancy, row, steps.north.coordinator)
    with pytest.raises(TransitionNotAllowed, match="not answered any more"):
        answer(steps, row)


def test_a_loss_is_settled_by_a_second_person(steps, over):
    row = opened(steps, over, "container_missing")

    with pytest.raises(NotPermitted, match="You opened this"):
        act(accept_discrepancy, row, steps.north.exchange_officer)
    with pytest.raises(NotPermitted, match="You opened this"):
        act(explain_discrepancy, row, steps.north.exchange_officer, text="Found.")

    assert act(accept_discrepancy, row, steps.north.coordinator).state == "accepted"


def test_a_loss_is_not_settled_by_who_entered_the_answer(steps, over):
    row = opened(steps, over, "container_missing")
    made = answer(steps, row, by=steps.north.coordinator, source="Letter 9")
    do(check_answer, by=steps.north.transport_lead, answer=made)

    with pytest.raises(NotPermitted, match="You entered the answer"):
        act(accept_discrepancy, row, steps.north.coordinator)


def test_a_loss_is_settled_by_a_person(steps, over):
    row = opened(steps, over, "container_missing")

    with pytest.raises(NotPermitted, match="not by a program"):
        act(accept_discrepancy, row, steps.north.program("exchange officer"))


@pytest.mark.parametrize("field", ["opened_by", "answered_by"])
def test_the_database_holds_two_people_for_a_loss(steps, over, field):
    row = opened(steps, over, "container_missing")
    someone = steps.north.coordinator
    if field == "answered_by":
        Discrepancy.objects.filter(pk=row.pk).update(answered_by=someone)
    by = row.opened_by if field == "opened_by" else someone

    with pytest.raises(IntegrityError, match="a_loss_is_settled_by_another"), transaction.atomic():
        Discrepancy.objects.filter(pk=row.pk).update(
            state="accepted", settled_by=by, settled_at=now()
        )


def test_what_disagrees_stays_as_it_was_opened(steps, over):
    row = opened(steps, over)

    for change in ({"code": "late"}, {"note": "x"}, {"opened_by": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Discrepancy.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_alike_ones_are_accepted_in_one_move_all_or_none(steps, over):
    containers = [place.container for place in over.places.order_by("pk")]
    rows = do(
        open_discrepancies,
        by=steps.north.exchange_officer,
        code="container_missing",
        batch=over,
        containers=containers,
    )
    act(accept_discrepancy, rows[0], steps.north.coordinator)

    with pytest.raises(Stale):
        do(accept_discrepancies, by=steps.north.coordinator, discrepancies=rows)
    with pytest.raises(TransitionNotAllowed):
        do(
            accept_discrepancies,
            by=steps.north.coordinator,
            discrepancies=Discrepancy.objects.all(),
        )
    assert Discrepancy.objects.unsettled().count() == 2
    do(accept_discrepancies, by=steps.north.coordinator, discrepancies=rows[1:], text="Short.")

    assert not Discrepancy.objects.unsettled().exists()
    assert Answer.objects.filter(text="Short.").count() == 2


def test_two_who_read_the_same_page_do_not_both_settle(steps, over):
    row = Discrepancy.objects.get(pk=opened(steps, over).pk)
    act(accept_discrepancy, row, steps.north.coordinator)

    with pytest.raises(Stale):
        do(explain_discrepancy, by=steps.north.exchange_officer, discrepancy=row, text="Late.")


def test_only_the_side_that_opened_it_settles_and_only_the_other_answers(steps, over):
    row = opened(steps, over)

    with pytest.raises(NotPermitted, match="followed up by Northern Commission"):
        act(accept_discrepancy, row, steps.south.coordinator)
    with pytest.raises(NotPermitted, match="Only a coordinator or an exchange officer answers"):
        answer(steps, row, by=steps.south.transport_lead)


def test_what_was_found_in_the_house_is_the_houses_until_it_is_told(steps, over):
    row = opened(steps, over, "identity_contradicted", note="Stature differs.")

    def sees(user):
        return Discrepancy.objects.visible_to(user).filter(pk=row.pk).exists()

    assert (sees(steps.north.coordinator), sees(steps.south.coordinator)) == (True, False)
    with pytest.raises(NotPermitted, match="The other side was not told yet"):
        answer(steps, row, by=steps.north.coordinator, source="Letter 9")
    act(raise_discrepancy, row, steps.north.coordinator)
    assert sees(steps.south.coordinator)
    with pytest.raises(NotPermitted, match="was told"):
        act(raise_discrepancy, row, steps.north.coordinator)


def test_the_intermediary_sees_what_could_be_seen_at_the_venue_without_words(steps):
    over = steps.handed_over(batch=steps.observed())
    seal = opened(steps, over, note="Cut through.")
    inside = opened(steps, over, "several_individuals")
    act(raise_discrepancy, inside, steps.north.coordinator)
    answer(steps, seal)

    observer = steps.world.observer
    seen = Discrepancy.objects.shown_to(observer)

    assert [(row.pk, row.words) for row in seen] == [(seal.pk, "")]
    assert not Answer.objects.visible_to(observer).exists()


def test_a_mortuary_sees_what_concerns_its_share(steps):
    share = steps.sent()
    row = opened(steps, share.batch)

    def seen(mortuary):
        user = steps.north.person("mortuary officer", at=mortuary)
        return list(Discrepancy.objects.visible_to(user))

    assert [seen(mortuary) for mortuary in steps.north.mortuaries] == [[row], []]


def test_a_mortuary_opens_one_of_its_own(steps):
    share = steps.received()

    row = opened(steps, share.batch, "effects_missing", by=steps.north.mortuary_officer)

    assert row.source == steps.north.mortuaries[0]
    with pytest.raises(RuleBroken, match=f"open already, as {row}"):
        opened(steps, share.batch, "effects_missing")


def test_a_container_of_another_batch_is_not_opened_here(steps, over):
    other = Steps(steps.world).handed_over("Z-1")

    with pytest.raises(RuleBroken, match="has no place in batch"):
        do(
            open_discrepancy,
            by=steps.north.exchange_officer,
            batch=over,
            code="late",
            container=other.places.get().container,
        )


def test_somebody_of_the_own_side_follows_it_up(steps, over):
    row = opened(steps, over)
    coordinator = steps.north.coordinator

    assigned = act(assign_discrepancy, row, coordinator, owner=coordinator, due_on=now().date())

    assert assigned.owner == coordinator
    with pytest.raises(RuleBroken, match="your own side"):
        act(assign_discrepancy, row, coordinator, owner=steps.south.coordinator)


def test_words_are_asked_for(steps, over):
    row = opened(steps, over)

    with pytest.raises(RuleBroken, match="Say it in words"):
        answer(steps, row, text=" ")
    with pytest.raises(RuleBroken, match="Say it in words"):
        act(explain_discrepancy, row, steps.north.coordinator, text="")


def test_nothing_differs_in_a_batch_that_was_cancelled(steps):
    batch = do(cancel_batch, by=steps.south.exchange_officer, batch=steps.listed("A-1"))

    with pytest.raises(NotPermitted, match="this batch is cancelled"):
        do(open_discrepancy, by=steps.south.exchange_officer, batch=batch, code="late")
