"""The table is whole: no role, address or move is missing, and none is left over."""

from collections import Counter

import pytest

from repatriation.roles import ROLES
from tests.authorisation.knocking import Outcome
from tests.authorisation.principals import signed_in
from tests.authorisation.routes import (
    ADMIN,
    ELSE,
    SHOW,
    Route,
    addresses,
    described,
    lines,
    resolved,
)
from tests.authorisation.table import HERE, the_table
from tests.factories.accounts import UserFactory

ROOT = HERE.parents[1]


def _tried() -> set[tuple[str, str]]:
    """What has tests of its own is there by whatever method; an endpoint has not all of them."""
    there = {(route.address, route.method) for route in resolved()}
    tried = set()
    for route in lines():
        methods = ("get", "post") if route.method in (SHOW, ELSE) else (route.method,)
        found = {(route.address, method) for method in methods}
        tried |= (found & there or found) if route.method == ELSE else found
    return tried


@pytest.mark.plain
def test_every_role_has_its_column():
    missing = sorted(set(ROLES) - set(the_table().roles))

    assert not missing, f"table.txt has no column for {missing}: say what each may do."
    assert set(the_table().roles) == set(ROLES)


@pytest.mark.plain
def test_every_line_is_of_an_address_that_is_there():
    there = {(route.address, route.method) for route in resolved()}

    gone = sorted(_tried() - there)

    assert not gone, f"addresses.txt speaks of addresses that are gone: {gone}."


def test_an_address_without_a_line_answers_no_such_method():
    """Or it stands in addresses.txt."""
    client = signed_in("somebody", UserFactory(), "").client
    missing = [
        str(route)
        for route in sorted(resolved())
        if (route.address, route.method) not in _tried()
        and not route.address.startswith(ADMIN)
        and _status(client, route) != 405
    ]

    assert not missing, f"addresses.txt says nothing of {missing}: who may, and to whose?"


def _status(client, route: Route) -> int:
    values = {"<reference>": "EB-26-0001-0", "<mortuary>": "nowhere", "<earlier>": "EB-26-0001-0"}
    address = route.address
    for name, value in values.items():
        address = address.replace(name, value)
    address = address.replace("<pk>", "1").replace("<number>", "1").replace("<seq>", "1")
    return getattr(client, route.method)(address.replace("<id>", "1")).status_code


@pytest.mark.plain
def test_the_api_has_the_addresses_that_the_openapi_file_names():
    at_docs = {Route("/api/v1/schema/", "get"), Route("/api/v1/schema/", "post")}
    at_docs |= {Route("/api/v1/docs/", "get"), Route("/api/v1/docs/", "post")}
    there = {route for route in resolved() if route.is_api} - at_docs

    assert sorted(map(str, there ^ described())) == []


@pytest.mark.plain
def test_every_move_of_the_table_is_made_at_an_address_or_names_a_field():
    made = {said for route in addresses() for said in route.says}
    fields = (HERE / "fields.txt").read_text()

    idle = [
        str(line)
        for line in the_table().lines.values()
        if str(line) not in made and line.move not in fields and line.move != "see"
    ]

    assert idle == []


@pytest.mark.plain
def test_what_is_tried_elsewhere_is_there():
    assert [line for line in lines() if line.method == ELSE and not _exists(line)] == []


def _exists(line: Route) -> bool:
    return (ROOT / line.says[0]).exists()


@pytest.mark.plain
def test_a_sixth_is_allowed_and_every_move_to_somebody(matrix, record_property):
    """A table of refusals alone would hold in a house where nothing works."""
    outcomes: Counter[str] = Counter()
    open_to_somebody = set()
    for route in addresses():
        for knock in matrix.knocks(route):
            expected = matrix.expected(knock)
            outcomes[expected] += 1
            if expected == Outcome.ALLOWED:
                open_to_somebody.add(f"{knock.noun}: {knock.move}")

    made = {said.replace("list of ", "") for route in addresses() for said in route.says}
    made = {said if ": " in said else f"{said}: list" for said in made}
    assert sorted(made - open_to_somebody) == []
    assert outcomes[Outcome.ALLOWED] * 6 >= outcomes.total(), dict(outcomes)
