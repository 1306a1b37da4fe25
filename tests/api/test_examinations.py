"""Examinations over the API: the whole way, findings in bulk, and what is read by nobody else."""

import pytest

from cases.models import Examination, Finding, RestrictedFinding
from cases.operations.finding import record_restricted
from repatriation.accounts.models import Agency
from tests.api.callers import person, program
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.boards import Boards
from tests.factories.examinations import Examinations
from tests.factories.steps import Steps, do

CAUSE = "KANAREYKA-CAUSE"
PROFILE = {
    "sex": "male",
    "sex_method": "pelvis",
    "age_from": 25,
    "age_to": 35,
    "age_method": "pubic_symphysis",
}
BONE = {"kind": "element", "discipline": "anthropology", "element": "femur", "side": "left"}
RING = {"kind": "effect", "discipline": "effects", "text": "a ring"}


@pytest.fixture
def boards(db):
    return Boards()


@pytest.fixture
def by(boards):
    return Examinations(boards.examiner)


def moved(user, row, verb, given=None, status=200):
    answer = person(user).post(f"examinations/{row}/{verb}/", given or {}, seen=Steps.again(row))
    assert answer.status_code == status, answer.content
    return answer.json()


def found(user, row, given):
    return person(user).post(f"examinations/{row}/findings/", given)


def settle(user, row):
    for item in row.items.all():
        said = {"discipline": item.discipline, "state": "done", "on": "2025-02-01"}
        moved(user, row, "record-item", said)


def test_an_examination_goes_its_whole_way(boards, by):
    created = person(by.examiner).post("examinations/", {"case": str(boards.case())})
    row = Examination.objects.get()
    mine = {"discipline": "imaging", "state": "assigned", "assigned_to": by.examiner.email}
    assigned = moved(by.examiner, row, "record-item", mine)
    described = moved(by.examiner, row, "describe", PROFILE)
    locked = moved(by.examiner, row, "lock")
    again = moved(by.examiner, row, "describe", PROFILE, status=403)
    settle(by.examiner, row)
    complete = moved(by.examiner, row, "complete")
    back = moved(by.reviewer, row, "give-back", {"because": "Which side?"})
    moved(by.examiner, row, "complete")
    own = moved(by.examiner, row, "review", status=403)
    reviewed = moved(by.reviewer, row, "review")
    newer = moved(by.reviewer, row, "reopen", {"because": "An X-ray came."}, status=201)

    assert (created.status_code, created.json()["state"]) == (201, "open")
    assert created.headers["Location"] == f"/api/v1/examinations/{row}/"
    (imaging,) = [one for one in assigned["items"] if one["discipline"] == "imaging"]
    assert imaging["assigned_to"] == by.examiner.email
    assert (described["sex"], described["age_to"], described["stature_to"]) == ("male", 35, None)
    assert locked["profile_locked_at"]
    assert "The profile is locked" in again["detail"]
    assert (complete["state"], back["given_back_because"]) == ("complete", "Which side?")
    assert "a second person reviews it" in own["detail"]
    assert (reviewed["state"], newer["number"], newer["sex"]) == ("reviewed", 2, "male")
    assert newer["opened_because"] == "An X-ray came."


def test_findings_are_recorded_corrected_and_struck_out(boards, by):
    row = by.started(boards.case())

    first = found(by.examiner, row, BONE)
    second = found(by.examiner, row, RING)
    at = f"examinations/{row}/findings"
    corrected = person(by.examiner).post(f"{at}/1/correct/", BONE | {"side": "right"})
    person(by.examiner).post(f"{at}/2/strike/", {})
    twice = person(by.examiner).post(f"{at}/2/strike/", {})
    every = person(by.examiner).get(f"{at}/").json()["results"]
    standing = person(by.examiner).get(f"{at}/?is_standing=true").json()["results"]
    shown = person(by.examiner).get(f"examinations/{row}/").json()["findings"]

    assert (first.status_code, second.json()["number"]) == (201, 2)
    assert (corrected.json()["corrects"], corrected.json()["side"]) == (1, "right")
    assert "corrected already" in twice.json()["detail"]
    assert [one["is_standing"] for one in every] == [False, False, True, False]
    assert [one["number"] for one in standing] == [one["number"] for one in shown] == [3]


