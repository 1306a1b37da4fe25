"""Signing in and out: who may, what is remembered, and when it is too often."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.utils import timezone

from repatriation.accounts.models import SignInTry, User
from repatriation.accounts.models.sign_in import TRIES
from repatriation.accounts.network import network_address
from repatriation.accounts.signing_in import of_email
from repatriation.audit.models import Event
from tests.factories.accounts import UserFactory

PASSWORD = "correct horse battery staple"
TOO_MANY = "Too many tries from here"
NOT_TOGETHER = "do not belong together"


@pytest.fixture
def person():
    person = UserFactory(email="ines@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, email="ines@example.org", password=PASSWORD, **more):
    return client.post("/sign-in/", {"email": email, "password": password}, **more)


def fail(client, times=1, **more):
    for _ in range(times):
        answer = sign_in(client, password="wrong", **more)
    return answer


def is_signed_in(client) -> bool:
    return client.get("/keys/").status_code == 200


def kinds() -> list[tuple[str, str]]:
    return [(event.kind, event.stream) for event in Event.objects.order_by("pk")]


def test_the_form_works_from_end_to_end_with_its_token(person):
    client = Client(enforce_csrf_checks=True)
    page = client.get("/sign-in/?next=/keys/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"email": person.email, "password": PASSWORD, "csrfmiddlewaretoken": token}

    answer = client.post("/sign-in/?next=/keys/", form)

    assert (answer.status_code, answer.url) == (302, "/keys/")
    assert is_signed_in(client)


def test_without_its_token_the_form_is_refused_in_words(person):
    answer = sign_in(Client(enforce_csrf_checks=True))

    assert answer.status_code == 403
    assert "This page was open for too long" in answer.content.decode()


def test_case_and_spaces_of_the_address_do_not_matter(client, person):
    assert sign_in(client, " INES@example.org ").status_code == 302


def test_signing_in_failing_and_signing_out_are_events_of_the_person(client, person):
    fail(client)
    sign_in(client)
    client.post("/sign-out/")

    stream = f"accounts.user:{person.pk}"
    assert kinds() == [
        ("accounts.sign_in_failed", stream),
        ("accounts.signed_in", stream),
        ("accounts.signed_out", stream),
    ]
    actors = [event.actor_id for event in Event.objects.order_by("pk")]
    system = User.objects.system().pk
    assert actors == [system, system, person.pk]
    assert not is_signed_in(client)


def test_nothing_remembered_names_the_address_or_the_e_mail(client, person):
    fail(client, REMOTE_ADDR="203.0.113.7")

    kept = str(SignInTry.objects.values()) + "".join(Event.objects.values_list("body", flat=True))
    assert "203.0.113.7" not in kept
    assert "ines" not in kept


@pytest.mark.parametrize(
    "more",
    [{"is_active": False}, {"program": True}],
    ids=["not active", "a program"],
)
def test_only_active_people_come_in(client, more):
    someone = UserFactory(email="ines@example.org", **more)
    if not more.get("program"):  # a program cannot even have a password
        someone.set_password(PASSWORD)
        someone.save()

    answer = sign_in(client)

    assert answer.status_code == 200
    assert NOT_TOGETHER in answer.content.decode()
    assert not is_signed_in(client)


def test_whoever_is_no_longer_active_is_out_at_once(client, person):
    sign_in(client)

    User.objects.filter(pk=person.pk).update(is_active=False)

    assert not is_signed_in(client)


def test_an_unknown_address_is_answered_as_a_wrong_password_is(client, person):
    unknown = sign_in(client, "nobody@example.org").content.decode()
    wrong = fail(client).content.decode()

    assert NOT_TOGETHER in unknown
    assert NOT_TOGETHER in wrong
    assert Event.objects.count() == 1


def test_after_ten_tries_even_the_right_password_waits(client, person):
    assert fail(client, TRIES).status_code == 200

    answer = sign_in(client)

    assert answer.status_code == 429
    assert TOO_MANY in answer.content.decode()
    assert not is_signed_in(client)


def test_an_unknown_address_is_locked_like_a_known_one(client):
    fail(client, TRIES, email="nobody@example.org")

    assert sign_in(client, "nobody@example.org").status_code == 429


def test_the_wait_ends_after_a_quarter_of_an_hour(client, person):
    fail(client, TRIES)

    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1)):
        assert sign_in(client).status_code == 302


def test_a_guesser_elsewhere_does_not_lock_the_person_out(client, person):
    fail(client, TRIES, REMOTE_ADDR="203.0.113.7")

    assert sign_in(client, REMOTE_ADDR="198.51.100.4").status_code == 302


def test_coming_in_forgets_the_failed_tries(client, person):
    fail(client, TRIES - 1)
    sign_in(client)
    client.post("/sign-out/")

    assert fail(client, TRIES - 1).status_code == 200
    of_person = of_email("ines@example.org", "127.0.0.1").who
    assert SignInTry.objects.filter(who=of_person).count() == TRIES - 1


def test_tries_that_no_longer_count_are_not_kept(client, person):
    fail(client, 3)

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        fail(client)
        assert SignInTry.objects.count() == 2  # of the e-mail, and of the address


def test_behind_our_proxy_only_what_the_proxy_added_is_believed(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "9.9.9.9, 203.0.113.7"})
    assert network_address(request) == "127.0.0.1"

    settings.IS_BEHIND_TLS = True

    assert network_address(request) == "203.0.113.7"


def test_who_is_signed_in_already_is_not_asked_again(client, person):
    client.force_login(person)

    assert client.get("/sign-in/?next=/keys/").url == "/keys/"


@pytest.mark.django_db(transaction=True)
def test_guesses_that_come_at_once_do_not_slip_past_the_count():
    start = threading.Barrier(14)

    def guess(_):
        start.wait()
        try:
            return sign_in(Client(), "nobody@example.org", "wrong").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(14) as threads:
        answers = list(threads.map(guess, range(14)))

    assert sorted(answers) == [200] * TRIES + [429] * 4
