"""Processes are killed at random moments; afterwards what was acknowledged is there, once."""

import logging
import random
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.db.models import F

from repatriation.embedded.process import wait_until
from repatriation.ledger.models import Obligation
from repatriation.notifications.models import Delivery
from tests.faults import comparing, hurting
from tests.faults.handover import Handover
from tests.faults.stack import PATIENCE

log = logging.getLogger(__name__)
pytestmark = pytest.mark.plain  # the store is the house's

SHORTLY = [hurting.web_worker, hurting.worker_child, hurting.valkey, hurting.web]
AT_LENGTH = [
    hurting.web_worker,
    hurting.web,
    hurting.worker_child,
    hurting.worker,
    hurting.valkey,
    hurting.valkey_forgets,
    hurting.postgres,
    hurting.beat,
] * 2


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        pytest.param(60, SHORTLY, id="four faults"),
        pytest.param(200, AT_LENGTH, id="sixteen faults", marks=pytest.mark.faults),
    ],
)
def test_what_was_acknowledged_is_there_once(house, lines, faults):
    handover = Handover(house, lines)
    handover.begin()

    landed = []
    for hurt in random.sample(faults, len(faults)):
        handover.phones.share = (len(landed) + 1) / (len(faults) + 1)
        time.sleep(random.uniform(0.3, 1))
        landed.append(hurt.__name__)
        log.info("%s: %s, %s codes scanned", landed[-1], hurt(house), handover.phones.taken)
    handover.end()

    unanswered = [why for client in handover.clients for why in client.unanswered]
    refused = [why for client in handover.clients for why in client.refused]
    log.info("%s requests had no answer: %s; refused: %s", len(unanswered), unanswered, refused)
    assert len(landed) == len(faults)
    assert unanswered, "no fault met a request"
    comparing.scans_are_there_once(handover)
    comparing.each_container_was_handed_over_once(handover)
    comparing.custody_has_no_gap()
    comparing.no_round_was_made_twice(handover)
    comparing.every_event_is_owed_once_and_chained()
    wait_for_the_sweep()
    comparing.everybody_was_told_once()
    twice = comparing.mails_sent_twice(house.directory / "mails")
    log.info("sent twice, because a worker died before it could note it: %s", twice)
    assert twice <= len(faults)


def wait_for_the_sweep() -> None:
    """What no bell brought is old enough for the sweep at once; beat calls it every 15 s."""
    Obligation.objects.filter(done_at=None).update(made_at=F("made_at") - timedelta(minutes=1))
    Delivery.objects.filter(sent_at=None).update(leased_until=None)  # of workers that were killed
    assert wait_until(comparing.nothing_waits, PATIENCE)
    connections.close_all()
