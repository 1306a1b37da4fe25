"""What a test knows of the house: its addresses, its processes, and how to hurt them."""

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg2
import redis
import requests
from psycopg2.extensions import parse_dsn

from repatriation.embedded.leftovers import PROC, started_at
from repatriation.embedded.process import end, wait_until
from repatriation.embedded.services import DATABASE_ADDRESSES
from repatriation.embedded.valkey import ONCE

ADDRESSES = (*DATABASE_ADDRESSES, "REDIS_URL")
PATIENCE = 240  # of a slow machine that does much else; whoever waits longer waits for nothing
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'
"""


class Stack:
    """The house in a directory, as a process of its own."""

    def __init__(self, directory: Path, **environment: str):
        self.directory, self.log = directory, directory / "house.log"
        inherited = {name: value for name, value in os.environ.items() if name not in ADDRESSES}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.house", str(directory)],
                env={**inherited, **environment},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait(lambda: (directory / "address").exists(), "the house was not built")
        said = json.loads((directory / "address").read_text())
        self.url, self.addresses = said["url"], said["addresses"]
        self._wait(self.answers, "the web process does not answer")

    def _wait(self, is_true, otherwise: str) -> None:
        wait_until(lambda: is_true() or self.process.poll() is not None, PATIENCE)
        assert is_true(), f"{otherwise}\n{self.log.read_text()}"

    def stop(self) -> None:
        end(self.process, patience=PATIENCE)

    def answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/sign-in/", timeout=PATIENCE).status_code == 200
        except requests.RequestException:
            return False

    def login(self) -> dict[str, str]:
        """How Django is told to look into the same store."""
        parts = parse_dsn(self.addresses["DATABASE_URL"])
        names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
        return {names[key]: parts[key] for key in names} | {"PORT": parts["port"]}

    def database(self):
        """A session of the application's own login, beside the application."""
        return psycopg2.connect(self.addresses["DATABASE_URL"])

    def waiting(self) -> int:
        """How many sessions wait for a row that somebody else holds. Only a superuser sees all."""
        password = (self.directory / "secrets" / "superuser").read_text()
        url = self.addresses["DATABASE_URL"]
        with closing(psycopg2.connect(url, user="postgres", password=password)) as session:
            cursor = session.cursor()
            cursor.execute(WAITING)
            return cursor.fetchone()[0]

    def valkey(self) -> redis.Redis:
        url = self.addresses["REDIS_URL"]
        return redis.Redis.from_url(url, socket_timeout=10, retry=ONCE)

    def pid(self, name: str) -> int:
        """0 while the supervisor has not started it again."""
        path = self.directory / "processes" / name
        pid = int((path.read_text().split() or ["0"])[0]) if path.exists() else 0
        return pid if pid and started_at(pid) else 0

    def child(self, name: str) -> int:
        """One of the processes that the named one has forked, or 0."""
        return next(iter(children_of(self.pid(name))), 0)

    def kill(self, victim, how: signal.Signals = signal.SIGKILL) -> str:
        """Kill it, and wait until another stands in its place; returns what was seen."""
        assert wait_until(lambda: victim() != 0, PATIENCE), "nobody there to kill"
        before = victim()
        os.kill(before, how)
        assert wait_until(lambda: victim() not in (0, before), PATIENCE), "nobody came back"
        assert not started_at(before)
        return f"{before} -> {victim()}"


def children_of(parent: int) -> list[int]:
    found = []
    for entry in PROC.glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:  # gone meanwhile
            continue
        if fields[0] != "Z" and int(fields[1]) == parent:
            found.append(int(entry.parent.name))
    return sorted(found)
