"""Both servers together: those whose address the environment does not already name."""

import os
from collections.abc import Mapping
from pathlib import Path

from .account import Account
from .binaries import find_binaries
from .database import FOR_TESTS, address, make_database
from .errors import CannotRun
from .postgres import Postgres
from .valkey import Valkey

DATABASE_ADDRESSES = ("DATABASE_URL", "WORKER_DATABASE_URL", "MIGRATION_DATABASE_URL")


class Services:
    """PostgreSQL and Valkey in one directory, which the account can enter."""

    def __init__(
        self,
        directory: Path,
        account: Account,
        secrets: Mapping[str, str],
        *,
        is_throwaway: bool = False,
    ):
        self.secrets, self.is_throwaway = secrets, is_throwaway
        self.given = given_addresses()
        found = find_binaries(account)
        self.postgres = Postgres(
            directory, found.postgres, account, secrets["superuser"], is_throwaway=is_throwaway
        )
        self.valkey = Valkey(
            directory, found.valkey, account, secrets["valkey"], is_throwaway=is_throwaway
        )

    @property
    def ours(self) -> dict[str, Postgres | Valkey]:
        """The servers we run, in the order of starting."""
        servers: dict[str, Postgres | Valkey] = {}
        if "DATABASE_URL" not in self.given:
            servers["postgres"] = self.postgres
        if "REDIS_URL" not in self.given:
            servers["valkey"] = self.valkey
        return servers

    def start(self) -> None:
        for server in self.ours.values():
            server.make()
            server.start()
        if "postgres" in self.ours:
            make_database(self.postgres, self.secrets)
            if self.is_throwaway:
                self.postgres.execute(*FOR_TESTS)

    def stop(self) -> None:
        for server in reversed(self.ours.values()):
            server.stop()

    def addresses(self) -> dict[str, str]:
        roles = zip(DATABASE_ADDRESSES, ("web", "worker", "owner"), strict=True)
        own = {name: address(self.postgres, role, self.secrets) for name, role in roles}
        return own | {"REDIS_URL": self.valkey.url} | self.given


def given_addresses() -> dict[str, str]:
    """The addresses set outside. The owner's must stand beside the application's."""
    given = {name: os.environ[name] for name in ("REDIS_URL",) if os.environ.get(name)}
    if not os.environ.get("DATABASE_URL"):
        return given
    if not os.environ.get("MIGRATION_DATABASE_URL"):
        raise CannotRun(
            "DATABASE_URL is set and MIGRATION_DATABASE_URL is not. Set it to the address by which"
            " the owner of the tables logs in, or unset both to use the embedded PostgreSQL."
        )
    database = {name: os.environ[name] for name in DATABASE_ADDRESSES if os.environ.get(name)}
    return {"WORKER_DATABASE_URL": database["DATABASE_URL"]} | given | database
