import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.admin.full import fill, person_of, word
from tests.admin.table import PRINCIPALS
from tests.factories.steps import Steps
from tests.factories.work import at_work


@pytest.fixture
def steps():
    steps = fill(Steps())
    word("exchanges.round_closed", party=steps.north.party)
    return steps


@pytest.fixture
def principals(steps):
    people = {}
    for name, (role, side) in PRINCIPALS.items():
        people[name] = person_of(steps, role, side)
        people[name].groups.set([Group.objects.get(name=role)])
    return people


@pytest.fixture
def as_(client):
    def signed_in(user):
        client.force_login(user)
        at_work(client, reverse("admin:accounts_user_add"))
        return client

    return signed_in
