"""Django admin, model by model: who opens what, to whose rows, and that nobody deletes."""

from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from cases.models import CustodyEvent
from repatriation.accounts.models import Role
from tests.authorisation.fields import canaries_in
from tests.authorisation.knocking import undone
from tests.authorisation.places import NOWHERE
from tests.authorisation.principals import Principal, signed_in
from tests.authorisation.table import HERE
from tests.factories.accounts import UserFactory
from tests.factories.work import at_work

pytestmark = pytest.mark.plain

KNOCKING = (
    ("administrator", "north"),
    ("administrator", "south"),
    ("administrator", NOWHERE),
    ("auditor", "north"),
    ("auditor", "south"),
    ("auditor", NOWHERE),
    ("coordinator", "north"),
    ("data protection officer", "north"),
    ("exchange officer", "north"),
    ("forensic examiner", "north mortuary"),
    ("intermediary's observer", "intermediary"),
)


def _table() -> dict[str, dict[str, str]]:
    rows = [row.split() for row in (HERE / "admin.txt").read_text().splitlines()]
    rows = [row for row in rows if row and row[0] != "#"]
    names = [name.replace("-", " ") for name in rows[0]]
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows[1:]}


@pytest.fixture(scope="module")
def knocking(matrix) -> list[Principal]:
    people = []
    for role, place in KNOCKING:
        user = UserFactory(agency=matrix.ground.places.agencies[place], role=role, is_staff=True)
        people.append(signed_in(f"{role} at {place}", user, role))
    return people


def test_every_model_of_the_admin_has_its_line():
    there = {model._meta.label_lower for model in admin.site._registry}

    assert sorted(there ^ set(_table())) == []


@pytest.mark.parametrize("model", sorted(admin.site._registry, key=lambda one: one._meta.label))
def test_the_admin_opens_what_its_table_says(matrix, knocking, model):
    said = _table()[model._meta.label_lower]
    wrong = []

    for who in knocking:
        for move, address in _addresses(matrix, model):
            answer = _answer(who, address)
            expected = _expected(said, who, move)
            if answer != expected:
                wrong.append(f"{who}: {address} is {answer}; admin.txt says {expected}.")
        wrong += _claims_read(who, model)

    assert not wrong, "\n".join([str(len(wrong)), *wrong])


def _addresses(matrix, model: Any) -> list[tuple[str, str]]:
    opts = model._meta
    name = f"admin:{opts.app_label}_{opts.model_name}"
    found = [("l", reverse(f"{name}_changelist")), ("a", reverse(f"{name}_add"))]
    row = _row(matrix, model)
    if row is not None:
        found += [("s", reverse(f"{name}_{part}", args=[row.pk])) for part in ("change", "history")]
        found.append(("d", reverse(f"{name}_delete", args=[row.pk])))
    return found


def _row(matrix, model: Any) -> Any:
    """One of the northern side's, in the matrix's world."""
    ground = matrix.ground
    kept = {
        "agency": ground.north.agency,
        "party": ground.north.party,
        "user": ground.north.mortuary_officer,
        "exchangebatch": ground.subjects["batch"],
        "exchangeround": ground.subjects["round"],
        "role": Role.objects.first(),
        "storageunit": ground.unit(ground.north.agency),
        "delivery": ground.subjects["failed notice"],
        "custodyevent": CustodyEvent.objects.of(ground.subjects["container"]).first(),
    }
    for row in ground.subjects.values():
        kept.setdefault(row._meta.model_name, row)
    return kept.get(model._meta.model_name) or model.objects.order_by("pk").first()


def _answer(who: Principal, address: str) -> str:
    with undone():
        at_work(who.ready(), address)
        response = who.client.get(address)
    if response.status_code == 302:
        is_index = response.headers["Location"] == reverse("admin:index")
        return "unseen" if is_index else f"sent to {response.headers['Location']}"
    return {200: "allowed", 403: "refused", 404: "unseen"}.get(
        response.status_code, str(response.status_code)
    )


def _expected(said: dict[str, str], who: Principal, move: str) -> str:
    cell = said.get(who.role, "-")
    if move == "a":
        if "n" in cell:
            return "sent to /clients/new/"
        runs = "A" in cell and who.name.endswith(NOWHERE)
        return "allowed" if "a" in cell or runs else "refused"
    if move not in cell:
        return "refused"
    return "unseen" if move == "s" and _is_unseen(said, who) else "allowed"


def _is_unseen(said: dict[str, str], who: Principal) -> bool:
    if who.name.endswith(NOWHERE):
        return who.role == "auditor" and said["whose"] != "all"
    return said["whose"] == "side" and "south" in who.name


def _claims_read(who: Principal, model: Any) -> list[str]:
    """An auditor reads claims nowhere, nor a presumption, nor the name of somebody sought."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    with undone():
        at_work(who.ready(), address)
        text = who.client.get(address).content.decode()
    private = [field.name for field in canaries_in(text) if "name of a person" in field.name]
    private += [
        field.name for field in canaries_in(text) if field.name.startswith(("claimed", "pres"))
    ]
    return [f"{who}: {address} shows the {name}." for name in private]
