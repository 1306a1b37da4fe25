"""A tablet that several people share: who comes back by password, where to, and who does not."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from repatriation.accounts.devices import COOKIE
from repatriation.accounts.models import Shift, User
from repatriation.accounts.models.sign_in import TRIES
from tests.accounts.signing_in import (
    PASSWORD,
    App,
    events,
    factors,
    is_signed_in,
    kinds,
    sign_in,
    sign_in_fully,
)

pytestmark = pytest.mark.usefixtures("required")


@pytest.fixture
def tablet(person, app):
    """Somebody signed in fully here, and handed it on."""
    tablet = Client()
    sign_in_fully(tablet, person, app)
    tablet.post("/change-user/", {"next": "/keys/"})
    return tablet


def come_back(tablet, person, password=PASSWORD, target="/keys/"):
    form = {"person": person.pk, "password": password}
    return tablet.post(f"/change-user/?next={target}", form)


def later(**kwargs):
    return time_machine.travel(timezone.now() + timedelta(**kwargs))


def test_changing_the_user_ends_the_session_and_offers_to_come_back(client, person, app):
    sign_in_fully(client, person, app)

    answer = client.post("/change-user/", {"next": "/keys/"})

    assert answer.url == "/change-user/?next=%2Fkeys%2F"
    assert not is_signed_in(client)
    assert person.name in client.get(answer.url).content.decode()
    assert kinds()[-1] == "accounts.signed_out"


def test_who_was_here_in_this_shift_comes_back_by_password_to_the_same_page(tablet, person):
    answer = come_back(tablet, person)

    assert answer.url == "/keys/"
    page = tablet.get("/keys/")
    assert page.status_code == 200
    assert person.name in page.content.decode()
    assert events("accounts.signed_in")[-1].facts["details"] == {"proof": "came_back"}


def test_two_people_take_turns(tablet, person, other):
    theirs = App(other)
    sign_in_fully(tablet, other, theirs)
    tablet.post("/change-user/")

    page = tablet.get("/change-user/").content.decode()

    assert person.name in page
    assert other.name in page
    assert come_back(tablet, person).url == "/keys/"


def test_somebody_else_signs_in_fully(tablet, other):
    App(other)

    assert sign_in(tablet, other).url == "/sign-in/code/"


def test_a_person_of_another_device_does_not_come_back_here(tablet, other):
    theirs = App(other)
    elsewhere = Client()
    sign_in_fully(elsewhere, other, theirs)
    elsewhere.post("/change-user/")

    assert other.name not in tablet.get("/change-user/").content.decode()
    assert come_back(tablet, other).status_code == 200
    assert not is_signed_in(tablet)


def test_a_device_that_is_not_shared_lists_nobody(client, tablet):
    assert client.get("/change-user/?next=/keys/").url == "/sign-in/?next=%2Fkeys%2F"


def test_a_cookie_that_was_made_up_lists_nobody(client, tablet, person):
    number = tablet.cookies[COOKIE].value.partition(":")[0]
    client.cookies[COOKIE] = f"{number}:made:up"

    assert client.get("/change-user/").url.startswith("/sign-in/")


def test_the_cookie_is_signed_kept_from_scripts_and_says_nothing(tablet, person):
    cookie = tablet.cookies[COOKIE]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert str(person.pk) != cookie.value.partition(":")[0]
    assert cookie.value.partition(":")[0] not in str(list(Shift.objects.values()))


def test_a_wrong_password_stays_outside_and_is_counted_like_any_other(tablet, person):
    for _ in range(TRIES):
        answer = come_back(tablet, person, "wrong")
    assert answer.status_code == 200
    assert "not the password of this person" in answer.content.decode()

    assert come_back(tablet, person).status_code == 429
    assert sign_in(tablet, person).status_code == 429


def test_the_shift_ends_after_twelve_hours_from_the_full_sign_in(tablet, person):
    with later(hours=6):
        come_back(tablet, person)
        tablet.post("/change-user/")
    with later(hours=11):
        assert come_back(tablet, person).url == "/keys/"
        tablet.post("/change-user/")

    with later(hours=12, seconds=1):
        assert come_back(tablet, person).status_code in (200, 302)
        assert not is_signed_in(tablet)


def test_and_so_does_the_session_of_who_came_back_however_busy_they_are(tablet, person):
    with later(hours=11, minutes=50):
        come_back(tablet, person)
    for minutes in (54, 58):
        with later(hours=11, minutes=minutes):
            assert is_signed_in(tablet)
    with later(hours=12, seconds=1):
        assert not is_signed_in(tablet)


def test_who_signs_out_comes_back_fully(tablet, person):
    come_back(tablet, person)
    tablet.post("/sign-out/")

    assert tablet.get("/change-user/").url.startswith("/sign-in/")


def test_a_new_password_ends_the_shift_everywhere(tablet, person, app):
    elsewhere = Client()
    sign_in_fully(elsewhere, person, app, later=1)
    new = "another horse with a battery"

    elsewhere.post("/account/password/", {"password": PASSWORD, "new": new, "again": new})

    assert come_back(tablet, person, new).status_code != 302 or not is_signed_in(tablet)
    assert not is_signed_in(tablet)


def test_who_is_suspended_does_not_come_back(tablet, person):
    User.objects.filter(pk=person.pk).update(is_active=False)

    come_back(tablet, person)

    assert not is_signed_in(tablet)


def test_who_may_open_the_admin_always_signs_in_fully(client, person, app):
    person.is_staff = True
    person.save()
    sign_in_fully(client, person, app)
    client.post("/change-user/")

    assert client.get("/change-user/").url.startswith("/sign-in/")


def test_who_got_the_admin_while_away_signs_in_fully_too(tablet, person):
    User.objects.filter(pk=person.pk).update(is_staff=True)

    assert tablet.get("/change-user/").url.startswith("/sign-in/")


def test_coming_back_does_not_open_the_admin_to_who_got_it_since(tablet, person):
    come_back(tablet, person)
    User.objects.filter(pk=person.pk).update(is_staff=True)

    assert tablet.get("/admin/", follow=True).status_code == 403


def test_coming_back_changes_no_password(tablet, person):
    come_back(tablet, person)
    new = "a-longer-pass-phrase-2"

    typed = {"password": PASSWORD, "new": new, "again": new}
    answer = tablet.post("/account/password/", typed, follow=True)

    assert "You came back with your password alone." in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize("address", ["second-factor/", "recovery-codes/"])
def test_coming_back_changes_no_second_factor(tablet, person, app, address):
    come_back(tablet, person)

    answer = tablet.get(f"/account/{address}", follow=True)
    tablet.post("/account/recovery-codes/", {"password": PASSWORD})
    tablet.post(f"/account/second-factor/{app.row.pk}/remove/", {"password": PASSWORD})

    assert "You came back with your password alone." in answer.content.decode()
    assert factors(person) == ["totp"]


def test_who_set_nothing_up_is_not_on_shift(client, other):
    sign_in(client, other)

    client.post("/change-user/")

    assert client.get("/change-user/").url.startswith("/sign-in/")


def test_after_ten_minutes_of_no_use_it_asks_who_works_there_now(tablet, person):
    come_back(tablet, person)

    with later(minutes=10, seconds=1):
        answer = tablet.get("/keys/?page=2")

    assert answer.url == "/change-user/?next=%2Fkeys%2F%3Fpage%3D2"
    assert not is_signed_in(tablet)
    ended = events("accounts.session_ended")[-1]
    assert ended.actor_id == User.objects.system().pk
    assert ended.facts["details"] == {"why": "idle"}


def test_a_part_of_a_page_that_comes_too_late_leads_the_whole_page_there(tablet, person):
    come_back(tablet, person)

    with later(minutes=11):
        answer = tablet.get("/keys/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"].startswith("/change-user/")


def test_use_within_the_ten_minutes_goes_on(tablet, person):
    come_back(tablet, person)

    for minutes in (9, 18, 27):
        with later(minutes=minutes):
            assert is_signed_in(tablet)


def test_an_idle_session_opens_no_api_and_changes_nothing(tablet, person):
    come_back(tablet, person)

    with later(minutes=11):
        assert tablet.get("/api/v1/cases/").status_code == 401


def test_on_a_device_of_ones_own_nothing_is_asked(client, person, app):
    sign_in_fully(client, person, app)

    with later(hours=2):
        assert is_signed_in(client)


def test_a_device_stops_being_shared(tablet, person):
    come_back(tablet, person)
    tablet.post("/account/shared-device/end/")

    with later(minutes=30):
        assert is_signed_in(tablet)
    tablet.post("/sign-out/")
    assert tablet.get("/change-user/").url.startswith("/sign-in/")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "keys/"])
def test_nobody_is_led_away(tablet, person, target):
    assert come_back(tablet, person, target=target).url == "/"


def test_looking_at_the_page_changes_nobody(client, person, app):
    sign_in_fully(client, person, app)

    assert client.get("/change-user/?next=/keys/").url == "/keys/"
    assert is_signed_in(client)


def test_behind_tls_the_cookie_is_bound_to_the_host():
    assert ("__Host-device" if settings.IS_BEHIND_TLS else "device") == COOKIE
