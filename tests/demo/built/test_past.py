"""The demonstration's past is a true one: in order, unbroken, invented, and told long ago."""

from collections import Counter as Tally
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db.models import F
from django.utils.dateparse import parse_datetime

from cases.models import Container, CustodyEvent, RemainsCase
from exchanges.manifests.digest import digest
from exchanges.manifests.reading import read
from exchanges.models import Count, Discrepancy, ExchangeBatch, ExchangeRound, Manifest
from exchanges.models import ManifestLine as Line
from exchanges.states import RoundState
from repatriation.accounts.models import Agency, User
from repatriation.audit.models import Event
from repatriation.audit.verification import broken_streams
from repatriation.demo.names import invented_words
from repatriation.demo.people import AGENCIES, OFFICE, PEOPLE, PROGRAM
from repatriation.demo.published import published_rounds, scaled
from repatriation.demo.verifying import silent_gaps, untold_before
from repatriation.files import storage
from repatriation.ledger.clock import now
from repatriation.ledger.models import Obligation
from repatriation.notifications.models import Delivery
from tests.demo.built.conftest import SCALE

pytestmark = pytest.mark.usefixtures("demonstration")
A_DAY = timedelta(days=1)


def share_of(some, all_of_them) -> float:
    return some.count() / all_of_them.count()


def test_every_history_chains_to_its_end():
    assert broken_streams() == []


def test_custody_has_one_gap_which_is_told_and_none_that_is_silent():
    told = CustodyEvent.objects.filter(kind="gap").values("case__recovery_site").distinct()

    assert list(silent_gaps()) == []
    assert told.count() == 1


def test_what_happened_is_written_in_the_order_of_time():
    system = User.objects.system()
    events = Event.objects.exclude(facts__actor=system.pk).order_by("pk")

    recorded = [event.recorded_at for event in events]

    assert all(earlier <= later for earlier, later in pairwise(recorded))
    assert all(event.occurred_at <= event.recorded_at for event in events)
    assert recorded[-1] <= now()


def test_a_reference_carries_the_year_in_which_it_was_given():
    first = Event.objects.filter(seq=1)
    for model in (ExchangeRound, ExchangeBatch, Container, RemainsCase):
        label = model._meta.label_lower
        references = dict(model.objects.values_list("pk", "reference"))
        for facts in first.filter(stream__startswith=f"{label}:").values_list("facts", flat=True):
            year = parse_datetime(facts["recorded_at"]).year
            assert references[facts["subject"][1]][3:5] == str(year % 100)


def test_the_published_rounds_are_there_with_their_figures():
    north = Agency.objects.get(code="commission")
    closed = ExchangeRound.objects.filter(state=RoundState.CLOSED)
    at_venue = Count.objects.filter(stage=Count.Stage.VENUE, batch__round__in=closed)
    counts = at_venue.filter(source=F("batch__receiver"))  # who scanned

    to_north = dict(counts.filter(source=north).values_list("batch__round__date", "containers"))
    to_south = dict(counts.exclude(source=north).values_list("batch__round__date", "containers"))

    published = [each for each in published_rounds() if each.day < now().date() - 7 * A_DAY]
    assert to_north == {each.day: scaled(each.to_north, SCALE) for each in published}
    assert to_south == {
        each.day: scaled(each.to_south, SCALE) for each in published if each.to_south
    }


def test_where_the_sides_published_two_figures_both_stand():
    contested = next(each for each in published_rounds() if each.said_by_south)
    batch = ExchangeBatch.objects.get(round__date=contested.day, sender__code=OFFICE)

    counted = {count.source_id: count.containers for count in batch.counts.at_venue()}

    assert batch.list_in_force.lines.count() == counted[batch.sender_id]
    assert counted[batch.sender_id] == counted[batch.receiver_id] + 1
    assert batch.discrepancies.filter(code=Discrepancy.Code.COUNT_MISMATCH).exists()


def test_everybody_and_every_agency_is_invented():
    people = User.objects.exclude(kind=User.Kind.SYSTEM)

    assert {agency.name for agency in AGENCIES} == {a.name for a in Agency.objects.all()}
    assert {user.name for user in people} == {person.name for person in PEOPLE} | {PROGRAM}
    assert all(user.email.endswith((".example", ".invalid")) for user in people)


def test_nobody_on_a_list_bears_a_name_that_could_be_real():
    names = Line.objects.exclude(claimed_name="").values_list("claimed_name", flat=True)

    assert names.exists()
    assert {word for name in names for word in name.split()} <= invented_words()


def test_fifteen_of_a_hundred_containers_have_a_claimed_name():
    lines = Line.objects.filter(manifest__number=1)

    assert 0.12 < share_of(lines.exclude(claimed_name=""), lines) < 0.18


def test_one_container_in_twelve_holds_remains_of_several():
    opened = Container.objects.filter(state__in=["opened", "emptied"])
    cases = Tally(RemainsCase.objects.values_list("container", flat=True))

    several = [pk for pk in opened.values_list("pk", flat=True) if cases[pk] > 1]

    assert 0.05 < len(several) / opened.count() < 0.12


def test_every_list_is_a_file_that_reads_as_it_was_filed():
    for manifest in Manifest.objects.select_related("file"):
        report = read(storage.read(manifest.file), manifest.file.name)

        assert not report.stops_import
        assert len(report.lines) == manifest.lines.count()
        batch = ExchangeBatch.objects.filter(sealed_manifest=manifest).first()
        assert not batch or batch.sealed_digest == digest(report.lines)


def test_lists_come_as_spreadsheets_and_as_text_in_old_and_new_encodings():
    read_as = Manifest.objects.values_list("read_as__format", "read_as__encoding")

    assert {("xlsx", None), ("csv", "windows-1251"), ("csv", "utf-16")} <= set(read_as)


def test_some_lists_were_recorded_from_a_message_and_some_sent_by_the_counterpart():
    assert set(Manifest.objects.values_list("is_recorded_for", flat=True)) == {True, False}


def test_what_goes_otherwise_than_listed_is_there_too():
    codes = set(Discrepancy.objects.values_list("code", flat=True))

    assert codes >= {"count_mismatch", "container_missing", "label_duplicate", "not_on_list"}


def test_of_the_past_all_is_told_and_read_and_nothing_is_mailed():
    yesterday = now() - A_DAY - timedelta(hours=1)  # while it is built and read, time goes on
    past = Delivery.objects.filter(made_at__lt=yesterday)

    assert untold_before(yesterday) == 0
    assert past.exists()
    assert not past.filter(read_at=None).exists()
    assert not Delivery.objects.filter(channel=Delivery.Channel.EMAIL).exists()


def test_what_is_younger_than_a_day_waits_to_be_told_in_the_usual_way():
    waiting = Obligation.objects.filter(done_at=None).select_related("event")

    assert waiting.exists()
    assert all(one.event.recorded_at > now() - 2 * A_DAY for one in waiting)
