"""So many requests a minute for each caller, and never because the cache is dead."""

import pytest
from django.core.cache import cache
from redis.exceptions import ConnectionError as NoRedis

from tests.api.callers import person, program
from tests.factories.accounts import UserFactory


@pytest.fixture(autouse=True)
def two_a_minute(settings, plenty, own_minute):
    settings.API_REQUESTS_PER_MINUTE = 2


def test_what_is_left_stands_on_every_answer():
    caller = person(UserFactory())

    answers = [caller.get("rounds/") for _ in range(2)]

    assert [answer.headers["RateLimit"].split(";t=")[0] for answer in answers] == [
        '"caller";r=1',
        '"caller";r=0',
    ]
    assert answers[0].headers["RateLimit-Policy"] == '"caller";q=2;w=60'


def test_who_asks_too_often_is_told_when_to_come_again():
    caller = program(UserFactory(program=True))

    answers = [caller.get("rounds/") for _ in range(3)]

    refused = answers[-1]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert refused.json()["code"] == "throttled"
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["RateLimit"].startswith('"caller";r=0')


def test_one_caller_does_not_use_up_the_allowance_of_another():
    first, second = person(UserFactory()), person(UserFactory())
    for _ in range(3):
        first.get("rounds/")

    assert second.get("rounds/").status_code == 200


def test_a_dead_cache_refuses_nobody(monkeypatch):
    def dead(*args, **kwargs):
        raise NoRedis

    monkeypatch.setattr(cache, "add", dead)
    caller = person(UserFactory())

    answers = [caller.get("rounds/") for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
