"""People sought and identifications over the API: what is shown to whom, and every move."""

import pytest

from cases.models import RemainsCase
from cases.operations.presuming import lift_presumptive, set_presumptive
from tests.api.callers import person, program
from tests.factories.accounts import UserFactory
from tests.factories.boards import Boards
from tests.factories.steps import do

pytestmark = pytest.mark.django_db
REPORT = {"report": "Report 7-2025", "signed_by": "Specialist One", "signed_on": "2025-03-01"}


@pytest.fixture
def boards():
    return Boards()


def moved(caller, row, verb, body=None, status=200):
    row.refresh_from_db()
    answer = caller.post(f"identifications/{row}/{verb}/", body or {}, seen=row)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_from_proposal_to_revocation(boards):
    case, sought = boards.case(), boards.person()
    evidence = {"case": case.reference, "identifier": "dna", **REPORT}
    body = {"person": sought.reference, "evidence": [evidence]}
    boards.reviewed(RemainsCase.objects.get(reference=evidence["case"]))
    proposed = person(boards.examiner).post("identifications/", body)
    assert proposed.status_code == 201, proposed.content
    row = sought.identifications.get()
    members = {"members": [member.email for member in boards.members]}
    established, revoked = {"choice": "established"}, {"choice": "revoked", "reason": "x"}
    further = {**evidence, "identifier": "implant"}
    examiner, coordinator = person(boards.examiner), person(boards.coordinator)
    authority, (first, second) = person(boards.authority), map(person, boards.members)

    moved(examiner, row, "add-evidence", further)
    moved(coordinator, row, "call-board", members)
    moved(coordinator, row, "recall-board")
    moved(coordinator, row, "call-board", members)
    moved(first, row, "vote", established)
    assert moved(second, row, "vote", established)["state"] == "identified"
    assert moved(authority, row, "certify", {"certificate": "C-1"})["state"] == "certified"
    withdrawal = {"evidence": 2, "because": "mislabelled"}
    assert moved(examiner, row, "withdraw-evidence", withdrawal)["state"] == "contested"
    moved(coordinator, row, "call-board", members)
    moved(first, row, "vote", revoked)
    assert moved(second, row, "vote", revoked)["state"] == "contested"
    assert moved(authority, row, "annul", {"annulment": "A-1"})["state"] == "revoked"
    assert person(boards.examiner).get(f"missing-persons/{sought}/").json()["state"] == "sought"


def test_what_was_deferred_is_submitted_again_and_what_stands_is_contested(boards):
    deferred = boards.voted(boards.under_review(), "deferred", "deferred")
    assert moved(person(boards.examiner), deferred, "submit")["state"] == "proposed"
    ground = {"because": "contradiction", "note": "The stature differs."}

    contested = moved(person(boards.coordinator), boards.identified(), "contest", ground)

    assert (contested["state"], contested["contested_because"]) == ("contested", "contradiction")


def test_votes_are_blind_over_the_api_too(boards):
    row = boards.under_review()
    first, second = map(person, boards.members)
    shown = moved(first, row, "vote", {"choice": "excluded", "reason": "a reason"})
    assert [vote["choice"] for vote in shown["ballots"][0]["votes"]] == ["excluded"]

    for caller in (second, person(boards.coordinator), person(boards.examiner)):
        answer = caller.get(f"identifications/{row}/")
        assert answer.json()["ballots"][0]["votes_in"] == 1
        assert b"a reason" not in answer.content
        history = caller.get(f"identifications/{row}/history/")
        assert b"a reason" not in history.content
        assert b'"excluded"' not in history.content


def test_a_program_reads_and_is_refused_what_a_person_decides(boards):
    row = boards.proposed()
    at = boards.examiner.agency
    reader = program(UserFactory(agency=at, role="forensic examiner", program=True))
    caller = program(
        UserFactory(agency=boards.coordinator.agency, role="coordinator", program=True)
    )
    members = {"members": [member.email for member in boards.members]}

    assert reader.get(f"identifications/{row}/").json()["state"] == "proposed"
    refusal = moved(caller, row, "call-board", members, status=403)
    assert "not by a program" in refusal["detail"]


