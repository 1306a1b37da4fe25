"""A round of fifty is broken off after twenty: the rest goes home, and passes in the next round."""

from cases.models import Container, CustodyEvent
from exchanges.models import BatchPlace, ExchangeRound
from exchanges.operations.interrupting import break_off_round
from exchanges.operations.listing_again import came_back
from exchanges.operations.running import hand_over_round
from exchanges.states import BatchState, RoundState
from repatriation.audit.verification import broken_streams
from tests.factories.steps import Steps, do

LABELS = [f"A-{number:03}" for number in range(1, 51)]
KINDS_OF_THE_REST = ["handed_over", "listed", "taken_back", "listed"]


def test_thirty_go_home_and_pass_later_under_their_own_references():
    steps = Steps()
    north = steps.north
    batch = steps.in_transit(*LABELS)
    references = dict(Container.objects.values_list("label", "reference"))
    steps.scanned(batch, *LABELS[:20])

    more = {"agency": north.agency, "reason": "security"}
    round = steps.again(batch.round)
    do(break_off_round, by=north.transport_lead, round=round, **more)
    batch = steps.finished(batch)
    round = do(hand_over_round, by=north.coordinator, round=steps.again(round))

    assert (round.state, batch.state) == (RoundState.HANDED_OVER, BatchState.HANDED_OVER)
    assert batch.places.fell_short().count() == 30
    assert Container.objects.filter(state="taken_back", custodian=steps.south.agency).count() == 30

    later = steps.listed(*LABELS[20:])
    assert [len(found) for found in came_back(later).values()] == [30]
    steps.listed_again(*came_back(later)[batch], batch=steps.again(later))
    later = steps.under_way(steps.counted_and_sealed(later))
    steps.scanned(later, *LABELS[20:])
    later = steps.finished(later)

    assert later.places.filter(outcome="handed_over").count() == 30
    passed = Container.objects.filter(state="handed_over")
    assert dict(passed.values_list("label", "reference")) == references
    assert later.places.fell_short().count() == 0
    last = Container.objects.get(reference=references["A-050"])
    assert list(CustodyEvent.objects.of(last).values_list("kind", flat=True)) == KINDS_OF_THE_REST
    assert not CustodyEvent.objects.filter(kind="gap").exists()
    assert BatchPlace.objects.filter(container=last).count() == 2
    assert ExchangeRound.objects.count() == 2
    assert broken_streams() == []
