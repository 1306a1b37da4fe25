"""Where a person is signed in: the list, ending one or all, and what ends them by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from repatriation.accounts.models import OpenSession, Shift
from repatriation.accounts.models.sign_in import TRIES
from repatriation.accounts.sessions import browser_in_words, end_sessions, open_sessions
from repatriation.ledger.writing import acting_as
from tests.accounts.signing_in import PASSWORD, events, is_signed_in, kinds, sign_in
from tests.factories.accounts import UserFactory

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:138.0) Gecko/20100101 Firefox/138.0"
NEW = "another horse with a battery"


@pytest.fixture
def elsewhere(person):
    elsewhere = Client(headers={"user-agent": FIREFOX})
    sign_in(elsewhere, person, REMOTE_ADDR="203.0.113.7")
    return elsewhere


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (
            "Mozilla/5.0 (Linux; Android 14; SM-X210) AppleWebKit/537.36 (KHTML, like Gecko) "
            "SamsungBrowser/25.0 Chrome/121.0.0.0 Safari/537.36",
            "Samsung Internet, Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_is_said_in_words(said, words):
    assert browser_in_words(said) == words


def test_the_page_lists_where_one_is_signed_in_and_names_no_address(client, person, elsewhere):
    sign_in(client, person)

    page = client.get("/account/").content.decode()

    assert "Firefox, Windows" in page
    assert "now, here" in page
    assert "203.0.113.7" not in page
    assert "203.0.113.7" not in str(list(OpenSession.objects.values()))


def test_one_session_is_ended_and_the_own_goes_on(client, person, elsewhere):
    row = OpenSession.objects.get(person=person)
    sign_in(client, person)

    client.post(f"/account/sessions/{row.pk}/end/")

    assert not is_signed_in(elsewhere)
    assert is_signed_in(client)
    assert events("accounts.session_ended")[0].actor_id == person.pk


def test_nobody_ends_somebody_elses(client, other, elsewhere):
    row = OpenSession.objects.get()
    sign_in(client, other)

    assert client.post(f"/account/sessions/{row.pk}/end/").status_code == 404
    assert is_signed_in(elsewhere)


def test_all_others_are_ended_at_once(client, person, elsewhere):
    third = Client()
    sign_in(third, person)
    sign_in(client, person)

    client.post("/account/sessions/end-others/")

    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert not is_signed_in(third)


def test_reading_the_list_ends_nothing(client, person, elsewhere):
    sign_in(client, person)

    assert client.get("/account/sessions/end-others/").status_code == 405
    assert is_signed_in(elsewhere)


def test_a_new_password_ends_the_others_and_is_an_event(client, person, elsewhere):
    sign_in(client, person)
    before = client.session.session_key

    answer = client.post("/account/password/", {"password": PASSWORD, "new": NEW, "again": NEW})

    assert answer.url == "/account/"
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert kinds()[2:] == ["accounts.password_changed", "accounts.session_ended"]
    assert client.session.session_key != before
    assert [row.session_key for row, _seen in open_sessions(_again(person))] == [
        client.session.session_key
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "wrong"}, "This is not your password."),
        ({"new": "12345678"}, "too common"),
        ({"again": "not the same"}, "are not the same"),
    ],
)
def test_a_new_password_that_will_not_do_is_refused_in_place(client, person, typed, said):
    sign_in(client, person)
    form = {"password": PASSWORD, "new": NEW, "again": NEW} | typed

    answer = client.post("/account/password/", form)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert _again(person).check_password(PASSWORD)


def test_a_page_left_open_lets_nobody_guess_the_password(client, person):
    sign_in(client, person)
    form = {"password": "wrong", "new": NEW, "again": NEW}
    for _ in range(TRIES):
        client.post("/account/password/", form)

    assert client.post("/account/password/", form | {"password": PASSWORD}).status_code == 429


def test_the_admins_page_for_it_leads_to_ours(client, person):
    person.is_staff = True
    person.save()
    sign_in(client, person)

    assert client.get("/admin/password_change/").url == "/account/password/"


def test_an_administrator_ends_all_of_them(client, person, elsewhere):
    sign_in(client, person)
    now = timezone.now()
    Shift.objects.create(person=person, device="x", began_at=now, ends_at=now + timedelta(hours=1))
    administrator = UserFactory()

    with acting_as(administrator):
        assert end_sessions(person, by=administrator) == 2

    assert not is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert not Shift.objects.current().exists()
    assert len(events("accounts.session_ended")) == 2


def test_when_it_was_last_used_is_noted_once_a_minute(client, person):
    sign_in(client, person)
    began = open_sessions(person)[0][1]

    with time_machine.travel(timezone.now() + timedelta(seconds=50)):
        client.get("/keys/")
        assert open_sessions(person)[0][1] == began
    with time_machine.travel(timezone.now() + timedelta(seconds=70)):
        client.get("/keys/")
        assert open_sessions(person)[0][1] > began


def test_a_page_that_asks_by_itself_is_not_somebody_at_work(client, person):
    sign_in(client, person)
    began = open_sessions(person)[0][1]

    with time_machine.travel(timezone.now() + timedelta(seconds=70)):
        client.get("/keys/", headers={"HX-Request": "true"})

    assert open_sessions(person)[0][1] == began


def test_rows_of_sessions_that_ran_out_go_with_the_next_sign_in(client, person, elsewhere):
    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        sign_in(client, person)

        assert OpenSession.objects.count() == 1


def test_signing_out_ends_it(client, person):
    sign_in(client, person)

    client.post("/sign-out/")

    assert not OpenSession.objects.exists()
    assert kinds() == ["accounts.signed_in", "accounts.signed_out"]


def _again(person):
    return type(person).objects.get(pk=person.pk)
