"""Both servers together, and the environment in which the application finds them."""

from collections.abc import Mapping
from pathlib import Path

from .account import Account
from .binaries import find_binaries
from .database import FOR_TESTS, address, make_database
from .postgres import Postgres
from .valkey import Valkey


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
        found = find_binaries(account)
        self.secrets, self.is_throwaway = secrets, is_throwaway
        self.postgres = Postgres(
            directory, found.postgres, account, secrets["superuser"], is_throwaway=is_throwaway
        )
        self.valkey = Valkey(
            directory, found.valkey, account, secrets["valkey"], is_throwaway=is_throwaway
        )

    def start(self) -> None:
        self.postgres.make()
        self.valkey.make()
        self.postgres.start()
        self.valkey.start()
        make_database(self.postgres, self.secrets)
        if self.is_throwaway:
            self.postgres.execute(*FOR_TESTS)

    def stop(self) -> None:
        self.valkey.stop()
        self.postgres.stop()

    def addresses(self) -> dict[str, str]:
        return {
            "DATABASE_URL": address(self.postgres, "web", self.secrets),
            "WORKER_DATABASE_URL": address(self.postgres, "worker", self.secrets),
            "MIGRATION_DATABASE_URL": address(self.postgres, "owner", self.secrets),
            "REDIS_URL": self.valkey.url,
        }
