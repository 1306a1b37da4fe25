"""What happened, told to each reader as far as it is theirs."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from exchanges.models import ExchangeBatch, ExchangeRound
from exchanges.operations.importing import start_import
from exchanges.operations.intake import verify_count
from repatriation.audit.models import Event
from repatriation.dashboard.history import UNKNOWN, entries_of, told_kinds
from repatriation.language import say
from tests.factories.steps import Steps, do, list_of

OPERATIONS = Path(__file__).resolve().parents[2] / "exchanges" / "operations"
NOT_EVENTS = {  # kinds of a Job
    "exchanges.compare_lists",
    "exchanges.issue_act",
    "exchanges.print_labels",
    "exchanges.print_list",
    "exchanges.read_list",
    "exchanges.report_both_directions",
}


def kinds_recorded() -> set[str]:
    written = "".join(path.read_text() for path in OPERATIONS.rglob("*.py"))
    return set(re.findall(r'"(exchanges\.\w+)"', written)) - NOT_EVENTS


@pytest.fixture
def steps():
    steps = Steps()
    steps.received("A-1", "A-1", "A-3")
    do(verify_count, by=steps.north.coordinator, batch=ExchangeBatch.objects.get())
    return steps


def told(subject, reader) -> list[str]:
    return [say(entry.what) for entry in entries_of(Event.objects.of(subject), reader)]


def test_every_kind_of_event_has_its_sentence():
    assert kinds_recorded() | {"exchanges.stated", "exchanges.recorded"} <= told_kinds()


def test_a_batch_tells_its_way_newest_first(steps):
    assert told(ExchangeBatch.objects.get(), steps.north.coordinator) == [
        "Count verified: 3 listed, 3 counted at intake",
        "All shares received",
        "Northern Mortuary 1 ended its intake: 3 containers, 0 missing",
        "3 containers sent to Northern Mortuary 1",
        "3 containers allocated to Northern Mortuary 1",
        "Handover ended: 3 containers scanned, 0 not presented",
        "Left for the venue",
        "Sealed",
        "3 containers counted before the seal",
        "List version 1 filed, 3 lines",
        "Batch opened",
    ]


def test_a_round_tells_who_said_what(steps):
    said = told(ExchangeRound.objects.get(), steps.south.coordinator)

    assert said[-2:] == ["Proposed", "Round opened"]
    assert "Southern Commission accepts the round" in said
    assert "Northern Commission confirms the date" in said


def test_where_the_containers_went_is_not_told_to_the_other_side(steps):
    for reader in (steps.south.coordinator, steps.world.observer):
        said = told(ExchangeBatch.objects.get(), reader)

        assert "Sealed" in said
        assert not [one for one in said if "Mortuary" in one]


def test_a_mortuary_is_told_of_its_own_share_only(steps):
    first, second = steps.north.mortuaries
    batch = ExchangeBatch.objects.get()

    theirs = told(batch, steps.north.person("mortuary officer", at=second))
    own = told(batch, steps.north.person("mortuary officer", at=first))

    assert not [one for one in theirs if "Mortuary" in one]
    assert len([one for one in own if "Mortuary 1" in one]) == 3


def test_a_draft_import_is_told_to_its_author_alone():
    steps = Steps()
    batch, officer = steps.batch(), steps.south.exchange_officer
    do(start_import, by=officer, batch=batch, data=list_of("A-1"), name="list.csv")

    assert told(batch, officer)[0] == "File sent for a preview"
    assert told(batch, steps.south.coordinator) == ["Batch opened"]


def test_the_own_side_is_named_by_its_people_another_by_its_agency(steps):
    batch, south = ExchangeBatch.objects.get(), steps.south
    sealed = Event.objects.of(batch).filter(facts__kind="exchanges.batch_sealed")

    seen = [
        entries_of(sealed, reader)[0].text
        for reader in (south.coordinator, steps.north.coordinator)
    ]

    assert seen == [f"{south.exchange_officer.name}, Southern Commission", "Southern Commission"]


def test_an_event_nobody_declared_is_told_by_its_code(steps):
    event = Event.objects.of(ExchangeBatch.objects.get()).first()
    event.facts["kind"] = "elsewhere.thing_done"

    assert say(entries_of([event], steps.north.coordinator)[0].what) == "thing done"


def test_a_detail_that_is_missing_is_no_error(steps):
    event = Event.objects.of(ExchangeBatch.objects.get()).first()
    event.facts["details"] = {}

    said = say(entries_of([event], steps.north.coordinator)[0].what)

    assert said == f"Count verified: {UNKNOWN} listed, {UNKNOWN} counted at intake"


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_events_are_told_in_the_readers_language(steps, language):
    with override(language):
        assert all(told(ExchangeBatch.objects.get(), steps.north.coordinator))


def test_the_history_costs_the_same_however_long_it_is(steps, django_assert_max_num_queries):
    reader = steps.north.coordinator
    events = list(Event.objects.of(ExchangeBatch.objects.get()))
    assert reader.has_perm("exchanges.see_party_exchanges")

    with django_assert_max_num_queries(3):
        entries_of(events, reader)
