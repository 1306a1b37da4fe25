"""Proving again who one is, as tests do it: by the page, with a password or a code."""

import re
from urllib.parse import quote

from django.test import Client

from repatriation.accounts.models import User
from tests.accounts.signing_in import PASSWORD, App


def with_password(person: User) -> User:
    person.set_password(PASSWORD)
    person.save()
    return person


def signed_in(person: User, **more) -> Client:
    client = Client(**more)
    client.force_login(person)
    return client


def seal_of(batch) -> str:
    return f"{batch.get_absolute_url()}seal/"


def step_up(target: str) -> str:
    return f"/step-up/?next={quote(target, safe='')}"


def confirm(web, target: str, proof: str = PASSWORD, **more):
    return web.post(step_up(target), {"step-up-proof": proof} | more)


def code_of(person: User) -> str:
    """What the person's app shows now."""
    return App(person).code()


def carried_by(page: str) -> list[tuple[str, str]]:
    form = page[page.index('action="/step-up/?') :]
    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
