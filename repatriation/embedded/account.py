"""The account the servers run as. PostgreSQL refuses root, so root gives the servers to another."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import CannotRun


@dataclass(frozen=True)
class Account:
    """The servers' owner; `uid` is None when that is whoever started us."""

    uid: int | None = None
    gid: int | None = None

    def options(self) -> dict[str, Any]:
        """Keywords for Popen. The working directory may be closed to the account, so it is `/`."""
        if self.uid is None:
            return {"cwd": "/"}
        return {"cwd": "/", "user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def own_directory(self, path: Path) -> Path:
        """A directory that this account alone may read."""
        path.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o700)
        self.give(path)
        return path

    def write_private(self, path: Path, text: str) -> Path:
        """A file that this account alone may read, at no moment open to others."""
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
        self.give(path)
        return path

    def can_enter(self, path: Path) -> bool:
        asked = subprocess.run(["/usr/bin/env", "test", "-x", str(path)], **self.options())
        return asked.returncode == 0


def servers_account() -> Account:
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise CannotRun(
        "PostgreSQL does not run as root, and this system has neither an account named postgres"
        " nor one named nobody to give it to. Start this as an ordinary user."
    )
