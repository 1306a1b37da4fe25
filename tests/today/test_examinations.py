"""What Today says of examinations: mine, those that go on, and those to review."""

import pytest

from cases.models.examination import Discipline, ItemState
from cases.operations.examining import record_item
from tests.factories.boards import Boards
from tests.factories.examinations import Examinations
from tests.factories.steps import do


@pytest.fixture
def boards(db):
    return Boards()


@pytest.fixture
def by(boards):
    return Examinations(boards.examiner)


@pytest.fixture
def look(client):
    def looked(user):
        client.force_login(user)
        answer = client.get("/")
        return [
            (str(item.verb), str(item.title), item.reference) for item in answer.context["waiting"]
        ]

    return looked


def test_what_is_assigned_to_me_stands_by_its_disciplines(boards, by, look):
    examination = by.started(boards.case())
    for discipline in (Discipline.IMAGING, Discipline.ODONTOLOGY):
        examination = do(
            record_item,
            by=by.examiner,
            examination=examination,
            discipline=discipline,
            state=ItemState.ASSIGNED,
            assigned_to=by.reviewer,
        )

    assert look(by.reviewer) == [("Examine", "imaging, odontology", str(examination))]
    assert look(by.examiner) == [("Go on", "Examination in progress", str(examination))]


def test_a_complete_examination_waits_for_somebody_who_did_not_examine(boards, by, look):
    examination = by.complete(boards.case())

    assert look(by.reviewer) == [("Review", "Examination to review", str(examination))]
    assert look(by.examiner) == []


def test_it_waits_for_nobody_once_it_is_reviewed(boards, by, look):
    by.reviewed(boards.case())

    assert look(by.reviewer) == []
