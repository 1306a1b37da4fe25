"""Sixteen make the same move at once: one succeeds, fifteen are told so, nothing is half done.

Each race is run twice. With the locks there is one winner. Without them, where everybody has read
before anybody writes, there are more, or a constraint is all that is left between us and a second
winner: the race is real, and the lock is what decides it.
"""

from collections import Counter

import pytest
from django.apps import apps
from django.db import DatabaseError

from repatriation.audit.verification import broken_streams
from repatriation.ledger.models import Serial
from tests.races.at_once import CROWD, at_once
from tests.races.races import RACES

pytestmark = pytest.mark.django_db(transaction=True)
MODELS = [
    model
    for app in ("audit", "ledger", "files", "cases", "exchanges")
    for model in apps.get_app_config(app).get_models()
    if model is not Serial
]


def stock():
    """How many rows there are of everything, and which numbers were given."""
    given = {serial.prefix: serial.last for serial in Serial.objects.all()}
    return Counter({model._meta.label: model.objects.count() for model in MODELS} | given)


def added(before):
    return stock() - before


@pytest.fixture(params=RACES)
def race(request):
    return RACES[request.param]


def test_one_of_many_succeeds_and_leaves_what_one_alone_would(race, steps):
    move = race.begin(steps)
    before = stock()
    move()()
    alone = added(before)
    move = race.begin(type(steps)())
    before = stock()

    outcomes = at_once([move() for _ in range(CROWD)])

    assert outcomes.broken == []
    assert len(outcomes.done) == 1
    assert {type(refusal) for refusal in outcomes.refused + outcomes.caught} == {race.told}
    assert added(before) == alone
    assert broken_streams() == []


def test_without_its_lock_the_race_is_lost(race, steps, no_locks):
    move = race.begin(steps)
    moves = [move() for _ in range(CROWD)]
    no_locks()

    outcomes = at_once(moves)

    stopped = [error for error in outcomes.broken if isinstance(error, DatabaseError)]
    assert len(outcomes.done) > 1 or outcomes.caught or stopped