def test_without_the_scope_nothing_is_read(boards):
    at = boards.examiner.agency
    user = UserFactory(agency=at, role="forensic examiner", program=True)
    caller = program(user, "cases:read")

    for address in ("identifications/", "missing-persons/"):
        answer = caller.get(address)
        assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")


def test_evidence_that_is_not_there_is_not_withdrawn(boards):
    body = {"evidence": 9, "because": "x"}

    refusal = moved(person(boards.examiner), boards.proposed(), "withdraw-evidence", body, 422)

    assert "no evidence number 9" in refusal["detail"]


def test_somebody_sought_is_opened_and_corrected(boards):
    caller = person(boards.examiner)
    body = {"surname": "Вигаданенко", "born_on": "1990-02"}
    opened = caller.post("missing-persons/", body)
    assert (opened.status_code, opened.json()["name"]) == (201, "Вигаданенко")
    address = opened.headers["Location"]

    wrong = caller.post("missing-persons/", {"surname": "Х", "born_on": "1990-02-31"})
    corrected = caller.post(
        f"{address}correct/", {"surname": "Інакшенко"}, seen=opened.headers["ETag"]
    )

    assert (wrong.status_code, "Write the date" in wrong.json()["detail"]) == (422, True)
    assert (corrected.json()["name"], corrected.json()["born_on"]) == ("Інакшенко", "")


def test_a_name_is_neither_shown_nor_found_by_who_may_not_read_it(boards):
    boards.person("Вигаданенко")
    coordinator = person(boards.coordinator)

    listed = coordinator.get("missing-persons/").json()["results"]
    found = coordinator.get("missing-persons/?q=Вигад").json()["results"]

    assert [row["name"] for row in listed] == [""]
    assert found == []
    assert len(person(boards.examiner).get("missing-persons/?q=Вигад").json()["results"]) == 1


def test_a_presumptive_flag_is_in_no_answer_of_the_api(boards):
    case = boards.case()
    words = "a disc in the left pocket"
    do(set_presumptive, by=boards.examiner, case=case, evidence=words, person=boards.person())
    caller = person(boards.examiner)

    for address in (f"cases/{case}/", f"cases/{case}/history/", "cases/", f"cases/{case}/custody/"):
        answer = caller.get(address)
        assert answer.status_code == 200
        assert words.encode() not in answer.content
        assert b"presum" not in answer.content


def test_nor_does_a_count_or_an_empty_page_tell_that_there_is_one(boards):
    case = boards.case()
    history = f"cases/{case}/history/"
    do(set_presumptive, by=boards.examiner, case=case, evidence="A disc.")
    case.refresh_from_db()
    do(lift_presumptive, by=boards.examiner, case=case, because="It was another's.")
    caller = person(boards.examiner)

    page = caller.get(f"{history}?count=exact").json()
    first = caller.get(f"{history}?limit=1").json()

    assert page["count"] == len(page["results"])
    assert len(first["results"]) == 1
    assert first["next"] is None


def test_a_case_says_which_identifications_its_reader_may_see(boards):
    case = boards.case()
    row = boards.identified(case=case)

    def said(user):
        return person(user).get(f"cases/{case}/").json()["identifications"]

    assert said(boards.examiner) == [{"reference": row.reference, "state": "identified"}]
    assert said(boards.side.mortuary_officer) == []


@pytest.mark.parametrize("noun", ["identifications", "missing-persons"])
def test_a_list_costs_the_same_however_long_it_is(boards, noun, django_assert_max_num_queries):
    caller = person(boards.examiner)
    boards.proposed()
    caller.get(f"{noun}/")
    for _ in range(5):
        boards.proposed()

    with django_assert_max_num_queries(16):
        assert len(caller.get(f"{noun}/").json()["results"]) == 6
