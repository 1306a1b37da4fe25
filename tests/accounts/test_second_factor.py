"""A code of an app or of a list: what is right, and that it is right once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import connections
from django.utils import timezone

from repatriation.accounts.second_factor import has_second_factor, is_second_factor
from repatriation.ledger.writing import acting_as
from tests.accounts.conftest import HASH
from tests.accounts.signing_in import App, events, recovery_codes
from tests.factories.accounts import UserFactory


@pytest.fixture
def acting(person):
    with acting_as(person):
        yield


def test_an_app_or_a_key_is_a_second_factor(person, other, app):
    WebAuthn.add(other, "blue", {})

    assert has_second_factor(person)
    assert has_second_factor(other)


def test_recovery_codes_alone_are_none(person):
    recovery_codes(person)

    assert not has_second_factor(person)


def test_a_code_is_good_once(person, app):
    assert is_second_factor(person, app.code())
    assert not is_second_factor(person, app.code())


def test_the_next_code_is_good_again_and_the_one_before_is_not(person, app):
    before = app.code()

    with time_machine.travel(timezone.now() + timedelta(seconds=30)):
        assert is_second_factor(person, app.code())
        assert not is_second_factor(person, before)


def test_a_clock_may_be_half_a_minute_off_and_not_a_whole_one(person, app):
    assert not is_second_factor(person, app.code(later=2))
    assert not is_second_factor(person, app.code(later=-2))
    assert is_second_factor(person, app.code(later=1))


@pytest.mark.parametrize("typed", ["", "000000x", "12345", "１２３４５６", "12 34"])
def test_what_is_no_code_is_wrong(person, app, typed):
    assert not is_second_factor(person, typed)


def test_spaces_in_a_code_do_not_matter(person, app):
    code = app.code()

    assert is_second_factor(person, f" {code[:3]} {code[3:]} ")


def test_somebody_elses_code_is_wrong(other, app):
    App(other)

    assert not is_second_factor(other, app.code())


def test_a_cache_that_is_away_opens_nothing_and_refuses_nobody(person, app, settings):
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://localhost:1/0"}
    }

    assert is_second_factor(person, app.code())
    assert not is_second_factor(person, app.code())


@pytest.mark.usefixtures("acting")
def test_a_recovery_code_is_good_once(person):
    first, second, *_ = recovery_codes(person)

    assert is_second_factor(person, first)
    assert not is_second_factor(person, first)
    assert is_second_factor(person, second)


def test_using_a_recovery_code_is_an_event_that_tells_how_many_are_left(person):
    first, *_ = recovery_codes(person)

    with acting_as(person):
        is_second_factor(person, first)

    event = events("accounts.recovery_code_used")[0]
    assert event.facts["details"] == {"left": 9}
    assert first not in event.body


def test_neither_secret_nor_seed_lies_open_in_the_store(person, app):
    recovery_codes(person)

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert app.secret not in kept


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_one_code_at_once_one_is_right():
    person = UserFactory(email="ines@example.org", password=HASH)
    app = App(person)
    start, code = threading.Barrier(2), app.code()

    def show(_):
        start.wait()
        try:
            return is_second_factor(person, code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(show, range(2))) == [False, True]
