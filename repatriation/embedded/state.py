"""What one checkout keeps between runs: `.run/` in it, under a lock while somebody uses it."""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from .account import Account
from .binaries import CHECKOUT, claim, outside_name
from .errors import CannotRun
from .secrets import kept_secrets


class State:
    """The directory, and what is where in it."""

    def __init__(self, account: Account, directory: Path = CHECKOUT / ".run"):
        self.account, self.directory = account, directory
        # Others may pass through, to the servers' data, and see nothing.
        mode = 0o711 if account.uid is not None else 0o700
        try:
            directory.mkdir(mode=mode, exist_ok=True)
            directory.chmod(mode)
            (directory / "processes").mkdir(mode=0o700, exist_ok=True)
        except PermissionError:
            raise CannotRun(
                f"{directory} belongs to another account, or this checkout does. Run as that"
                " account, or use a checkout of your own."
            ) from None
        self.processes = directory / "processes"
        self.sign_ins = directory / "demo-sign-ins"
        self.beat_schedule = directory / "beat-schedule"

    def secrets(self) -> dict[str, str]:
        return kept_secrets(self.directory / "secrets")

    def servers(self) -> Path:
        """Where the servers' data are: outside, when their account cannot enter this checkout."""
        if self.account.can_enter(self.directory / "."):
            return self.directory
        return claim(outside_name(self.directory))

    @contextlib.contextmanager
    def lock(self) -> Iterator[TextIO]:
        """Hold the state; refused while another run holds it. What it says is for `running`."""
        with (self.directory / "lock").open("a+") as lock:
            os.fchmod(lock.fileno(), 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                running = self._read()
                where = running.get("base_url", "and is starting")
                raise CannotRun(
                    f"Repatriation already runs from this checkout, {where}"
                    f" (process {running.get('pid', 'unknown')}). Press Ctrl-C there first."
                ) from None
            tell(lock, pid=os.getpid())
            try:
                yield lock
            finally:
                lock.truncate(0)

    def running(self) -> dict[str, Any]:
        """What the run that holds the lock has told; empty when there is none."""
        with (self.directory / "lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return self._read()
        return {}

    def delete(self) -> None:
        shutil.rmtree(self.directory)
        if outside_name(self.directory).exists():
            shutil.rmtree(claim(outside_name(self.directory)))

    def _read(self) -> dict[str, Any]:
        with contextlib.suppress(ValueError):
            told = json.loads((self.directory / "lock").read_text())
            return told if isinstance(told, dict) else {}
        return {}


def tell(lock: TextIO, **facts: Any) -> None:
    lock.truncate(0)
    lock.write(json.dumps(facts))
    lock.flush()
