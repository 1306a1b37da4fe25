"""Today's worklist: what waits for whom, and that the page agrees with the policies."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Container, CustodyEvent
from cases.operations.sending import send_cases
from exchanges.models import ExchangeBatch, Statement
from exchanges.operations import allocating, stating
from exchanges.operations.counting import count_batch
from exchanges.operations.telling import tell_figures
from exchanges.operations.withdrawing import withdraw_from_round
from exchanges.policies.batches import why_not_count, why_not_seal
from exchanges.policies.rounds import round_moves
from repatriation.ledger.clock import today
from repatriation.today.work.desk import MOST, Desk
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def look(client):
    """Today as somebody sees it: (verb, reference) of what waits, and of what is late."""

    def looked(user, part="waiting"):
        client.force_login(user)
        answer = client.get("/")
        assert answer.status_code == 200
        return [(str(item.verb), item.reference) for item in answer.context[part]]

    return looked


def verbs(items) -> list[str]:
    return [verb for verb, _reference in items]


def test_a_proposed_round_waits_for_each_sides_word_and_no_longer_once_it_is_given(steps, look):
    round = steps.proposed()
    us, them = steps.north.coordinator, steps.south.coordinator
    waiting = [("Accept", str(round)), ("Confirm", str(round))]
    assert look(us) == look(them) == waiting

    do(stating.accept_round, by=them, round=round, agency=steps.south.agency)

    assert look(us) == waiting
    assert look(them) == [("Confirm", str(round))]


def test_a_draft_waits_for_its_own_side_alone(steps, look):
    round = steps.opened()

    assert look(steps.north.coordinator) == [("Propose", str(round))]
    assert look(steps.south.coordinator) == []


def test_the_intermediary_confirms_the_date_and_nothing_else(steps, look):
    round = steps.proposed(intermediary=steps.world.observers)

    assert look(steps.world.observer) == [("Confirm", str(round))]


def test_a_round_is_scheduled_when_all_have_confirmed(steps, look):
    round = steps.agreed()
    for side in (steps.north, steps.south):
        assert "Schedule" not in verbs(look(steps.north.coordinator))
        round = do(stating.confirm_date, by=side.coordinator, round=round, agency=side.agency)

    assert ("Schedule", str(round)) in look(steps.north.coordinator)
    assert "Schedule" not in verbs(look(steps.south.coordinator))


def test_an_agreed_round_without_a_batch_is_missed_by_those_who_open_one(steps, look):
    round = steps.agreed()

    assert ("Open", str(round)) in look(steps.north.exchange_officer)
    steps.batch(round)
    assert "Open" not in verbs(look(steps.north.exchange_officer))


def test_what_was_recorded_for_another_waits_for_a_second_person(steps, look):
    north, round = steps.north, steps.proposed()
    said = {"said_on": today(), "source": "message 14/2", "agency": steps.south.agency}
    do(stating.confirm_date, by=north.coordinator, round=round, **said)

    assert ("Check", str(round)) in look(north.exchange_officer)
    assert "Check" not in verbs(look(north.coordinator))  # who recorded it
    assert "Check" not in verbs(look(steps.south.exchange_officer))  # whose word it is
    assert "Check" not in verbs(look(north.mortuary_officer))


def test_a_batch_goes_from_hand_to_hand(steps, look):
    north, south = steps.north, steps.south
    packer = south.person("exchange officer", name="packer")

    batch = steps.batch()
    assert look(south.exchange_officer) == [("List", str(batch))]
    batch = steps.listed("A-1", "A-2", batch=batch)
    assert look(south.exchange_officer) == [("Count", str(batch))]
    do(count_batch, by=south.exchange_officer, batch=batch, containers=2, packed_by=packer)
    assert look(south.exchange_officer) == [("Seal", str(batch))]
    assert look(north.exchange_officer) == []

    batch = Steps(steps.world).in_transit("B-1", "B-2")
    assert ("Hand over", str(batch)) in look(north.exchange_officer)
    assert ("Hand over", str(batch)) in look(north.transport_lead)
    assert "Hand over" not in verbs(look(south.exchange_officer))


def test_a_list_is_missed_when_the_round_is_agreed_and_not_before(steps, look):
    batch = steps.batch(steps.proposed())

    assert ("List", str(batch)) not in look(steps.south.exchange_officer)


def test_what_another_wrote_down_for_the_sender_is_neither_counted_nor_sealed(steps, look):
    said = {"said_on": today(), "source": "paper list"}

    steps.listed("A-1", by=steps.north.exchange_officer, **said)

    assert look(steps.south.exchange_officer) == look(steps.north.exchange_officer) == []


def test_what_was_handed_over_is_allocated_sent_received_and_verified(steps, look):
    officer, mortuary = steps.north.exchange_officer, steps.north.mortuaries[0]
    batch = steps.handed_over("A-1", "A-2")
    assert look(officer) == [("Allocate", str(batch))]

    some = {"batch": batch, "mortuary": mortuary, "by": officer}
    share = do(allocating.allocate_containers, count=1, **some)
    assert look(officer) == [("Allocate", str(batch)), ("Send", str(batch))]
    assert look(steps.north.mortuary_officer) == []

    do(allocating.send_allocation, by=officer, allocation=share)
    assert look(officer) == [("Allocate", str(batch))]
    assert look(steps.north.mortuary_officer) == [("Receive", str(batch))]
    elsewhere = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])
    assert look(elsewhere) == []

    received = Steps(steps.world).received("C-1").batch
    assert ("Verify", str(received)) in look(officer)


def test_containers_are_cleared_then_opened_at_the_mortuary_that_holds_them(steps, look):
    north = steps.north
    steps.received("A-1", "A-2", "A-3")
    assert look(north.explosives_officer) == [("Clear", "")]

    Steps(steps.world).cleared("B-1", "B-2")

    assert ("Clear", "") in look(north.explosives_officer)
    assert ("Open", "") in look(north.mortuary_officer)
    assert "Open" not in verbs(look(north.explosives_officer))
    elsewhere = north.person("mortuary officer", at=north.mortuaries[1])
    assert look(elsewhere) == []


def test_how_many_containers_is_said_with_their_unit_and_leads_to_their_list(steps, client):
    steps.cleared("A-1", "A-2")
    officer = steps.north.mortuary_officer
    client.force_login(officer)

    item = next(i for i in client.get("/").context["waiting"] if str(i.verb) == "Open")

    assert item.title == "2 containers"
    shown = client.get(item.url).content.decode()
    assert all(str(container) in shown for container in Container.objects.all())


def test_what_one_did_alone_waits_for_another_and_not_for_the_one(steps, look):
    steps.numbered("A-1")
    second = steps.north.person("mortuary officer", name="another")

    assert "Review" in verbs(look(second))
    assert "Review" not in verbs(look(steps.north.mortuary_officer))


def test_remains_that_were_sent_on_wait_where_they_go(steps, look):
    north = steps.north
    cases = steps.numbered("A-1")
    do(send_cases, by=north.mortuary_officer, cases=cases[:1], to=north.mortuaries[1])
    officer = north.person("mortuary officer", at=north.mortuaries[1])

    assert look(officer) == [("Receive", str(cases[0]))]
    assert "Receive" not in verbs(look(north.mortuary_officer))


def test_a_sheet_that_was_opened_is_ended_by_who_opened_it(steps, look):
    sheet = steps.sheet(steps.in_transit("A-1"))

    assert ("End", str(sheet)) in look(steps.north.transport_lead)
    assert "End" not in verbs(look(steps.north.exchange_officer))


def test_nothing_waits_for_who_has_nothing_to_do(steps, client):
    steps.proposed()
    client.force_login(UserFactory(role="coordinator"))

    page = client.get("/").content.decode()

    assert "Nothing waits for you." in page
    assert "Nothing is late." in page
    assert "No round in the next 14 days." in page


def test_a_user_without_an_agency_sees_an_empty_day(steps, client):
    steps.numbered("A-1")
    client.force_login(UserFactory(role=["coordinator", "mortuary officer"], agency=None))

    answer = client.get("/")

    assert answer.context["waiting"] == answer.context["late"] == answer.context["days"] == []
    assert answer.context["figures"] == []


def test_figures_recorded_for_another_side_wait_for_a_second_person(steps, look):
    batch = steps.handed_over("A-1")
    figures = {"way": "to_convenor", "rung": "contents", "opened": 1, "cases": 1}
    said = {"agency": steps.south.agency, "source": "message 9", **figures}
    do(tell_figures, by=steps.north.coordinator, round=steps.again(batch.round), **said)
    waits = ("Check", str(batch.round))

    assert waits in look(steps.north.exchange_officer)
    assert waits not in look(steps.north.coordinator)
    assert waits not in look(steps.south.exchange_officer)


def test_a_side_decides_whether_to_go_on_without_an_intermediary(steps, look):
    round = steps.again(steps.observed().round)
    left = {"agency": steps.world.observers, "reason": "security"}
    do(withdraw_from_round, by=steps.world.observer, round=round, **left)

    assert ("Decide", str(round)) in look(steps.south.coordinator)
    assert ("Decide", str(round)) not in look(steps.south.exchange_officer)


@pytest.mark.parametrize("role", ["coordinator", "exchange officer", "transport lead"])
@pytest.mark.parametrize("side", ["north", "south"])
def test_today_and_the_policies_agree_on_every_batch_and_round(steps, look, side, role):
    user = getattr(steps.world, side).person(role)
    for reached in ("listed", "sealed", "in_transit", "handed_over", "sent", "received"):
        getattr(Steps(steps.world), reached)("A-1", "A-2")
    steps.agreed()

    shown = look(user)

    for round in Desk(user).rounds:
        for verb, label in (("accept", "Accept"), ("start", "Start"), ("close", "Close")):
            is_open = round_moves(user, round)[verb] is None
            assert ((label, str(round)) in shown) == is_open
    for batch in ExchangeBatch.objects.visible_to(user):
        if ("Seal", str(batch)) in shown:
            assert why_not_seal(user, batch) is None
        if ("Count", str(batch)) in shown:
            assert why_not_count(user, batch) is None


class TestLate:
    def test_a_round_whose_date_passed_and_that_did_not_start(self, steps, look):
        round = steps.agreed(date=today() - timedelta(days=2))

        assert look(steps.north.coordinator, "late") == [("Start", str(round))]
        assert look(Steps().north.coordinator, "late") == []

    def test_a_round_of_today_is_not_late(self, steps, look):
        steps.agreed(date=today())

        assert look(steps.north.coordinator, "late") == []

    def test_a_share_that_is_on_the_way_for_two_days(self, steps, look):
        share = steps.sent("A-1")
        assert look(steps.north.coordinator, "late") == []

        with time_machine.travel(timezone.now() + timedelta(days=2, minutes=1)):
            assert ("Receipt", str(share.batch)) in look(steps.north.coordinator, "late")
            assert ("Receipt", str(share.batch)) in look(steps.north.mortuary_officer, "late")
            assert "Receipt" not in verbs(look(steps.south.coordinator, "late"))
            assert "Receipt" not in verbs(look(steps.north.forensic_examiner, "late"))

    def test_what_was_done_alone_and_not_reviewed_within_a_day(self, steps, look):
        steps.numbered("A-1")
        assert "Review" not in verbs(look(steps.north.coordinator, "late"))

        with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
            assert "Review" in verbs(look(steps.north.coordinator, "late"))
            assert "Review" in verbs(look(steps.north.mortuary_officer, "late"))
            assert "Review" not in verbs(look(steps.north.transport_lead, "late"))
            elsewhere = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])
            assert "Review" not in verbs(look(elsewhere, "late"))
            assert look(steps.south.coordinator, "late") == []

    def test_what_was_cleared_and_not_opened_for_two_weeks(self, steps, look, client):
        steps.cleared("A-1", "A-2")
        assert "Opening" not in verbs(look(steps.north.coordinator, "late"))

        with time_machine.travel(timezone.now() + timedelta(days=15)):
            assert "Opening" in verbs(look(steps.north.coordinator, "late"))
            assert "Opening" in verbs(look(steps.north.mortuary_officer, "late"))
            late = client.get("/").context["late"]

        item = next(item for item in late if str(item.verb) == "Opening")
        assert item.title == "2 containers cleared, unopened for up to 15 days"
        assert item.state.label == "1 day late"


def test_of_much_that_waits_a_part_is_shown_and_the_way_to_the_rest(steps, client):
    for _ in range(MOST + 2):
        steps.opened()
    client.force_login(steps.north.coordinator)

    waiting = client.get("/").context["waiting"]

    assert len(waiting) == MOST + 1
    assert waiting[-1].url == "/rounds/"


def test_a_day_with_much_costs_as_many_queries_as_a_day_with_little(steps, client):
    north = steps.north
    users = [north.coordinator, north.exchange_officer, north.mortuary_officer]
    _fill(steps, 1)
    few = {user.pk: _queries(client, user) for user in users}

    _fill(steps, 4)
    _many_statements(steps, 300)

    assert {user.pk: _queries(client, user) for user in users} == few
    assert max(few.values()) <= 50


def _fill(steps, times):
    for _ in range(times):
        for reached in ("listed", "in_transit", "handed_over", "sent", "received", "numbered"):
            getattr(Steps(steps.world), reached)("A-1", "A-2")
    _many_statements(steps, 3 * times)


def _many_statements(steps, number):
    round = steps.proposed()
    Statement.objects.bulk_create(
        Statement(
            round=round,
            act="accepts",
            agency=steps.south.agency,
            said_on=today(),
            source="message",
            is_recorded_for=True,
            recorded_by=steps.north.transport_lead,
        )
        for _ in range(number)
    )


def _queries(client, user) -> int:
    client.force_login(user)
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    return len(queries)


def test_today_is_for_those_who_are_signed_in(client):
    assert client.get("/").url == "/sign-in/?next=/"


def test_today_reads_and_changes_nothing(steps, client):
    steps.numbered("A-1")
    before = CustodyEvent.objects.count()
    client.force_login(steps.north.coordinator)

    client.get("/")

    assert CustodyEvent.objects.count() == before
