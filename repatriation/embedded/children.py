"""The processes that are kept running: how each is started, and again when it dies."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .binaries import CHECKOUT
from .process import spawn

CELERY = (sys.executable, "-m", "celery", "--quiet", "-A", "repatriation")
SERVER = "--config=python:repatriation.server"
QUIETLY = "--log-level=warning"
WORKER = (*CELERY, "worker", "--loglevel=WARNING", "--concurrency=2")
# As root, Celery warns on every start; whoever runs this as root has chosen to.
QUIET = {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore:You're running the worker"}
FIRST_PAUSE = 1.0
LONG_LIFE = 60.0  # seconds after which a death is a new story
LONGEST_PAUSE = 30.0


def web_command(sockets: Sequence[int]) -> list[str]:
    binds = [f"--bind=fd://{number}" for number in sockets]
    return [sys.executable, "-m", "gunicorn", "repatriation.wsgi", SERVER, QUIETLY, *binds]


def beat_command(schedule: Path) -> list[str]:
    return [*CELERY, "beat", "--loglevel=WARNING", f"--schedule={schedule}", "--pidfile="]


def application_child(
    name: str, command: Sequence[str], environment: Mapping[str, str], sockets: Sequence[int] = ()
) -> "Child":
    def launch() -> "subprocess.Popen[bytes]":
        return spawn(
            command,
            env={**environment, **QUIET},
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=sockets,
        )

    return Child(name, launch)


class Child:
    """A process that should run. It may already; then `process` is given."""

    def __init__(
        self,
        name: str,
        launch: Callable[[], "subprocess.Popen[bytes]"],
        process: "subprocess.Popen[bytes] | None" = None,
    ):
        self.name, self.launch, self.process = name, launch, process
        self.since = self.due_at = time.monotonic()
        self.pause = 0.0

    def start(self) -> "subprocess.Popen[bytes]":
        self.process, self.since = self.launch(), time.monotonic()
        return self.process

    @property
    def is_due(self) -> bool:
        return self.process is None and time.monotonic() >= self.due_at

    def notice_death(self) -> str:
        """How it ended and when it comes back, or nothing while it lives."""
        if self.process is None or self.process.poll() is None:
            return ""
        code, self.process = self.process.returncode, None
        lived = time.monotonic() - self.since
        again = max(FIRST_PAUSE, self.pause * 2)
        self.pause = FIRST_PAUSE if lived > LONG_LIFE else min(again, LONGEST_PAUSE)
        self.due_at = time.monotonic() + self.pause
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        return f"{self.name} {how}; starting it again in {self.pause:g} s."
