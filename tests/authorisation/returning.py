"""What goes back to the other party, each in the state in which a move works, and what is sent."""

from collections.abc import Callable
from typing import Any

from exchanges.operations.acknowledging import record_taken_over
from exchanges.operations.stating import check_statement
from repatriation.ledger.clock import today
from tests.factories.returning import Returning
from tests.factories.steps import do

Sending = Callable[[Any, Any, Any], dict[str, Any]]
PAPER = {"said_on": today().isoformat(), "source": "Paper 3"}


def subjects(ground: Any) -> dict[str, Any]:
    road = Returning(ground.world)
    packed = road.packed()
    over = road.departed()
    by = road.north.transport_lead
    said = do(record_taken_over, by=by, batch=over, source="Act 9", said_on=today())
    do(check_statement, by=road.north.exchange_officer, statement=said)
    again = road.packed()
    to_list = road.listed_packed(again)
    to_list.packed = again.reference
    return {
        "packed container": packed,
        "packed container: unpack": road.packed(),
        "returned batch: list what is packed": to_list,
        "returned batch": road.listed_packed(),
        "returned batch: record what was taken over": road.departed(),
        "returned batch: acknowledge": road.again(over),
    }


BOTH: dict[str, Sending] = {
    "packed container: unpack": lambda *_of: {"because": "a wrong coffin"},
    "returned batch: list what is packed": lambda _g, batch, _who: {"containers": [batch.packed]},
    "returned batch: record what was taken over": lambda *_of: PAPER,
    "returned batch: acknowledge": lambda *_of: {"containers": 1},
}
