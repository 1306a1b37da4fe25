"""What the fresh servers promise the application."""

import pytest
import redis

from repatriation.embedded.errors import CannotRun
from repatriation.embedded.valkey import ONCE

pytestmark = pytest.mark.plain

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist", "citext", "fuzzystrmatch")


def test_text_is_compared_by_the_builtin_locale(services):
    found = services.postgres.execute(
        "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'repatriation'"
    )

    assert found == [("b", "C.UTF-8")]


def test_cyrillic_names_are_similar(log_in):
    """Under the C locale this is silently 0, and no relative would be found."""
    owner = log_in("owner")
    owner.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")

    owner.execute("SELECT similarity('Шевченко', 'Шевченка'), upper('ґанок')")

    similarity, upper = owner.fetchone()
    assert similarity > 0.5
    assert upper == "ҐАНОК"


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_owner_may_make_the_extensions_that_migrations_use(log_in, extension):
    log_in("owner").execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")


def test_postgres_listens_on_the_loopback_only(log_in):
    web = log_in("web")

    web.execute("SHOW listen_addresses")

    assert web.fetchone() == ("127.0.0.1",)


def test_data_of_a_checkout_that_is_gone_are_named_with_the_way_out(services, monkeypatch):
    monkeypatch.setattr(services.postgres, "password", "made anew with the checkout")

    with pytest.raises(CannotRun, match="make reset"):
        services.postgres.execute("SELECT 1")


def test_valkey_asks_for_the_password(services):
    stranger = redis.Redis(port=services.valkey.port, retry=ONCE)

    with stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()


def test_valkey_forgets_nothing_to_make_room(services):
    with redis.Redis.from_url(services.valkey.url, decode_responses=True) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
