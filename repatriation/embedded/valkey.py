"""One Valkey server, which speaks Redis: started, stopped."""

import contextlib
import io
import signal
import subprocess
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from .account import Account
from .errors import CannotRun
from .ports import free_port
from .process import end, spawn, wait_until

ONCE = Retry(NoBackoff(), 0)


class Valkey:
    """A server in `directory`, which the account can enter; the data lie in `valkey/` there."""

    def __init__(
        self,
        directory: Path,
        program: Path,
        account: Account,
        password: str,
        *,
        is_throwaway: bool = False,
    ):
        self.data = directory / "valkey"
        self.log = directory / "valkey.log"
        self.program, self.account, self.password = program, account, password
        self.keeps = "no" if is_throwaway else "yes"
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def make(self) -> None:
        self.account.own_directory(self.data)

    def start(self, patience: float = 30) -> None:
        """Start on the port it had, or on a free one; another program may take that in between."""
        for _ in range(5):
            self.port = self.port or free_port()
            self.launch()
            if wait_until(lambda: self.is_ready or not self.is_running, patience):
                if self.is_ready:
                    return
                if "bind" not in self.log.read_text(errors="replace"):
                    break
                self.port = 0
        raise CannotRun(f"Valkey did not start. Its log says:\n{self.log.read_text()}")

    def launch(self) -> "subprocess.Popen[bytes]":
        with self.log.open("wb") as log:
            self.process = spawn(
                [self.program, "-"],
                stdin=subprocess.PIPE,  # the password appears on no command line
                stdout=log,
                stderr=log,
                **self.account.options(),
            )
        with contextlib.suppress(BrokenPipeError), self.process.stdin or io.BytesIO() as settings:
            settings.write(self._configuration().encode())
        return self.process

    def stop(self) -> None:
        if self.process:
            end(self.process, signal.SIGTERM)
            self.process = None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def is_ready(self) -> bool:
        if not self.is_running:
            return False
        with redis.Redis.from_url(self.url, socket_timeout=1, retry=ONCE) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def _configuration(self) -> str:
        return f"""\
bind 127.0.0.1
port {self.port}
requirepass {self.password}
dir "{self.data}"
save ""
appendonly {self.keeps}
maxmemory-policy noeviction
daemonize no
"""
