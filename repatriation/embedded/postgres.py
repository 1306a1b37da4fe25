"""One PostgreSQL server: its data directory made, started, stopped. Roles: see `database.py`."""

import signal
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2

from .account import Account
from .errors import CannotRun
from .ports import free_port
from .process import end, spawn, wait_until

SUPERUSER = "postgres"
INITDB = (
    "--encoding=UTF8",
    # Under --locale=C trigram similarity of Cyrillic is silently 0.
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=scram-sha-256",
    f"--username={SUPERUSER}",
)
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # Statements and details hold names, which do not belong in a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
UNSAFE_BUT_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",  # the owner of a database cannot drop it while it is being vacuumed
}


class Postgres:
    """A server in `directory`, which the account can enter; the data lie in `postgres/` there."""

    def __init__(
        self,
        directory: Path,
        programs: Path,
        account: Account,
        password: str,
        *,
        is_throwaway: bool = False,
    ):
        self.data = directory / "postgres"
        self.log = directory / "postgres.log"
        self.programs, self.account, self.password = programs, account, password
        self.settings = SETTINGS | (UNSAFE_BUT_FAST if is_throwaway else {})
        # SIGINT is PostgreSQL's fast shutdown, SIGQUIT leaves recovery to nobody.
        self.farewell = signal.SIGQUIT if is_throwaway else signal.SIGINT
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make the data directory, unless it is there."""
        if (self.data / "PG_VERSION").exists():
            self._check_version()
            return
        self.account.own_directory(self.data)
        secret = self.account.write_private(
            self.data.with_name("initial-password"), f"{self.password}\n"
        )
        made = subprocess.run(
            [self.programs / "initdb", "-D", self.data, f"--pwfile={secret}", *INITDB],
            capture_output=True,
            text=True,
            **self.account.options(),
        )
        secret.unlink()
        if made.returncode:
            raise CannotRun(f"PostgreSQL's data directory could not be made:\n{made.stderr}")

    def start(self, patience: float = 60) -> None:
        """Start on the port it had, or on a free one; another program may take that in between."""
        for _ in range(5):
            self.port = self.port or free_port()
            self.launch()
            if wait_until(lambda: self.is_ready or not self.is_running, patience):
                if self.is_ready:
                    return
                if "could not bind" not in self.log.read_text(errors="replace"):
                    break
                self.port = 0
        raise CannotRun(f"PostgreSQL did not start. Its log says:\n{self.log.read_text()}")

    def launch(self) -> "subprocess.Popen[bytes]":
        settings = [f"--{name}={value}" for name, value in self.settings.items()]
        with self.log.open("wb") as log:
            self.process = spawn(
                [self.programs / "postgres", "-D", self.data, f"--port={self.port}", *settings],
                when_we_die=self.farewell,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self.account.options(),
            )
        return self.process

    def stop(self) -> None:
        if self.process:
            end(self.process, self.farewell, patience=60)
            self.process = None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def is_ready(self) -> bool:
        """As the server itself says it, so that a stranger on the port is never asked."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        is_ours = self.process is not None and lines[:1] == [str(self.process.pid)]
        return self.is_running and is_ours and lines[7:8] == ["ready   "]

    def execute(self, *statements: str, database: str = "postgres", **settings: str) -> list[Any]:
        """Run statements as the superuser, each by itself; `settings` hold for the session."""
        with closing(self._connect(database)) as connection, connection.cursor() as cursor:
            for name, value in settings.items():
                cursor.execute("SELECT set_config(%s, %s, false)", (f"repatriation.{name}", value))
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _connect(self, database: str) -> Any:
        try:
            connection = psycopg2.connect(
                host="127.0.0.1",
                port=self.port,
                user=SUPERUSER,
                password=self.password,
                dbname=database,
            )
        except psycopg2.OperationalError as error:
            if "password authentication failed" not in str(error):
                raise
            raise CannotRun(
                f"The data in {self.data} were kept by a checkout that was here before, and their"
                " password is gone with it. `make reset` begins anew."
            ) from error
        connection.autocommit = True
        return connection

    def _check_version(self) -> None:
        has = (self.data / "PG_VERSION").read_text().strip()
        told = subprocess.run(
            [self.programs / "postgres", "--version"], capture_output=True, text=True, cwd="/"
        )
        if f" {has}." not in told.stdout:
            raise CannotRun(
                f"The data in {self.data} were made by PostgreSQL {has}, and the one installed now"
                f" is {told.stdout.strip()}. `make reset` begins anew."
            )
