"""No page of the admin asks the store more often because there are more rows, and none asks in a
way that reads them all."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin import table
from tests.admin.full import fill, word
from tests.admin.test_walk import MODELS, row_of, set_of, url
from tests.factories.accounts import AgencyFactory, PartyFactory, UserFactory

SHOWN = [model for model in MODELS if model._meta.label not in table.NOT_IN_IT]
KINDS = ("round_agreed", "round_started", "batch_sealed", "batch_received", "round_proposed")


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def more_of_everything(steps):
    fill(steps, rounds=9)
    for number in range(9):
        UserFactory(role=["coordinator", "exchange officer"], agency=steps.north.agency)
        AgencyFactory(party=PartyFactory(name=f"Further side {number}"), mortuary=True)
    for kind in KINDS:
        for language in ("uk", "ru"):
            word(f"exchanges.{kind}", party=steps.north.party, language=language)


def test_ten_times_the_rows_cost_no_further_query(as_, steps, principals):
    """Who runs the register sees the most of what is kept; an auditor, of what is read."""
    sees = {"KEPT": "who runs the register", "LOOKED_AT": "who runs the register"}
    sees["READ"] = "our auditor"
    pages = {
        (model._meta.label, page): (sees[set_of(model._meta.label)], address)
        for model in MODELS
        for page, address in {
            "list": url(model, "changelist"),
            "one": url(model, "change", row_of(model, principals).pk),
            "history": url(model, "history", row_of(model, principals).pk),
        }.items()
    }

    few = count_all(as_, principals, pages)
    more_of_everything(steps)
    many = count_all(as_, principals, pages)

    assert many == few


def count_all(as_, principals, pages) -> dict:
    counted = {}
    for who in {who for who, _address in pages.values()}:
        client = as_(principals[who])
        for page, (reader, address) in pages.items():
            if reader == who:
                client.get(address)  # content types and permissions are remembered from here on
                counted[page] = queries_of(client, address)
    return counted


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.label)
def test_no_list_counts_the_whole_table(model):
    shown = admin.site._registry[model]

    assert shown.show_full_result_count is False
    if model._meta.label in table.READ:
        assert shown.show_facets == admin.ShowFacets.NEVER
        assert shown.date_hierarchy is None
        assert shown.search_fields == ()
