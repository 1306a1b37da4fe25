"""Setting up a second factor: who must, what else opens until then, and what is shown once."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn

from repatriation.accounts.models.sign_in import TRIES
from repatriation.accounts.second_factor import has_second_factor
from repatriation.accounts.setting_up import forget_second_factors, remove_factor
from repatriation.errors import NotPermitted
from repatriation.ledger.writing import acting_as
from tests.accounts.signing_in import (
    PASSWORD,
    App,
    code_of,
    events,
    factors,
    is_signed_in,
    kinds,
    recovery_codes,
    show,
    sign_in,
    sign_in_fully,
)
from tests.factories.accounts import UserFactory

PAGE = "/account/second-factor/"


def secret_on(page: str) -> str:
    return re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")


def set_up(client, code: str = "", password: str = PASSWORD):
    secret = secret_on(client.get(PAGE).content.decode())
    form = {"app-code": code or code_of(secret), "app-password": password}
    return client.post(f"{PAGE}app/", form)


def codes_on(page: str) -> list[str]:
    return re.findall(r"<code[^>]*>(\d{4} \d{4})</code>", page)


@pytest.mark.usefixtures("required")
class TestWhereItIsNeeded:
    @pytest.mark.parametrize("address", ["/", "/keys/", "/admin/", "/account/", "/cases/"])
    def test_every_page_leads_to_setting_it_up(self, client, person, address):
        sign_in(client, person)

        assert client.get(address).url == PAGE

    def test_nothing_is_changed_either(self, client, person):
        sign_in(client, person)

        form = {"password": PASSWORD, "new": "x", "again": "x"}
        assert client.post("/account/password/", form).url == PAGE

    def test_the_api_says_so_in_a_sentence(self, client, person):
        sign_in(client, person)

        answer = client.get("/api/v1/cases/")

        assert answer.status_code == 403
        assert answer.json()["code"] == "second_factor_needed"
        assert "Set one up in the browser" in answer.json()["detail"]

    def test_the_page_says_why_and_the_language_can_be_changed(self, client, person):
        sign_in(client, person)

        page = client.get(PAGE).content.decode()

        assert "Needed of everybody here." in page
        assert client.post("/i18n/setlang/", {"language": "uk", "next": PAGE}).url == PAGE

    @pytest.mark.parametrize("way_out", ["/sign-out/", "/change-user/"])
    def test_the_way_out_is_open(self, client, person, way_out):
        sign_in(client, person)

        client.post(way_out)

        assert not client.session.get("_auth_user_id")

    def test_once_it_is_set_up_everything_opens(self, client, person):
        sign_in(client, person)

        answer = set_up(client)

        assert answer.status_code == 200
        assert is_signed_in(client)
        assert client.get("/api/v1/cases/").status_code == 200
        assert factors(person) == ["recovery_codes", "totp"]

    def test_who_signed_in_without_and_has_one_by_now_signs_in_anew(self, client, person):
        sign_in(client, person)
        App(person)

        page = client.get(PAGE).content.decode()
        answer = client.post(f"{PAGE}app/", {"app-code": "000000", "app-password": PASSWORD})

        assert "Sign out, and sign in with it." in page
        assert answer.url == PAGE
        assert client.get("/keys/").url == PAGE

    def test_the_only_one_is_not_removed(self, client, person, app):
        sign_in_fully(client, person, app)
        address = f"{PAGE}{app.row.pk}/remove/"

        page = client.get(address).content.decode()
        client.post(address, {"password": PASSWORD})

        assert "This is your only second factor" in page
        assert has_second_factor(person)

    def test_the_operation_refuses_it_too(self, person, app):
        with pytest.raises(NotPermitted, match="your only second factor"), acting_as(person):
            remove_factor(authenticator=app.row, by=person)

    def test_one_of_two_is(self, client, person, app):
        WebAuthn.add(person, "blue", {})
        sign_in_fully(client, person, app)

        client.post(f"{PAGE}{app.row.pk}/remove/", {"password": PASSWORD})

        assert factors(person) == ["webauthn"]
        assert events("accounts.second_factor_removed")[0].actor_id == person.pk


def test_where_it_is_not_needed_everything_opens_and_every_page_says_so(client, person, settings):
    settings.IS_DEMONSTRATION = True
    sign_in(client, person)

    page = client.get("/keys/")

    assert page.status_code == 200
    assert "no second factor is asked for" in page.content.decode()


def test_where_it_is_needed_no_page_says_otherwise(client, person, app, required):
    sign_in_fully(client, person, app)

    assert "no second factor is asked for" not in client.get("/keys/").content.decode()


def test_the_app_and_the_codes_are_events_of_the_person(client, person):
    sign_in(client, person)

    set_up(client)

    assert kinds()[1:] == ["accounts.second_factor_added", "accounts.recovery_codes_made"]
    assert events("accounts.second_factor_added")[0].facts["details"] == {"type": "totp"}


def test_the_code_that_set_it_up_is_used_up(client, person):
    sign_in(client, person)
    secret = secret_on(client.get(PAGE).content.decode())
    code = code_of(secret)
    set_up(client, code)
    client.post("/sign-out/")
    sign_in(client, person)

    assert show(client, code).status_code == 200
    assert show(client, code_of(secret, later=1)).status_code == 302


def test_the_recovery_codes_are_shown_once_and_saved_without_a_name(client, person):
    sign_in(client, person)

    page = set_up(client).content.decode()

    codes = codes_on(page)
    assert len(codes) == 10
    file = re.search(r'href="(data:text/plain[^"]+)" download="recovery-codes.txt"', page)[1]
    assert "ines" not in file
    assert codes[0] not in client.get("/account/").content.decode()
    client.post("/sign-out/")
    sign_in(client, person)
    assert show(client, codes[0]).status_code == 302


def test_new_codes_need_the_password_and_end_the_old_ones(client, person, app):
    old, *_ = recovery_codes(person)
    sign_in_fully(client, person, app)
    address = "/account/recovery-codes/"

    assert not codes_on(client.post(address, {"password": "wrong"}).content.decode())
    new, *_ = codes_on(client.post(address, {"password": PASSWORD}).content.decode())

    client.post("/sign-out/")
    sign_in(client, person)
    assert show(client, old).status_code == 200
    assert show(client, new).status_code == 302


def test_without_a_second_factor_there_is_nothing_to_recover(client, person):
    sign_in(client, person)

    page = client.get("/account/recovery-codes/").content.decode()

    assert "Set up a second factor first" in page


def test_a_wrong_code_sets_nothing_up_and_keeps_the_secret(client, person):
    sign_in(client, person)
    before = secret_on(client.get(PAGE).content.decode())

    answer = set_up(client, code="000000")

    assert answer.status_code == 200
    assert "This code is not right" in answer.content.decode()
    assert secret_on(answer.content.decode()) == before
    assert not has_second_factor(person)


def test_a_wrong_password_sets_nothing_up_and_is_counted(client, person):
    sign_in(client, person)
    for _ in range(TRIES):
        assert set_up(client, password="wrong").status_code == 200

    answer = set_up(client)

    assert answer.status_code == 429
    assert not has_second_factor(person)


def test_there_is_one_app_at_a_time(client, person, app):
    sign_in_fully(client, person, app)

    page = client.get(PAGE).content.decode()

    assert "You have an app for codes already." in page
    assert 'name="app-code"' not in page


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '{"id": 1}', '{"response": {}}', "x"]
)
def test_what_is_no_answer_of_a_key_sets_nothing_up(client, person, credential):
    sign_in(client, person)
    client.get(PAGE)
    form = {"key-name": "blue", "key-password": PASSWORD, "key-credential": credential}

    answer = client.post(f"{PAGE}key/", form)

    assert answer.status_code == 200
    assert factors(person) == []


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '{"id": 1}', '{"response": {}}', "x"]
)
def test_what_is_no_answer_of_a_key_opens_nothing(client, person, credential):
    real = {
        "id": "AA",
        "rawId": "AA",
        "type": "public-key",
    }
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    sign_in(client, person)

    answer = client.post("/sign-in/code/", {"credential": credential or str(real)})

    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_nobody_removes_somebody_elses(client, person, other, app):
    theirs = App(other)
    sign_in_fully(client, person, app)

    answer = client.post(f"{PAGE}{theirs.row.pk}/remove/", {"password": PASSWORD})

    assert answer.status_code == 404


def test_a_lost_device_opens_nothing_any_more(client, person, app):
    recovery_codes(person)
    sign_in_fully(client, person, app)
    administrator = UserFactory()

    with acting_as(administrator):
        forget_second_factors(person=person, by=administrator)

    assert factors(person) == []
    assert not is_signed_in(client)
    assert events("accounts.second_factor_removed")[0].actor_id == administrator.pk
