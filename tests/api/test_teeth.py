"""The dental chart over the API: the whole of it in one request."""

import pytest

from cases.models import Examination, MissingPerson
from cases.models.codes import Tooth
from cases.operations.charting import chart_teeth
from cases.operations.persons import chart_person
from tests.api.callers import person
from tests.factories.examinations import Examinations
from tests.factories.pairs import Pairs
from tests.factories.steps import do

TEETH = [
    {"tooth": 46, "tooth_code": "filled", "surfaces": "OM"},
    {"tooth": 11, "tooth_code": "sound"},
]
SHOWN = [
    {"tooth": 11, "tooth_code": "sound", "surfaces": ""},
    {"tooth": 46, "tooth_code": "filled", "surfaces": "mo"},
]


@pytest.fixture
def pairs(db):
    return Pairs()


@pytest.fixture
def row(pairs):
    return Examinations(pairs.examiner).started(pairs.unexamined())


def test_the_chart_of_an_examination_is_written_and_read(pairs, row):
    address = f"examinations/{row}/teeth/"
    caller = person(pairs.examiner)

    written = caller.post(address, {"teeth": TEETH}, seen=row)
    read = caller.get(address)

    assert written.status_code == read.status_code == 200, written.content
    assert written.json()["teeth"] == read.json()["teeth"] == SHOWN
    assert written.headers["ETag"] == read.headers["ETag"]


def test_the_chart_of_a_person_is_written_and_read(pairs):
    row, caller = pairs.near(), person(pairs.examiner)

    written = caller.post(f"missing-persons/{row}/teeth/", {"teeth": TEETH}, seen=row)

    assert written.status_code == 200, written.content
    assert caller.get(f"missing-persons/{row}/teeth/").json()["teeth"] == SHOWN
    assert MissingPerson.objects.get(pk=row.pk).surname == row.surname


def test_a_chart_that_was_written_by_another_meanwhile_is_not_overwritten(pairs):
    row = pairs.near()
    do(chart_person, by=pairs.examiner, person=row, chart={11: Tooth("crown")})

    answer = person(pairs.examiner).post(
        f"missing-persons/{row}/teeth/", {"teeth": TEETH}, seen=row
    )

    assert answer.status_code == 412


@pytest.mark.parametrize(
    "teeth",
    [
        [{"tooth": 19, "tooth_code": "sound"}],
        [{"tooth": 11, "tooth_code": "golden"}],
        [{"tooth": 11, "tooth_code": "filled", "surfaces": "xx"}],
        [{"tooth": 11, "tooth_code": "crown", "surfaces": "m"}],
        [{"tooth": 11, "tooth_code": "sound"}, {"tooth": 11, "tooth_code": "crown"}],
        [{"tooth": 11, "tooth_code": "lost_after_death"}],
        "all",
    ],
)
def test_a_chart_that_cannot_be_is_refused(pairs, teeth):
    row = pairs.near()

    answer = person(pairs.examiner).post(
        f"missing-persons/{row}/teeth/", {"teeth": teeth}, seen=row
    )

    assert answer.status_code in (400, 422), answer.content
    assert MissingPerson.objects.get(pk=row.pk).teeth == {}


def test_both_charts_of_a_candidate_are_compared(pairs):
    row = pairs.candidate()
    told = {36: Tooth("extracted"), 11: Tooth("sound")}
    do(chart_person, by=pairs.examiner, person=row.person, chart=told)
    examination = Examination.objects.get(case=row.case)
    do(chart_teeth, by=pairs.examiner, examination=examination, chart={36: Tooth("sound")})

    answer = person(pairs.examiner).get(f"candidates/{row}/teeth/")

    assert answer.status_code == 200, answer.content
    assert [(one["tooth"], one["result"]) for one in answer.json()["teeth"]] == [
        (11, "unknown"),
        (36, "contradicts"),
    ]


def test_a_coordinator_who_sees_no_names_reads_no_teeth(pairs):
    row = pairs.near()
    coordinator = pairs.side.person("coordinator", name="elsewhere", at=pairs.side.mortuaries[-1])

    answer = person(coordinator).get(f"missing-persons/{row}/teeth/")

    assert answer.status_code == 404
