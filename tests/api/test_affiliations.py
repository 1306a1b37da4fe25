"""Whose dead remains are, over the API: every move, and who sees none of it."""

import pytest

from cases.models import AffiliationDecision
from tests.api.callers import person
from tests.factories.affiliations import Affiliations

pytestmark = pytest.mark.django_db
SEEN = {"what": "A coat", "method": "Compared", "seen_by": "Examiner One"}
VOTE = {"choice": "established"}


@pytest.fixture
def house():
    return Affiliations()


def moved(caller, row, verb, body=None, status=200):
    row.refresh_from_db()
    answer = caller.post(f"affiliations/{row}/{verb}/", body or {}, seen=row)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_from_proposal_to_withdrawal(house):
    case = house.examined_one()
    examiner, coordinator = person(house.examiner), person(house.coordinator)
    first, second = map(person, house.members)
    members = {"members": [member.email for member in house.members]}
    body = {
        "case": case.reference,
        "assessed": "other_party",
        "claimed": "own",
        "claimed_in": "List 4, line 17",
        "evidence": [{"kind": "uniform", **SEEN}, {"kind": "disc", "found_with": 1, **SEEN}],
    }

    created = examiner.post("affiliations/", body)
    assert created.status_code == 201, created.content
    assert (created.json()["claimed"], created.json()["assessed"]) == ("own", "other_party")
    row = AffiliationDecision.objects.get()
    assert [one["code"] for one in created.json()["grounds"]["missing"]] == ["too_little_evidence"]
    moved(coordinator, row, "call-board", members)
    refused = moved(first, row, "vote", VOTE, status=422)
    assert "needs 2 independent kinds" in refused["detail"]
    moved(coordinator, row, "recall-board")
    moved(examiner, row, "add-evidence", {"kind": "place", **SEEN})
    moved(coordinator, row, "call-board", members)
    assert moved(first, row, "vote", VOTE)["ballots"][-1]["votes_in"] == 1
    assert moved(second, row, "vote", VOTE)["state"] == "decided"
    gone = {"number": 3, "because": "Another grid"}
    assert moved(examiner, row, "withdraw-evidence", gone)["contested_because"] == "evidence"
    revoked = {"choice": "revoked", "reason": "x"}
    moved(coordinator, row, "call-board", members)
    moved(first, row, "vote", revoked)
    assert moved(second, row, "vote", revoked)["state"] == "withdrawn"


def test_a_proposal_is_withdrawn_and_a_decision_contested(house):
    row = house.assessed()
    gone = moved(person(house.examiner), row, "withdraw", {"because": "Mixed up"})
    assert gone["state"] == "withdrawn"

    decided = house.affiliated()
    body = {"because": "other", "note": "Both sides."}

    assert moved(person(house.coordinator), decided, "contest", body)["state"] == "contested"


def test_what_is_said_by_itself_is_not_said_by_hand(house):
    body = {"because": "identified", "note": "x"}

    moved(person(house.coordinator), house.affiliated(), "contest", body, status=400)


def test_those_of_the_house_alone_read_it(house):
    row = house.assessed()

    for reader in (house.side.mortuary_officer, house.side.person("family liaison"), house.first):
        assert person(reader).get(f"affiliations/{row}/").status_code == 404
        assert person(reader).get("affiliations/").json()["results"] == []
