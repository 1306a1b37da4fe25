"""What waits about people sought: a second person for a report, an answer to another agency."""

import pytest

from cases.operations.linking import ask_about_link
from repatriation.today.work import people
from repatriation.today.work.desk import Desk
from tests.factories.seeking import Seeking
from tests.factories.steps import do


@pytest.fixture
def seeking(db):
    return Seeking()


def refs(kind, user) -> list[str]:
    return [item.reference for item in kind(Desk(user)).items]


def test_a_report_waits_for_another_than_who_reported_it(seeking):
    person = seeking.person()
    seeking.reported(person)

    assert refs(people.to_confirm, seeking.second) == [person.reference]
    for other in (seeking.liaison, seeking.elsewhere, seeking.side.mortuary_officer):
        assert refs(people.to_confirm, other) == []


def test_nothing_is_asked_while_a_board_decides_on_an_identification(seeking):
    seeking.reported(seeking.identified())

    assert refs(people.to_confirm, seeking.second) == []


def test_the_agency_that_is_asked_is_asked_to_answer(seeking):
    mine, theirs = seeking.person(), seeking.person(by=seeking.elsewhere)
    ask = {"person": mine, "agency": seeking.bureau, "note": "Born 1970?"}
    do(ask_about_link, by=seeking.liaison, **ask)

    assert refs(people.to_answer, seeking.elsewhere) == [theirs.reference]
    assert refs(people.to_answer, seeking.liaison) == []
    titles = [str(item.title) for item in people.to_answer(Desk(seeking.elsewhere)).items]
    assert not any("Вигаданенко" in title for title in titles)
