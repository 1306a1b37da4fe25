"""What happened to remains, told to each reader as far as it is theirs."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from cases.history import custody, remains
from cases.models import StorageUnit
from cases.models.remains import RemainsKind
from cases.models.sheet import Purpose
from cases.operations.custody import Circumstances
from cases.operations.storing import store_cases
from repatriation.audit.models import Event
from repatriation.dashboard.history import entries_of, told_kinds
from repatriation.language import say
from tests.factories.steps import Steps, do

OPERATIONS = Path(__file__).resolve().parents[2] / "cases" / "operations"


def kinds_recorded() -> set[str]:
    written = "".join(path.read_text() for path in OPERATIONS.rglob("*.py"))
    return set(re.findall(r'(?<!has_perm\()"(cases\.\w+)"', written))


def told(subject, reader) -> list[str]:
    return [say(entry.what) for entry in entries_of(Event.objects.of(subject), reader)]


@pytest.fixture
def steps():
    return Steps()


def test_every_kind_of_event_has_its_sentence():
    assert kinds_recorded() - told_kinds() == set()


def test_every_code_has_its_word():
    assert set(remains.REMAINS) == set(RemainsKind.values)
    assert set(custody.PURPOSES) == set(Purpose.values)


def test_a_container_tells_its_way_newest_first(steps):
    container = steps.numbered()[0].container

    assert told(container, steps.north.mortuary_officer) == [
        "Opened",
        "Cleared of explosives",
        "Received by Northern Mortuary 1",
        "Sent to Northern Mortuary 1",
        "Handed over to Northern Commission",
        "Put on the handover list",
    ]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_a_case_tells_where_it_came_from_and_where_it_lies(steps, language):
    case = steps.numbered()[0]
    officer = steps.north.mortuary_officer
    unit = StorageUnit.objects.create(agency=officer.agency, name="Shelf 14-3")
    said = Circumstances(storage_unit=unit, alone_reason="night shift")
    do(store_cases, by=officer, cases=[case], circumstances=said)

    with override(language):
        stored, numbered = told(case, officer)

    assert "Shelf 14-3" in stored
    assert case.container.reference in numbered


def test_a_place_is_not_told_to_who_may_not_see_it(steps):
    case = steps.numbered()[0]
    officer = steps.north.mortuary_officer
    unit = StorageUnit.objects.create(agency=officer.agency, name="Shelf 14-3")
    said = Circumstances(storage_unit=unit, alone_reason="night shift")
    do(store_cases, by=officer, cases=[case], circumstances=said)

    elsewhere = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])

    assert "Shelf 14-3" not in " ".join(told(case, elsewhere))
