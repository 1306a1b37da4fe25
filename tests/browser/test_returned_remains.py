"""Journeys 3 and 4 by the pages: remains of the other side go back to it, and what was promised is
met."""

from datetime import timedelta

import pytest

from cases.models import Container
from exchanges.models import Agreement, Commitment, ExchangeBatch, Statement
from repatriation.ledger.clock import today
from tests.browser.hands import Hands
from tests.factories.promises import Promises
from tests.factories.returning import Returning

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_counterpart_that_only_sends_paper_gets_its_dead_back(page, live_server):
    road, hands = Returning(), Hands(page, live_server)
    case, round = road.authorised(), road.scheduled()
    officer, lead = road.north.exchange_officer, road.north.transport_lead

    hands.at(road.packer).take_up(case)
    hands.fill(codes="RC-26-999999-X", kind="coffin").refused("is no case that you may see")
    hands.fill(codes=str(case), seal="S-1").press("Write this reference on it")
    container = Container.objects.get(state="packed")
    hands.sees(str(case))

    hands.at(officer, round.get_absolute_url()).follow("Open a batch")
    hands.fill(sender=str(road.north.agency.pk), receiver=str(road.south.agency.pk)).press(
        "is open."
    )
    batch = ExchangeBatch.objects.get()
    hands.follow("List what is packed").fill(containers=str(container))
    hands.press("The handover list is filed.").sees(str(container))
    hands.follow("Record the count before the seal")
    hands.fill(containers="1", packed_by=str(road.packer.pk)).press("Your count is recorded.")
    hands.follow("Seal the batch…").press("is sealed.")
    hands.at(road.north.coordinator, round.get_absolute_url()).follow("Start the round…")
    hands.press("is under way.")

    hands.at(lead, batch.get_absolute_url()).follow("Record what the other side took over")
    hands.fill(source="Act 9, signed at the siding").press("waits for a second person")
    check = f"{round.get_absolute_url()}check-{Statement.objects.latest('pk').pk}/"
    hands.at(officer, check).press("It is checked, and stands.")
    hands.at(road.packer, case.get_absolute_url()).sees("Released")

    hands.at(officer, batch.get_absolute_url()).follow("Acknowledge the batch")
    hands.fill(containers="1", receipt="R-7", source="Letter 77").press("It is recorded.")
    check = f"{round.get_absolute_url()}check-{Statement.objects.latest('pk').pk}/"
    hands.at(lead, check).press("It is checked, and stands.")
    hands.at(officer, batch.get_absolute_url()).sees("Acknowledged").follow("Verify the count…")
    hands.press("verified")

    assert road.again(case).state == "closed"
    assert road.again(batch).state == "count_verified"


def test_what_was_promised_is_drawn_up_accepted_counted_and_met(page, live_server):
    steps, hands = Promises(), Hands(page, live_server)
    north, south = steps.north.coordinator, steps.south.coordinator

    hands.at(north, "/agreements/").follow("Open an agreement")
    hands.fill(title="First protocol", counterpart=str(steps.south.agency.pk)).press("is open,")
    agreement = Agreement.objects.get()
    hands.follow("Propose").press("is proposed.")
    for user in (north, south):
        hands.at(user, agreement.get_absolute_url()).follow("Accept").press("It is recorded")
    hands.sees("In force")

    hands.at(north, agreement.get_absolute_url()).follow("Draw up a commitment")
    due = (today() + timedelta(days=20)).isoformat()
    hands.fill(title="Three containers", debtor=str(steps.south.agency.pk), target="3")
    hands.fill(measure="containers", basis="venue", due_on=due)
    hands.fill(time_zone="Europe/Istanbul", milestone_1="2")
    hands.refused("A milestone has a day and a number.")
    hands.fill(milestone_1="").press("is drawn up,")
    commitment = Commitment.objects.get()
    hands.follow("Propose").press("is proposed.")
    for user in (south, north):
        hands.at(user).take_up(commitment).follow("Accept").press("It is recorded")
    hands.sees("Active")

    batch = steps.handed_over("A-1", "A-2", "A-3")
    hands.at(north, commitment.get_absolute_url()).follow("Let a batch count")
    hands.fill(batch=str(batch)).press("counts towards it.")
    hands.at(south, commitment.get_absolute_url()).follow("Say how many so far")
    hands.fill(figure="4").press("It is recorded")
    hands.sees("Verified, 3 of 3", "differs from what is verified by 1", "Target reached")
    hands.at(north).take_up(commitment).follow("Conclude").press("is concluded.")
    hands.sees("Met")

    assert steps.again(commitment).state == "met"
