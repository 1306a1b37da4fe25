"""Every refusal is a problem, in the words of the page and the reader's language."""

from itertools import product

import pytest

from exchanges.policies.rounds import why_not_propose
from repatriation.language import say
from repatriation.references import reference
from tests.api.callers import Caller, person, program
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps


@pytest.fixture
def steps():
    return Steps()


def is_problem(answer, status: int, code: str) -> bool:
    body = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, body["status"], body["code"]) == (status, status, code), body
    assert {"type", "title", "detail", "instance", "request_id"} <= set(body)
    return True


def test_an_address_that_leads_nowhere_names_its_neighbour(nobody):
    answer = nobody.get("rounds")

    assert is_problem(answer, 404, "no_such_address")
    assert answer.json()["detail"].endswith("Did you mean /api/v1/rounds/?")
    assert is_problem(nobody.get("/api/v7/"), 404, "no_such_address")
    assert is_problem(nobody.client.post("/api/nothing"), 404, "no_such_address")


def test_who_does_not_sign_in_is_asked_to(nobody):
    answer = nobody.get("rounds/")

    assert is_problem(answer, 401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_an_unknown_token_is_told_so():
    answer = Caller(Authorization="Bearer nonsense").get("rounds/")

    assert is_problem(answer, 401, "authentication_failed")


def test_a_method_that_is_not_there_names_those_that_are(steps):
    callers = person(steps.north.coordinator), program(steps.north.program("coordinator"))

    for caller, method in product(callers, ("DELETE", "PUT", "OPTIONS", "PATCH", "TRACE")):
        answer = caller.client.generic(method, "/api/v1/rounds/", headers=caller.headers)
        with_a_parameter = caller.client.generic(
            method, "/api/v1/rounds/?limit=5", headers=caller.headers
        )

        assert is_problem(with_a_parameter, 405, "method_not_allowed")
        assert is_problem(answer, 405, "method_not_allowed")
        assert answer.headers["Allow"] == "GET, HEAD, POST"


def test_a_body_of_another_type_is_refused(steps):
    caller = person(steps.north.coordinator)

    answer = caller.client.post(
        "/api/v1/rounds/", data="x", content_type="text/plain", headers={"Idempotency-Key": "1"}
    )

    assert is_problem(answer, 415, "unsupported_media_type")


def test_an_answer_of_another_type_is_not_given(steps):
    answer = person(steps.north.coordinator).get("rounds/", Accept="text/csv")

    assert is_problem(answer, 406, "not_acceptable")


def test_json_of_more_than_a_megabyte_is_too_large(steps):
    answer = person(steps.north.coordinator).post("rounds/", {"transport": "x" * 1_100_000})

    assert is_problem(answer, 413, "too_large")
    assert "1 MB" in answer.json()["detail"]


def test_a_session_without_its_csrf_token_changes_nothing(steps):
    caller = person(steps.north.coordinator)
    caller.client.handler.enforce_csrf_checks = True

    assert is_problem(caller.post("rounds/", {}), 403, "permission_denied")


def test_a_mistyped_reference_is_told_apart_from_an_unknown_one(steps):
    caller = person(steps.north.coordinator)
    batch = steps.batch()
    typed = batch.reference[:-1] + ("0" if batch.reference[-1] != "0" else "1")

    assert is_problem(caller.get(f"batches/{typed}/"), 400, "mistyped_reference")
    assert is_problem(caller.get(f"rounds/{batch}/"), 400, "reference_of_another_kind")
    assert is_problem(caller.get("batches/Tuesday/"), 400, "not_a_reference")
    unknown = reference("EB", 26, 9999)
    assert is_problem(caller.get(f"batches/{unknown}/"), 404, "not_found")


def test_a_reference_is_understood_as_people_write_it(steps):
    round = steps.opened()
    written = round.reference.replace("-", "").lower()

    answer = person(steps.north.coordinator).get(f"rounds/{written}/")

    assert answer.json()["reference"] == round.reference


def test_what_a_caller_writes_into_an_address_is_not_repeated_in_a_header(steps):
    batch = steps.handed_over("A-1")
    body = {"mortuary": steps.north.mortuaries[0].code, "count": 1}

    made = person(steps.north.exchange_officer).post(
        f"batches/{batch}%0D%0ASet-Cookie:%20/allocations/", body, seen=batch
    )
    spaced = person(steps.north.exchange_officer).post(
        f"batches/%0A{batch}%20/allocations/", body, seen=batch
    )

    assert made.status_code == 400
    address = f"/api/v1/batches/{batch}/allocations/{body['mortuary']}/"
    assert (spaced.status_code, spaced.headers["Location"]) == (201, address)


def test_what_is_not_yours_does_not_exist(steps):
    round = steps.opened()

    assert is_problem(person(UserFactory()).get(f"rounds/{round}/"), 404, "not_found")
    assert is_problem(person(steps.south.coordinator).get(f"rounds/{round}/"), 404, "not_found")


def test_wrong_fields_are_named_by_their_pointers(steps):
    body = {"counterpart": "nobody", "dates": "2026-01-01", "window_from": "late"}

    answer = person(steps.north.coordinator).post("rounds/", body)

    assert is_problem(answer, 400, "invalid")
    found = {error["pointer"]: error for error in answer.json()["errors"]}
    assert found["/dates"]["detail"] == "There is no such field here. Did you mean “date”?"
    answer = person(steps.north.coordinator).post(
        "rounds/", {k: body[k] for k in ("counterpart", "window_from")}
    )
    found = {error["pointer"]: error["code"] for error in answer.json()["errors"]}
    assert found == {"/counterpart": "does_not_exist", "/window_from": "invalid"}


def test_a_number_is_no_text(steps):
    caller = person(steps.north.coordinator)
    body = {"counterpart": steps.south.agency.code, "transport": 7}

    answer = caller.post("rounds/", body)

    assert is_problem(answer, 400, "invalid")
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/transport"]


def test_a_move_that_takes_nothing_is_told_nothing(steps):
    round = steps.opened()

    answer = person(steps.north.coordinator).post(
        f"rounds/{round}/propose/", {"occurred_at": "2026-01-01"}, seen=round
    )

    assert answer.json()["errors"][0]["pointer"] == "/occurred_at"


def test_the_refusal_is_the_sentence_of_the_policy_and_of_the_list_of_moves(steps):
    round = steps.opened()
    lead = steps.north.transport_lead
    caller = person(lead)

    shown = caller.get(f"rounds/{round}/").json()["moves"]
    refused = caller.post(f"rounds/{round}/propose/", seen=round)

    assert is_problem(refused, 403, "not_permitted")
    assert refused.json()["detail"] == shown["propose"] == say(why_not_propose(lead, round))


def test_an_open_move_is_null(steps):
    round = steps.opened()

    moves = person(steps.north.coordinator).get(f"rounds/{round}/").json()["moves"]

    assert moves["propose"] is None
    assert moves["hand-over"].startswith("Only a round that has started")


def test_a_refusal_is_said_in_the_readers_language(steps):
    round = steps.opened()
    caller = person(steps.north.coordinator)

    answers = [
        caller.post(f"rounds/{round}/start/", seen=round, Accept_Language=language).json()
        for language in ("en", "uk")
    ]

    assert answers[0]["detail"] != answers[1]["detail"]
    assert answers[0]["code"] == answers[1]["code"] == "transition_not_allowed"
    assert answers[0]["open"] == ["propose", "cancel"]


def test_a_race_that_ends_at_a_constraint_is_a_conflict(steps):
    body = {
        "counterpart": steps.south.agency.code,
        "window_from": "17:00",
        "window_until": "09:00",
    }

    answer = person(steps.north.coordinator).post("rounds/", body)

    assert is_problem(answer, 409, "conflict")
    assert "opens before it ends" in answer.json()["detail"]


def test_the_callers_request_id_comes_back(steps):
    caller = person(steps.north.coordinator)

    ours = "0d6b3f0c-4f3f-4f6f-8a3b-0c9f0a1b2c3d"
    named = caller.get("rounds/", X_Request_ID=ours)
    refused = caller.get("nothing/", X_Request_ID=ours)

    assert named.headers["X-Request-ID"] == ours
    assert refused.json()["request_id"] == ours


@pytest.mark.parametrize("said", ["", "a b\n", "field-team-7", "John.Smith", "380441234567"])
def test_a_request_id_that_could_say_anything_is_replaced(steps, said):
    answer = person(steps.north.coordinator).get("rounds/", X_Request_ID=said)

    assert answer.headers["X-Request-ID"] != said
    assert len(answer.headers["X-Request-ID"]) == 32


def test_answers_are_not_stored_on_the_way(steps):
    answer = person(steps.north.coordinator).get("rounds/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
