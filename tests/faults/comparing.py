"""What was acknowledged, and what must follow from it, compared with what is in the store."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

from cases.models import Container, CustodyEvent, Scan
from exchanges.models import BatchPlace, Discrepancy, ExchangeRound
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.audit.verification import broken_streams
from repatriation.ledger.models import Obligation
from repatriation.notifications import registry
from repatriation.notifications.models import Delivery
from repatriation.references import parse
from tests.faults.handover import EXTRA, Handover


def scans_of(handover: Handover):
    return Scan.objects.filter(sheet__exchange__batch=handover.batch)


def scans_are_there_once(handover: Handover) -> None:
    sent = Counter()
    for client in handover.programs:
        for body, answer in client.acknowledged:
            for item, told in zip(body["items"], answer["results"], strict=True):
                scan = Scan.objects.select_related("container").get(key=item["key"])
                assert (scan.result, scan.container.reference) == (
                    told["result"],
                    told["container"],
                )
                sent[item["key"]] += 1
    for client in handover.people:
        for body, _answer in client.acknowledged:
            sent.update(item["key"] for item in body.get("readings", ()))
    stored = Counter(str(key) for key in scans_of(handover).values_list("key", flat=True))
    assert stored == sent


def each_container_was_handed_over_once(handover: Handover) -> None:
    lines = len(handover.labels)
    places = BatchPlace.objects.filter(batch=handover.batch, outcome="handed_over")
    assert sorted(places.values_list("container__label", flat=True)) == sorted(
        [*handover.labels, *(f"Z-{number}" for number in range(EXTRA))]
    )
    taken = CustodyEvent.objects.filter(container__places__in=places, kind="handed_over")
    assert Counter(taken.values_list("container", flat=True)) == Counter(
        places.values_list("container", flat=True)
    )
    results = Counter(scans_of(handover).values_list("result", flat=True))
    assert (results["done"], results["extra"]) == (lines, EXTRA)
    extra = Discrepancy.objects.filter(code="not_on_list", batch=handover.batch)
    assert extra.count() == EXTRA
    assert handover.batch.counts.get(stage="venue").containers == lines + EXTRA
    assert {place.container.state for place in places.select_related("container")} == {
        "handed_over"
    }


def custody_has_no_gap() -> None:
    assert not CustodyEvent.objects.filter(kind="gap").exists()
    for container in Container.objects.all():
        events = list(CustodyEvent.objects.of(container))
        assert [event.seq for event in events] == list(range(len(events), 0, -1))
        for later, before in pairwise(events):
            assert later.from_holder_id == before.to_holder_id


def no_round_was_made_twice(handover: Handover) -> None:
    references = list(ExchangeRound.objects.order_by("pk").values_list("reference", flat=True))
    assert [parse(reference).serial for reference in references] == [*range(1, len(references) + 1)]
    assert references[-len(handover.planned) :] == handover.planned
    states = ExchangeRound.objects.filter(reference__in=handover.planned)
    assert set(states.values_list("state", flat=True)) == {"proposed"}


def every_event_is_owed_once_and_chained() -> None:
    events = list(Event.objects.values_list("pk", flat=True))
    assert sorted(Obligation.objects.values_list("event", flat=True)) == sorted(events)
    assert broken_streams() == []
    said = Counter(Event.objects.values_list("stream", "facts__kind"))
    once = {"cases.container_handed_over", "exchanges.round_proposed", "exchanges.round_opened"}
    assert {said[key] for key in said if key[1] in once} == {1}


def everybody_was_told_once() -> None:
    """Of what one is told whatever has happened since."""
    told = Event.objects.filter(
        facts__kind__in=["exchanges.round_proposed", "exchanges.batch_handed_over"]
    )
    assert told.count() > 1
    for event in told:
        readers = registry.notice_of(event).recipients.exclude(pk=event.actor_id).distinct()
        expected = {(reader.pk, channel) for reader in readers for channel in ("inbox", "email")}
        made = list(event.deliveries.values_list("target_id", "channel"))
        assert len(made) == len(expected)
        assert set(made) == expected


def mails_sent_twice(directory: Path) -> int:
    """Every delivery went out at least once, to its recipient; returns how many did more often."""
    text = "".join(path.read_text() for path in directory.iterdir())
    sent = Counter(re.findall(r"^To: (.+)$", text, re.MULTILINE))
    addresses = dict(User.objects.values_list("pk", "email"))
    mails = Delivery.objects.filter(channel="email").values_list("target_id", flat=True)
    due = Counter(addresses[pk] for pk in mails)
    assert due - sent == Counter()
    return (sent - due).total()


def nothing_waits() -> bool:
    unsent = Delivery.objects.filter(channel="email", sent_at=None)
    return not Obligation.objects.filter(done_at=None).exists() and not unsent.exists()
