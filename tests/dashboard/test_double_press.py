"""A form that is sent twice makes one thing, and leads to it both times."""

import pytest
from django.test import Client

from cases.models import TallySheet
from exchanges.models import ExchangeRound
from tests.cases.dashboard.reading import hidden
from tests.factories.steps import Steps


@pytest.fixture
def steps():
    return Steps()


def browser_of(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_a_double_press_opens_one_round(steps):
    browser = browser_of(steps.north.coordinator)
    key = hidden(browser.get("/rounds/new/"), "idempotency_key")
    typed = {"counterpart": steps.south.agency.pk, "idempotency_key": key}

    first, second = (browser.post("/rounds/new/", typed) for _press in range(2))

    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert ExchangeRound.objects.count() == 1


def test_a_double_press_opens_one_sheet_and_going_back_another(steps):
    url = f"{steps.in_transit('A-1').get_absolute_url()}new-sheet/"
    browser = browser_of(steps.north.transport_lead)
    typed = {"place": "Ford", "idempotency_key": hidden(browser.get(url), "idempotency_key")}

    first, second = (browser.post(url, typed) for _press in range(2))
    another = browser.post(url, typed | {"vehicle": "Wagon 4"})

    assert first["Location"] == second["Location"] != another["Location"]
    assert TallySheet.objects.count() == 2


def test_what_was_refused_is_decided_again(steps):
    browser = browser_of(steps.north.coordinator)
    key = hidden(browser.get("/rounds/new/"), "idempotency_key")

    answers = [
        browser.post("/rounds/new/", {"counterpart": "nobody", "idempotency_key": key})
        for _press in range(2)
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
