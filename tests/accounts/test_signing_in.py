"""The two stages of signing in: what each answers, what is remembered, and what opens nothing."""

import pytest
from django.contrib.sessions.models import Session

from repatriation.accounts.models import User
from repatriation.accounts.models.sign_in import SPRAYED, TRIES
from tests.accounts.signing_in import (
    App,
    events,
    is_signed_in,
    kinds,
    recovery_codes,
    show,
    sign_in,
    sign_in_fully,
)


def test_the_password_leads_to_the_second_factor_and_that_to_where_one_wanted_to_go(
    client, person, app
):
    asked = sign_in(client, person, target="/keys/")
    assert asked.url == "/sign-in/code/"
    assert not is_signed_in(client)

    answer = show(client, app.code())

    assert (answer.status_code, answer.url) == (302, "/keys/")
    assert is_signed_in(client)


def test_the_pages_of_both_stages_write_nothing_when_they_are_read(client, person, app):
    assert client.get("/sign-in/").status_code == 200
    sign_in(client, person)

    page = client.get("/sign-in/code/")

    assert page.status_code == 200
    assert person.name not in page.content.decode()


def test_a_wrong_code_is_counted_recorded_and_answered_in_place(client, person, app):
    sign_in(client, person)

    answer = show(client, "000000")

    assert answer.status_code == 200
    assert "This code is not right" in answer.content.decode()
    assert kinds() == ["accounts.sign_in_failed"]
    assert not is_signed_in(client)


def test_after_ten_wrong_codes_even_the_right_one_waits(client, person, app):
    sign_in(client, person)
    for _ in range(TRIES):
        assert show(client, "000000").status_code == 200

    answer = show(client, app.code())

    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()
    assert not is_signed_in(client)


def test_the_count_of_codes_is_the_persons_wherever_they_come_from(client, person, app):
    sign_in(client, person)
    for number in range(TRIES):
        show(client, "000000", REMOTE_ADDR=f"203.0.113.{number}")

    assert show(client, app.code(), REMOTE_ADDR="198.51.100.4").status_code == 429


def test_one_password_tried_on_many_e_mails_is_stopped_by_the_address(client, person):
    for number in range(SPRAYED):
        form = {"email": f"p{number}@example.org", "password": "Winter2026"}
        assert client.post("/sign-in/", form).status_code == 200

    assert sign_in(client, person).status_code == 429
    assert sign_in(client, person, REMOTE_ADDR="198.51.100.4").status_code == 302


def test_an_own_success_between_guesses_does_not_forget_those_on_others(client, person, other):
    for number in range(SPRAYED - 1):
        form = {"email": f"p{number}@example.org", "password": "Winter2026"}
        client.post("/sign-in/", form)
    sign_in(client, person)
    client.post("/sign-out/")

    assert sign_in(client, other, "wrong").status_code == 200
    assert sign_in(client, other).status_code == 429


def test_a_cache_that_is_away_refuses_nobody_and_stops_guessing_all_the_same(
    client, person, settings
):
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://localhost:1/0"}
    }
    for _ in range(TRIES):
        assert sign_in(client, person, "wrong").status_code == 200
    assert sign_in(client, person).status_code == 429

    assert sign_in(client, person, REMOTE_ADDR="198.51.100.4").status_code == 302


def test_a_recovery_code_opens_once_and_the_register_records_it(client, person, app):
    code, *_ = recovery_codes(person)
    sign_in(client, person)

    assert show(client, code).status_code == 302
    client.post("/sign-out/")
    sign_in(client, person)

    assert show(client, code).status_code == 200
    used = events("accounts.recovery_code_used")[0]
    assert used.actor_id == User.objects.system().pk


def test_nobody_reaches_the_second_stage_without_the_first(client, person, app):
    assert client.get("/sign-in/code/").url == "/sign-in/"
    assert show(client, app.code()).url == "/sign-in/"


def test_coming_to_the_first_stage_again_begins_again(client, person, app):
    sign_in(client, person)

    assert client.get("/sign-in/").status_code == 200
    assert show(client, app.code()).url == "/sign-in/"


def test_the_session_has_another_key_once_somebody_is_signed_in(client, person, app):
    sign_in(client, person)
    before = client.session.session_key

    show(client, app.code())

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_the_session_does_not_keep_the_e_mail(client, person, app):
    sign_in_fully(client, person, app)

    assert person.email not in str(dict(client.session))


def test_how_it_was_proven_is_part_of_the_event(client, person, app):
    sign_in_fully(client, person, app)

    assert events("accounts.signed_in")[0].facts["details"] == {"proof": "full"}


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "keys/"],
)
def test_nobody_is_led_away(client, person, target):
    assert sign_in(client, person, target=target).url == "/"


@pytest.mark.parametrize("address", ["/signup/", "/accounts/signup/", "/account/email/"])
def test_nobody_joins_or_changes_the_e_mail_by_themselves(client, person, address):
    client.force_login(person)

    assert client.get(address).status_code == 404


def test_whoever_stops_being_active_between_the_stages_stays_outside(client, person, app):
    sign_in(client, person)
    User.objects.filter(pk=person.pk).update(is_active=False)

    show(client, app.code())

    assert not is_signed_in(client)


@pytest.mark.parametrize("changed", ["password", "suspended and let in again"])
def test_who_was_shut_out_between_the_stages_begins_again(client, person, app, changed):
    sign_in(client, person)
    if changed == "password":
        person.set_password("another correct horse")
    else:
        person.times_shut_out += 1
    person.save()

    assert show(client, app.code()).url == "/sign-in/"
    assert not is_signed_in(client)
    assert "accounts.signed_in" not in kinds()


def test_an_unknown_e_mail_costs_as_much_work_as_a_known_one(client, person, monkeypatch):
    worked = []
    hasher = "django.contrib.auth.hashers.Argon2PasswordHasher"
    monkeypatch.setattr(f"{hasher}.encode", lambda *_, **__: worked.append(1) or "argon2$x")
    monkeypatch.setattr(f"{hasher}.verify", lambda *_, **__: bool(worked.append(1)))
    monkeypatch.setattr(f"{hasher}.must_update", lambda *_, **__: False)

    client.post("/sign-in/", {"email": "nobody@example.org", "password": "x"})
    unknown = len(worked)
    sign_in(client, person, "x")

    assert (unknown, len(worked)) == (1, 2)


def test_two_people_have_sessions_of_their_own(client, person, other, app):
    App(other)
    sign_in_fully(client, person, app)

    assert sign_in(client, other).url == "/"
