"""Agreements and commitments by the API, with the programs and people of two sides."""

from datetime import timedelta

import pytest

from exchanges.models import Agreement, AgreementWord
from repatriation.ledger.clock import clock_at, now
from tests.api.callers import person
from tests.factories.promises import Act, Promises


@pytest.fixture
def steps():
    return Promises()


@pytest.fixture
def north(steps):
    return person(steps.north.coordinator)


@pytest.fixture
def south(steps):
    return person(steps.south.coordinator)


def posted(caller, address, data=None, *, seen=None, status=200):
    answer = caller.post(address, data, seen=seen)
    assert answer.status_code == status, answer.content
    return answer.json()


def terms(steps, **more):
    return {
        "title": "Six thousand containers",
        "debtor": steps.south.agency.code,
        "measure": "containers",
        "target": 6_000,
        "basis": "venue",
        "due_at": (now() + timedelta(days=60)).isoformat(),
        "time_zone": "Europe/Istanbul",
    } | more


def test_from_a_draft_to_an_active_commitment(steps, north, south):
    opened = {"title": "First protocol", "counterpart": steps.south.agency.code}
    agreement = posted(north, "agreements/", opened, status=201)
    address = f"agreements/{agreement['reference']}/"
    assert south.get(address).status_code == 404
    row = Agreement.objects.get()
    posted(north, f"{address}propose/", seen=row)
    for caller in (north, south):
        agreement = posted(caller, f"{address}accept/", seen=steps.again(row))
    assert agreement["state"] == "in_force"

    milestone = {"target": 3_000, "due_at": (now() + timedelta(days=20)).isoformat()}
    drawn = terms(steps, milestones=[milestone])
    made = posted(north, f"{address}commitments/", drawn, status=201)
    commitment = row.commitments.get()
    posted(north, f"commitments/{made['reference']}/propose/", seen=commitment)
    for caller in (north, south):
        seen = steps.again(commitment)
        made = posted(caller, f"commitments/{made['reference']}/accept/", seen=seen)

    assert made["state"] == "active"
    assert made["milestones"][0]["target"] == 3_000
    assert made["moves"]["claim"] is None
    assert "accepted" not in made["moves"]


def test_what_the_other_side_wrote_is_recorded_and_checked(steps, north):
    commitment = steps.active()
    said = {"agency": steps.south.agency.code, "figure": 1_248, "source": "message 31/7"}
    address = f"commitments/{commitment}/claim/"
    made = posted(north, address, said, seen=commitment)
    assert [one["claims"] for one in made["progress"]["sources"]] == [None, None]

    words = f"agreements/{commitment.agreement}/words/"
    waiting = north.get(f"{words}?stands=false").json()["results"]
    assert [(one["figure"], one["source"]) for one in waiting] == [(1_248, "message 31/7")]
    second = person(steps.north.exchange_officer)
    refused = north.post(f"{words}{waiting[0]['number']}/check/", seen=None)
    assert refused.status_code == 403
    posted(second, f"{words}{waiting[0]['number']}/check/")

    shown = north.get(f"commitments/{commitment}/").json()
    assert shown["progress"]["sources"][0]["claims"] == 1_248
    assert shown["progress"]["verified"] == 0


def test_the_mediator_reads_its_own_field_and_no_paper(steps):
    agreement = steps.in_force(mediator=steps.world.observers, confidentiality="named")
    commitment = steps.active(agreement)
    said = {"text": "Wagon 3 was empty.", "text_for_intermediary": "One wagon was empty."}
    steps.says(steps.north, commitment, Act.CLAIMS_BREACH, **said)

    words = person(steps.world.observer).get(f"agreements/{agreement}/words/?act=claims_breach")

    assert [one["text"] for one in words.json()["results"]] == ["One wagon was empty."]
    assert b"Wagon 3" not in words.content


def test_a_round_names_its_agreement_to_those_who_know_it(steps):
    agreement = steps.in_force()
    round = steps.proposed(intermediary=steps.world.observers, agreed_under=agreement)

    told = person(steps.north.coordinator).get(f"rounds/{round}/").json()
    untold = person(steps.world.observer).get(f"rounds/{round}/").json()

    assert told["agreed_under"] == agreement.reference
    assert untold["agreed_under"] is None


def test_a_promise_that_is_met_late_says_so(steps, north):
    with clock_at(now() - timedelta(days=90)):
        commitment = steps.active(basis="stated", measure="individuals", target=4)
    seen = steps.again(commitment)
    posted(north, f"commitments/{commitment}/verify/", {"figure": 4}, seen=seen)

    made = posted(north, f"commitments/{commitment}/conclude/", seen=steps.again(commitment))

    assert (made["state"], made["concluded_with"]) == ("met_late", 4)


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Mars/Olympus"},
        {"target": 0},
        {"measure": "individuals"},
        {"ratio_of_this": 3},
        {"milestones": [{"target": 9_000, "due_at": "2020-01-01T00:00:00Z"}]},
        {"debtor": "nobody"},
        {"due_at": "soon"},
    ],
)
def test_what_cannot_be_checked_is_refused_with_a_sentence(steps, north, wrong):
    agreement = steps.in_force()

    answer = north.post(f"agreements/{agreement}/commitments/", terms(steps, **wrong))

    assert answer.status_code in (400, 409, 422)
    assert answer.json()["detail"]
    assert not agreement.commitments.exists()


def test_the_same_word_sent_twice_is_said_once(steps, south):
    commitment = steps.active()
    address = f"commitments/{commitment}/claim/"

    for _ in range(2):
        answer = south.post(address, {"figure": 7}, seen=commitment, key="a-word-sent-twice")
        assert answer.status_code == 200

    assert AgreementWord.objects.filter(act=Act.CLAIMS).count() == 1
