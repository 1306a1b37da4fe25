"""From the counterpart's file to numbered remains, by operations alone."""

from cases.models import Container, CustodyEvent
from exchanges.models import ExchangeBatch, ExchangeRound
from exchanges.operations.intake import verify_count
from exchanges.operations.running import close_round, hand_over_round
from exchanges.states import BatchState, RoundState
from repatriation.audit.models import Event
from repatriation.audit.verification import broken_streams
from tests.factories.steps import Steps, do


def test_a_list_becomes_numbered_remains_with_unbroken_custody():
    steps = Steps()

    cases = steps.numbered("A-1", "A-2", "A-3")

    batch = ExchangeBatch.objects.get()
    assert batch.state == BatchState.RECEIVED
    do(verify_count, by=steps.north.coordinator, batch=batch)
    round = ExchangeRound.objects.get()
    round = do(hand_over_round, by=steps.north.coordinator, round=round)
    round = do(close_round, by=steps.north.coordinator, round=round)
    assert round.state == RoundState.CLOSED
    assert [case.reference[:3] for case in cases] == ["RC-", "RC-"]
    container = Container.objects.order_by("pk").first()
    kinds = list(CustodyEvent.objects.of(container).values_list("kind", flat=True))
    assert kinds == ["opened", "cleared", "received", "handed_over", "listed"]
    assert not CustodyEvent.objects.filter(kind="gap").exists()
    assert broken_streams() == []
    assert Event.objects.count() > 20
