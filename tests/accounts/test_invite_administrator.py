"""The first administrator of a new register, who is nobody's guest."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from repatriation.accounts.administrators import administrators
from repatriation.accounts.models import User
from tests.accounts.signing_in import is_signed_in, sign_in
from tests.accounts.test_inviting import work
from tests.factories.accounts import UserFactory

FRESH = "a staple, a horse and a battery"


def invite(email="first@example.org") -> str:
    out = StringIO()
    call_command("invite_administrator", email, "First One", stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def test_comes_in_by_the_link_that_is_printed_and_runs_the_register():
    link = invite()
    browser = Client()

    form = {"key": link.partition("=")[2], "password": FRESH, "again": FRESH}
    browser.post("/one-time-link/", form)
    person = User.objects.get(email="first@example.org")
    sign_in(browser, person, FRESH)

    assert is_signed_in(browser)
    assert person in administrators()
    assert person.agency is None


def test_a_second_call_makes_nobody_else_and_voids_the_first_link():
    first = invite()

    second = invite("FIRST@example.org")

    assert User.objects.filter(name="First One").count() == 1
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_the_link_that_was_printed_is_not_replaced_by_a_mail():
    link = invite()

    work()

    assert not any("one-time-link" in letter.body for letter in mail.outbox)
    assert Client().get(link).status_code == 200


def test_nobody_of_a_side_becomes_one_by_it():
    person = UserFactory()

    with pytest.raises(CommandError, match="does not run the register"):
        invite(person.email)
