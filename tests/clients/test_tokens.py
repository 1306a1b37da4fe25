"""The token endpoint counts: tokens of a credential, and wrong secrets from one address."""

import re

import pytest
from django.test import Client as Browser

from tests.clients.asking import ask, opened, token_of

OURS, THEIRS = "192.0.2.1", "203.0.113.9"


@pytest.fixture
def few(settings, own_minute):
    settings.TOKENS_PER_MINUTE, settings.WRONG_SECRETS = 3, 2


def test_wrong_secrets_are_limited_for_each_credential_and_address(administrator, few):
    _client, (client_id, _secret) = opened(administrator)

    answers = [ask(client_id, "guess", REMOTE_ADDR=THEIRS) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert answers[-1].json() == {"error": "slow_down"}
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 15 * 60


def test_somebody_elses_wrong_secrets_do_not_lock_the_owner_out(administrator, few):
    _client, secret = opened(administrator)
    _other, other_secret = opened(administrator, name="Another")
    for _ in range(3):
        ask(secret.client_id, "guess", REMOTE_ADDR=THEIRS)

    assert ask(*secret, REMOTE_ADDR=OURS).status_code == 200
    assert ask(*other_secret, REMOTE_ADDR=THEIRS).status_code == 200


def test_right_secrets_do_not_count_as_wrong_ones(administrator, few):
    _client, secret = opened(administrator)

    answers = [ask(*secret) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60


def test_what_is_left_stands_on_the_answer(administrator, few):
    _client, secret = opened(administrator)

    right, wrong = ask(*secret), ask(secret.client_id, "guess")

    assert right.headers["RateLimit-Policy"] == '"tokens";q=3;w=60, "wrong-secrets";q=2;w=900'
    left = r'"tokens";r=2;t=\d+, "wrong-secrets";r=2;t=\d+'
    assert re.fullmatch(left, right.headers["RateLimit"])
    assert '"wrong-secrets";r=1;' in wrong.headers["RateLimit"]


def test_an_id_in_the_form_is_counted_like_one_in_the_header(administrator, few, client):
    _client, (client_id, _secret) = opened(administrator)
    data = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": "guess"}

    answers = [client.post("/oauth/token/", data) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]


def test_a_secret_in_the_form_behind_another_id_in_the_header_is_not_tried(administrator, few):
    _client, (client_id, secret) = opened(administrator)
    data = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}

    for header in ("Basic bm9ib2R5Ong=", "Basic !", "Bearer x"):
        answer = Browser().post("/oauth/token/", data, headers={"Authorization": header})
        assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})


def test_a_dead_cache_locks_nobody_out(administrator, few, settings):
    _client, secret = opened(administrator)
    settings.CACHES = settings.CACHES | {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    }

    assert [ask(*secret).status_code for _ in range(5)] == [200] * 5


def test_a_token_is_never_kept_by_whoever_stands_between(administrator):
    _client, secret = opened(administrator)

    assert ask(*secret).headers["Cache-Control"] == "no-store"
    assert len(token_of(secret)) >= 30