def test_many_findings_have_an_outcome_each(boards, by):
    row = by.started(boards.case())
    items = [BONE, RING | {"text": " "}, {"kind": "tooth"}, RING]

    answer = person(by.examiner).post(f"examinations/{row}/findings:bulk", {"items": items})

    results = answer.json()["results"]
    assert [one["status"] for one in results] == [200, 422, 400, 200]
    assert [one.get("finding") for one in results] == [1, None, None, 2]
    assert results[1]["problem"]["detail"].startswith("Give what was found")


def test_all_of_them_or_none(boards, by):
    row = by.started(boards.case())
    at = f"examinations/{row}/findings:bulk?atomic=true"

    answer = person(by.examiner).post(at, {"items": [BONE, RING | {"text": " "}]})

    assert (answer.status_code, Finding.objects.count()) == (422, 0)


def test_a_program_reads_and_records_nothing(boards, by):
    row = by.started(boards.case())
    user = UserFactory(agency=by.examiner.agency, role="forensic examiner", program=True)
    caller = program(user, "examinations:read", "examinations:record", "examinations:review")

    assert caller.get(f"examinations/{row}/").status_code == 200
    refused = caller.post(f"examinations/{row}/findings/", BONE)
    assert refused.status_code == 403
    assert "not by a program" in refused.json()["detail"]


def test_restricted_findings_have_an_address_of_their_own(boards, by):
    row = by.started(boards.case())
    at = f"examinations/{row}/restricted"
    caller = person(by.examiner)
    party = by.examiner.agency.party
    authority = AgencyFactory(party=party, kind=Agency.Kind.LEGAL_AUTHORITY)
    investigator = UserFactory(agency=authority, role="legal authority")

    kept = caller.post(f"{at}/", {"kind": "cause_of_death", "text": CAUSE})
    not_yet = person(investigator).get(f"{at}/").status_code
    referred = caller.post(f"{at}/1/refer/", {"to": authority.code})
    read = person(investigator).get(f"{at}/").json()["results"]

    assert (kept.status_code, kept.json()["number"]) == (201, 1)
    assert not_yet == 404
    assert referred.json()["referred_to"] == authority.code
    assert [one["text"] for one in read] == [CAUSE]
    for address in (f"examinations/{row}/", f"examinations/{row}/findings/", "examinations/"):
        assert CAUSE not in caller.get(address).content.decode()
    assert CAUSE not in caller.get(f"examinations/{row}/history/").content.decode()


def test_restricted_findings_are_not_there_for_programs_and_the_board(boards, by):
    row = by.started(boards.case())
    do(record_restricted, by=by.examiner, examination=row, kind="cause_of_death", text=CAUSE)
    at, here = f"examinations/{row}/restricted/", by.examiner.agency
    machine = UserFactory(agency=here, role="forensic examiner", program=True)
    officer = UserFactory(agency=here, role="mortuary officer")
    callers = [person(boards.members[0]), person(officer), program(machine, "findings:restrict")]

    assert [caller.get(at).status_code for caller in callers] == [404, 404, 404]
    assert callers[-1].post(at, {"kind": "cause_of_death", "text": CAUSE}).status_code in (403, 404)
    assert RestrictedFinding.objects.count() == 1


def test_the_number_of_questions_does_not_grow(boards, by, django_assert_max_num_queries):
    row = by.started(boards.case())
    caller = person(by.examiner)
    caller.post(f"examinations/{row}/findings:bulk", {"items": [BONE] * 20})

    with django_assert_max_num_queries(30):
        caller.get(f"examinations/{row}/")
    with django_assert_max_num_queries(16):
        caller.get(f"examinations/{row}/findings/")
