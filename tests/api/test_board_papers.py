"""The papers of a board over the API: issued by people, read by programs and people."""

import hashlib

import pytest

from cases.operations.sessions import call_session, close_session, open_session
from repatriation.ledger.clock import now
from tests.api.callers import person, program
from tests.factories.boards import Boards
from tests.factories.examinations import Examinations
from tests.factories.steps import do
from tests.factories.world import make_world

pytestmark = pytest.mark.django_db
TWO = {"languages": ["en", "uk"]}


@pytest.fixture
def boards():
    return Boards()


def issued(caller, row, verb, status=201, noun="identifications"):
    row.refresh_from_db()
    answer = caller.post(f"{noun}/{row}/{verb}/", TWO, seen=row)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_report_is_issued_listed_and_read(boards):
    row, coordinator = boards.identified(), person(boards.coordinator)

    paper = issued(coordinator, row, "issue-report")

    listed = coordinator.get(f"identifications/{row}/papers/").json()["results"]
    file = coordinator.get(f"identifications/{row}/papers/{paper['code']}/")
    assert listed == [paper]
    assert (paper["kind"], paper["version"], paper["holds"]) == ("identification_report", 1, True)
    assert file.headers["Content-Type"] == "application/pdf"
    assert hashlib.sha256(file.content).hexdigest() == paper["sha256"]


def test_a_report_of_what_was_contested_does_not_hold(boards):
    row, coordinator = boards.identified(), person(boards.coordinator)
    issued(coordinator, row, "issue-report")
    row.refresh_from_db()
    boards.contested(row)

    listed = coordinator.get(f"identifications/{row}/papers/").json()["results"]

    assert [one["holds"] for one in listed] == [False]
    refused = issued(coordinator, row, "issue-report", 403)
    assert "until a board has upheld it" in refused["detail"]


def test_a_dossier_is_issued_by_a_member_of_the_board(boards):
    row = boards.under_review()

    paper = issued(person(boards.members[0]), row, "issue-dossier")

    assert paper["kind"] == "board_dossier"


def test_minutes_are_issued_when_the_session_is_closed(boards):
    said = {"identifications": [boards.proposed()], "members": boards.members, "meets_at": now()}
    session = do(call_session, by=boards.coordinator, **said)
    coordinator = person(boards.coordinator)
    refused = issued(coordinator, session, "issue-minutes", 403, "board-sessions")
    session = do(open_session, by=boards.coordinator, session=session, present=boards.members)
    do(close_session, by=boards.coordinator, session=session)

    paper = issued(coordinator, session, "issue-minutes", noun="board-sessions")

    address = f"board-sessions/{session}/papers/"
    assert "not closed" in refused["detail"]
    assert coordinator.get(address).json()["results"] == [paper]
    assert coordinator.get(f"{address}{paper['code']}/").status_code == 200


def test_a_program_reads_and_does_not_issue(boards):
    row = boards.identified()
    paper = issued(person(boards.coordinator), row, "issue-report")
    machine = boards.side.program("coordinator")

    reading = program(machine, "identifications:read", "identifications:issue-papers")

    assert reading.get(f"identifications/{row}/papers/{paper['code']}/").status_code == 200
    assert "not by a program" in issued(reading, row, "issue-report", 403)["detail"]


def test_to_the_other_side_there_is_no_paper(boards):
    row = boards.identified()
    paper = issued(person(boards.coordinator), row, "issue-report")
    other = person(make_world().south.coordinator)

    assert other.get(f"identifications/{row}/papers/").status_code == 404
    assert other.get(f"identifications/{row}/papers/{paper['code']}/").status_code == 404


def test_a_code_of_another_record_is_not_found_here(boards):
    row, other = boards.identified(), boards.identified(person=boards.person("Інша"))
    coordinator = person(boards.coordinator)
    paper = issued(coordinator, row, "issue-report")

    assert coordinator.get(f"identifications/{other}/papers/{paper['code']}/").status_code == 404
    assert coordinator.get(f"identifications/{row}/papers/none/").status_code == 404


def test_one_language_or_two_that_there_are(boards):
    row, coordinator = boards.identified(), person(boards.coordinator)

    for wrong in ([], ["en", "uk", "ru"], ["fr"]):
        body = {"languages": wrong}
        answer = coordinator.post(f"identifications/{row}/issue-report/", body, seen=row)
        assert answer.status_code in (400, 422), answer.content


def test_a_contradiction_is_explained(boards):
    case = boards.case()
    Examinations(boards.examiner).reviewed(case)
    sought = boards.person()
    type(sought).objects.filter(pk=sought.pk).update(stature_cm=150)
    row = boards.proposed(case=case, person=type(sought).objects.get(pk=sought.pk))
    examiner = person(boards.examiner)
    lacking = examiner.get(f"identifications/{row}/").json()["dossier"]["missing"]

    body = {"case": str(case), "attribute": "stature", "because": "Told from memory."}
    answer = examiner.post(f"identifications/{row}/explain/", body, seen=row)

    assert [lack["code"] for lack in lacking] == ["profile_contradicts"]
    assert answer.status_code == 200, answer.content
    assert answer.json()["dossier"]["missing"] == []
    explained = answer.json()["covered"][0]["explanations"][0]
    assert (explained["attribute"], explained["because"]) == ("stature", "Told from memory.")
