"""Lists: pages by key, filters that are declared, parameters that are known."""

from datetime import timedelta

import pytest

from repatriation.ledger.clock import today
from repatriation.references import reference
from repatriation.roles import ROLES
from tests.api.callers import person
from tests.api.operations import example, operations
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps


@pytest.fixture
def steps():
    return Steps()


NOUNS = ("rounds", "batches", "containers", "cases", "sheets")


def references(answer) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [row["reference"] for row in answer.json()["results"]]


def test_pages_follow_each_other_and_lead_back(steps):
    rounds = [steps.opened().reference for _ in range(5)]
    caller = person(steps.north.coordinator)

    first = caller.get("rounds/?limit=2").json()
    second = caller.get(first["next"]).json()
    third = caller.get(second["next"]).json()
    back = caller.get(third["previous"]).json()

    pages = [[row["reference"] for row in page["results"]] for page in (first, second, third)]
    assert pages == [rounds[:2], rounds[2:4], rounds[4:]]
    assert (first["previous"], third["next"]) == (None, None)
    assert [row["reference"] for row in back["results"]] == rounds[2:4]


def test_pages_are_linked_in_the_header_too(steps):
    for _ in range(3):
        steps.opened()
    caller = person(steps.north.coordinator)

    first = caller.get("rounds/?limit=1")
    second = caller.get(first.json()["next"])

    assert first.headers["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert f'<{second.json()["previous"]}>; rel="prev"' in second.headers["Link"]


@pytest.mark.parametrize("ordering", ["date", "-date"])
def test_what_has_no_date_is_on_one_page_too(steps, ordering):
    days = [today() + timedelta(days=n) for n in (3, 1, 2)]
    for date in [*days, None, None]:
        steps.opened(date=date)
    caller = person(steps.north.coordinator)

    seen, answer = [], caller.get(f"rounds/?ordering={ordering}&limit=2").json()
    while answer["next"]:
        seen += answer["results"]
        answer = caller.get(answer["next"]).json()
    seen += answer["results"]
    back = []
    while answer["previous"]:
        answer = caller.get(answer["previous"]).json()
        back = answer["results"] + back

    ascending = [date.isoformat() for date in sorted(days)] + [None, None]
    wanted = ascending if ordering == "date" else ascending[::-1]
    assert [row["date"] for row in seen] == wanted
    assert len({row["reference"] for row in seen}) == 5
    assert back == seen[: len(back)]
    assert len(back) == 4


def test_a_row_that_comes_between_two_pages_moves_none_of_them(steps):
    first_two = [steps.opened().reference for _ in range(2)]
    caller = person(steps.north.coordinator)
    page = caller.get("rounds/?limit=1&ordering=-reference").json()

    steps.opened()

    assert references(caller.get(page["next"])) == first_two[:1]


def test_the_count_comes_when_it_is_asked_for(steps):
    for _ in range(3):
        steps.opened()
    caller = person(steps.north.coordinator)

    assert "count" not in caller.get("rounds/?limit=1").json()
    assert caller.get("rounds/?limit=1&count=exact").json()["count"] == 3


def test_filters_narrow_and_several_values_mean_any_of_them(steps):
    draft, proposed, agreed = steps.opened(), steps.proposed(), steps.agreed()
    caller = person(steps.north.coordinator)

    both = caller.get("rounds/?state=draft&state=proposed")
    q = caller.get(f"rounds/?q={agreed.reference[3:10]}")
    nobody = caller.get("rounds/?convenor=nobody")

    assert references(both) == [draft.reference, proposed.reference]
    assert references(q) == [agreed.reference]
    assert references(nobody) == []


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("stat=draft", "unknown_parameter", "Did you mean “state”?"),
        ("zzzzzz=1", "unknown_parameter", "Known here:"),
        ("state=drafty", "wrong_parameter", "Give one of these: draft, proposed"),
        ("limit=0", "wrong_parameter", "from 1 to 200"),
        ("limit=201", "wrong_parameter", "from 1 to 200"),
        ("limit=٣", "wrong_parameter", "from 1 to 200"),
        ("cursor=abc", "wrong_parameter", "begin at the first page"),
        ("ordering=transport", "wrong_parameter", "-date"),
        ("count=all", "wrong_parameter", "exact"),
        ("count=", "wrong_parameter", "exact"),
        ("date__gte=2026-02-30", "wrong_parameter", "2026-05-31"),
        ("limit=1&limit=2", "wrong_parameter", "more than once"),
        ("q=%00", "wrong_parameter", "written down"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_named(steps, query, code, said):
    answer = person(steps.north.coordinator).get(f"rounds/?{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert said in answer.json()["detail"]
    assert answer.json()["parameter"] == query.partition("=")[0]


def test_a_cursor_of_another_ordering_is_refused(steps):
    steps.opened()
    steps.opened()
    caller = person(steps.north.coordinator)
    page = caller.get("rounds/?limit=1").json()["next"]

    answer = caller.get(f"{page}&ordering=-reference")

    assert (answer.status_code, answer.json()["parameter"]) == (400, "cursor")


def test_a_mistyped_reference_in_a_filter_is_told_apart(steps):
    answer = person(steps.north.coordinator).get("batches/?round=ER-26-0001-9")

    assert answer.status_code == 400
    assert "typing error" in answer.json()["detail"]


def test_no_parameter_is_ignored_on_an_object_either(steps):
    round = steps.opened()

    answer = person(steps.north.coordinator).get(f"rounds/{round}/?expand=all")

    assert (answer.status_code, answer.json()["parameter"]) == (400, "expand")


def test_every_parameter_of_every_list_can_be_used(steps):
    case = steps.numbered()[0]
    place = case.container.places.get()
    rows = (place.batch.round, place.batch, case.container, case, place.batch.sheets.first().sheet)
    known = {noun: str(row) for noun, row in zip(NOUNS, rows, strict=True)}
    known["recoveries"] = reference("RS", 26, 1)
    known["persons"] = known["missing-persons"] = reference("MP", 26, 1)
    known["identifications"] = reference("ID", 26, 1)
    known["affiliations"] = reference("AD", 26, 1)
    known["associations"] = reference("AS", 26, 1)
    known["individuals"] = reference("IN", 26, 1)
    known["releases"] = reference("RL", 26, 1)
    known["firsts"] = known["seconds"] = known["cases"]
    known["samples"] = reference("SA", 26, 1)
    known["effects"] = reference("PE", 26, 1)
    known["laboratory"] = known["samples"]
    known["worklists"] = reference("WL", 26, 1)
    known["results"] = reference("LR", 26, 1)
    known["examinations"] = reference("EX", 26, 1)
    known["candidates"] = reference("CA", 26, 1)
    known["board-sessions"] = reference("BS", 26, 1)
    known["discrepancies"] = reference("DX", 26, 1)
    known["agreements"] = reference("AG", 26, 1)
    known["commitments"] = reference("CM", 26, 1)
    caller = person(UserFactory(agency=steps.north.agency, role=list(ROLES)))

    for operation in operations():
        noun = operation.path.split("/")[3]
        if operation.method != "get" or "limit" not in operation.names("query"):
            continue
        address = operation.path.format(reference=known.get(noun), id=1)
        for parameter in operation.parameters:
            if parameter["in"] == "query" and parameter["name"] != "cursor":
                value = used(parameter, known)
                answer = caller.get(f"{address}?{parameter['name']}={value}")
                assert answer.status_code in (200, 404), (address, parameter, answer.content)


def used(parameter, known) -> str:
    name, schema = parameter["name"], parameter["schema"]
    for noun in (f"{name}s", f"{name}es"):
        if noun in known:
            return known[noun]
    if name == "recovery":
        return known["recoveries"]
    value = example(schema)
    value = value[0] if isinstance(value, list) else value
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_lines_are_found_by_where_they_went(steps):
    share = steps.sent("A-1", "A-2")
    caller = person(steps.north.coordinator)
    address = f"batches/{share.batch}/lines/"

    here = caller.get(f"{address}?allocated_to={share.mortuary.code}&outcome=handed_over").json()
    elsewhere = caller.get(f"{address}?allocated_to={steps.north.mortuaries[1].code}").json()

    assert [row["label"] for row in here["results"]] == ["A-1", "A-2"]
    assert elsewhere["results"] == []
