"""`test`: one command beside servers of its own, which are gone when it ends."""

import contextlib
import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .account import Account, servers_account
from .binaries import OUTSIDE
from .environment import application_environment
from .process import spawn
from .secrets import fresh_secrets
from .services import Services

PREFIX = "repatriation-test-"


def run_beside_throwaway_servers(command: Sequence[str]) -> int:
    """Run a command and return its exit code. Any number of these run at once."""
    account, secrets = servers_account(), fresh_secrets()
    with throwaway_directory(account) as directory:
        services = Services(directory, account, secrets, is_throwaway=True)
        try:
            services.start()
            addresses = services.addresses()
            environment = application_environment(
                secrets, directory, addresses, "http://localhost:8000"
            )
            # Tests come in by the session's door; what asks for a second factor says so itself.
            return _run(command, {"MFA_REQUIRED": "false"} | environment | addresses)
        finally:
            services.stop()


def _run(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """The command stays in the terminal's group, so Ctrl-C is its own affair and not ours."""
    process = spawn(command, env=environment, start_new_session=False)
    asked = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    ignored = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = process.wait()
    finally:
        signal.signal(signal.SIGTERM, asked)
        signal.signal(signal.SIGINT, ignored)
    return code if code >= 0 else 128 - code


@contextlib.contextmanager
def throwaway_directory(account: Account) -> Iterator[Path]:
    """A new directory under a lock that says it is in use; directories without one are removed."""
    parent = Path(tempfile.gettempdir())
    if not account.can_enter(parent):
        parent = OUTSIDE
    _sweep(parent)
    directory = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    directory.chmod(0o711)
    with (directory / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (directory / "lock").rename(directory / "in-use")  # seen by others only once it is held
        try:
            yield directory
        finally:
            shutil.rmtree(directory, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Remove what runs that were killed left behind; their servers died with them."""
    for directory in parent.glob(f"{PREFIX}*"):
        in_use = directory / "in-use"
        with contextlib.suppress(FileNotFoundError, BlockingIOError):
            if directory.lstat().st_uid != os.geteuid():
                continue
            with in_use.open() as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(directory, ignore_errors=True)
